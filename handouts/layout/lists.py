"""Bulleted lists and numbered steps."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from handouts.design.papers import mm
from handouts.layout.boxes import Block, Stack, heights_of
from handouts.layout.symbols import badge
from handouts.layout.typography import TypeScale
from handouts.pattern import Side

_SHORT, _STEPS = 3, 7  # items of a list, or steps, that stay on one page
_BETWEEN = mm(2)  # columns
_BETWEEN_BOXES = mm(0.8)
_BULLET, _BULLET_DROP = 1.25, 1.07  # how large, and how far below the first line's top, in em


class ListBlock(Block):
    """A list.  Numbered steps carry the badge of their side, or, where it is `plain`, bold numbers.

    A list splits between items, never inside one; a short one, and few steps, go on the
    next page as a whole.
    """

    def __init__(
        self,
        items: Sequence[Stack],
        type_: TypeScale,
        *,
        ordered: bool = False,
        side: Side | None = None,
        colour: str,
        boxes: bool = False,
        plain: bool = False,
        first: int = 1,
        key: Hashable = None,
    ) -> None:
        self.boxes, self.plain = boxes, plain
        self.badges = ordered and not plain
        self.items = list(items)
        self.type = type_
        self.ordered, self.side, self.colour, self.first = ordered, side, colour, first
        self.key = key if key is not None else object()
        self.indent = type_.body * (2.15 if self.badges else 1.8 if boxes else 1.2)
        self.item_gap = type_.gap(0.55 if self.badges or boxes else 0.2)
        if boxes:  # those of short lines do not touch
            box = type_.body + type_.theme.strokes.box
            least = box + _BETWEEN_BOXES - type_.body * type_.spacing.leading
            self.item_gap = max(self.item_gap, least)
        self.space_after = type_.gap(0.5)
        self.heights: list[float] = []  # of the items, in the width it was wrapped to

    @property
    def least_width(self) -> float:
        return max(item.least_width for item in self.items) + self.indent

    @property
    def rise(self) -> float:
        return 0.0 if self.badges or self.boxes else self.items[0].rise

    @property
    def hang(self) -> float:
        return self.items[-1].hang

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        if width != self.width or not self.heights:
            least = self._badge_size if self.badges else 0
            self.heights = []  # where an item fits no line, others are no more as they were
            heights = heights_of((item, width - self.indent) for item in self.items)
            self.width = width
            self.heights = [max(own + self._drop, least) for own in heights]
        self.height = sum(self.heights) + self.item_gap * (len(self.items) - 1)
        return self.width, self.height

    @property
    def _badge_size(self) -> float:
        return self.type.body * 1.55

    def place(self, x: float, y: float) -> None:
        numbering = "Decimal" if self.ordered else "None" if self.boxes else "Disc"
        with self.canv.element("L", self.key, ListNumbering=numbering):
            top = y + self.height
            for number, (item, height) in enumerate(
                zip(self.items, self.heights, strict=True), start=self.first
            ):
                with self.canv.element("LI", (self.key, number)):
                    if self.boxes:
                        self.draw_box(x, top)
                    else:
                        with self.canv.element("Lbl", (self.key, number, "Lbl")):
                            self.draw_label(number, x, top)
                    with self.canv.element("LBody", (self.key, number, "LBody")):
                        bottom = top - self._drop - item.height
                        item.draw_on(self.canv, x + self.indent, bottom)
                top -= height + self.item_gap

    @property
    def _drop(self) -> float:
        """How far a one-line step sits below its badge's top, so that both share a middle."""
        leading = self.type.body * self.type.spacing.leading
        return max(0.0, (self._badge_size - leading) / 2) if self.badges else 0.0

    def draw_label(self, number: int, left: float, top: float) -> None:
        size = self.type.body
        if self.plain:
            self.canv.setFillColor(self.colour)
            self.canv.setFont(self.type.typeface.bold, size)
            self.canv.drawString(left, top - size, self.type.digits.of(number))
            return
        if self.ordered:
            square = self._badge_size
            badge(
                self.canv,
                self.side,
                self.type.digits.of(number),
                left,
                top - square,
                square,
                colour=self.colour,
                font=self.type.typeface.bold,
                letter=max(0.58, self.type.theme.minimum / square),
                stroke=0.06,
            )
            return
        # The bullet's middle is the middle of a lower-case letter of the first line.
        self.canv.setFillColor(self.colour)
        self.canv.setFont(self.type.typeface.bold, size * _BULLET)
        baseline = top - size * _BULLET_DROP
        self.canv.drawString(left + size * 0.1, baseline, "•")

    def draw_box(self, left: float, top: float) -> None:
        """A box to tick with a pen."""
        canvas, theme = self.canv, self.type.theme
        side = size = self.type.body
        leading = size * self.type.spacing.leading
        middle = top - leading + (leading - size) * 0.5 + size * 0.36
        canvas.setStrokeColor(theme.colours.ink)
        canvas.setFillColor(theme.colours.paper)
        canvas.setLineWidth(theme.strokes.box)
        canvas.rect(left + size * 0.1, middle - side / 2, side, side, stroke=1, fill=1)

    def split(self, width: float, height: float) -> list[Block]:
        self.wrap(width, height)
        used, taken = 0.0, 0
        for item_height in self.heights:
            used += item_height + (self.item_gap if taken else 0)
            if used > height:
                break
            taken += 1
        if taken == len(self.items):
            return [self]
        short = _STEPS if self.ordered else _SHORT
        if not self.on_top and (taken == 1 or len(self.items) <= short):
            return []
        if taken == len(self.items) - 1 and taken > 2:
            taken -= 1  # no step stands alone on the next page
        if taken == 0:
            return []
        return [self._part(0, taken), self._part(taken, len(self.items))]

    def _part(self, start: int, end: int) -> ListBlock:
        part = ListBlock(
            self.items[start:end],
            self.type,
            ordered=self.ordered,
            side=self.side,
            colour=self.colour,
            boxes=self.boxes,
            plain=self.plain,
            first=self.first + start,
            key=self.key,
        )
        # A list of many pages is not measured again on each.
        part.width, part.heights = self.width, self.heights[start:end]
        return part


class ListColumns(Block):
    """A list of short items side by side in rows, as many in each as makes it lowest."""

    def __init__(
        self,
        items: Sequence[Stack],
        type_: TypeScale,
        *,
        ordered: bool = False,
        colour: str,
        boxes: bool = False,
    ) -> None:
        self.items, self.type, self.boxes = list(items), type_, boxes
        self.ordered, self.colour = ordered, colour
        self.key = object()
        self.space_after = type_.gap(0.2)

    @property
    def hang(self) -> float:
        return max(item.hang for item in self.rows[-1])

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self._plain = ListBlock(
            self.items,
            self.type,
            ordered=self.ordered,
            colour=self.colour,
            boxes=self.boxes,
            plain=self.ordered,
            key=self.key,
        )
        self.width = width
        least = self._plain.least_width
        fit = [each for each in (3, 2, 4) if self._width_of(each) >= least]
        lowest = min((*fit, 1), key=self._height)
        self._height(lowest)
        return self.width, self.height

    def _width_of(self, across: int) -> float:
        """The width of each of so many items side by side, in pt."""
        return (self.width - _BETWEEN * (across - 1)) / across

    def _height(self, across: int) -> float:
        """How high it is with so many items side by side, in pt."""
        self.each = self._width_of(across)
        self.rows = [self.items[at : at + across] for at in range(0, len(self.items), across)]
        heights_of((item, self.each - self._plain.indent) for item in self.items)
        gap = self._plain.item_gap if self.boxes else 0.0  # a box hangs below its line
        self.heights = [max(item.height for item in row) + gap for row in self.rows]
        self.height = sum(self.heights)
        return self.height

    def place(self, x: float, y: float) -> None:
        canvas, indent = self.canv, self._plain.indent
        self._plain.canv = canvas
        top, number = y + self.height, 0
        numbering = "Decimal" if self.ordered else "None" if self.boxes else "Disc"
        with canvas.element("L", self.key, ListNumbering=numbering):
            for row, height in zip(self.rows, self.heights, strict=True):
                for place, item in enumerate(row):
                    number += 1
                    left = x + (self.each + _BETWEEN) * place
                    with canvas.element("LI", (self.key, number)):
                        if self.boxes:
                            self._plain.draw_box(left, top)
                        else:
                            with canvas.element("Lbl", (self.key, number, "Lbl")):
                                self._plain.draw_label(number, left, top)
                        with canvas.element("LBody", (self.key, number, "LBody")):
                            item.draw_on(canvas, left + indent, top - item.height)
                top -= height
