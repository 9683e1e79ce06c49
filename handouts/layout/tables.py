"""Tables: ruled, with header cells that say what they head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from handouts import document as doc
from handouts.layout.type import Align, Type, bold, paragraph
from handouts.pattern import Side
from handouts.tagged.flowables import TaggedTable
from handouts.theme import mm

MakeBlocks = Callable[[Sequence[doc.Block], Side | None, str], list[Flowable]]
SIDE_PADDING = mm(1.2)
SPACE_AFTER = mm(2)
# Of a tick sheet's width, for the names of its rows.
ROW_NAMES = 0.19


class RuledTable(TaggedTable):
    """A table whose columns share the width by what is in them.

    Attributes:
        needs: for each column the width of its longest word and of its longest text, in pt; None
            for a tick sheet: the first column is for the names of the rows, the rest are alike.
    """

    needs: list[tuple[float, float]] | None = None

    def __init__(self, rows: list[list[Any]], *args: Any, **kw: Any) -> None:
        super().__init__(rows, *args, **kw)
        self.spaceAfter = SPACE_AFTER
        self._columns = len(rows[0])

    def onSplit(self, T: Any, byRow: int = 1) -> None:
        """ReportLab's hook: what the parts of a split table take from the whole."""
        super().onSplit(T, byRow)
        T.needs = self.needs

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self._argW = self._colWidths = self._widths(availWidth)
        wrapped: tuple[float, float] = super().wrap(availWidth, availHeight)
        return wrapped

    def _widths(self, width: float) -> list[float]:
        if self.needs is None:
            others = self._columns - 1
            return [width * ROW_NAMES, *[width * (1 - ROW_NAMES) / others] * others]
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


def table(node: doc.Table, type_: Type, blocks: MakeBlocks) -> RuledTable:
    """A table of the document; one of the style `log` is a sheet of boxes to tick."""
    ticks = "log" in node.style.split()

    def cell(of: doc.Cell) -> list[Flowable]:
        if of.scope is None:
            return blocks(of.blocks, None, "td")
        align: Align = "center" if ticks and of.scope == "col" else "left"
        style = type_.style(type_.small, bold=True, align=align)
        words = [block for block in of.blocks if isinstance(block, doc.Paragraph)]
        return [paragraph(bold(block.runs), style) for block in words]

    nodes = (*node.head, *node.body)
    colours, strokes = type_.theme.colours, type_.theme.strokes
    padding = mm(0.8) if ticks else mm(1.5)
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), strokes.hair, HexColor(colours.rule)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
        ("LEFTPADDING", (0, 0), (-1, -1), SIDE_PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), SIDE_PADDING),
    ]
    if node.head:
        last = len(node.head) - 1
        style.append(("BACKGROUND", (0, 0), (-1, last), HexColor(colours.soft)))
    made = RuledTable(
        [[cell(of) for of in row] for row in nodes],
        repeatRows=len(node.head),
        headerCols=sum(cell.scope == "row" for cell in node.body[0]) if node.body else 0,
        style=style,
    )
    if not ticks:
        made.needs = [_needs(column, type_) for column in zip(*nodes, strict=True)]
    return made


def _needs(column: tuple[doc.Cell, ...], type_: Type) -> tuple[float, float]:
    """The widths, in pt, of the longest word and of the longest text of a column."""
    texts = [text for cell in column for text in doc.words(cell.blocks)]
    padding = 2 * SIDE_PADDING + 0.5

    def widest(parts: list[str]) -> float:
        return (
            max((stringWidth(part, type_.typeface.bold, type_.body) for part in parts), default=0.0)
            + padding
        )

    return widest([word for text in texts for word in text.split()]), widest(texts)
