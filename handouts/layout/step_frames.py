"""Steps as frames: a number with what the step is called, its picture, and words.

They stand side by side between rules, or one below another where the theme has no columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.design.papers import mm
from handouts.layout.boxes import Block, Stack, heights_of
from handouts.layout.headings import HeadingBlock
from handouts.layout.symbols import badge
from handouts.layout.typography import TypeScale
from handouts.pattern import Side

_SIDE, _TOP, _BOTTOM = mm(2.6), mm(1.4), mm(1.8)


class StepHeading(Block):
    """What a step is called, beside its number in the shape of its side."""

    keep_with_next = True

    def __init__(
        self, heading: HeadingBlock, number: str, side: Side | None, type_: TypeScale
    ) -> None:
        self.heading, self.number, self.side, self.type = heading, number, side, type_
        self.badge = max(heading.style.size * 1.3, type_.theme.minimum * 1.5)
        self.left = self.badge + mm(2)

    @property
    def least_width(self) -> float:
        return self.left + self.heading.least_width

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.heading.wrap(width - self.left, height)
        self.width, self.height = width, max(self.badge, self.heading.height)
        return self.width, self.height

    def place(self, x: float, y: float) -> None:
        """Only the heading; its number is its label."""
        top = y + self.height
        drop = max(0.0, (self.badge - self.heading.style.leading) / 2)
        self.heading.draw_on(self.canv, x + self.left, top - drop - self.heading.height)

    def draw_number(self, x: float, top: float) -> None:
        """The label, with its upper left corner there."""
        theme = self.type.theme
        badge(
            self.canv,
            self.side,
            self.number,
            x,
            top - self.badge,
            self.badge,
            colour=theme.colours.side(self.side),
            font=self.type.typeface.bold,
            letter=max(0.66, theme.minimum / self.badge),
            stroke=0.09,
        )


class Frames(Block):
    """Steps side by side or one below another, each a heading, a figure and words."""

    full_bleed = True
    flush = True  # its rules end at the frame of the box
    spreads = True

    def __init__(self, items: Sequence[Stack], type_: TypeScale) -> None:
        self.items, self.type = list(items), type_
        self.key = object()

    @property
    def _is_row(self) -> bool:
        return self.type.theme.columns

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.widths = self._shared(width)
        inner = [each - 2 * _SIDE for each in self.widths]
        heights_of(zip(self.items, inner, strict=True))
        if self._is_row and len({len(item.children) for item in self.items}) == 1:
            rows = [max(row) for row in zip(*(item.heights for item in self.items), strict=True)]
            for item in self.items:
                item.level(rows)
        edges = _TOP + _BOTTOM
        share = self.extra / (1 if self._is_row else len(self.items))
        heights = [item.height + edges + share for item in self.items]
        self.heights = [max(heights)] * len(heights) if self._is_row else heights
        self.width = width
        self.height = max(heights) if self._is_row else sum(heights)
        return self.width, self.height

    def _shared(self, width: float) -> list[float]:
        """How wide each is, in pt."""
        if not self._is_row:
            return [width] * len(self.items)
        shares = self.type.spacing.frames
        if len(shares) != len(self.items):
            shares = (1,) * len(self.items)
        return [width * share / sum(shares) for share in shares]

    def place(self, x: float, y: float) -> None:
        canvas = self.canv
        left, top = x, y + self.height
        rules = []
        with canvas.element("L", self.key, ListNumbering="Decimal"):
            for number, (item, height) in enumerate(zip(self.items, self.heights, strict=True), 1):
                if number > 1 and self._is_row:
                    left += self.widths[number - 2]
                    rules.append((left, y, left, y + self.height))
                elif number > 1:
                    rules.append((x, top, x + self.width, top))
                self._draw_item(number, item, left + _SIDE, top - _TOP)
                if not self._is_row:
                    top -= height
        canvas.setStrokeColor(self.type.theme.colours.rule)
        canvas.setLineWidth(self.type.theme.strokes.hair)
        canvas.lines(rules)

    def _draw_item(self, number: int, item: Stack, x: float, top: float) -> None:
        canvas = self.canv
        head = item.children[0]
        assert isinstance(head, StepHeading)
        with canvas.element("LI", (self.key, number)):
            with canvas.element("Lbl", (self.key, number, "Lbl")):
                head.canv = canvas
                head.draw_number(x, top)
            with canvas.element("LBody", (self.key, number, "LBody")):
                item.draw_on(canvas, x, top - item.height)
