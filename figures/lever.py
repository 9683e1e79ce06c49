"""Anchor and moving end: the bent arm, and the hip with the leg free or held.

The same muscle shortens in each pair.  With the leg free the hip bone is the anchor and the thigh
moves; with the leg held they swap.  Flexors are drawn at 40 degrees of hip flexion, where the
rectus femoris still turns the hip bone forward (at 60 degrees it no longer does).
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from handouts.pattern import MuscleGroup, Tilt

from . import anatomy
from .canvas import Canvas, Frame
from .geometry import Line, Point, arc, polyline
from .scene import Scene
from .side_parts import HIP, SI, muscle_line, paint_muscle, posed, show_through, turning_arrow
from .skeleton import DASH, belly, bone, ghost, hip_bone, joint_mark
from .spots import Spot
from .transform import turn

START_TILT = 12.0
_FRAME = Frame(-152, -160, 645, 550)
_ARM_FRAME = Frame(-190, -328, 745, 650)


class Pose(NamedTuple):
    """One leg in one exercise: its muscle group, thigh flexion in degrees, and what is held."""

    muscles: MuscleGroup
    flexion: float
    held: bool
    start_flexion: float = 0.0


POSES = {
    "flexor-free": Pose(MuscleGroup.FLEXORS, 40, held=False, start_flexion=0),
    "flexor-held": Pose(MuscleGroup.FLEXORS, 40, held=True),
    "extensor-free": Pose(MuscleGroup.EXTENSORS, 50, held=False, start_flexion=90),
    "extensor-held": Pose(MuscleGroup.EXTENSORS, 50, held=True),
}
DRAWN = {
    MuscleGroup.FLEXORS: ("iliacus", "rectus_femoris"),
    MuscleGroup.EXTENSORS: ("hamstrings_far", "hamstrings_near"),
}
"""The muscles drawn: behind the hip bone, then in front of it."""


def moving_arrow(name: str) -> Line:
    """Where the moving end goes: the thigh about the hip joint, or the hip bone about the SI."""
    pose = POSES[name]
    if not pose.held:
        rise = 1 if pose.flexion > pose.start_flexion else -1
        start = pose.start_flexion - 90
        # Clear of the dashed thigh where it starts, and of the thigh where it ends.
        return arc(HIP, 290, start + rise * 9, start + rise * 28)
    tilt = Tilt.FORWARD if pose.muscles is MuscleGroup.FLEXORS else Tilt.BACKWARD
    return turning_arrow(tilt, 130, 2, 49)


def leg(name: str) -> Scene:
    """A hip figure of POSES."""
    pose = POSES[name]
    far, near = DRAWN[pose.muscles]
    flexors = pose.muscles is MuscleGroup.FLEXORS

    def paint(canvas: Canvas) -> None:
        bone(canvas, "sac_lat")
        if pose.held:
            with canvas.placed(turn(-START_TILT if flexors else START_TILT, SI)):
                ghost(canvas, "hip_lat", weight=1.8)
        else:
            # Only an upright thigh is long enough to leave the frame.
            cut = inf if pose.start_flexion else _FRAME.bottom
            with canvas.placed(turn(-pose.start_flexion, HIP)), canvas.cut_below(cut):
                ghost(canvas, "fem_lat_0", weight=1.8)
        paint_muscle(canvas, far, 0, pose.flexion, weight=1.6)
        hip_bone(canvas, "hip_lat")
        if flexors:
            show_through(canvas, far, 0, pose.flexion)
        with canvas.placed(turn(-pose.flexion, HIP)):
            bone(canvas, "fem_lat_0")
        paint_muscle(canvas, near, 0, pose.flexion, weight=1.6)
        with canvas.placed(turn(-pose.flexion, HIP)):
            bone(canvas, "pat_lat_0")
        joint_mark(canvas, SI, 8)
        top, low = muscle_ends(name)
        (canvas.moving_mark if pose.held else canvas.anchor_mark)(top, 12)
        (canvas.anchor_mark if pose.held else canvas.moving_mark)(low, 12)
        if pose.held:
            _paint_hold(canvas, pose)
        canvas.arrow(moving_arrow(name), 18, hollow=False)

    return Scene(frame=_FRAME, paint=paint, spots=_SPOTS[name])


def muscle_ends(name: str) -> tuple[Point, Point]:
    """Where the muscle's two ends are marked: on the hip bone, and on the leg."""
    pose = POSES[name]
    line = muscle_line(DRAWN[pose.muscles][1], 0, pose.flexion)
    return line[0], line[-1]


def _paint_hold(canvas: Canvas, pose: Pose) -> None:
    """The sign of a fixed support, on the side of the thigh that would move."""
    flexors = pose.muscles is MuscleGroup.FLEXORS
    x, top, out = (66.0, 250.0, 1.0) if flexors else (-94.0, 165.0, -1.0)

    def at(px: float, py: float) -> Point:
        return posed((px, py), "f", 0, pose.flexion)

    canvas.overlay(polyline((at(x, top), at(x, top + 90))), canvas.outline(5))
    for i in range(6):
        y = top + 2 + i * 17.0
        canvas.overlay(polyline((at(x, y), at(x + out * 17, y - 13))), canvas.outline(2.2))
    far = x + out * 17
    canvas.cover([at(x, top), at(x, top + 90), at(far, top + 90), at(far, top - 14)])


def _beside(mark: Point) -> Point:
    """The edge of a mark, so that a leader line leaves its ring open."""
    return (mark[0] + 14, mark[1])


def _below(mark: Point) -> Point:
    return (mark[0] + 8, mark[1] + 11)


_SPOTS = {
    "flexor-free": (
        Spot("anchor", (110, -70), "start", (56, -14)),
        Spot("moves", (310, 320), "start", _beside(muscle_ends("flexor-free")[1])),
    ),
    "flexor-held": (
        Spot("anchor", (300, 330), "start", muscle_ends("flexor-held")[1]),
        Spot("moves", (120, -110), "start", tether=(85, -100)),
    ),
    "extensor-free": (
        Spot("anchor", (-70, 150), "middle", (-38, 60)),
        Spot("moves", (300, 200), "start", tether=moving_arrow("extensor-free")[-1]),
    ),
    "extensor-held": (
        Spot("anchor", (100, 330), "end", muscle_ends("extensor-held")[1]),
        Spot("moves", (120, -110), "start", tether=(85, -100)),
    ),
}


def arm() -> Scene:
    """The bent arm: anchor at the shoulder, the forearm moves up."""

    def paint(canvas: Canvas) -> None:
        palette = canvas.palette
        canvas.fill(anatomy.arm("ghost"), None)
        canvas.stroke(anatomy.arm("ghost"), palette.ghost, canvas.detail(2), dash=DASH)
        for name, colour, weight in (
            ("scapula", palette.bone, 2.4),
            ("skin", palette.skin, 3.2),
            ("humerus", palette.bone, 2.4),
            ("ulna", palette.bone, 2.4),
            ("radius", palette.bone, 2.4),
        ):
            canvas.fill(anatomy.arm(name), colour)
            canvas.stroke(anatomy.arm(name), palette.ink, canvas.outline(weight))
        muscle = anatomy.biceps()
        belly(canvas, muscle.line, muscle.half_widths, weight=2)
        canvas.anchor_mark(muscle.line[0], 13)
        canvas.moving_mark(muscle.line[-1], 13)
        canvas.arrow(arc((0, 0), 405, -46, -12), 20, hollow=False)

    return Scene(
        frame=_ARM_FRAME,
        paint=paint,
        spots=(
            Spot("anchor", (110, -290), "start", anatomy.biceps().line[0]),
            Spot("muscle", (120, -160), "start", (44, -130)),
            Spot("moves", (95, 130), "start", _below(anatomy.biceps().line[-1])),
        ),
    )
