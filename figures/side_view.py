"""The hip bone from the side: with its muscles, as a nutshell, and as a small icon.

Drawn as seen from the patient's right, front to the right of the page.
"""

from __future__ import annotations

from collections.abc import Callable

from handouts.pattern import Correction, MuscleGroup, Side, Tilt

from . import anatomy
from .canvas import Canvas, Frame
from .geometry import Line, Point, arc, turned
from .labels import Spot
from .scene import Scene
from .skeleton import (
    BONE,
    belly,
    belly_outline,
    bone,
    ghost,
    hip_bone,
    joint_mark,
    sheet,
)
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


def _paint_flexors(canvas: Canvas, correction: Correction, amount: float, cut: float) -> None:
    tilt = tilt_degrees(correction.tilt, amount)
    paint_muscle(canvas, "iliacus", tilt, fibres=4)
    paint_muscle(canvas, "psoas", tilt)
    ghost(canvas, "hip_lat")
    paint_tipped_hip(canvas, correction, amount)
    for name in ("iliacus", "psoas"):
        show_through(canvas, name, tilt)
    paint_thigh_bone(canvas, tilt, cut)
    with canvas.cut_below(cut):
        paint_muscle(canvas, "rectus_femoris", tilt)


def _paint_extensors(canvas: Canvas, correction: Correction, amount: float, cut: float) -> None:
    tilt = tilt_degrees(correction.tilt, amount)
    ghost(canvas, "hip_lat")
    with canvas.cut_below(cut):
        paint_muscle(canvas, "hamstrings_far", tilt)
    paint_tipped_hip(canvas, correction, amount)
    paint_thigh_bone(canvas, tilt, cut)
    with canvas.cut_below(cut):
        paint_muscle(canvas, "hamstrings_near", tilt)
    paint_gluteus(canvas, tilt)


_PAINT: dict[MuscleGroup, Callable[[Canvas, Correction, float, float], None]] = {
    MuscleGroup.FLEXORS: _paint_flexors,
    MuscleGroup.EXTENSORS: _paint_extensors,
}
_MUSCLES_FRAME = Frame(-268, -204, 520, 380.7)
_SPOTS = {
    MuscleGroup.FLEXORS: (
        Spot("spine", (-70, -172), "end", (-22, -172)),
        Spot("hip_bone", (-110, -110), "end", (-62, -88)),
        Spot("si_joint", (-118, -58), "end", (-45, -57)),
        Spot("front_muscles", (100, -8), "start", (64, -8)),
        Spot("thigh_bone", (-60, 130), "end", (-6, 130)),
    ),
    MuscleGroup.EXTENSORS: (
        Spot("spine", (-70, -172), "end", (-22, -172)),
        Spot("si_joint", (-110, -100), "end", (-45, -58)),
        Spot("hip_bone", (110, -40), "start", (50, -50)),
        Spot("buttock", (-130, 30), "end", (-92, 24)),
        Spot("hamstrings", (-90, 136), "end", (-52, 142)),
        Spot("thigh_bone", (40, 136), "start", (-23, 136)),
    ),
}


def muscles(correction: Correction, amount: float) -> Scene:
    """The tipped hip bone with the muscles that draw it, which way, and level dashed."""
    frame = _MUSCLES_FRAME

    def paint(canvas: Canvas) -> None:
        paint_spine(canvas)
        bone(canvas, "sac_lat")
        _PAINT[correction.muscles](canvas, correction, amount, frame.bottom)
        joint_mark(canvas, SI)
        canvas.arrow(turning_arrow(correction.drawn, 128, 12, 56), 12, hollow=False)

    return _of_hip(correction, frame, paint, _SPOTS[correction.muscles])


def nutshell(correction: Correction, amount: float) -> Scene:
    """The same at a glance and without words: start dashed, level drawn, a bold arrow."""
    frame = Frame(-150, -178, 285, 330)

    def paint(canvas: Canvas) -> None:
        bone(canvas, "sac_lat", weight=1.8)
        flexors = correction.muscles is MuscleGroup.FLEXORS
        far, near = (
            ("iliacus", "rectus_femoris") if flexors else ("hamstrings_far", "hamstrings_near")
        )
        with canvas.cut_below(frame.bottom):
            paint_muscle(canvas, far, weight=1.6)
        hip_bone(canvas, "hip_lat", backward=correction.tilt is Tilt.BACKWARD, weight=2.2)
        if flexors:
            show_through(canvas, far)
        paint_thigh_bone(canvas, 0, frame.bottom)
        with canvas.cut_below(frame.bottom):
            paint_muscle(canvas, near, weight=1.8)
        if not flexors:
            paint_gluteus(canvas, weight=1.8)
        with canvas.placed(turn(tilt_degrees(correction.tilt, amount), SI)):
            ghost(canvas, "hip_lat", weight=2)
        joint_mark(canvas, SI, 8)
        canvas.arrow(turning_arrow(correction.drawn, 126, 2, 60), 18, hollow=False)

    return _of_hip(correction, frame, paint)


def tilt_icon(correction: Correction, amount: float) -> Scene:
    """A small whole hip bone: a hollow arrow shows how it is tipped now, dashes show level."""
    frame = Frame(-142, -207, 290, 357.7)

    def paint(canvas: Canvas) -> None:
        paint_spine(canvas)
        bone(canvas, "sac_lat")
        ghost(canvas, "hip_lat", weight=1.6)
        paint_tipped_hip(canvas, correction, amount)
        paint_thigh_bone(canvas, tilt_degrees(correction.tilt, amount), frame.bottom)
        joint_mark(canvas, SI)
        canvas.arrow(turning_arrow(correction.tilt, 140, 18, 58), 17, hollow=True)

    return _of_hip(correction, frame, paint)


def paint_small(canvas: Canvas, correction: Correction, amount: float) -> None:
    """The icon's core, for use inside another drawing: sacrum, hip bone, axis, hollow arrow."""
    bone(canvas, "sac_lat", weight=2.6, detail=False)
    paint_tipped_hip(canvas, correction, amount, weight=3.2, detail=False)
    joint_mark(canvas, SI, 8)
    canvas.arrow(turning_arrow(correction.tilt, 116, 8, 62), 22, hollow=True)


def _of_hip(
    correction: Correction,
    frame: Frame,
    paint: Callable[[Canvas], None],
    spots: tuple[Spot, ...] = (),
) -> Scene:
    return Scene(
        frame=frame,
        paint=paint,
        spots=spots,
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )
