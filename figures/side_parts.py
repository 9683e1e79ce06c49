"""Bones and muscles from the side, in a pose.

Drawn as seen from the patient's right, front to the right of the page.
"""

from __future__ import annotations

from handouts.pattern import Correction, Tilt

from . import anatomy
from .canvas import Canvas
from .geometry import Line, Point, arc, turned
from .skeleton import BONE, bone, hip_bone
from .transform import move, scale, turn

SI = anatomy.pivot("SI_lat")
HIP = anatomy.pivot("HIP_lat")


def tilt_degrees(tilt: Tilt, amount: float) -> float:
    """The turn of the hip bone about the SI joint; forward is clockwise on paper."""
    return amount if tilt is Tilt.FORWARD else -amount


def turning_arrow(tilt: Tilt, radius: float, low: float, high: float, centre: Point = SI) -> Line:
    """An arc in front of the hip bone that turns the given way; angles in degrees, 90 = up."""
    start, end = (high, low) if tilt is Tilt.FORWARD else (low, high)
    return arc(centre, radius, start, end)


def paint_thigh_bone(canvas: Canvas, tilt: float, cut: float, *, weight: float = BONE) -> None:
    """The straight thigh bone in its socket, cut off at a height."""
    x, y = turned(HIP, tilt, SI)
    with canvas.placed(move(x - HIP[0], y - HIP[1])), canvas.cut_below(cut - (y - HIP[1])):
        bone(canvas, "fem_lat_0", weight=weight)


def paint_spine(canvas: Canvas) -> None:
    """Three lumbar vertebrae, down to the sacrum."""
    palette = canvas.palette
    for x, y, degrees in ((10, -184, -2), (13, -151, -6), (9, -117, -16)):
        with canvas.placed(move(x, y).then(turn(degrees, (0, 0))).then(scale(1.05))):
            for name in ("vertebra_lat_process", "vertebra_lat"):
                canvas.fill(anatomy.shape(name), palette.bone)
                canvas.stroke(anatomy.shape(name), palette.ink, canvas.outline(1.2))


def paint_tipped_hip(
    canvas: Canvas,
    correction: Correction,
    amount: float,
    *,
    weight: float = BONE,
    detail: bool = True,
) -> None:
    """The hip bone as tipped now."""
    tilt = tilt_degrees(correction.tilt, amount)
    with canvas.placed(turn(tilt, SI)):
        hip_bone(
            canvas,
            "hip_lat",
            backward=correction.tilt is Tilt.BACKWARD,
            weight=weight,
            detail=detail,
        )
