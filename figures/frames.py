"""The exercise in three pictures: get ready, press, rest.  Hands or a roller hold the thigh still.

The pose of the first two is the same, so that the eye finds what is new: the press.
"""

from __future__ import annotations

from collections.abc import Callable

from handouts.pattern import Correction, Press, Side

from . import person
from .anatomy.bodies import Body, body
from .canvas import Canvas, Frame
from .geometry import Line, Point, bow
from .holds import Hold, hold_of, wedges
from .marks import Wedge, snail, still, wedge
from .scene import Badge, Scene
from .spots import Box, Spot
from .thigh import paint_effort

FRAME = Frame(-1110, -690, 2010, 850)
_BADGE = 130.0
_ABOVE_SHIN = 155.0
"""From the middle of the shin to that of a badge: it hides neither leg nor hands."""
_BESIDE = 25.0
"""From the knee to a badge beside it."""

_ARROW = 50.0
REACH = 20.0
"""Ems a label may move, tied to its mark by a line: long words find room above the knee."""

_STILL = 106.0
_FOOT = 90.0


def get_ready(correction: Correction, body_name: str, *, roller: bool = False) -> Scene:
    """The knee comes up over the hip, and both hands take hold."""
    who, hold = body(body_name), hold_of(correction, roller=roller)

    def paint(canvas: Canvas) -> None:
        _paint_held(canvas, who, hold, under=lambda: person.dashed_leg(canvas, who, "down"))
        canvas.arrow(rising(who, hold), _ARROW, hollow=False)

    return _scene(correction, paint, who, hold.leg)


def press(correction: Correction, body_name: str, *, roller: bool = False) -> Scene:
    """Thigh and hands press against each other, and nothing moves."""
    who, hold = body(body_name), hold_of(correction, roller=roller)
    thigh, hands = wedges(who, hold)
    at = still_at(who, hold)

    def paint(canvas: Canvas) -> None:
        paint_press(canvas, who, correction, hold)
        still(canvas, at, _STILL)

    spots = (*beside(thigh, hands, correction), still_spot(at))
    scene = _scene(correction, paint, who, hold.leg, spots)
    limbs = (*legs(who, hold.leg), _arms(who, hold))
    signs = _within(thigh), _within(hands), _around(at, _STILL - 8)
    return scene._replace(
        keep_out=(*scene.keep_out, hands_box(who, hold)),
        uncrossed=() if roller else (*limbs, *signs),  # a roller leaves no other way
    )


def rest(correction: Correction, body_name: str) -> Scene:
    """The foot goes down slowly, the arms lie beside the body."""
    who, hold = body(body_name), hold_of(correction)
    path = sinking(who, hold)
    x, y = path[len(path) // 2]

    def paint(canvas: Canvas) -> None:
        _mat(canvas, who)
        person.lying(
            canvas, who, "down", "rest", under=lambda: person.dashed_leg(canvas, who, hold.leg)
        )
        canvas.arrow(path, _ARROW, hollow=False)
        snail(canvas, (x + 165, y - 10), 180)

    return _scene(correction, paint, who, "down")


def paint_press(canvas: Canvas, who: Body, correction: Correction, hold: Hold) -> None:
    """The held thigh, its muscles at work, and both presses."""
    _paint_held(
        canvas, who, hold, over=lambda: paint_effort(canvas, who, hold.leg, correction.muscles)
    )
    for each, solid in zip(wedges(who, hold), (True, False), strict=True):
        wedge(canvas, each, solid=solid)


def _paint_held(
    canvas: Canvas,
    who: Body,
    hold: Hold,
    under: Callable[[], None] = person.nothing,
    over: Callable[[], None] = person.nothing,
) -> None:
    def on_leg() -> None:
        over()
        if hold.roller and hold.in_front:
            person.roller(canvas, *who.rollers[hold.arms])

    _mat(canvas, who)
    person.lying(canvas, who, hold.leg, hold.arms, under=under, over=on_leg)
    if hold.roller and not hold.in_front:
        person.roller(canvas, *who.rollers[hold.arms])


def _mat(canvas: Canvas, who: Body) -> None:
    person.mat_and_pillow(canvas, who, FRAME.x + 8, FRAME.right - 8)


def rising(who: Body, hold: Hold) -> Line:
    """From where the foot stood to where it is held."""
    low, high = _ankles(who, hold)
    start, end = (low[0] + 150, low[1] - 50), (high[0] + 95, high[1] + 105)
    return bow(start, ((start[0] + end[0]) / 2 + 75, (start[1] + end[1]) / 2 + 25), end)


def sinking(who: Body, hold: Hold) -> Line:
    """From where the foot was held to where it stands."""
    low, high = _ankles(who, hold)
    start, end = (high[0] + 90, high[1] + 95), (low[0] + 165, low[1] - 80)
    return bow(start, ((start[0] + end[0]) / 2 + 80, (start[1] + end[1]) / 2 - 25), end)


def still_at(who: Body, hold: Hold) -> Point:
    """By the foot, where the other pictures have their arrow."""
    x, y = who.layers[f"leg_{hold.leg}"].joints["ankle"]
    return (x + 285, y - 85)


def still_spot(at: Point) -> Spot:
    """What the sign says, below it."""
    x, y = at
    below = y + _STILL + 138
    return Spot("still", (x + 60, below), tether=(x, y + _STILL), optional=True)


def _ankles(who: Body, hold: Hold) -> tuple[Point, Point]:
    """Of the foot on the mat, and of the held one."""
    return who.layers["leg_down"].joints["ankle"], who.layers[f"leg_{hold.leg}"].joints["ankle"]


def beside(thigh: Wedge, hands: Wedge, correction: Correction) -> tuple[Spot, ...]:
    """Words for both presses, each on its own side of the thigh."""
    (tx, ty), (hx, hy) = thigh.base, hands.base
    if correction.press is Press.TOWARD_CHEST:
        right, left = Spot("thigh", (tx + 60, -244), "start", reach=REACH), (hx - 25, hy)
        return (
            right._replace(tether=(tx, ty), bold=True, arrow_colour=True),
            Spot("hands", left, "end", tether=(hx - 8, hy), reach=REACH),
        )
    left_of = Spot("thigh", (tx - 25, ty - 60), "end", reach=REACH)
    return (
        left_of._replace(tether=(tx, ty), bold=True, arrow_colour=True),
        Spot("hands", (hx + 25, hy + 10), "start", tether=(hx + 8, hy), reach=REACH),
    )


def hands_box(who: Body, hold: Hold) -> Box:
    """What no word may cross."""
    palms = [who.contacts[hold.arms][hand].palm for hand in ("near", "far")]
    xs, ys = zip(*palms, strict=True)
    left = 5 if hold.arms == "rpull" else 40  # the roller is there
    return Box(min(xs) - left, min(ys) - 60, max(xs) + 40, max(ys) + 60)


def legs(who: Body, leg: str) -> tuple[Box, ...]:
    """The lower leg that is lifted, its thigh, and the leg that lies."""
    joints = who.layers[f"leg_{leg}"].joints
    (kx, ky), (ax, ay), (hx, hy) = joints["knee"], joints["ankle"], joints["hip"]
    half = who.thigh_depth / 2
    shin = Box(kx - half / 2, min(ky, ay) - half * 0.7, ax + _FOOT, max(ky, ay) + half / 3)
    thigh = Box(min(hx, kx) - half * 0.6, ky, max(hx, kx) + half * 0.6, hy)
    return shin, thigh, Box(hx + half * 1.2, hy - half * 0.8, FRAME.right, who.mat_top)


def _arms(who: Body, hold: Hold) -> Box:
    """From the hands down to the mat, before the thigh."""
    hip, _ = who.layers[f"leg_{hold.leg}"].joints["hip"]
    left, top, *_ = hands_box(who, hold)
    return Box(left - 60, top, max(left, hip - who.thigh_depth * 0.55), who.mat_top)


def _within(mark: Wedge) -> Box:
    """A wedge but for its edge, where the leader line of its own label ends."""
    xs, ys = zip(*mark.outline, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys)).grown(-mark.size * 0.2)


def _around(at: Point, radius: float) -> Box:
    return Box(at[0], at[1], at[0], at[1]).grown(radius)


def _scene(
    correction: Correction,
    paint: Callable[[Canvas], None],
    who: Body,
    leg: str,
    spots: tuple[Spot, ...] = (),
) -> Scene:
    return Scene(
        frame=FRAME,
        paint=paint,
        spots=spots,
        badges=(leg_badge(correction.side, who, leg),),
        keep_out=(person.head(who),),
        side=correction.side,
        mirrored=correction.side is Side.LEFT,
    )


def leg_badge(side: Side, who: Body, leg: str) -> Badge:
    """The letter of the side, by the leg that does the work: above its shin, or on its thigh.

    Where the letter is larger than there is room above the shin, it stands beside the knee.
    """
    joints = who.layers[f"leg_{leg}"].joints
    (kx, ky), (ax, ay) = joints["knee"], joints["ankle"]
    if leg == "down":
        hx, hy = joints["hip"]
        at = (hx + (kx - hx) * 0.56, hy + (ky - hy) * 0.56)
        return Badge("letter", side, at, _BADGE)
    x, y = kx + (ax - kx) * 0.4, ky + (ay - ky) * 0.4
    at = (x, max(y - _ABOVE_SHIN, FRAME.y + _BADGE * 0.72))
    shin, thigh, _ = legs(who, leg)
    return Badge("letter", side, at, _BADGE, most=shin.top - FRAME.y, beside=thigh.left - _BESIDE)
