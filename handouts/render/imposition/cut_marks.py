"""Marks that say where to cut.  All are artifacts: they are for hands, not for readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handouts.design.papers import mm
from handouts.tagged import TaggedCanvas

_HAIR = mm(0.2)
_INK = "#000000"

Line = tuple[float, float, float, float]


class Rectangle(NamedTuple):
    """Left, bottom, width and height, in pt."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top: as page boxes are written (ISO 32000-1, 7.9.5)."""
        return self.x, self.y, self.right, self.top

    def grown(self, by: float) -> Rectangle:
        return Rectangle(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def hairlines(canvas: TaggedCanvas, lines: Iterable[Line]) -> None:
    """Thin black lines, each from x, y to x, y."""
    with canvas.artifact():
        canvas.saveState()
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(_HAIR)
        for line in lines:
            canvas.line(*line)
        canvas.restoreState()


def corner_marks(of: Rectangle, distance: float, length: float) -> Iterable[Line]:
    """Two marks at each corner of a rectangle, `distance` outside it."""
    near, far = distance, distance + length
    for x in (of.x, of.right):
        yield x, of.y - near, x, of.y - far
        yield x, of.top + near, x, of.top + far
    for y in (of.y, of.top):
        yield of.x - near, y, of.x - far, y
        yield of.right + near, y, of.right + far, y
