"""What the marks mean, each beside its words: for where they are first met."""

from __future__ import annotations

from collections.abc import Callable

from . import marks
from .canvas import Canvas, Frame
from .geometry import Point, bow, polyline
from .marks import Wedge
from .scene import Scene
from .spots import Spot

KEYS = ("moves", "thigh", "hands", "still", "was", "slowly")
_COLUMNS = 2
_WIDTH, _HEIGHT = 455.0, 124.0
"""Of a mark and its words, in tenths of a mm as printed half a page wide."""

_ROOM = 100.0
"""Of a cell's width, for the mark."""


def key() -> Scene:
    """Two columns, read from left to right."""
    rows = len(KEYS) // _COLUMNS
    centres = [
        (i % _COLUMNS * _WIDTH + _ROOM / 2, (i // _COLUMNS + 0.5) * _HEIGHT)
        for i in range(len(KEYS))
    ]

    def paint(canvas: Canvas) -> None:
        for name, centre in zip(KEYS, centres, strict=True):
            _PAINT[name](canvas, centre)

    return Scene(
        frame=Frame(0, 0, _COLUMNS * _WIDTH, rows * _HEIGHT),
        paint=paint,
        spots=tuple(
            Spot(name, (x + _ROOM / 2 + 8, y), "start", reach=0.5, width=_WIDTH - _ROOM - 20)
            for name, (x, y) in zip(KEYS, centres, strict=True)
        ),
    )


def _arrow(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    canvas.arrow(bow((x - 32, y + 30), (x + 8, y + 8), (x + 24, y - 38)), 20, hollow=False)


def _wedge(canvas: Canvas, centre: Point, *, solid: bool) -> None:
    x, y = centre
    way = (x + 30, 0) if solid else (x - 30, 180)
    marks.wedge(canvas, Wedge((way[0], y), way[1], 60), solid=solid)


def _dashed(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    dash = (canvas.printed(1.0), canvas.printed(0.75))
    line = polyline([(x - 40, y), (x + 40, y)])
    canvas.stroke(line, canvas.palette.ghost, canvas.dashes(3), dash=dash)


_PAINT: dict[str, Callable[[Canvas, Point], None]] = {
    "moves": _arrow,
    "thigh": lambda canvas, at: _wedge(canvas, at, solid=True),
    "hands": lambda canvas, at: _wedge(canvas, at, solid=False),
    "still": lambda canvas, at: marks.still(canvas, at, 36),
    "was": _dashed,
    "slowly": lambda canvas, at: marks.snail(canvas, at, 76),
}
