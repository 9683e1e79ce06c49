"""How a poster is spread over office sheets.  Lengths in pt."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from string import ascii_uppercase
from typing import NamedTuple

from handouts.design.papers import Paper, Tiled, mm
from handouts.render.imposition.cut_marks import Rectangle

# Round the part of the poster on a sheet: cut and glue marks; below it what to do with the sheet.
GUTTER = mm(4)
STRIP = mm(17)
_ROUNDING = 1e-6


class Tile(NamedTuple):
    """One sheet: its row and column from 0, and the part of the poster on it."""

    row: int
    column: int
    part: Rectangle

    @property
    def label(self) -> str:
        """`A1` is the upper left one, `B1` the one below it."""
        return f"{ascii_uppercase[self.row]}{self.column + 1}"


class Grid(NamedTuple):
    """All sheets of a poster.

    Attributes:
        sheet: as it is turned.
        window: where a sheet shows its part of the poster.
    """

    sheet: Paper
    columns: int
    rows: int
    window: Rectangle
    tiles: tuple[Tile, ...]


def grid(stock: Tiled) -> Grid:
    """The fewest sheets, upright or turned, all of them equally full.

    Raises:
        ValueError: margin and overlap leave next to nothing of a sheet.
    """
    found = [
        made
        for sheet in (stock.sheet, stock.sheet.turned)
        if (made := _grid(stock, sheet)) is not None
    ]
    if not found:
        raise ValueError("the margin and the overlap leave too little of a sheet")
    return min(found, key=lambda made: len(made.tiles))


def _grid(stock: Tiled, sheet: Paper) -> Grid | None:
    poster, overlap = stock.poster, stock.overlap
    room = Rectangle(
        stock.margin + GUTTER,
        stock.margin + STRIP + GUTTER,
        sheet.width - 2 * (stock.margin + GUTTER),
        sheet.height - 2 * (stock.margin + GUTTER) - STRIP,
    )
    if room.width < 2 * overlap + mm(20) or room.height < 2 * overlap + mm(20):
        return None
    columns = _count(poster.width, room.width, overlap)
    rows = _count(poster.height, room.height, overlap)
    if rows > len(ascii_uppercase):
        return None
    width = (poster.width + (columns - 1) * overlap) / columns
    height = (poster.height + (rows - 1) * overlap) / rows
    left = room.x + (room.width - width) / 2
    window = Rectangle(left, room.top - height, width, height)
    tiles = tuple(_tiles(columns, rows, window, poster, overlap))
    return Grid(sheet, columns, rows, window, tiles)


def _count(length: float, room: float, overlap: float) -> int:
    return max(1, ceil((length - overlap) / (room - overlap) - _ROUNDING))


def _tiles(
    columns: int, rows: int, window: Rectangle, poster: Paper, overlap: float
) -> Iterator[Tile]:
    for row in range(rows):
        for column in range(columns):
            x = column * (window.width - overlap)
            y = poster.height - window.height - row * (window.height - overlap)
            yield Tile(row, column, Rectangle(x, y, window.width, window.height))
