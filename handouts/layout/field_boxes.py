"""The boxes of fields: how large they are, and those to tick or to write a cell in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from handouts.design.fonts import Typeface
from handouts.design.papers import mm
from handouts.document import Field
from handouts.layout.boxes import Block
from handouts.layout.columns import places_by_side
from handouts.layout.letter_outlines import CAP_HEIGHT, draw_letters
from handouts.layout.pictograms import pictogram
from handouts.layout.typography import TypeScale
from handouts.pattern import Side
from handouts.tagged import TaggedCanvas, fitted_size, width_of

LONGEST_NUMBER = "00 to 00"
"""As long as a dose is, however it is typed: a range of two numbers of two digits."""
LETTERS = 18
"""So many a text has room for, unless its field says how many."""
LEAST_TYPE = 8.0
"""What is typed shrinks to fit its box: to so many points, which still read."""
_WIDE_LETTERS = 1.05  # of names in wide letters, to those in Latin ones
TYPE_OF_NUMBERS = (0.56, 0.75, 1.0)
"""How large the longest number is in its box: the least there is, and what is tried for more."""
FIELD_PADDING = 2.0  # between a form field's edge and its text in pt, as viewers leave it
FIELD_INSET = mm(0.4)  # between a box and its form field at the left and right
FIELD_BOTTOM, _FIELD_TOP = mm(1.2), mm(0.1)  # and below and above

# Between boxes to tick, in pt: side by side, and the least there is anywhere.
TICK_GAP, LEAST_GAP = mm(2.2), mm(0.3)


class ValueTooWide(ValueError):
    """What is filled in has no room in its box: nothing of it is ever cut off.

    Attributes:
        name: of the field.
        most: about so many of its characters have room.
    """

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most = name, most
        super().__init__(f"the value of '{name}' is too wide for its box")


class BoxSizes(NamedTuple):
    """Sizes of boxes in pt: they grow with the type, and never get too small to write in."""

    height: float
    tick: float
    cell_tick: float

    @classmethod
    def of(cls, body: float) -> BoxSizes:
        return cls(
            height=max(mm(7.5), body * 1.55),
            tick=max(mm(6), body * 1.2),
            cell_tick=max(mm(6.1), body * 1.25),
        )

    @property
    def field_height(self) -> float:
        """How high a form field in a box is."""
        return self.height - FIELD_BOTTOM - _FIELD_TOP


@lru_cache(maxsize=4096)
def box_width(
    field: Field, body: float, typeface: Typeface, share: float = TYPE_OF_NUMBERS[0]
) -> float:
    """The width of a field's box in pt, in type of that size.

    What is filled in has room.  So has what will be typed: a text in `LEAST_TYPE`, a number in type
    of that `share` of its usual size.
    """
    if field.kind == "check":
        return BoxSizes.of(body).tick
    edges = 2 * (FIELD_PADDING + FIELD_INSET)
    if field.kind != "text":
        size = share * fitted_size(BoxSizes.of(body).field_height)
        typed = width_of(LONGEST_NUMBER, typeface.regular, size) + edges
    else:
        letters = field.size or LETTERS
        typed = letters * width_of("a", typeface.regular, LEAST_TYPE) * _WIDE_LETTERS + edges
    return max(typed, width_of(field.value, typeface.bold, body) + mm(3))


def tick(
    canvas: TaggedCanvas,
    field: Field,
    x: float,
    y: float,
    size: float,
    type_: TypeScale,
    fillable: bool,
    *,
    blank: str,
    letter: str = "",
) -> None:
    """A box to tick, in the shape of its side (circle left, square right), with a faint letter.

    Where it is no form field, it is read as its letter and `blank`.
    """
    look = field.side, size, letter, type_.theme, type_.typeface
    with canvas.artifact() if fillable else canvas.stand_in(f"{letter} {blank}".strip()):
        if field.icon:
            pictogram(canvas, field.icon, x, y, size, type_.theme.colours.ink)
        else:
            canvas.stamp(
                look, x, y, size, lambda: _draw_tick(canvas, field.side, size, letter, type_)
            )
    if fillable:
        inner = size * (0.82 if field.side is Side.LEFT else 0.84)
        offset = (size - inner) / 2
        canvas.checkbox(field.name, field.tip, x + offset, y + offset, inner)


def _draw_tick(
    canvas: TaggedCanvas, side: Side | None, size: float, letter: str, type_: TypeScale
) -> None:
    colours, middle = type_.theme.colours, size / 2
    canvas.setStrokeColor(colours.side(side))
    canvas.setFillColor(colours.paper)
    canvas.setLineWidth(type_.theme.strokes.field)
    if side is Side.LEFT:
        canvas.circle(middle, middle, middle, stroke=1, fill=1)
    else:
        canvas.rect(0, 0, size, size, stroke=1, fill=1)
    if letter:
        canvas.setFillColor(colours.side(side))
        letters = type_.theme.minimum
        baseline = (size - letters * CAP_HEIGHT) / 2
        draw_letters(canvas, letter, type_.typeface.regular, letters, middle, baseline)


class CellField(Block):
    """A table cell to write in: the cell's own rules are its box."""

    def __init__(self, field: Field, type_: TypeScale, *, fillable: bool) -> None:
        self.field, self.type, self.fillable = field, type_, fillable

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width, self.height = width, max(mm(6), self.type.body * 1.3)
        return self.width, self.height

    def draw(self) -> None:
        if self.fillable:
            name, tip = self.field.name, self.field.tip
            self.canv.text_field(name, tip, 0, 0, self.width, self.height)


class TickBoxes(Block):
    """Boxes to tick in the middle of a table cell: a column for each side, the left one left.

    Where it is wide enough that fewer lines hold them, each side has a line, the left one above.
    """

    def __init__(
        self, fields: Sequence[Field], type_: TypeScale, *, fillable: bool, blank: str
    ) -> None:
        self.fields, self.type, self.fillable, self.blank = fields, type_, fillable, blank
        self.size = BoxSizes.of(type_.body).cell_tick
        self.sides = list(dict.fromkeys(field.side for field in fields))
        self.each = len(fields) // len(self.sides)  # side

    @property
    def wish(self) -> float:
        """The width in pt in which they take the fewest lines."""
        return self._length(max(self.each, len(self.sides)))

    def _length(self, count: int, gap: float = LEAST_GAP) -> float:
        return self.size * count + gap * (count - 1)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self._is_wide = self.each > len(self.sides) and self.wish <= width + 0.01
        if self.fields[0].icon:
            self._is_wide = True
        across, lines = len(self.sides), self.each
        if self._is_wide:
            across, lines = lines, across
        room = (width - self._length(across, 0)) / max(across - 1, 1)
        self._step = self.size + min(TICK_GAP, max(room, LEAST_GAP))
        self._start = (width - self._length(across, self._step - self.size)) / 2
        self.width, self.height = width, self._length(lines)
        return self.width, self.height

    def draw(self) -> None:
        places = dict(zip(self.sides, places_by_side(self.sides), strict=True))
        for number, field in enumerate(self.fields):
            place, line = places[field.side], number // len(self.sides)
            if self._is_wide:
                place, line = line, place
            elif self.canv.mirrored:  # the left one stays left
                place = len(self.sides) - 1 - place
            x = self._start + self._step * place
            y = self.height - self.size - (self.size + LEAST_GAP) * line
            tick(
                self.canv,
                field,
                x,
                y,
                self.size,
                self.type,
                self.fillable,
                blank=self.blank,
                letter=field.before,
            )
