"""Cards edge to edge on a sheet.  They stand in its middle, so both sides of the paper match."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext

from handouts.design.papers import Cards, mm
from handouts.design.theme import Theme
from handouts.document import Document
from handouts.layout.pages import Pages
from handouts.render.imposition.cut_marks import Line, Rectangle, hairlines
from handouts.tagged import TaggedCanvas, ink_of

# Marks keep off the edge, where office printers do not print.
_FROM_EDGE, _LENGTH, _CROSS = mm(10.5), mm(6), mm(3)
_TEXT, _HANG = 12.0, 0.25  # pt; how far its letters hang below the line, in em


def block(stock: Cards) -> Rectangle:
    """Where the cards stand on the sheet, all together."""
    width, height = stock.card.width * stock.columns, stock.card.height * stock.rows
    sheet = stock.sheet
    return Rectangle((sheet.width - width) / 2, (sheet.height - height) / 2, width, height)


def paint(
    canvas: TaggedCanvas, pages: Pages, stock: Cards, document: Document, theme: Theme
) -> int:
    """One sheet side for each page of the card; returns how many.

    The first card of a side is read; the rest are copies of it.  A sheet on its side is turned on
    its short edge, which its first side says to whoever prints it.
    """
    area = block(stock)
    if turns_on_short_edge(stock) and len(pages) > 1:
        _say_edge(canvas, pages, stock, document.sheets["short_edge"], theme)
    for number in range(1, len(pages) + 1):
        for place in range(stock.columns * stock.rows):
            row, column = divmod(place, stock.columns)
            canvas.saveState()
            x = area.x + stock.card.width * column
            canvas.translate(x, area.top - stock.card.height * (row + 1))
            if place:
                with canvas.artifact():
                    pages.paint(canvas, number)
            else:
                pages.paint(canvas, number)
            canvas.restoreState()
        hairlines(canvas, _cut_marks(stock, area))
        canvas.showPage()
    return len(pages)


def turns_on_short_edge(stock: Cards) -> bool:
    """Whether both sides are upright if the sheet is turned on its short edge.

    It is turned like the page of a book, on an edge that stands upright.
    """
    return stock.sheet.width > stock.sheet.height


def _say_edge(canvas: TaggedCanvas, pages: Pages, stock: Cards, words: str, theme: Theme) -> None:
    """In the margin above the first card, into which no tail of a letter hangs, as at its foot."""
    typeface, sheet = pages.typeface, stock.sheet
    low, _ = ink_of(words, typeface.regular) or (-_HANG, 0.0)
    with (
        canvas.artifact("Pagination", "Header"),
        canvas.from_right(sheet.width) if typeface.right_to_left else nullcontext(),
    ):
        canvas.setFillColor(theme.colours.ink)
        canvas.setFont(typeface.regular, _TEXT)
        canvas.drawString(_FROM_EDGE, sheet.height - _FROM_EDGE - low * _TEXT, words)


def _cut_marks(stock: Cards, area: Rectangle) -> Iterable[Line]:
    """At the sheet's edges and where cards meet; a card's own margin is wider than a mark."""
    sheet = stock.sheet
    verticals = [area.x + stock.card.width * place for place in range(1, stock.columns)]
    levels = [area.y + stock.card.height * place for place in range(1, stock.rows)]
    for x in verticals:
        yield x, _FROM_EDGE, x, _FROM_EDGE + _LENGTH
        yield x, sheet.height - _FROM_EDGE, x, sheet.height - _FROM_EDGE - _LENGTH
    for y in levels:
        yield _FROM_EDGE, y, _FROM_EDGE + _LENGTH, y
        yield sheet.width - _FROM_EDGE, y, sheet.width - _FROM_EDGE - _LENGTH, y
    for x in verticals:
        for y in levels:
            yield x - _CROSS, y, x + _CROSS, y
            yield x, y - _CROSS, x, y + _CROSS
