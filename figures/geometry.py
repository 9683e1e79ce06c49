"""Plane geometry for drawing: splines, arcs, turns.  Points are (x, y), y down."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians, sin

Point = tuple[float, float]
Line = tuple[Point, ...]


def number(value: float) -> str:
    """A coordinate as written in a path: at most one decimal, never `-0`."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def polyline(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of straight lines through the points."""
    joined = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{joined}{'Z' if closed else ''}"


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of the Catmull-Rom spline through the points, as cubic Béziers."""
    n = len(points)

    def at(i: int) -> Point:
        return points[i % n] if closed else points[min(max(i, 0), n - 1)]

    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(n if closed else n - 1):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        values = (
            b[0] + (c[0] - a[0]) / 6,
            b[1] + (c[1] - a[1]) / 6,
            c[0] - (d[0] - b[0]) / 6,
            c[1] - (d[1] - b[1]) / 6,
            c[0],
            c[1],
        )
        parts.append("C" + " ".join(map(number, values)))
    return "".join(parts) + ("Z" if closed else "")


@lru_cache(maxsize=512)
def sampled(points: tuple[tuple[float, ...], ...], steps: int = 6) -> tuple[tuple[float, ...], ...]:
    """The Catmull-Rom spline through points of any dimension, `steps` samples a span."""
    last = len(points) - 1
    out: list[tuple[float, ...]] = []
    for i in range(last):
        a, b, c, d = (points[min(max(i + j, 0), last)] for j in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            out.append(tuple(_catmull(*q, t) for q in zip(a, b, c, d, strict=True)))
    out.append(points[-1])
    return tuple(out)


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t * t
        + (3 * b - a - 3 * c + d) * t * t * t
    )


def normals(line: Sequence[Point]) -> list[Point]:
    """The unit normal (turned a quarter turn from the direction of travel) at each point."""
    out: list[Point] = []
    last = len(line) - 1
    for i in range(last + 1):
        (x0, y0), (x1, y1) = line[max(i - 1, 0)], line[min(i + 1, last)]
        length = hypot(x1 - x0, y1 - y0) or 1.0
        out.append((-(y1 - y0) / length, (x1 - x0) / length))
    return out


def offset(line: Sequence[Point], distances: Sequence[float]) -> list[Point]:
    """The line moved sideways along its normals."""
    return [
        (x + nx * d, y + ny * d)
        for (x, y), (nx, ny), d in zip(line, normals(line), distances, strict=True)
    ]


def turned(point: Point, degrees: float, about: Point) -> Point:
    """The point turned about another; positive turns clockwise on paper (y down)."""
    a = radians(degrees)
    x, y = point[0] - about[0], point[1] - about[1]
    return (about[0] + x * cos(a) - y * sin(a), about[1] + x * sin(a) + y * cos(a))


def arc(centre: Point, radius: float, start: float, end: float, points: int = 9) -> Line:
    """Points along an arc; angles in degrees, 0 = right, 90 = up on paper."""
    span = (end - start) / (points - 1)
    return tuple(
        (
            centre[0] + radius * cos(radians(start + i * span)),
            centre[1] - radius * sin(radians(start + i * span)),
        )
        for i in range(points)
    )


def bow(start: Point, middle: Point, end: Point, points: int = 9) -> Line:
    """Points along the parabola from `start` to `end` that passes through `middle` half-way."""
    handle = tuple(2 * m - (a + b) / 2 for a, m, b in zip(start, middle, end, strict=True))
    shares = [i / (points - 1) for i in range(points)]
    return tuple(
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * handle[0] + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * handle[1] + t * t * end[1],
        )
        for t in shares
    )


def arrow(path: Line, width: float, head: float) -> list[Point]:
    """The outline of an arrow along a path: a shaft that widens, and a head at the last point."""
    line = [(x, y) for x, y in sampled(path, 8)]
    travelled = [0.0]
    for (x0, y0), (x1, y1) in pairwise(line):
        travelled.append(travelled[-1] + hypot(x1 - x0, y1 - y0))
    neck = next(i for i, s in enumerate(travelled) if s >= travelled[-1] - head)
    shaft = line[: neck + 1]
    widths = [width / 2 * (0.55 + 0.45 * i / max(neck, 1)) for i in range(neck + 1)]
    upper = offset(shaft, widths)
    lower = offset(shaft, [-w for w in widths])
    # The head's wings stand square to the line from the neck to the tip, so it never looks bent.
    (nx, ny), (tx, ty) = line[neck], line[-1]
    length = hypot(tx - nx, ty - ny) or 1.0
    wx, wy = -(ty - ny) / length * width * 1.25, (tx - nx) / length * width * 1.25
    thinned = [*range(0, neck, 3), neck]
    return [
        *(upper[i] for i in thinned),
        (nx + wx, ny + wy),
        (tx, ty),
        (nx - wx, ny - wy),
        *(lower[i] for i in reversed(thinned)),
    ]


def circle(centre: Point, radius: float) -> str:
    """Path data of a circle: four cubic Béziers."""
    (x, y), r, k = centre, radius, radius * 0.5523

    def curve(*points: Point) -> str:
        return "C" + " ".join(f"{number(x + a)} {number(y + b)}" for a, b in points)

    return (
        f"M{number(x - r)} {number(y)}"
        + curve((-r, -k), (-k, -r), (0, -r))
        + curve((k, -r), (r, -k), (r, 0))
        + curve((r, k), (k, r), (0, r))
        + curve((-k, r), (-r, k), (-r, 0))
        + "Z"
    )
