"""Outlines of a mask as smooth closed lines."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from skimage.measure import find_contours

from .arrays import Array, Mask
from .raster import Grid


def resampled(line: Array, step: float, closed: bool) -> Array:
    """Points about `step` mm apart along a line (n, 2); a closed line does not repeat its start."""
    if closed:
        line = np.vstack([line, line[:1]])
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    at = np.linspace(0, along[-1], max(int(along[-1] / step), 4) + 1)
    points = np.c_[np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])]
    out: Array = points[:-1] if closed else points
    return out


def smoothed(line: Array, sigma: float, closed: bool) -> Array:
    """The line under a Gaussian of `sigma` samples; an open line keeps its ends."""
    out: Array = ndimage.gaussian_filter1d(
        line, sigma, axis=0, mode="wrap" if closed else "nearest"
    )
    if not closed:
        out[0], out[-1] = line[0], line[-1]
    return out


def area(ring: Array) -> float:
    """Area a closed line surrounds, in its units squared (shoelace formula)."""
    x, y = ring.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def length(line: Array) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def contours(
    mask: Mask, grid: Grid, *, blur: float, step: float, smooth: float, min_area: float
) -> list[Array]:
    """The edges of a mask, holes included, as closed lines (n, 2) in mm, y down.

    The mask is blurred by `blur` pixels, cut at one half, resampled each `step` mm and smoothed
    over `smooth` mm.  Areas under `min_area` mm² are dropped.
    """
    level = np.pad(ndimage.gaussian_filter(mask.astype(float), blur), 1)
    rings = []
    for edge in find_contours(level, 0.5):
        # Row and column of the padded array's pixel centres -> x and y of the mask's corners.
        ring = grid.paper(edge[:, ::-1] - 0.5)
        if len(ring) >= 8 and area(ring) >= min_area:
            rings.append(smoothed(resampled(ring[:-1], step, True), smooth / step, True))
    return rings
