"""Where thigh and hands press: on each other, against each other, on every body."""

from __future__ import annotations

from math import dist, hypot
from typing import Any

import pytest
from figure_help import case_id, corrections, draw, figures, fixed_words, layer, numbers, parse

from handouts.pattern import Aspect, Press

bodies, holds, thigh = figures.anatomy.bodies, figures.holds, figures.thigh
BODIES = bodies.BODIES
ROLLER = (False, True)
PALM_THICKNESS = 27.0
"""mm from the middle of a hand's joints to its skin, at most."""

WAYS = [
    pytest.param(body, correction, roller, id=f"{body}-{case_id(correction)}-{roller}")
    for body in BODIES
    for correction in corrections()
    for roller in ROLLER
]


def inside(point: tuple[float, float], outline: str) -> bool:
    """Even-odd, holes counted as inside."""
    x, y = point
    for line in figures.paths.flattened(outline):
        crossings = sum(
            (ya > y) != (yb > y) and x < xa + (y - ya) * (xb - xa) / (yb - ya)
            for (xa, ya), (xb, yb) in zip(line, (*line[1:], line[0]), strict=True)
        )
        if crossings % 2:
            return True
    return False


def on_leg(body: Any, leg: str, point: tuple[float, float]) -> bool:
    return any(inside(point, cloth.outline) for cloth in body.layers[f"leg_{leg}"].fills)


def middle(wedge: Any) -> tuple[float, float]:
    (ax, ay), (bx, by), (cx, cy) = wedge.outline
    return ((ax + bx + cx) / 3, (ay + by + cy) / 3)


def pointing(wedge: Any) -> tuple[float, float]:
    (tx, ty), (bx, by) = wedge.tip, wedge.base
    length = hypot(tx - bx, ty - by)
    return ((tx - bx) / length, (ty - by) / length)


def dot(a: tuple[float, float], b: tuple[float, float]) -> float:
    return a[0] * b[0] + a[1] * b[1]


@pytest.mark.parametrize(("name", "correction", "roller"), WAYS)
def test_the_thigh_presses_on_itself_the_way_of_the_rule(
    name: str, correction: Any, roller: bool
) -> None:
    body, hold = bodies.body(name), holds.hold_of(correction, roller=roller)
    mark, _ = holds.wedges(body, hold)
    assert on_leg(body, hold.leg, middle(mark))
    to_front = dot(pointing(mark), thigh.thigh_of(body, hold.leg).front)
    toward = correction.press is Press.TOWARD_CHEST
    assert to_front == pytest.approx(1 if toward else -1, abs=1e-6)


@pytest.mark.parametrize(("name", "correction", "roller"), WAYS)
def test_the_hands_press_straight_against_it_and_as_hard(
    name: str, correction: Any, roller: bool
) -> None:
    body, hold = bodies.body(name), holds.hold_of(correction, roller=roller)
    of_thigh, of_hands = holds.wedges(body, hold)
    assert dot(pointing(of_thigh), pointing(of_hands)) == pytest.approx(-1, abs=1e-6)
    assert of_thigh.size == of_hands.size
    between = (of_hands.tip[0] - of_thigh.tip[0], of_hands.tip[1] - of_thigh.tip[1])
    assert dot(between, pointing(of_thigh)) > 0, "the tips face each other"
    across = (pointing(of_thigh)[1], -pointing(of_thigh)[0])
    assert abs(dot(between, across)) < of_thigh.size / 2, "nearly on one line"


@pytest.mark.parametrize(("name", "correction", "roller"), WAYS)
def test_the_hands_mark_touches_a_hand_from_outside(
    name: str, correction: Any, roller: bool
) -> None:
    body, hold = bodies.body(name), holds.hold_of(correction, roller=roller)
    _, mark = holds.wedges(body, hold)
    palms = [body.contacts[hold.arms][hand].palm for hand in ("near", "far")]
    assert min(dist(mark.tip, palm) for palm in palms) < 75
    leg = thigh.thigh_of(body, hold.leg)
    sign = 1 if correction.resistance_at is Aspect.FRONT else -1
    for palm in palms:
        beyond = dot((mark.tip[0] - palm[0], mark.tip[1] - palm[1]), leg.front) * sign
        assert beyond > 0


@pytest.mark.parametrize("hand", ["near", "far"])
@pytest.mark.parametrize("name", BODIES)
def test_palms_touch_the_skin(name: str, hand: str) -> None:
    """The palm's middle, off the outermost skin at its height: + is outside, in mm."""
    body = bodies.body(name)
    for arms, sign, (least, most) in (("push", 1, (-18, 12)), ("pull", -1, (-25, 4))):
        contact = body.contacts[arms][hand]
        skin = contact.front if sign > 0 else contact.back
        front = thigh.thigh_of(body, arms).front
        off = dot((contact.palm[0] - skin[0], contact.palm[1] - skin[1]), front) * sign
        assert least <= off <= most, arms


@pytest.mark.parametrize("hand", ["near", "far"])
@pytest.mark.parametrize("arms", ["rpush", "rpull"])
@pytest.mark.parametrize("name", BODIES)
def test_a_roller_lies_on_the_thigh_and_the_hands_on_the_roller(
    name: str, arms: str, hand: str
) -> None:
    body = bodies.body(name)
    roller, leg = body.rollers[arms], "push" if arms == "rpush" else "rpull"
    front = thigh.thigh_of(body, leg).front
    sign = -1 if arms == "rpush" else 1
    touch = (
        roller.centre[0] + sign * front[0] * roller.radius,
        roller.centre[1] + sign * front[1] * roller.radius,
    )
    deeper = (touch[0] + sign * front[0] * 8, touch[1] + sign * front[1] * 8)
    assert on_leg(body, leg, deeper)
    assert not on_leg(body, leg, roller.centre)
    assert abs(dist(body.contacts[arms][hand].palm, roller.centre) - roller.radius) < PALM_THICKNESS


@pytest.mark.parametrize("name", BODIES)
def test_a_hand_reaches_its_wrist(name: str) -> None:
    """Forearm and upper arm are as long in every hold as at rest, foreshortened at most."""
    body = bodies.body(name)
    for arms in ("push", "pull"):
        for hand in ("near", "far"):
            joints = body.layers[f"arm_{hand}_{arms}"].joints
            assert dist(joints["elbow"], joints["wrist"]) < 300


@pytest.mark.parametrize("roller", ROLLER)
@pytest.mark.parametrize("correction", corrections(), ids=case_id)
def test_both_marks_are_drawn(correction: Any, roller: bool) -> None:
    """The solid one filled in the arrows' colour, the hollow one white within its outline."""
    hold = holds.hold_of(correction, roller=roller)
    solid, hollow = holds.wedges(bodies.body("base"), hold)
    for name in ("press", "exercise"):
        full = f"{name}-roller" if roller else name if name == "press" else "exercise-hands"
        root = parse(draw(full, correction, fixed_words(full)).svg)
        arrow = figures.style.palette(figures.Style.COLOUR, side=correction.side).arrow
        drawn = {}
        for path in layer(root, "arrows"):
            values = numbers(path.get("d", ""))
            if len(values) == 6:
                drawn[tuple(values)] = (path.get("fill"), path.get("stroke"))
        paints = []
        for mark in (solid, hollow):
            wanted = [value for point in mark.outline for value in point]
            paints += [
                paint
                for found, paint in drawn.items()
                if found == pytest.approx(tuple(wanted), abs=0.06)
            ]
        assert paints == [(arrow, arrow), ("#FFFFFF", arrow)]
