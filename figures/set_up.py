"""The set-up: lying on a mat, head on a pillow, legs straight."""

from __future__ import annotations

from . import person
from .anatomy.bodies import body
from .canvas import Canvas, Frame
from .scene import Scene
from .spots import Spot

_FRAME = Frame(-1100, -420, 2050, 800)


def lying(body_name: str) -> Scene:
    who = body(body_name)

    def paint(canvas: Canvas) -> None:
        person.mat_and_pillow(canvas, who, _FRAME.x + 10, _FRAME.right - 12)
        for name in ("base", "arm_near_rest"):
            person.layer(canvas, who, name)

    return Scene(
        frame=_FRAME,
        paint=paint,
        spots=(
            Spot("arms", (-420, -300), "middle", (-330, 8)),
            Spot("legs", (400, -290), "middle", (420, -62)),
            Spot("pillow", (-800, 260), "middle", (-900, 72)),
            Spot("mat", (250, 260), "middle", (250, 116)),
        ),
        keep_out=(person.head(who),),
    )
