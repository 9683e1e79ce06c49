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
from .spots import Spot

_ICON = Frame(-142, -207, 290, 357.7)
_CAPTIONED = Frame(-142, -160, 290, 350)
_WORDS = 92.0
"""Of its height, below the bones."""


def captioned(correction: Correction, amount: float) -> Scene:
    """The icon, with what it is."""
    window = _CAPTIONED._replace(height=_CAPTIONED.height - _WORDS)

    def paint(canvas: Canvas) -> None:
        with canvas.clipped(window):
            _paint(canvas, correction, amount, window.bottom, (-2, 38))

    return Scene(
        frame=_CAPTIONED,
        paint=paint,
        spots=(Spot("bone", (3, window.bottom + _WORDS / 2), "middle", reach=6),),
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )


def tilt_icon(correction: Correction, amount: float) -> Scene:
    """A small whole hip bone: a hollow arrow shows how it is tipped now, dashes show level."""
    return Scene(
        frame=_ICON,
        paint=lambda canvas: _paint(canvas, correction, amount, _ICON.bottom, (12, 52)),
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )


def _paint(
    canvas: Canvas, correction: Correction, amount: float, low: float, arrow: tuple[float, float]
) -> None:
    paint_spine(canvas)
    bone(canvas, "sac_lat")
    ghost(canvas, "hip_lat", weight=1.6)
    paint_tipped_hip(canvas, correction, amount)
    paint_thigh_bone(canvas, tilt_degrees(correction.tilt, amount), low)
    joint_mark(canvas, SI)
    canvas.arrow(turning_arrow(correction.tilt, 140, *arrow), 17, hollow=True)


def paint_small(canvas: Canvas, correction: Correction, amount: float) -> None:
    """The icon's core, for use inside another drawing: sacrum, hip bone, axis, hollow arrow."""
    bone(canvas, "sac_lat", weight=2.6, detail=False)
    paint_tipped_hip(canvas, correction, amount, weight=3.2, detail=False)
    joint_mark(canvas, SI, 8)
    canvas.arrow(turning_arrow(correction.tilt, 126, 14, 64), 22, hollow=True)
