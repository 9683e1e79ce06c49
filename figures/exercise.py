"""The press in one picture, with words for each of its marks."""

from __future__ import annotations

from handouts.pattern import Correction, MuscleGroup

from .anatomy.bodies import body
from .frames import FRAME, REACH, press
from .geometry import Point
from .holds import Hold, hold_of
from .scene import Scene
from .spots import Spot
from .thigh import thigh_of

_FRAME = FRAME._replace(y=FRAME.y - 60, height=FRAME.height + 60)
"""Long words find room above the knee."""


def exercise(correction: Correction, body_name: str, *, roller: bool = False) -> Scene:
    """Held with the hands, or with a foam roller between them and the thigh."""
    who, hold = body(body_name), hold_of(correction, roller=roller)
    scene = press(correction, body_name, roller=roller)._replace(frame=_FRAME)
    if not roller:
        return scene
    of_roller = _roller_spot(hold, who.rollers[hold.arms].centre)
    return scene._replace(spots=(*scene.spots, of_roller))


def named(correction: Correction, body_name: str) -> Scene:
    """The same with its muscle named, for where it is printed large."""
    thigh = thigh_of(body(body_name), hold_of(correction).leg)
    in_front = correction.muscles is MuscleGroup.FLEXORS
    at_work = thigh.at(0.2, thigh.depth * 0.2) if in_front else thigh.at(0.16, thigh.depth * -0.3)
    muscle = Spot("muscle", (thigh.hip[0] + 190, -215), "start", at_work, reach=REACH)
    scene = press(correction, body_name)
    return scene._replace(frame=_FRAME, spots=(*scene.spots, muscle))


def _roller_spot(hold: Hold, centre: Point) -> Spot:
    x, y = centre
    if hold.in_front:
        return Spot("roller", (x - 90, y - 260), "end", (x - 10, y - 40), reach=REACH)
    return Spot("roller", (x - 240, y - 180), "end", (x - 32, y - 26), reach=REACH)
