"""Orthographic views of a mesh as pixels: depth and normals, nearest surface first (z-buffer)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Array, Indices


@dataclass(frozen=True)
class View:
    """A direction to look from: the model's directions that run right and up on the paper."""

    right: tuple[float, float, float]
    up: tuple[float, float, float]

    def see(self, vectors: Array) -> Array:
        """Model coordinates (n, 3) as right, up and toward the viewer."""
        seen: Array = vectors @ np.c_[self.right, self.up, np.cross(self.right, self.up)]
        return seen


@dataclass(frozen=True)
class Grid:
    """Square pixels over a piece of paper.  `left` and `top` are its edge in mm, y up."""

    left: float
    top: float
    per_mm: float
    width: int
    height: int

    @classmethod
    def around(cls, seen: Array, margin: float, per_mm: float) -> Grid:
        """A grid that holds points (n, 3) as a view sees them, with a margin in mm."""
        low, high = seen.min(0) - margin, seen.max(0) + margin
        size = ((high - low) * per_mm).astype(int)
        return cls(float(low[0]), float(high[1]), per_mm, int(size[0]), int(size[1]))

    def paper(self, pixels: Array) -> Array:
        """Pixel positions (column, row) as mm on paper: x right, y down."""
        out: Array = pixels / self.per_mm + [self.left, -self.top]
        return out


@dataclass(frozen=True)
class Raster:
    """What a view sees: `depth` (rows, columns) in mm toward the viewer, −inf where nothing is;
    `normals` (rows, columns, 3), interpolated and not of unit length."""

    grid: Grid
    depth: Array
    normals: Array


def rasterise(seen: Array, normals: Array, faces: Indices, grid: Grid) -> Raster:
    """Draw triangles: `seen` and `normals` (n, 3) as the view sees them.

    A pixel belongs to a triangle if its centre does, by barycentric coordinates.
    """
    depth = np.full((grid.height, grid.width), -np.inf)
    surface = np.zeros((grid.height, grid.width, 3))
    columns = (seen[:, 0] - grid.left) * grid.per_mm
    rows = (grid.top - seen[:, 1]) * grid.per_mm
    for face in faces:
        x, y, z = columns[face], rows[face], seen[face, 2]
        left, right = max(int(x.min() - 0.5), 0), min(int(np.ceil(x.max() + 0.5)) + 1, grid.width)
        top, bottom = max(int(y.min() - 0.5), 0), min(int(np.ceil(y.max() + 0.5)) + 1, grid.height)
        doubled_area = (y[1] - y[2]) * (x[0] - x[2]) + (x[2] - x[1]) * (y[0] - y[2])
        if left >= right or top >= bottom or abs(doubled_area) < 1e-9:
            continue
        px = np.arange(left, right)[None, :] + 0.5
        py = np.arange(top, bottom)[:, None] + 0.5
        a = ((y[1] - y[2]) * (px - x[2]) + (x[2] - x[1]) * (py - y[2])) / doubled_area
        b = ((y[2] - y[0]) * (px - x[2]) + (x[0] - x[2]) * (py - y[2])) / doubled_area
        c = 1 - a - b
        here = depth[top:bottom, left:right]
        distance = a * z[0] + b * z[1] + c * z[2]
        drawn = (np.minimum(np.minimum(a, b), c) >= -1e-6) & (distance > here)
        here[drawn] = distance[drawn]
        weights = np.stack([a[drawn], b[drawn], c[drawn]], axis=1)
        surface[top:bottom, left:right][drawn] = weights @ normals[face]
    return Raster(grid, depth, surface)
