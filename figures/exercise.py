"""The press in one picture, with its words spelled out."""

from __future__ import annotations

from handouts.pattern import Correction, Press

from .anatomy.bodies import body
from .frames import FRAME, REACH, beside, press
from .geometry import Point
from .holds import Hold, hold_of, wedges
from .scene import Scene
from .spots import Spot

_FRAME = FRAME._replace(y=FRAME.y - 90, height=FRAME.height + 90)
"""Long words find room above the knee."""

_PRESS_LABEL = {Press.TOWARD_CHEST: "thigh_toward", Press.AWAY_FROM_CHEST: "thigh_away"}


def exercise(correction: Correction, body_name: str, *, roller: bool = False) -> Scene:
    """Held with the hands, or with a foam roller between them and the thigh."""
    who, hold = body(body_name), hold_of(correction, roller=roller)
    spots = beside(*wedges(who, hold), correction, (_PRESS_LABEL[correction.press], "hands"))
    if roller:
        spots = (*spots, _roller_spot(hold, who.rollers[hold.arms].centre))
    return press(correction, body_name, roller=roller)._replace(frame=_FRAME, spots=spots)


def _roller_spot(hold: Hold, centre: Point) -> Spot:
    x, y = centre
    if hold.in_front:
        return Spot("roller", (x - 90, y - 260), "end", (x - 10, y - 40), reach=REACH)
    return Spot("roller", (x - 240, y - 180), "end", (x - 32, y - 26), reach=REACH)
