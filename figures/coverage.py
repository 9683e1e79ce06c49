"""Which cells of a frame the drawing covers: rows of bits, so that words can keep clear of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from . import paths
from .canvas import Frame
from .transform import Transform

COLUMNS = 180
Rows = tuple[int, ...]


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
                rows[i] = rows.get(i, 0) | _bits(frame, left, right)
    return tuple(rows.items())


def _bits(frame: Frame, left: float, right: float) -> int:
    cell = cell_size(frame)
    a = max(0, int((left - frame.x) / cell))
    b = min(COLUMNS - 1, int((right - frame.x) / cell))
    return ((1 << (b - a + 1)) - 1) << a if b >= a else 0


def is_clear(
    frame: Frame, rows: Rows, left: float, top: float, right: float, bottom: float
) -> bool:
    """Whether a box touches no covered cell."""
    bits = _bits(frame, left, right)
    cell = cell_size(frame)
    first = max(0, int((top - frame.y) / cell))
    last = min(len(rows) - 1, int((bottom - frame.y) / cell))
    return not any(rows[i] & bits for i in range(first, last + 1))
