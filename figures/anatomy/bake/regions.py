"""Pieces of the body's side view as shapes on paper (mm, y down), and how they are cut."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

from .arrays import Array, Mask, unit
from .bezier import fit_closed, fit_cornered
from .character import Character
from .contour import contours, resampled
from .pathdata import curves_path
from .pose import Pose
from .raster import Grid, Raster, View, rasterise

FROM_RIGHT = View((0, 0, -1), (0, -1, 0))
"""Seen from the person's right as it lies on its back, the head on the left of the paper."""

DIGITS = 0
FAR = 3000.0
"""mm: larger than the figure, for cuts across all of it."""

FILL_FIT, STROKE_FIT = 0.9, 0.8
MERGED = 0.55  # mm: 0.06 pt where bodies are largest on a handout
FILL_CORNER = 48
STEP = 2.0
MIN_AREA = 60.0
MIN_STROKE = 14.0


def on_paper(points: Array) -> Array:
    """Points of the character, in m, as x right and y down in mm."""
    seen = FROM_RIGHT.see(points) * 1000
    out: Array = seen[..., :2] * [1, -1]
    return out


def joint(pose: Pose, bone: str) -> Array:
    return on_paper(pose.joint(bone))


def seen_from_right(pose: Pose, skin: Mask, per_mm: float) -> Raster:
    """The faces with at least two of these vertices, as pixels."""
    character: Character = pose.character
    faces = character.faces[skin[character.faces].sum(1) >= 2]
    seen = FROM_RIGHT.see(pose.vertices()) * 1000
    grid = Grid.around(seen[np.unique(faces)], 12, per_mm)
    return rasterise(seen, np.zeros_like(seen), faces, grid)


def silhouette(raster: Raster, smooth: float) -> Polygon:
    """The largest outline of what is seen, its gaps closed and smoothed over so many mm."""
    seen = np.pad(np.isfinite(raster.depth), 8)
    seen = ndimage.binary_closing(seen, iterations=4)[8:-8, 8:-8]
    seen = ndimage.binary_fill_holes(seen)
    rings = contours(seen, raster.grid, blur=1, step=1.5, smooth=smooth, min_area=300)
    return largest(MultiPolygon([Polygon(ring) for ring in rings]).buffer(0))


def polygons(shape: BaseGeometry) -> list[Polygon]:
    return [p for p in getattr(shape, "geoms", [shape]) if p.geom_type == "Polygon"]


def largest(shape: BaseGeometry) -> Polygon:
    return max(polygons(shape), key=lambda polygon: float(polygon.area))


def disc(centre: Array, radius: float) -> Polygon:
    return Point(*centre).buffer(radius)


def half_plane(origin: Array, toward: Array) -> Polygon:
    """All that lies on one side of the line through `origin` square to `toward`."""
    onward = unit(np.asarray(toward, float)) * FAR
    across = np.array([-onward[1], onward[0]])
    return Polygon([origin + across, origin - across, origin - across + onward,
                    origin + across + onward])  # fmt: skip


def beyond(origin: Array, toward: Array, half_width: float, bulge: float) -> Polygon:
    """As `half_plane`, but the line bows out by `bulge` mm over twice `half_width`: a hem."""
    onward = unit(np.asarray(toward, float))
    across = np.array([-onward[1], onward[0]])
    hem = [
        origin + across * half_width * t + onward * bulge * (1 - t * t)
        for t in np.linspace(-1, 1, 25)
    ]
    far = FAR / 2 * across
    return Polygon(
        [origin - far, *hem, origin + far, origin + far + FAR * onward, origin - far + FAR * onward]
    ).buffer(0)


def shaded_edge(shape: BaseGeometry, dx: float, dy: float, min_area: float) -> MultiPolygon:
    """The band of a shape that it would uncover by moving so far: its edge away from the light."""
    band = shape.difference(translate(shape, dx, dy)).buffer(-3).buffer(3)
    return MultiPolygon([p for p in polygons(band) if p.area > min_area])


def catmull_rom(points: Array, chords: int) -> Array:
    """A smooth line (m, 2) through points (n, 2), each span as so many chords.

    Catmull and Rom, A Class of Local Interpolating Splines, 1974 (uniform, ends repeated).
    """
    before = np.vstack([points[:1], points, points[-1:]])
    t = np.arange(chords)[:, None] / chords
    spans = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(before, before[1:], before[2:], before[3:], strict=False)
    ]
    return np.vstack([*spans, points[-1:]])


def fill_paths(shape: BaseGeometry, fit: float = FILL_FIT) -> list[str]:
    """Closed paths round a shape, holes included."""
    rings = [
        np.array(ring.coords)[:-1]
        for polygon in polygons(shape)
        if polygon.area > MIN_AREA
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return [
        curves_path(
            fit_closed(resampled(ring, STEP, True), fit, FILL_CORNER),
            closed=True,
            digits=DIGITS,
            near=MERGED,
        )
        for ring in rings
    ]


def stroke_paths(lines: BaseGeometry) -> list[str]:
    """Open paths along lines, joined where they meet; short pieces are dropped."""
    pieces = long_pieces(lines, MIN_STROKE).geoms
    return [line_path(resampled(np.array(line.coords), STEP, False)) for line in pieces]


def long_pieces(lines: BaseGeometry, least: float) -> MultiLineString:
    """The lines at least so many mm long, joined where they meet."""
    merged = linemerge(lines) if lines.geom_type == "MultiLineString" else lines
    pieces = getattr(merged, "geoms", [merged])
    return MultiLineString([p for p in pieces if p.geom_type == "LineString" and p.length >= least])


def line_path(line: Array) -> str:
    return curves_path(fit_cornered(line, STROKE_FIT), closed=False, digits=DIGITS, near=MERGED)


def outline_of(shape: Polygon) -> LineString:
    """The outer edge as a line that ends where it starts, so that its strokes stay one."""
    return LineString(shape.exterior.coords)
