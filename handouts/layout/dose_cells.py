"""The dose: a cell for each number, with what it is called, a pictogram, and a box to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from enum import Enum
from operator import ge

from handouts.design.papers import mm
from handouts.document import Field, Run
from handouts.layout.boxes import Block
from handouts.layout.field_boxes import FIELD_PADDING, LEAST_TYPE, LONGEST_NUMBER, ValueTooWide
from handouts.layout.headings import HeadingBlock
from handouts.layout.letter_outlines import CAP_HEIGHT
from handouts.layout.pictograms import pictogram
from handouts.layout.typography import TypeScale, paragraph
from handouts.tagged import TaggedCanvas, width_of

_PADDING = mm(1.6)
_TIGHT, _AIR = mm(0.4), mm(1.1)  # least, and what a label has from the lines beside it
_GAP = mm(1.3)
_HEAD_BESIDE = mm(140)  # a row in which its heading has room
_NARROW, _WIDE, _WIDE_WITH_ICON = mm(25), mm(58), mm(60)  # cells
_LOOSE = 0.2
_TWO_LINES = 2.4  # so many times the type size is higher than two lines
_STEPS = 12  # in which the width that labels do not need is shared out
_VALUES = (18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_BOX_EDGES = mm(0.8) + 2 * FIELD_PADDING
# Of the least size: a range of long numbers in a narrow cell is smaller, as it is when typed there.
_SHARES = (0.9, 0.8, 0.7, 0.6, 0.56)


class _Room(Enum):
    """How much room labels have, from the best."""

    ONE_LINE, AIRY, TIGHT = range(3)


class _Label:
    """What a cell says: before its box, and after it, which stands below that."""

    def __init__(self, field: Field, type_: TypeScale, *, narrow: bool) -> None:
        style = type_.style(
            type_.theme.minimum,
            bold=not narrow,
            leading=1.17,
            align="center" if narrow else "left",
        )
        self.before, self.after = (
            paragraph((Run(words),), style, "Span") if words else None
            for words in (field.before, field.after)
        )
        self.parts = [part for part in (self.before, self.after) if part]

    @property
    def least_width(self) -> float:
        return max((part.least_width for part in self.parts), default=0.0)

    @property
    def natural_width(self) -> float:
        return max((part.natural_width for part in self.parts), default=0.0)

    def wrap(self, width: float) -> None:
        for part in self.parts:
            part.wrap(width, 0)

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts)

    def draw_before(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """With the lower left corner of the whole there."""
        if self.before:
            self.before.draw_on(canvas, x, y + self.height - self.before.height)

    def draw_after(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        if self.after:
            self.after.draw_on(canvas, x, y)


class DoseCell(Block):
    """What one number is called, its pictogram, and its box; `before [box] after`.

    In a narrow cell they stand below one another, in a wide one beside one another.

    Attributes:
        is_narrow, is_wide: so are the cells of its row.
        is_plain: some cell of its row has no room for its pictogram, so none has one.
    """

    is_plain = False
    is_narrow = False
    is_wide = False

    def __init__(self, field: Field, type_: TypeScale, *, fillable: bool, blank: str) -> None:
        self.blank = blank
        self.field, self.type, self.fillable = field, type_, fillable
        self.key = object()
        minimum = type_.theme.minimum
        self._labels = {narrow: _Label(field, type_, narrow=narrow) for narrow in (False, True)}
        self.icon = minimum * 2
        tight = type_.spacing.gap < _LOOSE
        self.edge = mm(0.8 if tight else 1.5)
        self.box_height = max(mm(9), minimum * (1.45 if tight else 2))
        # A range that is typed later still reads.
        typed = width_of(LONGEST_NUMBER, type_.typeface.regular, LEAST_TYPE)
        self._least_box = typed + _BOX_EDGES

    @property
    def _padding(self) -> float:
        return _TIGHT if self.is_narrow else _PADDING

    def has_room(self, width: float) -> bool:
        """Whether a cell of that width has room for its label and what is filled in."""
        inner = width - 2 * (_TIGHT if self.is_narrow else _PADDING)
        label = self._labels[self.is_narrow]
        return label.least_width <= inner and self._fits(inner)

    def needs(self, room: _Room) -> float:
        """How wide it is with so much room for its label, in pt."""
        label = self._labels[self.is_narrow]
        wide = (label.natural_width if room is _Room.ONE_LINE else label.least_width) + 0.1
        wide = max(wide, self._least_box)
        if not self.is_narrow and self._may_have_icon and room is not _Room.TIGHT:
            wide = max(wide, self._least_box + self.icon + _GAP)
        if not self.is_narrow:
            return wide + 2 * _PADDING
        return wide + 2 * (_TIGHT if room is _Room.TIGHT else _AIR)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width = width
        self.label = self._labels[self.is_narrow]
        self.inner = width - 2 * self._padding
        self.has_icon = self._may_have_icon
        if self.is_narrow:
            self.label.wrap(self.inner)
            usual = min(width - 2 * _AIR, mm(14))
            self.box_width = usual if self._fits(usual) else self.inner
            icon = self.icon + _GAP if self.has_icon else 0.0
            self.height = icon + self.box_height + _GAP + self.label.height
        elif not self.is_wide:
            self.label.wrap(self.inner)
            self.box_width = self._beside_icon(self.inner)
            self.height = self.label.height + _GAP + self.box_height
        else:
            self.label.wrap(self._beside_box(width))
            self.box_width = self._wide_box
            icon = self.icon if self.has_icon else 0.0
            self.height = max(icon, self.box_height, self.label.height)
        self.height += 2 * self.edge
        return self.width, self.height

    @property
    def _wide_box(self) -> float:
        least = self.type.theme.minimum
        needed = width_of(self.field.value, self.type.typeface.bold, least) + _BOX_EDGES
        return max(mm(18), least * 3.2, needed + 0.1)

    def has_room_beside(self, width: float) -> bool:
        """Whether its words have room beside its box, on two lines at most."""
        beside, label = self._beside_box(width), self._labels[False]
        wide = _WIDE_WITH_ICON if self._may_have_icon else _WIDE
        if width < wide or label.least_width > beside:
            return False
        label.wrap(beside)
        return label.height < _TWO_LINES * self.type.theme.minimum

    @property
    def _may_have_icon(self) -> bool:
        """Where hardly anything has room, words come before decoration."""
        loose = self.type.spacing.gap >= _LOOSE
        return bool(self.field.icon) and loose and not self.is_plain

    def _beside_box(self, width: float) -> float:
        icon = self.icon + _GAP * 2 if self._may_have_icon else 0.0
        return width - 2 * _PADDING - self._wide_box - _GAP - icon

    def _beside_icon(self, room: float) -> float:
        """How wide the box is; what is filled in is never cut off for a pictogram."""
        if self.has_icon and self._fits(room - self.icon - _GAP):
            return room - self.icon - _GAP
        self.has_icon = False
        return room

    def _fits(self, box: float) -> bool:
        """Whether a box so wide has room for what is filled in, and for what will be typed."""
        return box >= self._least_box and self._size(box) is not None

    def _size(self, box: float, *, tight: bool = False) -> float | None:
        """The largest type in which the value has room in a box so wide; None if there is none."""
        bold = self.type.typeface.bold
        room = box - _BOX_EDGES
        least = self.type.theme.minimum
        sizes = [size for size in _VALUES if size >= least] or [least]
        if tight:
            sizes += [least * share for share in _SHARES]
        for size in sizes:
            if width_of(self.field.value, bold, size) <= room:
                return size
        return None

    def draw(self) -> None:
        top = self.height - self.edge
        if self.is_narrow:
            if self.has_icon:
                self._draw_icon((self.width - self.icon) / 2, top - self.icon)
                top -= self.icon + _GAP
            left = (self.width - self.box_width) / 2
            with self.canv.element("P", self.key):
                below = top - self.box_height - _GAP - self.label.height
                self.label.draw_before(self.canv, _TIGHT, below)
                self._draw_box(left, top - self.box_height)
                self.label.draw_after(self.canv, _TIGHT, below)
        elif not self.is_wide:
            with self.canv.element("P", self.key):
                self.label.draw_before(self.canv, _PADDING, top - self.label.height)
                bottom = self.edge  # at one height in a row, however long labels are
                if self.has_icon:
                    self._draw_icon(_PADDING, bottom + (self.box_height - self.icon) / 2)
                self._draw_box(self.width - _PADDING - self.box_width, bottom)
                self.label.draw_after(self.canv, _PADDING, top - self.label.height)
        else:
            middle = self.height / 2
            left = _PADDING
            if self.has_icon:
                self._draw_icon(left, middle - self.icon / 2)
                left += self.icon + 2 * _GAP
            with self.canv.element("P", self.key):
                below = middle - self.label.height / 2
                self.label.draw_before(self.canv, left, below)
                right = self.width - _PADDING - self.box_width
                self._draw_box(right, middle - self.box_height / 2)
                self.label.draw_after(self.canv, left, below)

    def _draw_icon(self, x: float, y: float) -> None:
        pictogram(self.canv, self.field.icon, x, y, self.icon, self.type.theme.colours.ink)

    def _draw_box(self, x: float, y: float) -> None:
        """
        Raises:
            ValueTooWide: what is filled in would be cut off.
        """
        canvas, theme, field = self.canv, self.type.theme, self.field
        size = self._size(self.box_width, tight=True)
        if size is None:
            raise ValueTooWide(field.name, 1)
        canvas.setStrokeColor(theme.colours.ink)
        canvas.setFillColor(theme.colours.paper)
        canvas.setLineWidth(theme.strokes.box)
        is_blank = not (self.fillable or field.value)
        with canvas.stand_in(self.blank) if is_blank else nullcontext():
            canvas.roundRect(x, y, self.box_width, self.box_height, mm(1), stroke=1, fill=1)
        canvas.setFillColor(theme.colours.ink)
        if self.fillable:
            inset = mm(0.4)
            canvas.text_field(
                field.name,
                field.tip,
                x + inset,
                y + inset,
                self.box_width - 2 * inset,
                self.box_height - 2 * inset,
                value=field.value,
            )
        elif field.value:
            bold = self.type.typeface.bold
            canvas.setFont(bold, size)
            wide = width_of(field.value, bold, size)
            baseline = y + (self.box_height - size * CAP_HEIGHT) / 2
            canvas.drawString(x + (self.box_width - wide) / 2, baseline, field.value)


class DoseCells(Block):
    """Cells in a row, or two to a row where the theme has no columns, with rules between them.

    `is_last` says that their box ends with them: its own line is below them.
    """

    full_bleed = True
    lined = True

    def __init__(
        self,
        fields: Sequence[Field],
        type_: TypeScale,
        *,
        fillable: bool,
        blank: str,
        head: HeadingBlock | None,
        is_last: bool = False,
    ) -> None:
        self.type, self.head, self.is_last = type_, head, is_last
        self.cells = [DoseCell(field, type_, fillable=fillable, blank=blank) for field in fields]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.first = self.above = 0.0
        for cell in self.cells:
            cell.is_plain = False
        if self.head and width >= _HEAD_BESIDE:
            self.first = self._head_width(width)
        elif self.head:
            self.head.wrap(width - 2 * self._inset, height)
            self.above = self.head.height + 2 * mm(1)
        self.each = self._shared(width - self.first)
        across = len(self.each)
        self.rows = [self.cells[at : at + across] for at in range(0, len(self.cells), across)]
        for row in self.rows:
            # One alone in its row has all of it: its words and its box stand side by side.
            widths = self.each if len(row) > 1 else [width - self.first]
            wide = all(map(DoseCell.has_room_beside, row, widths))
            for cell, each in zip(row, widths, strict=False):
                cell.is_wide = wide
                cell.wrap(each, height)
            if len({cell.has_icon for cell in row}) > 1:
                for cell, each in zip(row, widths, strict=False):
                    cell.is_plain = True
                    cell.wrap(each, height)
            for cell in row:
                cell.height = max(cell.height for cell in row)
        self.heights = [row[0].height for row in self.rows]
        if self.head and self.first:
            self.heights[0] = max(self.heights[0], self.head.height + 2 * _PADDING)
        self.width, self.height = width, sum(self.heights) + self.above
        return self.width, self.height

    def _shared(self, width: float) -> list[float]:
        """How wide the cells of a row are: equal, unless a label has too little room in that."""
        count = len(self.cells)
        if not self.type.theme.columns:
            self._as_wide(width / 2)
            return [width / 2] * 2
        cells, equal = self._as_wide(width / count), [width / count] * count
        for kind in _Room:
            needs = [cell.needs(kind) for cell in cells]
            if self._have_room(equal, needs):
                return equal
            lowest = self._lowest(needs, width - sum(needs))
            if lowest and self._have_room(lowest, needs):
                return lowest
        third = width / 3
        across = 3 if all(cell.has_room(third) for cell in self._as_wide(third)) else 2
        self._as_wide(width / across)
        return self._by_column(width, across) or [width / across] * across

    def _by_column(self, width: float, across: int) -> list[float]:
        """How wide columns are in which each label has one line, if that is not so in equal ones.

        Empty if it is so, or if there is no room for that.
        """
        columns = [self.cells[at::across] for at in range(across)]
        needs = [max(cell.needs(_Room.ONE_LINE) for cell in column) for column in columns]
        spare = width - sum(needs)
        if spare < 0 or max(needs) <= width / across:
            return []
        each = [need + spare / across for need in needs]
        fits = all(
            cell.has_room(wide)
            for column, wide in zip(columns, each, strict=True)
            for cell in column
        )
        return each if fits else []

    def _have_room(self, each: Sequence[float], needs: Sequence[float]) -> bool:
        """Whether the cells, each so wide, have room for what they need."""
        return all(map(ge, each, needs)) and all(map(DoseCell.has_room, self.cells, each))

    def _as_wide(self, width: float) -> list[DoseCell]:
        """The cells, narrow ones where they are about so wide."""
        for cell in self.cells:
            cell.is_narrow = width < _NARROW
        return self.cells

    def _lowest(self, needs: Sequence[float], spare: float) -> list[float]:
        """What they need, and what there is to spare, which those of most lines get."""
        if spare < 0:
            return []
        each, step = list(needs), spare / _STEPS
        for _ in range(_STEPS):
            heights = [cell.wrap(wide, 0)[1] for cell, wide in zip(self.cells, each, strict=True)]
            highest = [place for place, height in enumerate(heights) if height == max(heights)]
            for place in highest:
                each[place] += step / len(highest)
        return each

    @property
    def _inset(self) -> float:
        return _PADDING + mm(1)

    def _head_width(self, width: float) -> float:
        assert self.head is not None
        wide = min(max(self.head.least_width + 2 * self._inset, mm(26)), width / 4)
        self.head.wrap(wide - 2 * _PADDING, 0)
        return wide

    def draw(self) -> None:
        canvas, theme = self.canv, self.type.theme
        canvas.setFillColor(theme.colours.soft)
        radius = theme.radius - theme.strokes.box / 2
        rules = []
        if self.head and self.first:
            # Only its outer corner is round.
            canvas.roundRect(0, 0, self.first, self.height, radius, stroke=0, fill=1)
            canvas.rect(radius, 0, self.first - radius, self.height, stroke=0, fill=1)
            canvas.rect(0, 0, radius, radius, stroke=0, fill=1)
            self.head.draw_on(canvas, self._inset, (self.height - self.head.height) / 2)
            rules.append((self.first, 0.0, self.first, self.height))
        elif self.head:
            bottom = self.height - self.above
            canvas.roundRect(0, bottom, self.width, self.above, radius, stroke=0, fill=1)
            canvas.rect(0, bottom, self.width, radius, stroke=0, fill=1)
            self.head.draw_on(canvas, self._inset, bottom + mm(1))
            rules.append((0.0, bottom, self.width, bottom))
        top = self.height - self.above
        for row, height in zip(self.rows, self.heights, strict=True):
            for place, cell in enumerate(row):
                x = self.first + sum(self.each[:place])
                cell.draw_on(canvas, x, top - (height + cell.height) / 2)
                if place:
                    rules.append((x, top - height, x, top))
            top -= height
            if row is not self.rows[-1]:
                rules.append((self.first, top, self.width, top))
            elif not self.is_last:
                rules.append((0.0, top, self.width, top))
        canvas.setStrokeColor(theme.colours.rule)
        canvas.setLineWidth(theme.strokes.hair)
        canvas.lines(rules)
