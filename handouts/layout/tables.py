"""Tables: ruled, with header cells that say what they head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from handouts import document as doc
from handouts.layout.type import Align, Type, bold, paragraph
from handouts.pattern import Side
from handouts.tagged.flowables import TaggedTable
from handouts.theme import mm

MakeBlocks = Callable[[Sequence[doc.Block], Side | None, str], list[Flowable]]


def table(node: doc.Table, type_: Type, blocks: MakeBlocks) -> TaggedTable:
    """A table whose first column is as wide as its words and whose others share the rest."""
    ticks = "log" in node.style.split()

    def cell(of: doc.Cell) -> list[Flowable]:
        if of.scope is None:
            return blocks(of.blocks, None, "td")
        align: Align = "center" if ticks and of.scope == "col" else "left"
        style = type_.style(type_.small, bold=True, align=align)
        return [
            paragraph(bold(block.runs), style)
            for block in of.blocks
            if isinstance(block, doc.Paragraph)
        ]

    rows = [[cell(of) for of in row] for row in (*node.head, *node.body)]
    columns = max(len(row) for row in rows)
    widths = ["24%" if ticks else None, *([None] * (columns - 1))]
    colours, strokes = type_.theme.colours, type_.theme.strokes
    padding = mm(0.8) if ticks else mm(1.5)
    return TaggedTable(
        rows,
        colWidths=widths if ticks else [None] * columns,
        repeatRows=len(node.head),
        headerCols=sum(cell.scope == "row" for cell in node.body[0]) if node.body else 0,
        style=[
            ("GRID", (0, 0), (-1, -1), strokes.hair, HexColor(colours.rule)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), padding),
            ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
            ("LEFTPADDING", (0, 0), (-1, -1), mm(1.2)),
            ("RIGHTPADDING", (0, 0), (-1, -1), mm(1.2)),
            ("BACKGROUND", (0, 0), (-1, len(node.head) - 1), HexColor(colours.soft)),
        ],
    )
