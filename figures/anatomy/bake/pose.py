"""Posing the character: joints turned one by one, arms that reach for a point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from .arrays import Array, rotation, rotation_between, unit
from .character import Character

LONGEST_REACH = 0.995
"""Of the arm's length: a straight elbow would have no plane to bend in."""

Side = Literal["L", "R"]


@dataclass(frozen=True)
class Pose:
    """A character with its bones moved; `transforms` (b, 4, 4) act on rest coordinates, in m."""

    character: Character
    transforms: Array

    @classmethod
    def rest(cls, character: Character) -> Pose:
        return cls(character, np.tile(np.eye(4), (len(character.bones), 1, 1)))

    def joint(self, bone: str) -> Array:
        """Where the root of a bone is now (3,)."""
        i = self.character.bones.index(bone)
        where: Array = self.transforms[i, :3, :3] @ self.character.heads[i]
        return where + self.transforms[i, :3, 3]

    def turned(self, bone: str, turn: Array) -> Pose:
        """A bone and all below it turned (3 x 3) about its root."""
        centre = self.joint(bone)
        move = np.eye(4)
        move[:3, :3] = turn
        move[:3, 3] = centre - turn @ centre
        transforms = self.transforms.copy()
        moved = self.character.subtree(bone)
        transforms[moved] = move @ transforms[moved]
        return replace(self, transforms=transforms)

    def reaching(
        self, side: Side, wrist: Array, *, elbow: Array, fingers: Array, palm: Array
    ) -> Pose:
        """An arm with its wrist at a point, or as near as it reaches.

        `elbow`, `fingers` and `palm` are directions (3,): where the elbow bends to, where the
        fingers point and where the palm looks.
        """
        upper, lower = f"upperarm01.{side}", f"lowerarm01.{side}"
        shoulder, joint, hand = (self.joint(b) for b in (upper, lower, f"wrist.{side}"))
        a = float(np.linalg.norm(joint - shoulder))
        b = float(np.linalg.norm(hand - joint))
        line = wrist - shoulder
        distance = min(float(np.linalg.norm(line)), LONGEST_REACH * (a + b))
        line = unit(line)
        # The elbow lies on the circle at both bones' lengths from shoulder and wrist.
        along = (a * a - b * b + distance * distance) / (2 * distance)
        bend = unit(elbow - (elbow @ line) * line)
        bent = shoulder + line * along + bend * np.sqrt(max(a * a - along * along, 0))
        pose = self.turned(upper, rotation_between(joint - shoulder, bent - shoulder))
        joint, hand = pose.joint(lower), pose.joint(f"wrist.{side}")
        pose = pose.turned(
            lower, rotation_between(hand - joint, shoulder + line * distance - joint)
        )
        return pose._hand_turned(side, fingers, palm)

    def _hand_turned(self, side: Side, fingers: Array, palm: Array) -> Pose:
        wrist = f"wrist.{side}"
        index, middle, little = (
            self.joint(f"finger{i}-1.{side}") - self.joint(wrist) for i in (2, 3, 5)
        )
        outward = np.cross(index, little) if side == "R" else np.cross(little, index)
        return self.turned(wrist, _frame(fingers, palm) @ _frame(middle, outward).T)

    def curled(self, side: Side, degrees: float) -> Pose:
        """Each joint of the four fingers bent toward the palm."""
        pose = self
        for finger in range(2, 6):
            for joint in (1, 2, 3):
                across = pose.joint(f"finger2-1.{side}") - pose.joint(f"finger5-1.{side}")
                bend = rotation(across, degrees if side == "R" else -degrees)
                pose = pose.turned(f"finger{finger}-{joint}.{side}", bend)
        return pose

    def vertices(self) -> Array:
        """The skin (n, 3), by linear blend skinning."""
        c = self.character
        at_rest = np.c_[c.vertices, np.ones(len(c.vertices))]
        total = np.zeros_like(c.vertices)
        for bones, weights in zip(c.bone_indices.T, c.bone_weights.T, strict=True):
            moved = np.einsum("nij,nj->ni", self.transforms[bones, :3], at_rest)
            total += weights[:, None] * moved
        out: Array = total / c.bone_weights.sum(1)[:, None]
        return out


def _frame(forward: Array, normal: Array) -> Array:
    """Axes as columns: forward, the normal made square to it, and their cross product."""
    x = unit(forward)
    y = unit(normal - (normal @ x) * x)
    axes: Array = np.c_[x, y, np.cross(x, y)]
    return axes
