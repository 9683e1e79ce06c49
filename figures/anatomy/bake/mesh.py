"""Triangle meshes: what of them the bake needs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .arrays import Array, Indices, unit


@dataclass(frozen=True)
class Mesh:
    """`vertices` (n, 3), mm; `faces` (m, 3), indices into the vertices."""

    vertices: Array
    faces: Indices

    def moved_to(self, vertices: Array) -> Mesh:
        """The same faces on other vertices."""
        return replace(self, vertices=vertices)

    def mirrored(self) -> Mesh:
        """Left for right (x negated), with the winding kept outward."""
        return Mesh(self.vertices * [-1, 1, 1], self.faces[:, ::-1])

    def normals(self) -> Array:
        """Unit normal of each vertex (n, 3): those of its faces, weighted by their angles there.

        Thürmer and Wüthrich, Computing Vertex Normals from Polygonal Facets, 1998.
        """
        corners = self.vertices[self.faces]
        faces = unit(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
        total = np.zeros_like(self.vertices)
        for i in range(3):
            to_next = unit(corners[:, (i + 1) % 3] - corners[:, i])
            to_last = unit(corners[:, (i + 2) % 3] - corners[:, i])
            angle = np.arccos(np.clip((to_next * to_last).sum(1), -1, 1))
            np.add.at(total, self.faces[:, i], faces * angle[:, None])
        return unit(total)

    def merged(self, digits: int) -> Mesh:
        """Vertices that agree to so many decimal places (of a mm) made one; empty faces dropped."""
        keys = np.round(self.vertices, digits)
        _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        faces = inverse.reshape(-1)[self.faces]
        a, b, c = faces.T
        return Mesh(self.vertices[first], faces[(a != b) & (b != c) & (c != a)])

    def components(self) -> list[Mesh]:
        """The connected parts, each with its own vertices only."""
        a, b, c = self.faces.T
        count = len(self.vertices)
        links = coo_array((np.ones(2 * len(a)), (np.r_[a, b], np.r_[b, c])), shape=(count, count))
        _, label = connected_components(links, directed=False)
        parts = []
        for part in np.unique(label[a]):
            faces = self.faces[label[a] == part]
            used, renumbered = np.unique(faces, return_inverse=True)
            parts.append(Mesh(self.vertices[used], renumbered.reshape(-1, 3)))
        return parts
