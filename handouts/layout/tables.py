"""Tables: ruled, with header cells that say what they head."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from handouts import document as doc
from handouts.design.line_breaks import words_in
from handouts.design.papers import mm
from handouts.layout.boxes import Block, heights_of
from handouts.layout.breaking import WordTooWideError
from handouts.layout.field_boxes import LEAST_GAP, CellField, TickBoxes
from handouts.layout.hyphenation import list_bound, name_bound
from handouts.layout.lines import Align
from handouts.layout.typography import ParagraphBlock, TypeScale, bold, paragraph
from handouts.pattern import Side
from handouts.tagged import width_of

MakeBlocks = Callable[[Sequence[doc.Block], Side | None, str], list[Block]]
SIDE_PADDING, BESIDE_TICKS = mm(1.2), mm(0.5)
# Between a box to tick and the lines of its row where a day has one, at the least.
_BESIDE_ROWS = mm(0.35)
SPACE_AFTER = mm(2)
# Of a tick sheet's width, for the names of its rows.
ROW_NAMES = 0.13
_SHORT_NAME = 6  # letters: a longer one may be parted from its number
_SHORT = 8  # rows, without those of the head
_ROUNDING = 1e-6
_TO_WRITE, _BESIDE_BOXES = mm(60), mm(8)


class TableLook(NamedTuple):
    """How a table looks: lengths in pt, colours as `#RRGGBB`; padding is above and below."""

    padding: float
    stroke: float
    rule: str
    head: str


class Cell(NamedTuple):
    """What is in a cell, and what it heads: "Column", "Row" or nothing.

    `padding` is at its sides, in pt.
    """

    blocks: list[Block]
    scope: str | None
    padding: float = SIDE_PADDING


class TickSheet(NamedTuple):
    """What a sheet of boxes to tick needs: widths in pt, padding included.

    Attributes:
        names: of the longest word in the names of its rows, and of the longest name.
        boxes: of the boxes of a cell, in as few lines as they can stand in.
    """

    names: tuple[float, float]
    boxes: float


class RuledTable(Block):
    """A table whose columns share the width by what is in them; its cells are middled.

    Its first rows are the names of the columns: they stand on every page of it, and are read once
    (TH with Scope, ISO 14289-1, 7.5).

    Args:
        needs: for each column the width of its longest word and of its longest text, in pt.  Of
            a tick sheet the first column is for the names of the rows, the rest are alike.
    """

    lined = True

    def __init__(
        self,
        head: Sequence[Sequence[Cell]],
        body: Sequence[Sequence[Cell]],
        look: TableLook,
        needs: Sequence[tuple[float, float]] | TickSheet,
        *,
        key: Hashable = None,
    ) -> None:
        self.head, self.body, self.look, self.needs = head, body, look, needs
        self.key = key if key is not None else object()
        self.space_after = SPACE_AFTER
        self._continued = False
        self._beside: list[Sequence[Cell]] = []  # rows of the tables that it is as wide as

    @property
    def _rows(self) -> list[Sequence[Cell]]:
        return [*self.head, *self.body]

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self._widths = self._shared(width)
        too_wide: list[str] = []
        self._contents = [
            [self._content_height(cell, wide, too_wide) for cell, wide in self._wide(row)]
            for row in self._rows
        ]
        if too_wide:
            raise WordTooWideError(too_wide)
        self._heights = [
            max(contents, default=0.0) + 2 * self._padding(row)
            for row, contents in zip(self._rows, self._contents, strict=True)
        ]
        self.width, self.height = width, sum(self._heights)
        return self.width, self.height

    def _padding(self, row: Sequence[Cell]) -> float:
        """Above and below its words: no tail of a letter of the head reaches the line below it."""
        ends = [cell.blocks[-1] for cell in row if cell.blocks and row in self.head]
        return self.look.padding + max((end.deeper for end in ends), default=0.0)

    def _wide(self, row: Sequence[Cell]) -> list[tuple[Cell, float]]:
        return list(zip(row, self._widths, strict=True))

    def _content_height(self, cell: Cell, width: float, too_wide: list[str]) -> float:
        try:
            height = sum(heights_of((block, width - 2 * cell.padding) for block in cell.blocks))
        except WordTooWideError as error:
            too_wide += error.words
            return 0.0
        for place, block in enumerate(cell.blocks):
            if place:
                height += cell.blocks[place - 1].space_after + block.space_before
        return height

    def _shared(self, width: float) -> list[float]:
        """The widths of the columns: shared out, but such that whole words fit, if they can."""
        shared = self._by_contents(width)
        rows = [*self._rows, *self._beside]
        least = [max(map(_least_width, column)) for column in zip(*rows, strict=True)]
        if isinstance(self.needs, TickSheet):
            boxed = [least[0], *(max(need, self.needs.boxes) for need in least[1:])]
            least = boxed if sum(boxed) <= width else least
        if all(need <= given + _ROUNDING for need, given in zip(least, shared, strict=True)):
            return shared
        spare = width - sum(least)
        if spare < 0:
            return shared
        return [need + spare / len(least) for need in least]

    def _by_contents(self, width: float) -> list[float]:
        if isinstance(self.needs, TickSheet):
            others = len(self._rows[0]) - 1
            word, name = self.needs.names
            names, rest = max(width * ROW_NAMES, name), width - others * self.needs.boxes
            if word <= rest < names:
                names = rest
            return [names, *[(width - names) / others] * others]
        least = [word for word, _ in self.needs]
        wishes = [text - word for word, text in self.needs]
        spare = width - sum(least)
        if spare <= 0:
            return [width * word / sum(least) for word in least]
        total = sum(wishes) or len(wishes)
        return [
            word + spare * ((wish if sum(wishes) else 1) / total)
            for word, wish in zip(least, wishes, strict=True)
        ]

    def split(self, width: float, height: float) -> list[Block]:
        """The rows that fit, and the rest under the same head; a short table stays whole."""
        self.wrap(width, height)
        if len(self.body) <= _SHORT and not self.on_top:
            return [self] if self.height <= height else []
        used, taken = 0.0, 0
        for row_height in self._heights:
            if used + row_height > height:
                break
            used += row_height
            taken += 1
        taken -= len(self.head)
        if taken == len(self.body):
            return [self]
        if taken <= 0:
            return []
        first, rest = (
            RuledTable(self.head, rows, self.look, self.needs, key=self.key)
            for rows in (self.body[:taken], self.body[taken:])
        )
        first._continued, rest._continued = self._continued, True
        first._beside = rest._beside = self._beside
        return [first, rest]

    # --- drawing --------------------------------------------------------------------------------

    def draw(self) -> None:
        canvas, look = self.canv, self.look
        with canvas.element("Table", self.key):
            if self.head:
                height = sum(self._heights[: len(self.head)])
                canvas.setFillColor(look.head)
                canvas.rect(0, self.height - height, self.width, height, stroke=0, fill=1)
            top = self.height
            for number, (row, height) in enumerate(zip(self._rows, self._heights, strict=True)):
                top -= height
                heads = number < len(self.head)
                again = heads and self._continued
                with canvas.artifact("Pagination") if again else nullcontext():
                    self._draw_row(number, row, top, height, "THead" if heads else "TBody")
            self._draw_rules()

    def _draw_row(
        self, number: int, row: Sequence[Cell], bottom: float, height: float, group: str
    ) -> None:
        canvas = self.canv
        x = 0.0
        with canvas.element(group, (self.key, group)), canvas.element("TR"):
            for place, (cell, width) in enumerate(self._wide(row)):
                with self._element(cell):
                    content = self._contents[number][place]
                    free = (height - content) / 2  # where that is little, words stay in their row
                    y = bottom + content + free + min(_lift(cell), free)
                    for above, block in zip((None, *cell.blocks), cell.blocks, strict=False):
                        if above:
                            y -= above.space_after + block.space_before
                        y -= block.height
                        block.draw_on(canvas, x + cell.padding, y)
                x += width

    def _element(self, cell: Cell) -> AbstractContextManager[None]:
        if cell.scope is None:
            return self.canv.element("TD")
        return self.canv.element("TH", None, Scope=cell.scope)

    def _draw_rules(self) -> None:
        """All at once, as one path."""
        levels, edges = [self.height], [0.0]
        for height in self._heights:
            levels.append(levels[-1] - height)
        for width in self._widths:
            edges.append(edges[-1] + width)
        canvas = self.canv
        canvas.setStrokeColor(self.look.rule)
        canvas.setLineWidth(self.look.stroke)
        canvas.setLineCap(1)
        canvas.lines(
            [(edges[0], y, edges[-1], y) for y in levels]
            + [(x, levels[-1], x, levels[0]) for x in edges]
        )


def _lift(cell: Cell) -> float:
    """How much higher words stand, in pt, so that their capitals are in the middle of the cell.

    Set tight, what hangs below a line would else touch the rule.
    """
    styles = [block.style for block in cell.blocks if isinstance(block, ParagraphBlock)]
    if len(styles) < len(cell.blocks):
        return 0.0
    return max((each.lift for each in styles), default=0.0)


def make_alike(tables: Sequence[RuledTable]) -> None:
    """Tables side by side have columns of the same widths, so that their rows are level."""
    needs = [each.needs for each in tables if not isinstance(each.needs, TickSheet)]
    if len(needs) == len(tables) and len({len(each) for each in needs}) == 1:
        shared = [
            (max(word for word, _ in column), max(text for _, text in column))
            for column in zip(*needs, strict=True)
        ]
        for table in tables:
            table.needs = shared
            table._beside = [row for each in tables if each is not table for row in each._rows]


def _least_width(cell: Cell) -> float:
    """The least width of a cell, in pt, in which none of its words is too wide."""
    return max((block.least_width for block in cell.blocks), default=0.0) + 2 * cell.padding


def table(node: doc.Table, type_: TypeScale, blocks: MakeBlocks) -> RuledTable:
    """A table of the document; one of the style `log` is a sheet of boxes to tick."""
    ticks, days = node.style == "log", node.style == "days"

    def content(of: doc.Cell) -> list[Block]:
        if of.scope is None:
            return blocks(of.blocks, None, "td")
        align: Align = "center" if (ticks or days) and of.scope == "col" else "left"
        style = type_.style(type_.small, bold=True, align=align)
        words = [block for block in of.blocks if isinstance(block, doc.Paragraph)]
        return [paragraph(_name(block.runs), style) for block in words]

    row_names = sum(cell.scope == "row" for cell in node.body[0]) if node.body else 0
    head = [[Cell(content(of), "Column") for of in row] for row in node.head]
    body = [
        [_cell(content(of), "Row" if place < row_names else None) for place, of in enumerate(row)]
        for row in node.body
    ]
    colours, strokes = type_.theme.colours, type_.theme.strokes
    least = LEAST_GAP if ticks else _BESIDE_ROWS
    padding = max(mm(0.8) * type_.spacing.gap, least) if ticks or days else mm(1.5)
    look = TableLook(padding, strokes.hair, colours.rule, colours.soft)
    if ticks:
        return RuledTable(head, body, look, _tick_sheet(node, body, type_))
    if days:
        return RuledTable(head, body, look, _day_sheet(node, body, type_))
    columns = zip(*node.head, *node.body, strict=True)
    return RuledTable(head, body, look, [_needs(column, type_) for column in columns])


def _name(runs: doc.Runs) -> doc.Runs:
    return bold(tuple(run._replace(text=name_bound(list_bound(run.text))) for run in runs))


def _cell(blocks: list[Block], scope: str | None) -> Cell:
    only_ticks = all(isinstance(block, TickBoxes) for block in blocks)
    return Cell(blocks, scope, BESIDE_TICKS if only_ticks else SIDE_PADDING)


def _tick_sheet(node: doc.Table, body: Sequence[Sequence[Cell]], type_: TypeScale) -> TickSheet:
    boxes = [
        block.wish + 2 * cell.padding
        for row in body
        for cell in row
        for block in cell.blocks
        if isinstance(block, TickBoxes)
    ]
    names = tuple(cell for row in node.body for cell in row if cell.scope == "row")
    return TickSheet(_needs(names, type_), max(boxes, default=0.0))


def _day_sheet(
    node: doc.Table, body: Sequence[Sequence[Cell]], type_: TypeScale
) -> list[tuple[float, float]]:
    """What each column needs: boxes stand in one line, and what there is to write in gets most."""
    found = []
    for place, column in enumerate(zip(*body, strict=True)):
        words = _needs(
            tuple(row[place] for row in (*node.head, *node.body) if row[place].scope), type_
        )
        blocks = [block for cell in column for block in cell.blocks]
        boxes = [block.wish for block in blocks if isinstance(block, TickBoxes)]
        least = max(words[0], max(boxes, default=0.0) + 2 * BESIDE_TICKS)
        spare = (
            _TO_WRITE if any(isinstance(block, CellField) for block in blocks) else _BESIDE_BOXES
        )
        found.append((least, max(least, words[1]) + spare))
    return found


def _needs(column: tuple[doc.Cell, ...], type_: TypeScale) -> tuple[float, float]:
    """The widths, in pt, of the longest word and of the longest text of a column."""
    texts = [
        name_bound(text) if cell.scope and len(text) <= _SHORT_NAME else text
        for cell in column
        for text in map(list_bound if cell.scope else str, doc.texts(cell.blocks))
    ]
    padding = 2 * SIDE_PADDING + 0.5

    def widest(parts: list[str]) -> float:
        return (
            max((width_of(part, type_.typeface.bold, type_.body) for part in parts), default=0.0)
            + padding
        )

    return widest([word for text in texts for word in words_in(text)]), widest(texts)
