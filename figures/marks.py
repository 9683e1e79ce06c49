"""The marks on figures, each with one meaning.

| mark | means |
|---|---|
| solid arrow with a shaft (`Canvas.arrow`) | this part moves |
| solid wedge | the thigh presses |
| hollow wedge of the same size | the hands hold it still, just as hard |
| ring with a slashed two-headed arrow | this does not move |
| dashed line | where it was, or level |
| snail | slowly |
| black square, white ring | the anchor; the end that moves |
"""

from __future__ import annotations

from math import cos, pi, radians, sin
from typing import NamedTuple

from .canvas import Canvas
from .geometry import Point, circle, polyline, smooth

_LEAST_RING_MM = 0.3


class Wedge(NamedTuple):
    """A press without motion: its tip, where it points (0 = right, 90 = up), its size in mm."""

    tip: Point
    angle: float
    size: float

    @property
    def outline(self) -> tuple[Point, Point, Point]:
        """The tip, then both corners of its base."""
        a = radians(self.angle)
        dx, dy = cos(a), -sin(a)
        (x, y), height, half = self.tip, self.size * 0.95, self.size * 0.46
        base = (x - dx * height, y - dy * height)
        return (
            self.tip,
            (base[0] - dy * half, base[1] + dx * half),
            (base[0] + dy * half, base[1] - dx * half),
        )

    @property
    def base(self) -> Point:
        """The middle of its base."""
        _, (x0, y0), (x1, y1) = self.outline
        return ((x0 + x1) / 2, (y0 + y1) / 2)


def wedge(canvas: Canvas, of: Wedge, *, solid: bool) -> None:
    """Solid for the thigh, hollow for the hands."""
    outline = polyline(of.outline, closed=True)
    colour = canvas.palette.arrow
    if solid:
        canvas.mark(outline, colour, rim=of.size * 0.2, width=of.size * 0.06)
    else:
        edge = max(of.size * 0.11, canvas.printed(_LEAST_RING_MM))
        canvas.mark(outline, "#FFFFFF", rim=of.size * 0.32, edge=colour, width=edge)


def still(canvas: Canvas, at: Point, radius: float) -> None:
    """What this stands by does not move."""
    ink, (x, y), r = canvas.palette.ink, at, radius
    canvas.mark(circle(at, r), "#FFFFFF", rim=r * 0.35, edge=ink, width=r * 0.15)
    reach, shaft, wing, length = r * 0.76, r * 0.085, r * 0.34, r * 0.38
    half = [(-reach, 0.0), (length - reach, -wing), (length - reach, -shaft)]
    across = [(-a, b) for a, b in reversed(half)]
    below = [(-a, -b) for a, b in (*half, *across)][1:-1]
    arrows = polyline([(x + a, y + b) for a, b in (*half, *across, *below)], closed=True)
    canvas.mark(arrows, ink, rim=0)
    slash = polyline([(x + r * 0.434, y - r * 0.84), (x - r * 0.434, y + r * 0.84)])
    canvas.line_of_mark(slash, "#FFFFFF", r * 0.3)
    canvas.line_of_mark(slash, ink, r * 0.15)


_FOOT = (
    (-52, 30), (-30, 24), (0, 26), (26, 22), (36, 2), (46, -10), (58, -8), (60, 6), (52, 24),
    (36, 36), (0, 37), (-30, 36),
)  # fmt: skip
_FEELERS = (((48, -10), (44, -30)), ((57, -8), (62, -28)))
_SHELL, _SHELL_RADIUS = (-6, -6), 32
_SPIRAL = tuple(
    (
        _SHELL[0] + (24 - 20 * i / 14) * cos(0.55 + 3 * pi * i / 14),
        _SHELL[1] - (24 - 20 * i / 14) * sin(0.55 + 3 * pi * i / 14),
    )
    for i in range(15)
)


def snail(canvas: Canvas, at: Point, length: float) -> None:
    """Slowly."""
    k, ink = length / 120, canvas.palette.ink
    weight = canvas.outline(5 * k)

    def placed(points: tuple[Point, ...]) -> list[Point]:
        return [(at[0] + x * k, at[1] + y * k) for x, y in points]

    canvas.mark(smooth(placed(_FOOT), closed=True), "#FFFFFF", rim=0, edge=ink, width=weight)
    for feeler in _FEELERS:
        canvas.line_of_mark(polyline(placed(feeler)), ink, weight)
    shell = circle(placed((_SHELL,))[0], _SHELL_RADIUS * k)
    canvas.mark(shell, "#FFFFFF", rim=0, edge=ink, width=weight)
    canvas.line_of_mark(smooth(placed(_SPIRAL)), ink, weight)
