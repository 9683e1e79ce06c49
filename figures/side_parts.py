"""Bones and muscles from the side, in a pose.

Drawn as seen from the patient's right, front to the right of the page.
"""

from __future__ import annotations

from handouts.pattern import Correction, Tilt

from . import anatomy
from .canvas import Canvas
from .geometry import Line, Point, arc, turned
from .skeleton import BONE, belly, belly_outline, bone, hip_bone, sheet
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


def posed(point: Point, frame: str, tilt: float, flexion: float) -> Point:
    """A point of own.json in a pose: hip bone turned by `tilt`, thigh lifted by `flexion` degrees.

    The thigh goes with its socket but turns only by the flexion: it is held.
    """
    if frame == "s":
        return point
    with_hip = turned(point, tilt, SI)
    socket = turned(HIP, tilt, SI)
    x, y = turned(point, -flexion, HIP)
    with_thigh = (x + socket[0] - HIP[0], y + socket[1] - HIP[1])
    if frame == "p":
        return with_hip
    if frame == "f":
        return with_thigh
    return ((with_hip[0] + with_thigh[0]) / 2, (with_hip[1] + with_thigh[1]) / 2)


def muscle_line(name: str, tilt: float = 0, flexion: float = 0) -> Line:
    """A side-view muscle's centre line in a pose."""
    muscle = anatomy.muscle("lat", name)
    return tuple(
        posed(point, frame, tilt, flexion)
        for point, frame in zip(muscle.line, muscle.frames, strict=True)
    )


def paint_muscle(
    canvas: Canvas,
    name: str,
    tilt: float = 0,
    flexion: float = 0,
    *,
    fibres: int = 3,
    weight: float = 1.2,
) -> None:
    line = muscle_line(name, tilt, flexion)
    widths = anatomy.muscle("lat", name).half_widths
    belly(canvas, line, widths, fibres=fibres, weight=weight)


def paint_gluteus(
    canvas: Canvas, tilt: float = 0, flexion: float = 0, *, weight: float = 1.2
) -> None:
    parts = anatomy.sheet("lat", "gluteus_maximus")
    top, bottom, origin = (
        tuple(posed((x, y), frame, tilt, flexion) for x, y, frame in edge)
        for edge in (parts.top, parts.bottom, parts.origin)
    )
    sheet(canvas, top, bottom, origin, weight=weight, opacity=canvas.palette.veil)


def show_through(canvas: Canvas, name: str, tilt: float = 0, flexion: float = 0) -> None:
    """A muscle that lies on the far face of the hip bone, dashed on the near one."""
    outline = belly_outline(
        muscle_line(name, tilt, flexion), anatomy.muscle("lat", name).half_widths
    )
    palette = canvas.palette
    if not palette.hatched:
        canvas.tint(outline, palette.muscle, 0.16)
    canvas.stroke(outline, palette.muscle_line, canvas.detail(0.8), dash=(2.5, 2.5))


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
