"""How the person lies, lifts the right leg and holds it in each exercise.

Lengths in m, angles in degrees, in the character's frame: x to its left, y to its back, z up; it
lies on the back with straight legs along −z.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Array, rotation, unit
from .character import Character
from .pose import Pose, Side

X_AXIS = np.array([1.0, 0, 0])
Y_AXIS = np.array([0, 1.0, 0])


@dataclass(frozen=True)
class Leg:
    """Flexion of the lifted thigh and of its knee, in degrees.

    `crease`: mm the fold of the groin is drawn farther than that of a thigh lifted upright.
    """

    hip: float
    knee: float
    crease: float = 0.0


LEGS = {
    "push": Leg(90, 90),
    "pull": Leg(102, 96, 12),  # at 90 degrees the arms do not reach
    "rpull": Leg(124, 110, 42),
    "down": Leg(50, 107, -45),
}
"""Held in front or behind, with a roller behind, and at rest with the foot on the mat."""

LEG_OF_ARMS = {"push": "push", "rpush": "push", "pull": "pull", "rpull": "rpull"}
"""The leg each pair of arms holds; r is for roller."""

IN_FRONT = ("push", "rpush")


def lying(character: Character) -> Pose:
    """On the back, legs straight and side by side, chin a little down."""
    pose = Pose.rest(character)
    sides: tuple[tuple[Side, int], ...] = (("L", 1), ("R", -1))
    for side, outward in sides:
        pose = pose.turned(f"upperleg01.{side}", rotation(Y_AXIS, outward * 4.5))
        pose = pose.turned(f"foot.{side}", rotation(X_AXIS, 22))
        pose = pose.turned(f"upperleg01.{side}", rotation(X_AXIS, 1.2))
    return pose.turned("neck01", rotation(X_AXIS, 8))


def leg_lifted(character: Character, leg: Leg) -> Pose:
    """The right leg lifted, thigh and knee bent."""
    pose = lying(character)
    pose = pose.turned("upperleg01.R", rotation(Y_AXIS, -4))
    pose = pose.turned("upperleg01.R", rotation(X_AXIS, -leg.hip - 1.2))
    pose = pose.turned("lowerleg01.R", rotation(X_AXIS, leg.knee))
    return pose.turned("foot.R", rotation(X_AXIS, -8))


@dataclass(frozen=True)
class Hold:
    """Where a hand is on the lifted thigh, and how it is turned.

    The first numbers of `wrist`, `fingers` and `palm` are measured along the thigh from the hip,
    the second toward its front, the third away from the midline of the body; `wrist` in m, and
    lower on the paper by `sag`.  `elbow`: outward and back, as the body lies.
    """

    wrist: tuple[float, float, float]
    fingers: tuple[float, float, float]
    palm: tuple[float, float, float]
    sag: float = 0.0
    elbow: tuple[float, float] = (0.9, 0.7)
    curl: float = 0.0


# Of two hands on the skin the far one is nearer the knee, so that both show.
HOLDS: dict[str, dict[Side, Hold]] = {
    "push": {
        "R": Hold((0.200, 0.092, 0.050), (1, 0.05, -0.30), (0, -1, -0.55), sag=0.01),
        "L": Hold((0.288, 0.096, 0.030), (1, 0, -0.20), (0, -1, -0.40)),
    },
    "rpush": {
        side: Hold((0.295, 0.232, 0.115), (1, 0.05, -0.10), (0, -1, -0.25), sag=0.03, curl=6)
        for side in ("R", "L")
    },
    "pull": {
        "R": Hold((0.182, -0.004, 0.116), (0.05, -0.80, -0.50), (0, 0.6, -0.8), 0, (0.8, 0.8), 32),
        "L": Hold((0.240, -0.010, 0.112), (0.10, -0.75, -0.50), (0, 0.6, -0.8), 0, (0.8, 0.8), 32),
    },
    "rpull": {
        side: Hold((0.165, -0.112, 0.120), (0.85, -0.5, -0.10), (0, 1, -0.35), 0, (0.8, 0.8), 16)
        for side in ("R", "L")
    },
}

PALM = 0.08
"""m from the wrist to the middle of the palm, along the thigh."""


def arms_at_rest(character: Character) -> Pose:
    """Arms beside the body, palms down."""
    pose = lying(character)
    sides: tuple[tuple[Side, int], ...] = (("R", -1), ("L", 1))
    for side, outward in sides:
        pose = pose.reaching(
            side,
            np.array([outward * 0.285, 0.026, 0.150]),
            elbow=np.array([outward, 0.10, 0]),
            fingers=np.array([-outward * 0.02, 0.045, -1]),
            palm=np.array([0, 1, 0.05]),
        )
    return pose


@dataclass(frozen=True)
class Thigh:
    """The lifted right thigh, in m: its hip joint, three directions (along it, to its front,
    outward) as rows, its length, and its skin (n, 3) in those directions."""

    hip: Array
    directions: Array
    length: float
    skin: Array

    def surface(self, along: float) -> tuple[float, float, float]:
        """How far skin lies to the front, to the back and outward, so far along."""
        ring = self.skin[abs(self.skin[:, 0] - along) < 0.022]
        return float(ring[:, 1].max()), float(ring[:, 1].min()), float(ring[:, 2].max())

    def at(self, along: float, front: float) -> Array:
        """A point of its middle plane in the character's frame (3,)."""
        where: Array = self.hip + along * self.directions[0] + front * self.directions[1]
        return where


def thigh(pose: Pose) -> Thigh:
    hip = pose.joint("upperleg01.R")
    bone = pose.joint("lowerleg01.R") - hip
    along = unit(bone)
    back = unit(np.array([0, along[2], -along[1]]))
    front = back if back[2] > 0 else -back  # lifted, the thigh's front looks to the head
    skin = pose.vertices()[pose.character.moved_by("upperleg", side="R")] - hip
    directions: Array = np.array([along, front, -X_AXIS])
    return Thigh(hip, directions, float(np.linalg.norm(bone)), skin @ directions.T)


def held(character: Character, arms: str) -> Pose:
    """The right leg lifted as for a key of `HOLDS`, not yet held."""
    return leg_lifted(character, LEGS[LEG_OF_ARMS[arms]])


def holding(character: Character, arms: str, base: Character) -> Pose:
    """The lifted right leg held with both hands; `arms` is a key of `HOLDS`.

    Holds are given for the `base`: on another body hands keep their distance from the skin.
    """
    pose = held(character, arms)
    here, there = thigh(pose), thigh(held(base, arms))
    for side, hold in HOLDS[arms].items():
        along, front, out = hold.wrist
        moved = along * here.length / there.length
        old, new = there.surface(along + PALM), here.surface(moved + PALM)
        if arms in IN_FRONT:
            front += new[0] - old[0]
        else:
            # The palm lies on the corner between back and outer side.
            front += (new[1] - old[1]) * (1.0 if arms.startswith("r") else 0.6)
            out += (new[2] - old[2]) * 0.9
        outward = X_AXIS if side == "L" else -X_AXIS
        directions: Array = np.array([*here.directions[:2], outward])
        pose = pose.reaching(
            side,
            here.hip + np.array([moved, front, out]) @ directions + hold.sag * Y_AXIS,
            elbow=hold.elbow[0] * outward + hold.elbow[1] * Y_AXIS,
            fingers=np.array(hold.fingers) @ directions,
            palm=np.array(hold.palm) @ directions,
        )
        if hold.curl:
            pose = pose.curled(side, hold.curl)
    return pose
