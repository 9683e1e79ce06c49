"""The pelvis from the front: tipped in a pattern, or level with names.

Seen from the front, the patient's right lies on the left of the page.  Art is drawn for the
pattern whose right hip bone is the backward one, and mirrored for the other.
"""

from __future__ import annotations

from handouts.pattern import Correction, Pattern, Side, Tilt

from .canvas import Canvas, Frame
from .errors import FigureError
from .geometry import number, turned
from .scene import Badge, Scene
from .side_parts import SI
from .side_view import paint_small
from .skeleton import bone, ghost, hip_bone, sacrum_front, vertebra_front
from .spots import Spot
from .style import Palette
from .transform import IDENTITY, MIRROR, move, scale

BAKED_TILTS = (6, 12)
"""Degrees for which the hip bone from the front has been baked: a turn cannot be drawn in 2D."""

_FRAME = Frame(-240, -196, 480, 352)


def in_pattern(pattern: Pattern, amount: float, palettes: dict[Side, Palette]) -> Scene:
    """Both hip bones at their tilt, level dashed, with small side views.

    Raises:
        FigureError: no front view has been baked at this tilt.
    """
    if amount not in BAKED_TILTS:
        raise FigureError(
            f"figure 'pelvis-front': no drawing at a tilt of {amount:g} degrees; use 6 or 12"
        )
    frame = _FRAME

    def paint(canvas: Canvas) -> None:
        vertebra_front(canvas, -117)
        _pubic_joint(canvas, -amount, amount)
        plain = canvas.palette
        for correction, placing in ((pattern.backward, IDENTITY), (pattern.forward, MIRROR)):
            step = amount if correction.tilt is Tilt.FORWARD else -amount
            canvas.palette = palettes[correction.side]
            with canvas.placed(placing):
                hip_bone(canvas, f"hip_ant_{step:+g}", backward=correction.tilt is Tilt.BACKWARD)
                with canvas.cut_below(frame.bottom):
                    bone(canvas, f"fem_ant_{step:+g}")
                ghost(canvas, "hip_ant_0", weight=0.9)
                _tilt_now(canvas, correction, amount)
            canvas.palette = plain
        sacrum_front(canvas)

    left_first = 1 if pattern.backward.side is Side.RIGHT else -1
    return Scene(
        frame=frame,
        paint=paint,
        spots=(
            Spot("backward", (-182, -162), "start", bold=True, reach=6, width=178),
            Spot("forward", (182, -162), "end", bold=True, reach=6, width=178),
            Spot("backward_side", (-234, 92), "start", reach=6),
            Spot("forward_side", (234, 92), "end", reach=6),
        ),
        badges=(
            Badge("backward_letter", pattern.backward.side, (-212, -164), 48),
            Badge("forward_letter", pattern.forward.side, (212, -164), 48),
        ),
        mirrored=left_first < 0,
    )


def _tilt_now(canvas: Canvas, correction: Correction, amount: float) -> None:
    """The small side view beside the thigh."""
    with canvas.placed(move(-197, 6).then(scale(0.4)).then(move(-SI[0], -SI[1]))):
        paint_small(canvas, correction, amount * 1.5)


def _pubic_joint(canvas: Canvas, right: float, left: float) -> None:
    """The pad between the pubic bones, which stand at different heights."""
    a, b = (turned((62, 46), tilt, SI)[1] - 46 for tilt in (right, left))
    pad = (
        f"M-7 {number(33 + a)}L7 {number(33 + b)}L7 {number(57 + b)}"
        f"Q0 {number(61 + (a + b) / 2)} -7 {number(57 + a)}Z"
    )
    canvas.fill(pad, canvas.palette.disc)
    canvas.stroke(pad, canvas.palette.ink, canvas.detail(1))
