"""Moments about the sacroiliac axis with the leg held: what a muscle, or the hands, do to the hip.

A muscle pulls its last point on the pelvis straight toward its next point on the thigh; where the
path wraps round bone the line is a simplification, so tests compare signs, and sizes loosely.
Moments are in mm (N·mm for each newton of pull): + turns the hip bone backward, − forward.
"""

from __future__ import annotations

import json
from math import cos, hypot, radians, sin
from pathlib import Path

Vector = tuple[float, float]
POINTS = json.loads((Path(__file__).parent / "muscle_points.json").read_text(encoding="utf-8"))
AXIS_ERROR_MM = 15.0


def _mm(point: list[float]) -> Vector:
    return (point[0] * 1000, point[1] * 1000)


SI = _mm(POINTS["si_centre"])
HIP = _mm(POINTS["hip_centre"])


def flexed(offset: Vector, degrees: float) -> Vector:
    """A point of the thigh, given from the hip centre, when the hip is flexed."""
    a = radians(degrees)
    x, y = offset
    return (HIP[0] + x * cos(a) - y * sin(a), HIP[1] + x * sin(a) + y * cos(a))


def moment(at: Vector, toward: Vector, axis: Vector = SI) -> float:
    """Moment of a unit pull at a point, in mm."""
    dx, dy = toward[0] - at[0], toward[1] - at[1]
    length = hypot(dx, dy)
    return ((at[0] - axis[0]) * dy - (at[1] - axis[1]) * dx) / length


def muscle_moment(name: str, flexion: float, axis: Vector = SI) -> float:
    """Moment of one muscle on the hip bone at a hip flexion in degrees."""
    muscle = POINTS["muscles"][name]
    return moment(_mm(muscle["on_pelvis"]), flexed(_mm(muscle["on_thigh"]), flexion), axis)


def hands_moment(flexion: float, *, front: bool, reach: float = 270, axis: Vector = SI) -> float:
    """Moment of the hands' unit load, square to the held thigh, on its front or its back.

    With the thigh held, leg and hip bone are in balance, so muscle and joint load together pass
    the hands' load on to the hip bone.
    """
    at = flexed((0, -reach), flexion)
    nose = flexed((1, -reach), flexion)
    forward = (nose[0] - at[0], nose[1] - at[1])
    sign = -1 if front else 1
    return moment(at, (at[0] + sign * forward[0], at[1] + sign * forward[1]), axis)


def axes() -> list[Vector]:
    """The SI axis as modelled, and up to 15 mm off in any direction."""
    ring = [
        (AXIS_ERROR_MM * cos(radians(a)), AXIS_ERROR_MM * sin(radians(a)))
        for a in range(0, 360, 30)
    ]
    return [SI, *((SI[0] + x, SI[1] + y) for x, y in ring)]
