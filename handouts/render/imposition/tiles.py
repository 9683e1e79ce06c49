"""A poster on office sheets, with what it takes to put it together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from math import ceil, floor

from handouts.design.papers import Tiled, mm
from handouts.design.theme import Spacing, Theme
from handouts.document import Document, Run
from handouts.layout.letter_outlines import CAP_HEIGHT
from handouts.layout.pages import Pages
from handouts.layout.symbols import stripes
from handouts.layout.typography import TypeScale, paragraph
from handouts.render.imposition.cut_marks import Line, Rectangle, hairlines
from handouts.render.imposition.tiling import GUTTER, STRIP, Grid, Tile, grid
from handouts.tagged import TaggedCanvas

_POSTER = "poster"
_TEXT, _LABEL = 12.0, 34.0  # pt
_BAND = mm(2)  # the striped mark of an edge to glue
_INK = "#000000"


def paint(
    canvas: TaggedCanvas, pages: Pages, stock: Tiled, document: Document, theme: Theme
) -> int:
    """A sheet for each tile, row by row; returns how many.

    All the words of the poster are read on the first sheet, and how to put the others to it; on
    each its letter.  What is seen of the poster is a picture, as a part of it says nothing.
    """
    tiling = grid(stock)
    poster = stock.poster
    canvas.setPageSize((tiling.sheet.width, tiling.sheet.height))
    canvas.beginForm(_POSTER, 0, 0, poster.width, poster.height)
    pages.paint(canvas, 1)
    canvas.endForm()
    sheet = _Sheet(
        canvas, document, tiling, stock, TypeScale(theme, _TEXT, Spacing(1.15), pages.typeface)
    )
    for number, tile in enumerate(tiling.tiles, start=1):
        if number == 1:
            _tell(canvas, pages, tiling.window)
        sheet.paint(tile, number)
        canvas.showPage()
    return len(tiling.tiles)


def _tell(canvas: TaggedCanvas, pages: Pages, window: Rectangle) -> None:
    """All the poster as content that is not seen, made so small that none is beyond the sheet."""
    poster = pages.paper
    scale = min(window.width / poster.width, window.height / poster.height)
    canvas.saveState()
    nothing = canvas.beginPath()
    nothing.rect(window.x, window.y, 0, 0)
    canvas.clipPath(nothing, stroke=0, fill=0)
    canvas.translate(window.x, window.y)
    canvas.scale(scale, scale)
    canvas.live_links = False
    pages.paint(canvas, 1)
    canvas.restoreState()


class _Sheet:
    def __init__(
        self, canvas: TaggedCanvas, document: Document, tiling: Grid, stock: Tiled, type_: TypeScale
    ) -> None:
        self.canvas, self.document, self.tiling, self.stock = canvas, document, tiling, stock
        self.type = type_

    def paint(self, tile: Tile, number: int) -> None:
        with self.canvas.artifact():
            self._part(tile)
        to_left = self.type.typeface.right_to_left
        sheet = self.tiling.sheet
        with self.canvas.from_right(sheet.width) if to_left else nullcontext():
            self._strip(tile, number)
        hairlines(self.canvas, self._cut_marks(tile))
        with self.canvas.artifact():
            for band in self._glue_bands(tile):
                stripes(self.canvas, band.x, band.y, band.width, band.height, _INK)

    def _part(self, tile: Tile) -> None:
        canvas, window = self.canvas, self.tiling.window
        canvas.saveState()
        # At whole points: within a pixel of the edge, some programs show what others do not.
        left, bottom = floor(window.x), floor(window.y)
        clip = canvas.beginPath()
        clip.rect(left, bottom, ceil(window.right) - left, ceil(window.top) - bottom)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.translate(window.x - tile.part.x, window.y - tile.part.y)
        canvas.doForm(_POSTER)
        canvas.restoreState()

    # --- below the poster -----------------------------------------------------------------------

    def _strip(self, tile: Tile, number: int) -> None:
        """The sheet's letter, where it belongs, and what to do with it."""
        canvas, stock, typeface = self.canvas, self.stock, self.type.typeface
        x, middle = stock.margin + GUTTER, stock.margin + STRIP / 2
        with canvas.element("P"):
            canvas.setFillColor(_INK)
            canvas.setFont(typeface.bold, _LABEL)
            canvas.drawString(x, middle - _LABEL * CAP_HEIGHT / 2, tile.label)
        x += _LABEL * 1.7
        x += self._map(tile, x, middle) + mm(5)
        count = len(self.tiling.tiles)
        sheet = self.document.sheets["sheet"]
        of = self.document.digits.of
        sheet = sheet.replace("{number}", of(number)).replace("{count}", of(count))
        runs = (Run(f"{sheet}. ", bold=True), Run(self.document.sheets["how"]))
        said = paragraph(runs, self.type.style(_TEXT))
        width = self.tiling.sheet.width - stock.margin - GUTTER - x
        _, height = said.wrap(width, STRIP)
        # The same below each sheet is read once.
        with canvas.artifact("Pagination", "Footer") if number > 1 else nullcontext():
            said.draw_on(canvas, x, middle - height / 2)

    def _map(self, tile: Tile, x: float, middle: float) -> float:
        """A small plan of all sheets with this one filled; returns its width."""
        canvas, tiling = self.canvas, self.tiling
        columns, rows, window = tiling.columns, tiling.rows, tiling.window
        unit = min(mm(14) / (rows * window.height), mm(22) / (columns * window.width))
        width, height = window.width * unit, window.height * unit
        top = middle + height * rows / 2
        with canvas.artifact(), canvas.upright(x, width * columns):
            canvas.saveState()
            canvas.setLineWidth(mm(0.25))
            canvas.setStrokeColor(_INK)
            canvas.setFillColor(_INK)
            for each in tiling.tiles:
                filled = int(each.label == tile.label)
                left, bottom = x + each.column * width, top - (each.row + 1) * height
                canvas.rect(left, bottom, width, height, stroke=1, fill=filled)
            canvas.restoreState()
        return width * columns

    # --- marks round the poster -----------------------------------------------------------------

    def _cut_marks(self, tile: Tile) -> Iterator[Line]:
        """Left and top edges are cut off; right and bottom ones only at the poster's own edge."""
        window = self.tiling.window
        verticals, levels = [window.x], [window.top]
        if tile.column == self.tiling.columns - 1:
            verticals.append(window.right)
        if tile.row == self.tiling.rows - 1:
            levels.append(window.y)
        for x in verticals:
            yield x, window.top, x, window.top + GUTTER
            yield x, window.y, x, window.y - GUTTER
        for y in levels:
            yield window.x, y, window.x - GUTTER, y
            yield window.right, y, window.right + GUTTER, y

    def _glue_bands(self, tile: Tile) -> Iterator[Rectangle]:
        """Beside each end of an edge that the next sheet is glued onto."""
        window, overlap = self.tiling.window, self.stock.overlap
        if tile.column < self.tiling.columns - 1:
            left = window.right - overlap
            yield Rectangle(left, window.top + mm(1), overlap, _BAND)
            yield Rectangle(left, window.y - mm(1) - _BAND, overlap, _BAND)
        if tile.row < self.tiling.rows - 1:
            yield Rectangle(window.x - mm(1) - _BAND, window.y, _BAND, overlap)
            yield Rectangle(window.right + mm(1), window.y, _BAND, overlap)
