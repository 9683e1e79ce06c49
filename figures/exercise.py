"""The exercise, lying on the back: hands, or a foam roller, hold the thigh still."""

from __future__ import annotations

from typing import NamedTuple

from handouts.pattern import Aspect, Correction, Press, Side

from . import person
from .canvas import Canvas, Frame
from .geometry import Line, Point
from .scene import Badge, Scene
from .spots import Box, Spot

FRAME = Frame(-1134, -752, 2054, 889.2)
HIP_JOINT: Point = (-174, 1)
_BADGE = 180.0


class _Pose(NamedTuple):
    """Body layers, arrows and favourite label places of one way to do the exercise."""

    leg: str
    arms: str
    thigh_arrow: Line
    thigh_label: Spot
    hands_arrow: Line
    hands_label: Spot
    hands: Box
    badge: Point
    roller: tuple[Point, float] | None = None
    roller_label: Spot | None = None


_TOWARD = ((-40, -600), (-110, -618), (-190, -620), (-300, -586))
_THIGH_TOWARD = Spot(
    "thigh_toward", (-330, -690), tether=_TOWARD[0], bold=True, arrow_colour=True, reach=24
)
_POSES = {
    (Aspect.FRONT, False): _Pose(
        leg="leg_push",
        arms="push",
        thigh_arrow=_TOWARD,
        thigh_label=_THIGH_TOWARD,
        hands_arrow=((-520, -330), (-470, -330), (-420, -330), (-345, -330)),
        hands_label=Spot("hands", (-545, -330), "end", tether=(-520, -330)),
        hands=Box(-330, -420, -220, -200),
        badge=(-205, -20),
    ),
    (Aspect.FRONT, True): _Pose(
        leg="leg_push",
        arms="rpush",
        thigh_arrow=_TOWARD,
        thigh_label=_THIGH_TOWARD,
        hands_arrow=((-625, -330), (-585, -330), (-545, -330), (-497, -330)),
        hands_label=Spot("hands", (-664, -345), "end", tether=(-625, -330), reach=14),
        hands=Box(-475, -455, -428, -230),
        badge=(-205, -20),
        roller=((-366, -290), 61),
        roller_label=Spot("roller", (-440, -530), "end", (-376, -345)),
    ),
    (Aspect.BACK, False): _Pose(
        leg="leg_pull",
        arms="pull",
        thigh_arrow=((-100, -345), (-50, -322), (0, -280), (34, -205)),
        thigh_label=Spot(
            "thigh_away", (84, -268), "start", tether=(34, -205), bold=True, arrow_colour=True
        ),
        hands_arrow=((-405, -330), (-460, -328), (-510, -326), (-580, -324)),
        hands_label=Spot("hands", (-615, -330), "end", tether=(-580, -324)),
        hands=Box(-270, -345, -120, -200),
        badge=(-205, -20),
    ),
    (Aspect.BACK, True): _Pose(
        leg="leg_rpull",
        arms="rpull",
        thigh_arrow=((-72, -284), (-20, -266), (28, -229), (54, -156)),
        thigh_label=Spot(
            "thigh_away", (160, -214), "start", tether=(54, -156), bold=True, arrow_colour=True
        ),
        hands_arrow=((-490, -330), (-535, -330), (-580, -330), (-640, -330)),
        hands_label=Spot("hands", (-668, -345), "end", tether=(-640, -330)),
        hands=Box(-285, -390, -175, -330),
        badge=(-205, -20),
        roller=((-203, -272), 50),
        roller_label=Spot("roller", (270, -415), "start", (-157, -255)),
    ),
}
_PRESS_LABEL = {Press.TOWARD_CHEST: "thigh_toward", Press.AWAY_FROM_CHEST: "thigh_away"}


def with_hands(correction: Correction) -> Scene:
    """Hands on the side of the thigh the effort presses to."""
    return _scene(correction, _POSES[correction.resistance_at, False])


def with_roller(correction: Correction) -> Scene:
    """A foam roller between the hands and that side of the thigh."""
    return _scene(correction, _POSES[correction.resistance_at, True])


def _scene(correction: Correction, pose: _Pose) -> Scene:
    if pose.thigh_label.key != _PRESS_LABEL[correction.press]:
        raise AssertionError("the thigh presses to the side the resistance is on")

    def paint(canvas: Canvas) -> None:
        person.mat_and_pillow(canvas, FRAME.x + 10, FRAME.right - 12)
        for name in (f"arm_far_{pose.arms}", "base", pose.leg):
            person.layer(canvas, name)
        in_front = correction.resistance_at is Aspect.FRONT
        if pose.roller and in_front:
            person.roller(canvas, *pose.roller)
        person.layer(canvas, f"arm_near_{pose.arms}")
        if pose.roller and not in_front:
            person.roller(canvas, *pose.roller)
        if not pose.roller and not in_front:
            person.clasped_hands(canvas)
        canvas.arrow(pose.thigh_arrow, 30, hollow=False)
        canvas.arrow(pose.hands_arrow, 28, hollow=True)

    spots = [pose.thigh_label, pose.hands_label]
    if pose.roller_label:
        spots.append(pose.roller_label)
    return Scene(
        frame=FRAME,
        paint=paint,
        spots=tuple(spots),
        badges=(Badge("letter", correction.side, pose.badge, _BADGE),),
        keep_out=(Box(*person.HEAD), pose.hands),
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )
