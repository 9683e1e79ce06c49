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


LEGS = {"push": Leg(90, 90), "pull": Leg(104, 96, 14), "rpull": Leg(120, 106, 38)}

LEG_OF_ARMS = {"push": "push", "rpush": "push", "pull": "pull", "rpull": "rpull"}
"""The leg each pair of arms holds; r is for roller."""


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


HOLDS: dict[str, dict[Side, Hold]] = {
    "push": {
        "R": Hold((0.235, 0.092, 0.050), (1, 0.05, -0.30), (0, -1, -0.55), sag=0.02),
        "L": Hold((0.235, 0.088, 0.055), (1, 0, -0.25), (0, -1, -0.50), sag=0.02),
    },
    "rpush": {
        side: Hold((0.295, 0.262, 0.115), (1, 0.05, -0.10), (0, -1, -0.25), sag=0.03, curl=6)
        for side in ("R", "L")
    },
    "pull": {
        side: Hold((0.255, -0.02, 0.118), (0.10, -0.75, -0.50), (0, 0.6, -0.8), 0, (0.8, 0.8), 32)
        for side in ("R", "L")
    },
    "rpull": {
        side: Hold((0.175, -0.128, 0.125), (0.85, -0.5, -0.10), (0, 1, -0.35), 0, (0.8, 0.8), 16)
        for side in ("R", "L")
    },
}


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


def holding(character: Character, arms: str) -> Pose:
    """The lifted right leg held with both hands; `arms` is a key of `HOLDS`."""
    pose = leg_lifted(character, LEGS[LEG_OF_ARMS[arms]])
    hip = pose.joint("upperleg01.R")
    thigh = unit(pose.joint("lowerleg01.R") - hip)
    back = unit(np.array([0, thigh[2], -thigh[1]]))
    front = back if back[2] > 0 else -back  # lifted, the thigh's front looks to the head
    for side, hold in HOLDS[arms].items():
        outward = X_AXIS if side == "L" else -X_AXIS
        directions: Array = np.array([thigh, front, outward])
        elbow = hold.elbow[0] * outward + hold.elbow[1] * Y_AXIS
        pose = pose.reaching(
            side,
            hip + np.array(hold.wrist) @ directions + hold.sag * Y_AXIS,
            elbow=elbow,
            fingers=np.array(hold.fingers) @ directions,
            palm=np.array(hold.palm) @ directions,
        )
        if hold.curl:
            pose = pose.curled(side, hold.curl)
    return pose
