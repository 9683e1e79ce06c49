"""Which cells of a frame the drawing covers: rows of bits, so that words can keep clear of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from . import paths
from .canvas import Canvas, Frame
from .geometry import Line, Point, offset, polyline
from .transform import Transform

COLUMNS = 180
_LINE_MM = 0.4
"""So far on either side of a stroke no word is set."""
Rows = tuple[int, ...]


class Cells:
    """Which cells of a frame are covered, to be asked of many boxes.

    A box touches a covered cell where its `columns` are among what its rows have: their bits.
    """

    def __init__(self, frame: Frame, rows: Sequence[int]) -> None:
        self._left, self._top, self._cell = frame.x, frame.y, cell_size(frame)
        self._rows, self._last = rows, len(rows) - 1
        self._of_rows: dict[tuple[int, int], int] = {}

    def covers(self, top: float, bottom: float) -> int:
        """The columns in which a cell is covered in any row of a box."""
        rows = (
            max(0, int((top - self._top) / self._cell)),
            min(self._last, int((bottom - self._top) / self._cell)),
        )
        if (covers := self._of_rows.get(rows)) is None:
            covers = 0
            for row in self._rows[rows[0] : rows[1] + 1]:
                covers |= row
            self._of_rows[rows] = covers
        return covers

    def columns(self, left: float, right: float) -> int:
        """The columns that a box has."""
        return _bits(int((left - self._left) / self._cell), int((right - self._left) / self._cell))


class Ground(NamedTuple):
    """What the words of a figure keep clear of: the same in any style and at any size.

    `filled` is what its shapes cover; its `lines` are as wide on paper at any size.
    """

    frame: Frame
    filled: Rows
    lines: tuple[tuple[str, Transform], ...] = ()
    shafts: tuple[Line, ...] = ()

    def cells(self, per_mm: float) -> Cells:
        """What is covered where so many drawing units are a millimetre as printed."""
        if not self.lines:
            return Cells(self.frame, self.filled)
        strips = (
            (strip, transform)
            for data, transform in self.lines
            for strip in _strips(data, _LINE_MM * per_mm / transform.scale)
        )
        covers = covered(self.frame, strips)
        return Cells(self.frame, [a | b for a, b in zip(self.filled, covers, strict=True)])


def ground(canvas: Canvas) -> Ground:
    """What was painted on a canvas."""
    shapes = covered(canvas.frame, (*canvas.covered, *canvas.in_windows))
    return Ground(canvas.frame, shapes, tuple(canvas.covered_lines), tuple(canvas.shafts))


def _strips(data: str, half: float) -> Iterable[str]:
    """Each subpath as a closed path that is `half` wide on either side of it."""
    for line in paths.flattened(data):
        there, back = ([way * half] * len(line) for way in (1, -1))
        around: list[Point] = [*offset(line, there), *reversed(offset(line, back))]
        yield polyline(around, closed=True)


def cell_size(frame: Frame) -> float:
    """Edge of a cell, in drawing units."""
    return frame.width / COLUMNS


def covered(frame: Frame, shapes: Iterable[tuple[str, Transform]]) -> Rows:
    """One integer a row of cells, bit i set where column i is covered by a filled path."""
    count = int(frame.height / cell_size(frame)) + 1
    rows = [0] * count
    for data, transform in shapes:
        for i, bits in _shape(frame, data, transform):
            rows[i] |= bits
    return tuple(rows)


@lru_cache(maxsize=1024)
def _shape(frame: Frame, data: str, transform: Transform) -> tuple[tuple[int, int], ...]:
    """The rows a path's subpaths fill, scanned through the middle of each row.

    Holes count as covered: a word inside a bone's hole would still be on the bone.
    """
    cell = cell_size(frame)
    count = int(frame.height / cell) + 1
    rows: dict[int, int] = {}
    for line in paths.flattened(data, 2):
        points = [transform.apply(p) for p in line]
        crossings: dict[int, list[float]] = {}
        x0, y0 = points[-1]
        for x1, y1 in points:
            if y0 != y1:
                slope = (x1 - x0) / (y1 - y0)
                low, high = (y0, y1) if y0 < y1 else (y1, y0)
                # Rows whose middle lies in [low, high).
                first = max(0, ceil((low - frame.y) / cell - 0.5))
                last = min(count, ceil((high - frame.y) / cell - 0.5))
                for i in range(first, last):
                    x = x0 + (frame.y + (i + 0.5) * cell - y0) * slope
                    crossings.setdefault(i, []).append(x)
            x0, y0 = x1, y1
        for i, xs in crossings.items():
            xs.sort()
            for left, right in zip(xs[::2], xs[1::2], strict=False):
                first, last = int((left - frame.x) / cell), int((right - frame.x) / cell)
                rows[i] = rows.get(i, 0) | _bits(first, last)
    return tuple(rows.items())


@lru_cache(maxsize=1 << 15)
def _bits(first: int, last: int) -> int:
    """A row in which the columns from first to last are covered, as far as there are any."""
    first, last = max(0, first), min(COLUMNS - 1, last)
    return ((1 << (last - first + 1)) - 1) << first if last >= first else 0
