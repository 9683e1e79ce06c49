"""The hip bone inside the lying body while the thigh presses: close, and in a lens."""

from __future__ import annotations

from math import acos, atan2, cos, hypot, sin

from handouts.pattern import Correction, MuscleGroup, Side

from . import lying_pelvis, person
from .anatomy.bodies import Body, body
from .canvas import Canvas, Circle, Frame
from .frames import leg_badge
from .geometry import Point, polyline
from .holds import Hold, hold_of, wedges
from .lying_pelvis import LyingPelvis, tipped, turning
from .marks import still, wedge
from .scene import Scene
from .spots import Spot
from .transform import move, scale

_CLOSE = Frame(-480, -335, 590, 545)
_WORDS = 76.0
"""Of its height, below the mat."""

_LENS = Frame(-1110, -700, 2960, 1010)
_LENS_RADIUS, _ENLARGED = 450.0, 2.6
_MAT = (-3000.0, 3000.0)


def close(correction: Correction, body_name: str, tilt: float) -> Scene:
    """From the belly to the knee, with words."""
    who, hold = body(body_name), hold_of(correction)
    pelvis = tipped(who, hold.leg, correction, tilt)

    def paint(canvas: Canvas) -> None:
        with canvas.clipped(_CLOSE._replace(height=_CLOSE.height - _WORDS)):
            _paint_body(canvas, who, hold, correction, pelvis, _MAT)
        for path in turning(pelvis, correction.drawn):
            canvas.arrow(path, 24, hollow=False)

    flexors = correction.muscles is MuscleGroup.FLEXORS
    muscle = pelvis.point((26, -106), "s") if flexors else pelvis.point((-96, 24), "s")
    return Scene(
        frame=_CLOSE,
        paint=paint,
        spots=(
            Spot("hip_bone", (-330, 172), "end", pelvis.point((-52, -76), "p")),
            Spot("muscle", (-210, 172), "start", muscle),
            Spot("level", (-20, 172), "start", pelvis.spine.apply((44, 66))),
        ),
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )


def lens(correction: Correction, body_name: str, tilt: float) -> Scene:
    """The whole person, and the hip in a lens beside."""
    who, hold = body(body_name), hold_of(correction)
    pelvis = tipped(who, hold.leg, correction, tilt)
    eye = pelvis.point((-8, -16), "s")
    small = Circle(eye, _LENS_RADIUS / _ENLARGED)
    large = Circle((_LENS.right - _LENS_RADIUS - 20, _LENS.y + _LENS.height / 2), _LENS_RADIUS)
    foot = who.layers[f"leg_{hold.leg}"].joints["ankle"]

    def paint(canvas: Canvas) -> None:
        for line in _tangents(small, large):
            canvas.stroke(polyline(line), canvas.palette.ink, canvas.outline(5))
        _paint_body(canvas, who, hold, correction, pelvis, (-1102, 892))
        for each, solid in zip(wedges(who, hold, 116), (True, False), strict=True):
            wedge(canvas, each, solid=solid)
        still(canvas, (foot[0] - 20, -600), 76)
        canvas.circle(*small, "none", "#FFFFFF", canvas.printed(1.0))
        canvas.circle(*small, "none", canvas.palette.ink, canvas.printed(0.4))
        canvas.circle(*large, "#FFFFFF")
        enlarged = move(*large.centre).then(scale(_ENLARGED)).then(move(-eye[0], -eye[1]))
        with canvas.clipped(large), canvas.placed(enlarged):
            _paint_body(canvas, who, hold, correction, pelvis, _MAT, arms=False)
            for path in turning(pelvis, correction.drawn, 0.84):
                canvas.arrow(path, 17, hollow=False)
        canvas.circle(*large, "none", canvas.palette.ink, canvas.printed(0.6))

    return Scene(
        frame=_LENS,
        paint=paint,
        badges=(leg_badge(correction.side, who, hold.leg),),
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )


def _paint_body(
    canvas: Canvas,
    who: Body,
    hold: Hold,
    correction: Correction,
    pelvis: LyingPelvis,
    mat: tuple[float, float],
    *,
    arms: bool = True,
) -> None:
    whole = canvas.palette
    with canvas.coloured(whole._replace(hatched=False)):  # hatch would hide the bones
        person.mat_and_pillow(canvas, who, *mat)
        person.lying(canvas, who, hold.leg, hold.arms if arms else "")
    lying_pelvis.veil(canvas)
    lying_pelvis.paint(canvas, pelvis, correction.muscles, correction.tilt)


def _tangents(one: Circle, other: Circle) -> list[tuple[Point, Point]]:
    """Both lines that touch two circles from outside."""
    (ax, ay), (bx, by) = one.centre, other.centre
    straight = atan2(by - ay, bx - ax)
    off = acos((one.radius - other.radius) / hypot(bx - ax, by - ay))
    return [
        (
            (ax + one.radius * cos(a), ay + one.radius * sin(a)),
            (bx + other.radius * cos(a), by + other.radius * sin(a)),
        )
        for a in (straight + off, straight - off)
    ]
