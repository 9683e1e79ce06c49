"""Parallel strokes that fill a shape: what stands for shade in black and white."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from .arrays import Array
from .pathdata import flattened


def even_odd(paths: Iterable[str]) -> BaseGeometry:
    """The region closed paths fill by the even-odd rule."""
    region: BaseGeometry = Polygon()
    for path in paths:
        for ring, _ in flattened(path):
            if len(ring) >= 3:
                region = region.symmetric_difference(Polygon(ring).buffer(0))
    return region


def hatched(
    region: BaseGeometry, *, spacing: float, degrees: float, inset: float, min_length: float
) -> list[tuple[Array, Array]]:
    """Strokes at an angle to x, `spacing` mm apart, kept `inset` mm inside the region.

    The strokes are counted from the origin, so that those of shapes side by side line up.
    """
    inside = region.buffer(-inset)
    if inside.is_empty:
        return []
    along = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
    across = np.array([-along[1], along[0]])
    x0, y0, x1, y1 = inside.bounds
    corners = np.array([(x0, y0), (x0, y1), (x1, y0), (x1, y1)])
    start, end = (corners @ along).min() - 1, (corners @ along).max() + 1
    first = int(np.ceil((corners @ across).min() / spacing))
    last = int(np.floor((corners @ across).max() / spacing))
    strokes = []
    for i in range(first, last + 1):
        foot = across * (i * spacing)
        cut = LineString([foot + along * start, foot + along * end]).intersection(inside)
        for piece in getattr(cut, "geoms", [cut]):
            if piece.geom_type == "LineString" and piece.length > min_length:
                points = np.array(piece.coords)
                strokes.append((points[0], points[-1]))
    return strokes
