"""Fields along lines, to fill in by pen or on screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext

from handouts.design.papers import mm
from handouts.document import Field, Run
from handouts.layout.boxes import Block
from handouts.layout.field_boxes import (
    FIELD_BOTTOM,
    FIELD_INSET,
    FIELD_PADDING,
    TYPE_OF_NUMBERS,
    BoxSizes,
    ValueTooWide,
    box_width,
    tick,
)
from handouts.layout.letter_outlines import CAP_HEIGHT
from handouts.layout.typography import ParagraphBlock, TypeScale
from handouts.tagged import fitted_size, width_of


class FieldRow(Block):
    """Fields along lines: `before [box] after`, wrapped where the width ends.

    Text boxes take what a line leaves over; without one, a single line of fields spreads out.  The
    words of a field that is too wide for a line stand above and below its box.  An empty box that
    is no form field is read as `blank`.

    Attributes:
        is_short: its texts have room for no more letters than they must.
    """

    is_short = False

    def __init__(
        self, fields: Sequence[Field], type_: TypeScale, *, fillable: bool, blank: str
    ) -> None:
        self.fields = list(fields)
        self.type = type_
        self.fillable, self.blank = fillable, blank
        self.boxes = BoxSizes.of(type_.body)
        self.share = TYPE_OF_NUMBERS[0]
        self.key = object()
        self.space = type_.body * 0.35
        self.item_gap = type_.body * 0.6
        texts = {text for field in fields for text in (field.before, field.after) if text}
        self._room = {text: self._text_width(text) + self.space for text in texts}
        self.lines: list[list[Field]] = []
        self._set: tuple[float, bool] | None = None  # how it was set last
        self.above: dict[str, ParagraphBlock] = {}
        self.below: dict[str, ParagraphBlock] = {}

    @property
    def lined(self) -> bool:
        return True

    @property
    def hang(self) -> float:
        return self.type.theme.strokes.field / 2

    def _box_width(self, field: Field) -> float:
        if self.is_short and field.least:
            field = field._replace(size=field.least)
        return box_width(field, self.type.body, self.type.typeface, self.share)

    def _text_width(self, text: str, *, bold: bool = False) -> float:
        name = self.type.typeface.face(bold=bold)
        return width_of(text, name, self.type.body)

    def _words_width(self, field: Field) -> float:
        """What the words beside its box take of a line."""
        texts = (
            "" if field.name in self.above else field.before,
            "" if field.name in self.below else field.after,
        )
        return sum(self._room[text] for text in texts if text)

    def _item_width(self, field: Field) -> float:
        """What it takes of a line, without the words above and below it."""
        return self._words_width(field) + self._box_width(field)

    def _stack_words(self, width: float) -> None:
        """Takes words out of lines that they are too long for."""
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

    def least(self, box: float) -> float:
        """The width, in pt, it takes on one line with text boxes of at least so much."""
        boxes = []
        for field in self.fields:
            needed = self._box_width(field)
            boxes.append(max(box, needed) if field.kind == "text" else needed)
        words = sum(
            self._room[text] for each in self.fields for text in (each.before, each.after) if text
        )
        return words + sum(boxes) + self.item_gap * (len(boxes) - 1)

    @property
    def baseline(self) -> float:
        """How far the baseline of its last line is above its bottom, in pt."""
        return (self.boxes.height - self.type.body * CAP_HEIGHT) / 2

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        if self._set == (width, self.is_short):
            return self.width, self.height
        self._set = None
        self.width = width
        self.height = self._arrange(width, TYPE_OF_NUMBERS[0])
        if any(field.kind not in ("text", "check") for field in self.fields):
            for share in reversed(TYPE_OF_NUMBERS):  # wider boxes, where they cost nothing
                if self._arrange(width, share) <= self.height:
                    break
        self._set = width, self.is_short
        return self.width, self.height

    def _arrange(self, width: float, share: float) -> float:
        """Puts the fields into lines; how high those are together, in pt."""
        self.share = share
        self.above, self.below = {}, {}
        items = [self._item_width(field) for field in self.fields]
        if max(items, default=0.0) > width:
            self._stack_words(width)
            items = [
                # Words above or below it, it is alone on its line.
                width
                if field.name in self.above or field.name in self.below
                else self._item_width(field)
                for field in self.fields
            ]
        self.lines = self._broken(width, len(self.fields), items)
        if len(self.lines) > 1:
            # Even lines: no field stands alone at the end if it can be helped.
            even = self._broken(width, -(-len(self.fields) // len(self.lines)), items)
            self.lines = even if len(even) == len(self.lines) else self.lines
        gaps = self.type.gap(0.5) * (len(self.lines) - 1)
        return sum(map(self._line_height, self.lines)) + gaps

    def _broken(self, width: float, most: int, items: Sequence[float]) -> list[list[Field]]:
        """The fields, each so wide, in lines of at most `most`."""
        lines: list[list[Field]] = [[]]
        used = 0.0
        for field, item in zip(self.fields, items, strict=True):
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
                    blank=self.blank,
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
        is_blank = not (self.fillable or field.value)
        with canvas.stand_in(self.blank) if is_blank else nullcontext():
            if field.kind == "text":
                canvas.line(x, y + mm(1), x + width, y + mm(1))
            else:
                canvas.roundRect(x, y, width, self.boxes.height, mm(1), stroke=1, fill=1)
        canvas.setFillColor(colours.ink)
        self._refuse_wide(field, width)
        if self.fillable:
            canvas.text_field(
                field.name,
                field.tip,
                x + FIELD_INSET,
                y + FIELD_BOTTOM,
                self._field_width(width),
                self.boxes.field_height,
                value=field.value,
            )
        elif field.value:
            canvas.setFont(self.type.typeface.bold, self.type.body)
            canvas.drawString(
                x + (width - self._text_width(field.value, bold=True)) / 2, baseline, field.value
            )

    @staticmethod
    def _field_width(box: float) -> float:
        """How wide a form field in a box is, in pt."""
        return box - 2 * FIELD_INSET

    def _refuse_wide(self, field: Field, box: float) -> None:
        """
        Raises:
            ValueTooWide: the value would be cut off, or stand beyond its box.
        """
        if self.fillable:
            room = self._field_width(box) - 2 * FIELD_PADDING
            size = fitted_size(self.boxes.field_height)
            wide = width_of(field.value, self.type.typeface.regular, size)
        else:
            room, wide = box, self._text_width(field.value, bold=True)
        if wide > room:
            raise ValueTooWide(field.name, int(len(field.value) * room / wide))
