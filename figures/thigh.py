"""The lifted thigh: its axes, and the muscle at work in it as it shows through the skin."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

from handouts.pattern import MuscleGroup

from .anatomy.bodies import Body
from .canvas import Canvas
from .geometry import Line, Point, offset, sampled, smooth

_FIBRES = 3


class Thigh(NamedTuple):
    """Joints, unit directions along it and to its front, and its length and depth in mm."""

    hip: Point
    knee: Point
    along: Point
    front: Point
    length: float
    depth: float

    def at(self, share: float, front: float) -> Point:
        """A point at a share of its length, so many mm to the front of its axis."""
        (x, y), (ax, ay), (fx, fy) = self.hip, self.along, self.front
        reach = share * self.length
        return (x + ax * reach + fx * front, y + ay * reach + fy * front)


def thigh_of(body: Body, leg: str) -> Thigh:
    joints = body.layers[f"leg_{leg}"].joints
    hip, knee = joints["hip"], joints["knee"]
    length = hypot(knee[0] - hip[0], knee[1] - hip[1])
    along = ((knee[0] - hip[0]) / length, (knee[1] - hip[1]) / length)
    # The knee is up and the head on the left: the front of the thigh looks left.
    return Thigh(hip, knee, along, (along[1], -along[0]), length, body.thigh_depth)


def paint_effort(canvas: Canvas, body: Body, leg: str, muscles: MuscleGroup) -> None:
    """The muscles at work: red with a pale halo; black with a white one, for want of colour.

    The halo tells them from cloth, be it dark or hatched, the core from skin.
    """
    palette = canvas.palette
    line, widths = _course(thigh_of(body, leg), muscles)
    canvas.fill(_band(line, widths, 15), palette.halo)
    canvas.fill(_band(line, widths, 2), palette.effort)
    for i in range(_FIBRES):
        across = -0.7 + 1.4 * i / (_FIBRES - 1)
        centre = offset(line, [w * across for w in widths])
        fibre = [(x, y) for x, y in sampled(tuple(centre), 8)]
        inner = fibre[len(fibre) // 12 : -max(len(fibre) // 12, 1)]
        canvas.stroke(smooth(inner[::8]), palette.halo, canvas.detail(3.4))


def _course(thigh: Thigh, muscles: MuscleGroup) -> tuple[Line, tuple[float, ...]]:
    """Centre line and half widths.

    Flexors: psoas and iliacus, out of the belly over the groin to the inner top of the thigh.
    Extensors: buttock, then the hamstrings down the back of the thigh.
    """
    (x, y), half = thigh.hip, thigh.depth / 2
    if muscles is MuscleGroup.FLEXORS:
        line: Line = (
            (x - 178, y + 2), (x - 128, y - 16), (x - 0.86 * half, y - 56),
            thigh.at(0.24, half * 0.50), thigh.at(0.37, half * 0.34),
        )  # fmt: skip
        return line, (10, 27, 34, 30, 9)
    line = (
        (x - 82, y + 46), (x - 36, y + 64), (x + 16, y + 56), (x + 47, y + 14),
        thigh.at(0.2, -half * 0.60), thigh.at(0.44, -half * 0.50), thigh.at(0.72, -half * 0.44),
    )  # fmt: skip
    return line, (10, 23, 28, 29, 30, 25, 8)


def _band(line: Line, widths: tuple[float, ...], grow: float) -> str:
    """The outline of a band along a line, wider by `grow`, less so at its end."""
    last = len(widths) - 1
    wider = [w + (grow if i < last else grow / 2) for i, w in enumerate(widths)]
    centre = sampled(tuple((x, y, w) for (x, y), w in zip(line, wider, strict=True)), 8)
    points = [(x, y) for x, y, _ in centre]
    upper = offset(points, [w for *_, w in centre])
    lower = offset(points, [-w for *_, w in centre])
    return smooth([*upper[::5], *lower[::-1][::5]], closed=True)
