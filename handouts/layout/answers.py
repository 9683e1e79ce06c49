"""The answer: which thigh presses which way, beside the badge of its side."""

from __future__ import annotations

from handouts.design.papers import mm
from handouts.layout.boxes import Block, Stack
from handouts.layout.headings import HeadingBlock
from handouts.layout.panels import hatch_width
from handouts.layout.symbols import badge, stripes
from handouts.layout.typography import ParagraphBlock, TypeScale
from handouts.pattern import Side

_GAP = mm(3.5)
_LEAST_GAP = mm(3)  # between a heading and the words at its right
_BELOW_TAILS = mm(0.15)


class Answer(Block):
    """A badge, a heading, and words: at the right of the heading, or below it where it is long.

    In a box the answer of the right side ends in stripes.
    """

    def __init__(
        self,
        heading: HeadingBlock,
        words: list[Block],
        side: Side | None,
        letter: str,
        type_: TypeScale,
        *,
        boxed: bool,
    ) -> None:
        self.heading, self.words = heading, Stack(words)
        self.side, self.letter, self.type = side, letter, type_
        self.badge = heading.style.size * 1.48 if letter else 0.0
        self.boxed = boxed
        self.full_bleed = self.flush = boxed
        self.padding = (type_.theme.padding, max(type_.gap(0.5), mm(1))) if boxed else (0.0, 0.0)
        self.space_before = self.space_after = 0.0 if boxed else type_.gap(0.5)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.hatch = hatch_width(self.type, self.side, width) if self.boxed else 0.0
        gap = _GAP * (0.6 if self.boxed else 1)
        self.left = self.padding[0] + (self.badge + gap if self.badge else 0.0)
        room = width - self.left - (self.hatch + mm(1) if self.hatch else self.padding[0])
        beside = self._beside(room)
        if beside is not None:
            self.heading.wrap(room - beside, height)
            self.words.wrap(beside, height)
            text = max(self.heading.height, self.words.height)
        else:
            self.heading.wrap(room, height)
            self.words.wrap(room, height)
            text = self.heading.height + self._between + self.words.height
        self._is_beside, self._text = beside is not None, text
        self.height = max(self.badge, text) + 2 * self._air
        return self.width, self.height

    @property
    def _between(self) -> float:
        """Between the heading and words below it, in pt.

        It is nothing, but where the tail of a letter would reach an accent right below it.
        """
        first = next(iter(self.words.children), None)
        if not isinstance(first, ParagraphBlock) or self.heading.hang + first.rise <= 0:
            return 0.0
        letters, below = self.heading.ink(-1), first.ink(0)
        reach = max(
            (
                under.top - over.bottom
                for over in letters
                for under in below
                if over.left < under.right and under.left < over.right
            ),
            default=0.0,
        )
        heading, words = self.heading.style, first.style
        apart = heading.leading - heading.size + words.size  # their baselines
        return max(0.0, reach + _BELOW_TAILS - apart)

    @property
    def _air(self) -> float:
        """Above and below the words, in pt: no tail of a letter reaches the frame."""
        if not self.boxed:
            return self.padding[1]
        last = self.words if self.words.children else self.heading
        return max(self.padding[1], last.hang + self.type.theme.strokes.panel / 2 + _BELOW_TAILS)

    def _beside(self, room: float) -> float | None:
        """How wide the words are, where they have room on the line of the heading."""
        if self.boxed or not all(isinstance(each, ParagraphBlock) for each in self.words.children):
            return None
        if not self.words.children:
            return None
        paragraphs = [each for each in self.words.children if isinstance(each, ParagraphBlock)]
        wide = max((each.natural_width for each in paragraphs), default=0.0)
        needed = self.heading.natural_width + _LEAST_GAP + wide
        return wide if needed <= room else None

    def draw(self) -> None:
        canvas, theme = self.canv, self.type.theme
        colour = theme.colours.side(self.side)
        if self.hatch:
            stripes(canvas, self.width - self.hatch, 0, self.hatch, self.height, colour)
        if self.letter:
            badge(
                canvas,
                self.side,
                self.letter,
                self.padding[0],
                (self.height - self.badge) / 2,
                self.badge,
                colour=colour,
                font=self.type.typeface.bold,
                sign=True,
            )
        top = (self.height + self._text) / 2
        if self._is_beside:
            middle = self.height / 2
            self.heading.draw_on(canvas, self.left, middle - self.heading.height / 2)
            # On the baseline of the heading.
            drop = self.heading.style.leading - self.heading.style.size
            first = self.words.children[0]
            assert isinstance(first, ParagraphBlock)
            own = first.style.leading - first.style.size
            y = middle - self.heading.height / 2 + drop - own
            self.words.draw_on(canvas, self.width - self.words.width, y)
            return
        self.heading.draw_on(canvas, self.left, top - self.heading.height)
        self.words.draw_on(canvas, self.left, top - self._text)
