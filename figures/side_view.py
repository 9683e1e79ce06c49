"""How a hip bone is tipped, as a small icon from the side.

Drawn as seen from the patient's right, front to the right of the page.
"""

from __future__ import annotations

from handouts.pattern import Correction, Side

from .canvas import Canvas, Frame
from .scene import Scene
from .side_parts import (
    SI,
    paint_spine,
    paint_thigh_bone,
    paint_tipped_hip,
    tilt_degrees,
    turning_arrow,
)
from .skeleton import bone, ghost, joint_mark


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

    return Scene(
        frame=frame,
        paint=paint,
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )


def paint_small(canvas: Canvas, correction: Correction, amount: float) -> None:
    """The icon's core, for use inside another drawing: sacrum, hip bone, axis, hollow arrow."""
    bone(canvas, "sac_lat", weight=2.6, detail=False)
    paint_tipped_hip(canvas, correction, amount, weight=3.2, detail=False)
    joint_mark(canvas, SI, 8)
    canvas.arrow(turning_arrow(correction.tilt, 126, 14, 64), 22, hollow=True)
