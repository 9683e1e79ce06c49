"""The hip bone from the side: with its muscles, as a nutshell, and as a small icon.

Drawn as seen from the patient's right, front to the right of the page.
"""

from __future__ import annotations

from collections.abc import Callable

from handouts.pattern import Correction, MuscleGroup, Side, Tilt

from .canvas import Canvas, Frame
from .scene import Scene
from .side_parts import (
    SI,
    paint_gluteus,
    paint_muscle,
    paint_spine,
    paint_thigh_bone,
    paint_tipped_hip,
    show_through,
    tilt_degrees,
    turning_arrow,
)
from .skeleton import bone, ghost, hip_bone, joint_mark
from .spots import Spot
from .transform import turn


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
        canvas.arrow(turning_arrow(correction.drawn, 130, 8, 52), 12, hollow=False)

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
        canvas.arrow(turning_arrow(correction.tilt, 140, 12, 52), 17, hollow=True)

    return _of_hip(correction, frame, paint)


def paint_small(canvas: Canvas, correction: Correction, amount: float) -> None:
    """The icon's core, for use inside another drawing: sacrum, hip bone, axis, hollow arrow."""
    bone(canvas, "sac_lat", weight=2.6, detail=False)
    paint_tipped_hip(canvas, correction, amount, weight=3.2, detail=False)
    joint_mark(canvas, SI, 8)
    canvas.arrow(turning_arrow(correction.tilt, 126, 14, 64), 22, hollow=True)


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
