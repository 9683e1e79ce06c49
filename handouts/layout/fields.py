"""Things to fill in by pen, or on screen: boxes, lines and ticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.design.fonts import Typeface
from handouts.design.papers import mm
from handouts.document import Field, Run
from handouts.layout.columns import places_by_side
from handouts.layout.surface import Block, Surface
from handouts.layout.symbols import CAP_HEIGHT
from handouts.layout.typography import ParagraphBlock, TypeScale
from handouts.pattern import Side
from handouts.tagged import width_of

TEXT_WIDTH = mm(26)


class BoxSizes(NamedTuple):
    """Sizes of boxes in pt: they grow with the type, and never get too small to write in."""

    number_width: float
    height: float
    tick: float
    cell_tick: float

    @classmethod
    def of(cls, body: float) -> BoxSizes:
        return cls(
            number_width=max(mm(10), body * 2),
            height=max(mm(7.5), body * 1.55),
            tick=max(mm(6), body * 1.2),
            cell_tick=max(mm(7.2), body * 1.25),
        )


def box_width(kind: str, value: str, body: float, typeface: Typeface) -> float:
    """The least width of a field's box in pt, in type of that size, with what is filled in."""
    if kind == "check":
        return BoxSizes.of(body).tick
    least = TEXT_WIDTH if kind == "text" else BoxSizes.of(body).number_width
    return max(least, width_of(value, typeface.bold, body) + mm(3))


class FieldRow(Block):
    """Fields along lines: `before [box] after`, wrapped where the width ends.

    Text boxes take what a line leaves over; without one, a single line of fields spreads out.  The
    words of a field that is too wide for a line stand above and below its box.
    """

    def __init__(self, fields: Sequence[Field], type_: TypeScale, *, fillable: bool) -> None:
        self.fields = list(fields)
        self.type = type_
        self.fillable = fillable
        self.boxes = BoxSizes.of(type_.body)
        self.key = object()
        self.space = type_.body * 0.35
        self.item_gap = type_.body * 0.6
        self.above: dict[str, ParagraphBlock] = {}
        self.below: dict[str, ParagraphBlock] = {}

    def _box_width(self, field: Field) -> float:
        return box_width(field.kind, field.value, self.type.body, self.type.typeface)

    def _text_width(self, text: str, *, bold: bool = False) -> float:
        name = self.type.typeface.face(bold=bold)
        return width_of(text, name, self.type.body)

    def _item_width(self, field: Field) -> float:
        """What it takes of a line, without the words above and below it."""
        texts = (
            "" if field.name in self.above else field.before,
            "" if field.name in self.below else field.after,
        )
        beside = [self._text_width(text) + self.space for text in texts if text]
        return sum(beside) + self._box_width(field)

    def _stack_words(self, width: float) -> None:
        """Takes words out of lines that they are too long for."""
        self.above, self.below = {}, {}
        for field in self.fields:
            for text, to in ((field.before, self.above), (field.after, self.below)):
                if text and self._item_width(field) > width:
                    style = self.type.style(self.type.body)
                    words = ParagraphBlock(
                        (Run(text),), style, "Span", key=(self.key, field.name, text)
                    )
                    words.wrap(width, 0)
                    to[field.name] = words

    @staticmethod
    def _height_of(words: Mapping[str, ParagraphBlock], line: Sequence[Field]) -> float:
        return sum(words[field.name].height for field in line if field.name in words)

    def _line_height(self, line: Sequence[Field]) -> float:
        beyond = self._height_of(self.above, line) + self._height_of(self.below, line)
        return self.boxes.height + beyond

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self._stack_words(width)
        self.lines = self._broken(width, len(self.fields))
        if len(self.lines) > 1:
            # Even lines: no field stands alone at the end if it can be helped.
            even = self._broken(width, -(-len(self.fields) // len(self.lines)))
            self.lines = even if len(even) == len(self.lines) else self.lines
        self.width = width
        gaps = self.type.gap(0.5) * (len(self.lines) - 1)
        self.height = sum(map(self._line_height, self.lines)) + gaps
        return self.width, self.height

    def _broken(self, width: float, most: int) -> list[list[Field]]:
        """The fields in lines of at most `most`."""
        lines: list[list[Field]] = [[]]
        used = 0.0
        for field in self.fields:
            item = self._item_width(field)
            if field.name in self.above or field.name in self.below:
                item = width  # alone on its line
            if lines[-1] and (used + self.item_gap + item > width or len(lines[-1]) == most):
                lines.append([])
                used = 0.0
            used += item + (self.item_gap if lines[-1] else 0)
            lines[-1].append(field)
        return lines

    def draw(self) -> None:
        top = self.height
        for line in self.lines:
            y = top - self._height_of(self.above, line) - self.boxes.height
            widths = [self._item_width(field) for field in line]
            spare = self.width - sum(widths) - self.item_gap * (len(line) - 1)
            texts = sum(field.kind == "text" for field in line)
            grow = spare / texts if texts else 0.0
            row_alone = len(self.lines) == 1 and len(line) > 2
            spread = spare / (len(line) - 1) if row_alone and not texts else 0.0
            x = 0.0
            for field, width in zip(line, widths, strict=True):
                extra = grow if field.kind == "text" else 0.0
                self._draw_field(field, x, y, self._box_width(field) + extra)
                x += width + extra + self.item_gap + spread
            top -= self._line_height(line) + self.type.gap(0.5)

    def _draw_field(self, field: Field, x: float, y: float, box: float) -> None:
        canvas, size = self.canv, self.type.body
        baseline = y + (self.boxes.height - size * CAP_HEIGHT) / 2
        canvas.setFillColor(self.type.theme.colours.ink)
        with canvas.element("P", (self.key, field.name)):
            if field.name in self.above:
                self.above[field.name].draw_on(canvas, x, y + self.boxes.height)
                canvas.setFillColor(self.type.theme.colours.ink)
            elif field.before:
                canvas.setFont(self.type.typeface.regular, size)
                canvas.drawString(x, baseline, field.before)
                x += self._text_width(field.before) + self.space
            if field.kind == "check":
                side = self.boxes.tick
                tick(
                    canvas,
                    field,
                    x,
                    y + (self.boxes.height - side) / 2,
                    side,
                    self.type,
                    self.fillable,
                )
            else:
                self._draw_box(field, x, y, box, baseline)
            if field.name in self.below:
                below = self.below[field.name]
                below.draw_on(canvas, x, y - below.height)
            elif field.after:
                canvas.setFont(self.type.typeface.regular, size)
                canvas.setFillColor(self.type.theme.colours.ink)
                canvas.drawString(x + box + self.space, baseline, field.after)

    def _draw_box(self, field: Field, x: float, y: float, width: float, baseline: float) -> None:
        canvas, colours = self.canv, self.type.theme.colours
        canvas.setStrokeColor(colours.ink)
        canvas.setLineWidth(self.type.theme.strokes.field)
        canvas.setFillColor(colours.paper)
        if field.kind == "text":
            canvas.line(x, y + mm(1), x + width, y + mm(1))
        else:
            canvas.roundRect(x, y, width, self.boxes.height, mm(1), stroke=1, fill=1)
        canvas.setFillColor(colours.ink)
        if self.fillable:
            canvas.text_field(
                field.name,
                field.tip,
                x + mm(0.4),
                y + mm(1.2),
                width - mm(0.8),
                self.boxes.height - mm(1.6),
                value=field.value,
                font_size=self.type.body,
            )
        elif field.value:
            canvas.setFont(self.type.typeface.bold, self.type.body)
            canvas.drawString(
                x + (width - self._text_width(field.value, bold=True)) / 2, baseline, field.value
            )


def tick(
    canvas: Surface,
    field: Field,
    x: float,
    y: float,
    size: float,
    type_: TypeScale,
    fillable: bool,
    *,
    letter: str = "",
) -> None:
    """A box to tick, in the shape of its side (circle left, square right), with a faint letter."""
    look = field.side, size, letter, type_.theme, type_.typeface
    with canvas.artifact():
        canvas.stamp(look, x, y, lambda: _draw_tick(canvas, field.side, size, letter, type_))
    if fillable:
        inner = size * (0.7 if field.side is Side.LEFT else 0.84)
        offset = (size - inner) / 2
        canvas.checkbox(field.name, field.tip, x + offset, y + offset, inner)


def _draw_tick(
    canvas: Surface, side: Side | None, size: float, letter: str, type_: TypeScale
) -> None:
    colours, middle = type_.theme.colours, size / 2
    canvas.setStrokeColor(colours.ink)
    canvas.setFillColor(colours.paper)
    canvas.setLineWidth(type_.theme.strokes.field)
    if side is Side.LEFT:
        canvas.circle(middle, middle, middle, stroke=1, fill=1)
    else:
        canvas.rect(0, 0, size, size, stroke=1, fill=1)
    if letter:
        canvas.setFillColor(colours.rule)
        canvas.setFont(type_.typeface.regular, type_.theme.minimum)
        baseline = (size - type_.theme.minimum * CAP_HEIGHT) / 2
        canvas.drawCentredString(middle, baseline, letter)


class CellField(Block):
    """A table cell to write in: the cell's own rules are its box."""

    def __init__(self, field: Field, type_: TypeScale, *, fillable: bool) -> None:
        self.field, self.type, self.fillable = field, type_, fillable

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width, self.height = width, BoxSizes.of(self.type.body).tick
        return self.width, self.height

    def draw(self) -> None:
        if self.fillable:
            size = self.type.theme.minimum
            self.canv.text_field(
                self.field.name, self.field.tip, 0, 0, self.width, self.height, font_size=size
            )


class TickBoxes(Block):
    """Boxes to tick, in the middle of a table cell; the left side's box stands left."""

    def __init__(self, fields: Sequence[Field], type_: TypeScale, *, fillable: bool) -> None:
        self.fields, self.type, self.fillable = fields, type_, fillable
        self.size = BoxSizes.of(type_.body).cell_tick

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width, self.height = width, self.size
        return self.width, self.height

    def draw(self) -> None:
        places = places_by_side([field.side for field in self.fields])
        gap = mm(2.2)
        count = len(self.fields)
        start = (self.width - self.size * count - gap * (count - 1)) / 2
        for field, place in zip(self.fields, places, strict=True):
            x = start + (self.size + gap) * place
            tick(self.canv, field, x, 0, self.size, self.type, self.fillable, letter=field.before)
