"""The ways to hold the thigh still, and where thigh and hands press against each other."""

from __future__ import annotations

from math import atan2, degrees
from typing import NamedTuple

from handouts.pattern import Aspect, Correction

from .anatomy.bodies import Body
from .geometry import Point
from .hands import edge
from .marks import Wedge
from .thigh import thigh_of

_SIZE = 122.0


class Hold(NamedTuple):
    """Body layers of one way to hold the thigh, and whether the hands are before it."""

    leg: str
    arms: str
    in_front: bool
    roller: bool


_HOLDS = {
    (Aspect.FRONT, False): Hold("push", "push", in_front=True, roller=False),
    (Aspect.FRONT, True): Hold("push", "rpush", in_front=True, roller=True),
    (Aspect.BACK, False): Hold("pull", "pull", in_front=False, roller=False),
    (Aspect.BACK, True): Hold("rpull", "rpull", in_front=False, roller=True),
}


def hold_of(correction: Correction, *, roller: bool = False) -> Hold:
    """The hands, or a roller, on the side of the thigh the effort presses to."""
    return _HOLDS[correction.resistance_at, roller]


def wedges(body: Body, hold: Hold, size: float = _SIZE) -> tuple[Wedge, Wedge]:
    """The thigh's press, on the thigh with its tip at what holds it; and that of the hands."""
    thigh = thigh_of(body, hold.leg)
    to_front = degrees(atan2(-thigh.front[1], thigh.front[0]))
    near, far = (body.contacts[hold.arms][hand] for hand in ("near", "far"))

    def moved(point: Point, front: float, along: float = 0.0) -> Point:
        (fx, fy), (ax, ay) = thigh.front, thigh.along
        return (point[0] + fx * front + ax * along, point[1] + fy * front + ay * along)

    def between(a: Point, b: Point, share: float) -> Point:
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    if hold.roller:
        at, radius = body.rollers[hold.arms]
        skin = moved(at, -radius if hold.in_front else radius)
        palm = between(near.palm, far.palm, 0.5)
        sign = 1 if hold.in_front else -1
        tips = moved(skin, -4 * sign), moved(palm, 26 * sign)
    else:
        beyond = edge(body, hold.arms)
        tips = beyond(-64, 30), beyond(46, 30)
    away = to_front + 180
    if hold.in_front:
        return Wedge(tips[0], to_front, size), Wedge(tips[1], away, size)
    return Wedge(tips[0], away, size), Wedge(tips[1], to_front, size)
