"""Inner lines: where one part of a surface stands in front of another, or creases."""

from __future__ import annotations

from collections import deque

import numpy as np
from scipy import ndimage
from skimage.morphology import skeletonize

from .arrays import Array, Mask, unit
from .contour import length, resampled, smoothed
from .raster import Grid

Pixel = tuple[int, int]

HOOK = 2.5
"""mm at either end of a line that are cut off from where they turn away by 60 degrees or more."""

HOOK_COSINE = 0.5

EDGES = ((-1, 0), (0, -1), (0, 1), (1, 0))
CORNERS = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def depth_jumps(depth: Array, seen: Mask, jump: float) -> Mask:
    """Pixels beside which the depth changes by more than `jump` mm, the background apart."""
    near = ndimage.maximum_filter(np.where(seen, depth, -1e4), 3)
    far = ndimage.minimum_filter(np.where(seen, depth, 1e4), 3)
    out: Mask = near - far > jump
    return out


def creases(normals: Array, seen: Mask, per_mm: float, sharpness: float) -> Mask:
    """Pixels where the unit normals change by more than `sharpness` per mm."""
    squares = sum(
        ndimage.gaussian_gradient_magnitude(np.where(seen, normals[..., i], 0), 0.5 * per_mm) ** 2
        for i in range(3)
    )
    out: Mask = np.sqrt(squares) * per_mm > sharpness
    return out


def strokes(
    marked: Mask,
    seen: Mask,
    grid: Grid,
    *,
    thicken: int,
    step: float,
    smooth: float,
    min_length: float,
    clearance: float,
) -> list[Array]:
    """Marked pixels as open lines (n, 2) in mm, y down.

    `thicken` pixels bridge gaps; `smooth` counts samples `step` mm apart.  Lines shorter than
    `min_length` go, and those that run within `clearance` mm of the edge of what is seen for more
    than half their length: they would only thicken the outline.
    """
    inset = ndimage.distance_transform_edt(seen) / grid.per_mm
    skeleton = skeletonize(ndimage.binary_dilation(marked, iterations=thicken))
    out = []
    for trace in traces(skeleton, int(min_length * grid.per_mm / 2)):
        column, row = trace.astype(int).T
        if np.median(inset[row, column]) < clearance:
            continue
        line = without_hooks(resampled(grid.paper(trace), step, False), int(HOOK / step))
        if length(line) >= min_length:
            out.append(smoothed(line, smooth, False))
    return out


def traces(skeleton: Mask, min_pixels: int) -> list[Array]:
    """A skeleton, one pixel wide, as lines (n, 2) of pixel centres, x and y.

    Each line is the longest way through its connected pixels, so side branches are pruned; those
    of `min_pixels` or more become lines of their own.
    """
    left: set[Pixel] = {(int(row), int(column)) for row, column in np.argwhere(skeleton)}
    out = []
    while left:
        reached = _reached(min(left), left)
        if len(reached) < min_pixels:
            left.difference_update(reached)
            continue
        ways = _reached(_last(reached), left)
        way = [_last(ways)]
        while (before := ways[way[-1]]) is not None:
            way.append(before)
        out.append(np.array(way)[:, ::-1] + 0.5)
        for pixel in way:
            left.difference_update(_around(pixel), [pixel])
    return out


def without_hooks(line: Array, samples: int) -> Array:
    """The line without ends, up to so many samples long, that turn off sharply.

    A skeleton ends in such a hook where the blob it came from was broad.
    """
    for _ in range(2):  # one end, then the other
        line = line[::-1]
        if len(line) <= 3 * samples:
            continue
        onward = unit(line[samples] - line[2 * samples])
        steps = unit(line[:samples] - line[1 : samples + 1])
        off = np.flatnonzero(steps @ onward < HOOK_COSINE)
        if len(off):
            line = line[off[-1] + 1 :]
    return line


def _around(pixel: Pixel) -> list[Pixel]:
    """The eight neighbours, those across an edge before those across a corner."""
    row, column = pixel
    return [(row + i, column + j) for i, j in (*EDGES, *CORNERS)]


def _reached(start: Pixel, among: set[Pixel]) -> dict[Pixel, Pixel | None]:
    """Every pixel connected to `start`, nearest first, with the one it was reached from."""
    origin: dict[Pixel, Pixel | None] = {start: None}
    edge = deque([start])
    while edge:
        pixel = edge.popleft()
        for near in _around(pixel):
            if near in among and near not in origin:
                origin[near] = pixel
                edge.append(near)
    return origin


def _last(reached: dict[Pixel, Pixel | None]) -> Pixel:
    return next(reversed(reached))
