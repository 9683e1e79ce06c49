"""Anchor and moving end: the bent arm, and the lying hip with the leg free or held by the hands.

The same muscles shorten in each pair.  With the leg free the hip bone is the anchor and the thigh
moves; with the leg held they swap, and the hip bone turns.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.pattern import Correction, MuscleGroup, Side, Tilt

from . import anatomy, lying_pelvis, person
from .anatomy.bodies import Body, body
from .canvas import Canvas, Frame
from .geometry import Line, Point, arc
from .holds import hold_of, wedges
from .lying_pelvis import LyingPelvis, muscle_ends, turning
from .marks import Wedge, still, wedge
from .scene import Scene
from .side_parts import tilt_degrees
from .skeleton import belly
from .spots import Box, Spot

_FRAME = Frame(-600, -700, 1010, 1010)
_CLIP = _FRAME._replace(height=_FRAME.height - 170)
"""Below the mat there is room for words."""

_ARM_FRAME = Frame(-200, -330, 720, 690)
_ELBOW = Box(-60, -220, 60, 40)
_REACH = 16.0
_MAT = (-3000.0, 3000.0)


class Pose(NamedTuple):
    """One leg: its muscle group, whether it is held, and the body's layer of it.

    A free leg has come from `start`, which is dashed; the hip bone of a held one is tipped.
    """

    muscles: MuscleGroup
    held: bool
    leg: str
    start: str = ""

    @property
    def tilt(self) -> Tilt:
        """What this group is pressed against."""
        return Tilt.BACKWARD if self.muscles is MuscleGroup.FLEXORS else Tilt.FORWARD


POSES = {
    "flexor-free": Pose(MuscleGroup.FLEXORS, held=False, leg="push", start="down"),
    "flexor-held": Pose(MuscleGroup.FLEXORS, held=True, leg="push"),
    "extensor-free": Pose(MuscleGroup.EXTENSORS, held=False, leg="down", start="push"),
    "extensor-held": Pose(MuscleGroup.EXTENSORS, held=True, leg="pull"),
}


def pelvis_of(name: str, who: Body, amount: float) -> LyingPelvis:
    pose = POSES[name]
    tilt = tilt_degrees(pose.tilt, amount) if pose.held else 0
    return lying_pelvis.lying_pelvis(who, pose.leg, tilt)


def moving_arrow(name: str, who: Body, amount: float) -> tuple[Line, ...]:
    """Where the moving end goes: the thigh about the hip joint, or the hip bone about the SI."""
    pose = POSES[name]
    if pose.held:  # the arrow before the bone would lie among the hands
        return turning(pelvis_of(name, who, amount), pose.tilt.other)[1:]
    if pose.muscles is MuscleGroup.FLEXORS:
        return (arc(who.hip, 335, 42, 74),)
    return (arc(who.hip, 395, 104, 72),)


def leg(name: str, body_name: str, amount: float) -> Scene:
    """A hip figure of POSES."""
    pose, who = POSES[name], body(body_name)
    pelvis = pelvis_of(name, who, amount)
    top, low = muscle_ends(pelvis, pose.muscles)
    hold = hold_of(Correction(Side.RIGHT, pose.tilt))
    presses = wedges(who, hold, 78) if pose.held else ()

    def paint(canvas: Canvas) -> None:
        with canvas.clipped(_CLIP):
            _paint_body(canvas, who, pose, pelvis)
        (canvas.moving_mark if pose.held else canvas.anchor_mark)(top, 19)
        (canvas.anchor_mark if pose.held else canvas.moving_mark)(low, 19)
        for path in moving_arrow(name, who, amount):
            canvas.arrow(path, 24 if pose.held else 40, hollow=False)
        if pose.held:
            for each, solid in zip(presses, (True, False), strict=True):
                wedge(canvas, each, solid=solid)
            still(canvas, (318, -335), 66)

    # A line across a press would seem to name it.
    return Scene(
        frame=_FRAME,
        paint=paint,
        spots=_spots(pose, top, low),
        uncrossed=tuple(_around(each) for each in presses),
    )


def _around(mark: Wedge) -> Box:
    xs, ys = zip(*mark.outline, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _paint_body(canvas: Canvas, who: Body, pose: Pose, pelvis: LyingPelvis) -> None:
    plain = canvas.palette._replace(
        hip=canvas.palette.bone, hip_shade=canvas.palette.bone_shade
    )  # of no side
    with canvas.coloured(plain._replace(hatched=False)):
        person.mat_and_pillow(canvas, who, *_MAT)
        person.lying(canvas, who, pose.leg, pose.leg if pose.held else "")
    with canvas.coloured(plain):
        lying_pelvis.veil(canvas)
        if pose.start:  # above the veil: pale dashes are lost on a copy
            person.dashed_leg(canvas, who, pose.start)
        lying_pelvis.paint(canvas, pelvis, pose.muscles, pose.tilt if pose.held else None)


def _spots(pose: Pose, top: Point, low: Point) -> tuple[Spot, ...]:
    hip_bone, thigh = ("moves", "anchor") if pose.held else ("anchor", "moves")
    below = Spot(hip_bone, (-585, 200), "start", _off(top, -8, 14), reach=_REACH)
    if pose.muscles is MuscleGroup.FLEXORS and pose.held:
        return below, Spot(thigh, (30, -250), "start", _off(low, 18, -7), reach=_REACH)
    if pose.muscles is MuscleGroup.FLEXORS:
        return below, Spot(thigh, (-585, -330), "start", _off(low, -18, -7), reach=_REACH)
    return below, Spot(thigh, (-585, -560), "start", _off(low, -16, 0), reach=_REACH)


def _off(mark: Point, dx: float, dy: float) -> Point:
    """The edge of a mark, so that a leader line leaves its ring open."""
    return (mark[0] + dx, mark[1] + dy)


def arm() -> Scene:
    """The bent arm: anchor at the shoulder, the forearm moves up."""
    muscle = anatomy.biceps()

    def paint(canvas: Canvas) -> None:
        palette = canvas.palette
        dash = (canvas.printed(1), canvas.printed(0.75))
        canvas.stroke(anatomy.arm("ghost"), palette.ghost, canvas.dashes(2.2), dash=dash)
        canvas.cover_line(anatomy.arm("ghost"))
        for name, colour, weight in (
            ("scapula", palette.bone, 2.4),
            ("skin", palette.skin, 3.2),
            ("humerus", palette.bone, 2.4),
            ("ulna", palette.bone, 2.4),
            ("radius", palette.bone, 2.4),
        ):
            canvas.fill(anatomy.arm(name), colour)
            canvas.stroke(anatomy.arm(name), palette.ink, canvas.outline(weight))
        belly(canvas, muscle.line, muscle.half_widths, weight=2)
        canvas.anchor_mark(muscle.line[0], 13)
        canvas.moving_mark(muscle.line[-1], 13)
        canvas.arrow(arc((0, 0), 385, -36, 8), 26, hollow=False)

    return Scene(
        frame=_ARM_FRAME,
        paint=paint,
        spots=(
            Spot("anchor", (110, -290), "start", _off(muscle.line[0], 16, 0)),
            Spot("muscle", (120, -200), "start", (46, -165)),
            Spot("moves", (-180, 110), "start", _off(muscle.line[-1], -10, 11)),
        ),
        # A line along the upper arm would seem to name what is at its other end.
        uncrossed=(_ELBOW,),
    )
