"""SVG path data (absolute M L C Q Z, as the baked outlines use) as points, and cut to a frame."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from statistics import median

from .geometry import Line, Point, polyline

_TOKEN = re.compile(r"[MLCQZ]|-?\d*\.?\d+")
_ARITY = {"M": 1, "L": 1, "Q": 2, "C": 3}


@lru_cache(maxsize=1024)
def flattened(data: str, steps: int = 4) -> tuple[Line, ...]:
    """Each subpath as points, a curve as `steps` chords."""
    subpaths: list[Line] = []
    current: list[Point] = []
    tokens = _TOKEN.findall(data)
    command, i = "", 0
    while i < len(tokens):
        if tokens[i] in "MLCQZ":
            command = tokens[i]
            i += 1
            if command in "MZ" and current:
                subpaths.append(tuple(current))
                current = []
            continue
        count = _ARITY[command]
        numbers = [float(token) for token in tokens[i : i + 2 * count]]
        i += 2 * count
        points = [(numbers[j], numbers[j + 1]) for j in range(0, 2 * count, 2)]
        if count == 1:
            current += points
            command = "L"
        else:
            current += _chords((current[-1], *points), steps)
    if current:
        subpaths.append(tuple(current))
    return tuple(subpaths)


def _chords(control: tuple[Point, ...], steps: int) -> list[Point]:
    """Points along a Bézier of three or four control points, after its first."""
    if len(control) == 3:
        # A quadratic is the cubic whose handles lie two thirds of the way to its one handle.
        a, h, b = control
        control = (a, _toward(a, h), _toward(b, h), b)
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = control
    return [
        (p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy)
        for p, q, r, s in _weights(steps)
    ]


def _toward(end: Point, handle: Point) -> Point:
    return (end[0] + (handle[0] - end[0]) * 2 / 3, end[1] + (handle[1] - end[1]) * 2 / 3)


@lru_cache(maxsize=8)
def _weights(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    """Bernstein weights of a cubic at equal steps."""
    shares = [(i / steps, 1 - i / steps) for i in range(1, steps + 1)]
    return tuple((u**3, 3 * u * u * t, 3 * u * t * t, t**3) for t, u in shares)


@lru_cache(maxsize=1024)
def lowest(data: str) -> float:
    """The largest y of the path (y grows down the page)."""
    return max(y for line in flattened(data) for _, y in line)


@lru_cache(maxsize=256)
def filled_above(data: str, y: float) -> str:
    """The part of filled paths above a level line, closed along it; empty if none is.

    Cut here, so that the figure needs no clipping.  Sutherland-Hodgman, one edge.
    """
    parts = []
    for line in flattened(data, 5):
        kept: list[Point] = []
        for a, b in zip(line, (*line[1:], line[0]), strict=True):
            if a[1] <= y:
                kept.append(a)
            if (a[1] <= y) != (b[1] <= y):
                kept.append(_crossing(a, b, y))
        if len(kept) > 2:
            parts.append(polyline(kept, closed=True))
    return "".join(parts)


@lru_cache(maxsize=256)
def stroked_above(data: str, y: float) -> str:
    """The part of stroked paths above a level line, left open where they cross it."""
    parts = []
    closed = data.rstrip().endswith("Z")
    for line in flattened(data, 5):
        points = (*line, line[0]) if closed else line
        run: list[Point] = []
        for a, b in pairwise(points):
            if a[1] <= y and not run:
                run = [a]
            if (a[1] <= y) != (b[1] <= y):
                run.append(_crossing(a, b, y))
                if a[1] <= y:
                    parts.append(polyline(run))
                    run = []
            if b[1] <= y:
                run.append(b)
        if len(run) > 1:
            parts.append(polyline(run))
    return "".join(parts)


def _crossing(a: Point, b: Point, y: float) -> Point:
    return (a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y)


@lru_cache(maxsize=64)
def spread(hatch: str, distance: float) -> str:
    """Every stroke of a 45 degree hatch, or every second, third … if they come nearer than so far.

    `distance` is measured along x or y.
    """
    lines = flattened(hatch)
    places = [line[0][0] + line[0][1] for line in lines]
    first, last = min(places), max(places)
    gaps = [b - a for a, b in pairwise(sorted(places)) if b - a > 1]
    pitch = (last - first) / round((last - first) / median(gaps))
    step = max(1, round(distance / pitch))
    kept = (
        line
        for line, place in zip(lines, places, strict=True)
        if round((place - first) / pitch) % step == 0
    )
    return "".join(polyline(line) for line in kept)
