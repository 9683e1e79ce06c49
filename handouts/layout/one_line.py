"""Parts of a page on one line: words, a logo, and blanks that take what is left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from handouts.design.papers import mm
from handouts.layout.boxes import CLEAR, Block
from handouts.layout.fields import FieldRow
from handouts.layout.headings import HeadingBlock
from handouts.layout.letter_outlines import CAP_HEIGHT, draw_letters
from handouts.layout.typography import ParagraphBlock, TypeScale
from handouts.tagged import width_of

_GAP = mm(5)
# Blanks for fewer letters than a name has share a line only on the tightest pages, and are closer.
_NAME, _BETWEEN_SHORT = 18, mm(1.5)
_LEAST_BLANK = mm(25)
_TAG_PADDING = mm(2.6)


class Tag(Block):
    """White on black: a word that nobody may overlook.  What is read aloud stands elsewhere."""

    def __init__(self, text: str, type_: TypeScale) -> None:
        self.text, self.type = text, type_
        self.size = type_.theme.minimum
        self.width = width_of(text, type_.typeface.bold, self.size) + 2 * _TAG_PADDING
        self.height = self.size * 1.5

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        return self.width, self.height

    @property
    def baseline(self) -> float:
        return (self.height - self.size * CAP_HEIGHT) / 2

    def draw(self) -> None:
        canvas, theme = self.canv, self.type.theme
        canvas.setFillColor(theme.colours.ink)
        canvas.roundRect(0, 0, self.width, self.height, mm(1), stroke=0, fill=1)
        canvas.setFillColor(theme.colours.paper)
        font = self.type.typeface.bold
        draw_letters(canvas, self.text, font, self.size, self.width / 2, self.baseline)


class OneLine(Block):
    """Blocks side by side on one baseline, on more lines where they are too wide for one.

    Blanks are as short as may be where that saves a line, and share what a line leaves over;
    without any, what follows the first stands at the right.  A heading takes what the others leave.
    """

    def __init__(self, items: Sequence[Block], type_: TypeScale, *, after: float = 0) -> None:
        self.items, self.type = list(items), type_
        self._apart = _GAP
        self.space_after = after
        # A heading, with what is said beside it, stays with what it leads to.
        self.keep_with_next = bool(items) and isinstance(items[0], HeadingBlock)

    def add_tag(self, tag: Tag) -> None:
        """A tag before words, or after a heading."""
        at = len(self.items) if isinstance(self.items[0], HeadingBlock) else 0
        self.items.insert(at, tag)

    def _wish(self, item: Block) -> float:
        match item:
            case FieldRow():
                return item.least(_LEAST_BLANK)
            case HeadingBlock():
                natural = item.natural_width
                return natural if natural <= self.width else item.least_width
            case ParagraphBlock():
                return item.natural_width
            case _:
                return item.wrap(self.width, 0)[0]

    @property
    def hang(self) -> float:
        """How far letters of its last line reach below it."""
        _, placed = self._lines[-1]
        return max(item.hang - above for item, _, above in placed)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width = width
        shorter = self._broken(width, is_short=True)
        lines = self._broken(width, is_short=False)
        if len(shorter) < len(lines):
            lines = self._broken(width, is_short=True)
        self._lines = [self._shared(line) for line in lines]
        self._gaps = [self._gap(above, below) for above, below in pairwise(lines)]
        self.height = sum(height for height, _ in self._lines) + sum(self._gaps)
        return self.width, self.height

    def _gap(
        self, above: Sequence[tuple[Block, float]], below: Sequence[tuple[Block, float]]
    ) -> float:
        """Between two lines; no tail of a letter reaches a tag."""
        gap = self.type.gap(0.4)
        if any(isinstance(item, Tag) for item, _ in below):
            return max(gap, *(item.hang + CLEAR for item, _ in above))
        return gap

    def _broken(self, width: float, *, is_short: bool) -> list[list[tuple[Block, float]]]:
        """The blocks in lines, with the widths they ask for, their blanks short or not."""
        for item in self.items:
            if isinstance(item, FieldRow):
                item.is_short = is_short
        are_short = all(_is_short(item) for item in self.items)
        if are_short and self.type.spacing.heads >= 1:
            return [[(item, min(self._wish(item), width))] for item in self.items]
        self._apart = _BETWEEN_SHORT if are_short else _GAP
        lines: list[list[tuple[Block, float]]] = [[]]
        used = 0.0
        for item in self.items:
            wish = min(self._wish(item), width)
            if lines[-1] and used + self._apart + wish > width + 0.01:
                lines.append([])
                used = 0.0
            used += wish + (self._apart if lines[-1] else 0)
            lines[-1].append((item, wish))
        return lines

    def _shared(
        self, line: list[tuple[Block, float]]
    ) -> tuple[float, list[tuple[Block, float, float]]]:
        """The height of a line; its blocks with their places: x, and y above its bottom."""
        spare = self.width - sum(wish for _, wish in line) - self._apart * (len(line) - 1)
        kind = FieldRow if any(isinstance(item, FieldRow) for item, _ in line) else HeadingBlock
        growing = [item for item, _ in line if isinstance(item, kind)]
        placed, x = [], 0.0
        for item, wish in line:
            wide = wish + (spare / len(growing) if item in growing else 0.0)
            item.wrap(wide, 0)
            placed.append((item, x))
            x += wide + self._apart + (spare if not growing and len(placed) == 1 else 0.0)
        deepest = max(map(_baseline, (item for item, _ in placed)))
        rows = [(item, x, deepest - _baseline(item)) for item, x in placed]
        return max(item.height + y for item, _, y in rows), rows

    def place(self, x: float, y: float) -> None:
        top = y + self.height
        for (height, line), gap in zip(self._lines, (*self._gaps, 0.0), strict=True):
            for item, left, above in line:
                item.draw_on(self.canv, x + left, top - height + above)
            top -= height + gap


def _is_short(item: Block) -> bool:
    """Whether it is a blank that may have room for less than a name."""
    return isinstance(item, FieldRow) and all(0 < each.least < _NAME for each in item.fields)


def _baseline(item: Block) -> float:
    """How far the baseline of its last line is above its bottom, in pt."""
    match item:
        case ParagraphBlock():
            return item.style.leading - item.style.size
        case Tag() | FieldRow():
            return item.baseline
        case _:
            return 0.0
