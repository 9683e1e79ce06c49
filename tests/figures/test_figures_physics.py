"""The drawings against the muscles: effort with the leg held turns the hip bone the drawn way."""

from __future__ import annotations

from math import dist
from typing import Any

import pytest
from figure_help import arrow_ends, case_id, corrections, draw, figures, fixed_words, layer, parse
from muscle_moments import axes, hands_moment, moment, muscle_moment

from handouts.pattern import Aspect, MuscleGroup, Tilt

lever, side_parts, lying_pelvis = figures.lever, figures.side_parts, figures.lying_pelvis
bodies, inside, paths = figures.anatomy.bodies, figures.inside, figures.paths
LIFE = 12.0
HELD = [name for name, pose in lever.POSES.items() if pose.held]
FREE = [name for name, pose in lever.POSES.items() if not pose.held]
FLEXION = {"push": 90, "pull": 102, "down": 50}
"""Degrees of the hip, by the layer of the leg."""

THIGH_FLEXION = {Aspect.FRONT: (90,), Aspect.BACK: (102, 124)}
"""Degrees in which the exercise is drawn: hands or roller in front; hands, then roller, behind."""


def turn(pivot: tuple[float, float], tail: tuple[float, float], tip: tuple[float, float]) -> Tilt:
    """Which way an arrow goes about a pivot on paper, front to the right, y down."""
    cross = (tail[0] - pivot[0]) * (tip[1] - pivot[1]) - (tail[1] - pivot[1]) * (tip[0] - pivot[0])
    return Tilt.FORWARD if cross > 0 else Tilt.BACKWARD


def turned_by(value: float) -> Tilt:
    return Tilt.BACKWARD if value > 0 else Tilt.FORWARD


@pytest.mark.parametrize(
    ("muscle", "flexion", "expected", "tolerance"),
    [
        ("iliacus", 0, -104, 5),
        ("iliacus", 90, -36, 5),
        ("psoas", 0, -106, 5),
        ("rectus_femoris", 0, -70, 5),
        ("rectus_femoris", 90, 54, 5),
        ("biceps_femoris", 0, 8, 10),
        ("biceps_femoris", 90, 131, 10),
        ("semimembranosus", 90, 126, 10),
        ("semitendinosus", 90, 137, 10),
    ],
)
def test_straight_lines_come_near_the_full_model(
    muscle: str, flexion: float, expected: float, tolerance: float
) -> None:
    assert muscle_moment(muscle, flexion) == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize("name", HELD)
def test_leg_held_each_drawn_muscle_turns_the_hip_bone_as_drawn(name: str) -> None:
    pose = lever.POSES[name]
    flexors = pose.muscles is MuscleGroup.FLEXORS
    muscles = (
        ("iliacus", "psoas")
        if flexors
        else ("gluteus_maximus", "biceps_femoris", "semimembranosus", "semitendinosus")
    )
    assert lying_pelvis.DRAWN[MuscleGroup.FLEXORS] == ("iliacus", "psoas")
    for axis in axes():
        for muscle in muscles:
            turned = turned_by(muscle_moment(muscle, FLEXION[pose.leg], axis))
            assert turned is pose.tilt.other


@pytest.mark.parametrize("axis", axes())
def test_side_parts_effort_turns_the_hip_bone_as_drawn(axis: tuple[float, float]) -> None:
    for muscle in ("iliacus", "psoas", "rectus_femoris"):
        assert turned_by(muscle_moment(muscle, 0, axis)) is Tilt.FORWARD
    # With the thigh straight the hamstrings alone may go either way within the axis error (the
    # data does not support more), so the figure speaks of the group.
    assert turned_by(muscle_moment("gluteus_maximus", 0, axis)) is Tilt.BACKWARD
    group = ("gluteus_maximus", "biceps_femoris", "semimembranosus", "semitendinosus")
    assert turned_by(sum(muscle_moment(m, 0, axis) for m in group)) is Tilt.BACKWARD


@pytest.mark.parametrize("correction", corrections())
def test_exercise_effort_draws_the_hip_bone_back_out_of_its_tilt(correction: Any) -> None:
    front = correction.resistance_at is Aspect.FRONT
    for flexion in THIGH_FLEXION[correction.resistance_at]:
        for axis in axes():
            load = hands_moment(flexion, front=front, axis=axis)
            assert turned_by(load) is correction.drawn


def test_a_hundred_newtons_at_the_knee_is_about_thirty_newton_metres() -> None:
    assert hands_moment(90, front=True) * 100 / 1000 == pytest.approx(-31, abs=1)


def test_rectus_femoris_is_left_out_where_it_disagrees() -> None:
    """At 90 degrees its pull turns the hip bone backward, against the flexors' story."""
    assert turned_by(muscle_moment("rectus_femoris", 90)) is Tilt.BACKWARD
    for muscles in lying_pelvis.DRAWN.values():
        assert "rectus_femoris" not in muscles


@pytest.mark.parametrize("body", bodies.BODIES)
@pytest.mark.parametrize("name", HELD)
def test_the_muscles_as_drawn_pull_the_same_way(name: str, body: str) -> None:
    pose = lever.POSES[name]
    pelvis = lever.pelvis_of(name, bodies.body(body), LIFE)
    for muscle in lying_pelvis.DRAWN[pose.muscles]:
        flexors = pose.muscles is MuscleGroup.FLEXORS
        frames = figures.anatomy.muscle("lying" if flexors else "lat", muscle).frames
        line = lying_pelvis.muscle_line(pelvis, muscle)
        last = frames.rindex("p")
        # The paper's y runs down, which turns the moment's sign round.
        pull = -moment(line[last], line[-1], pelvis.axis)
        assert turned_by(pull) is pose.tilt.other, muscle


@pytest.mark.parametrize("body", bodies.BODIES)
@pytest.mark.parametrize("correction", corrections(), ids=case_id)
def test_the_hip_bone_turns_out_of_its_tilt(correction: Any, body: str) -> None:
    """Both arrows go about the SI joint the way of the rule, and stay clear of the joint."""
    who = bodies.body(body)
    hold = figures.holds.hold_of(correction)
    pelvis = lying_pelvis.tipped(who, hold.leg, correction, LIFE)
    for path in lying_pelvis.turning(pelvis, correction.drawn):
        assert turn(pelvis.axis, path[0], path[-1]) is correction.drawn
        assert min(dist(point, pelvis.axis) for point in path) > 60


@pytest.mark.parametrize("correction", corrections(), ids=case_id)
@pytest.mark.parametrize("name", ["hip-inside", "hip-lens"])
def test_the_turning_arrows_are_drawn(name: str, correction: Any) -> None:
    """As the right side has them; a left side's whole layer is turned over."""
    who = bodies.body("base")
    pelvis = lying_pelvis.tipped(who, figures.holds.hold_of(correction).leg, correction, LIFE)
    svg = draw(name, correction, fixed_words(name)).svg
    nearness = 1.0 if name == "hip-inside" else 0.84
    for path in lying_pelvis.turning(pelvis, correction.drawn, nearness):
        width = 24 if name == "hip-inside" else 17
        outline = figures.geometry.arrow(path, width, width * 2.3)
        assert figures.geometry.polyline(outline, closed=True) in svg


@pytest.mark.parametrize("tilt", [-LIFE, 0, LIFE])
@pytest.mark.parametrize("leg", ["push", "pull", "down"])
@pytest.mark.parametrize("body", bodies.BODIES)
def test_the_thigh_bone_stays_in_its_socket_and_in_the_thigh(
    body: str, leg: str, tilt: float
) -> None:
    who = bodies.body(body)
    pelvis = lying_pelvis.lying_pelvis(who, leg, tilt)
    socket = pelvis.hip.apply(side_parts.HIP)
    assert socket == pytest.approx(pelvis.thigh.apply(side_parts.HIP), abs=1e-6)
    knee = who.layers[f"leg_{leg}"].joints["knee"]
    assert dist(pelvis.thigh.apply(lying_pelvis.KNEE), knee) < 12


@pytest.mark.parametrize("body", bodies.BODIES)
@pytest.mark.parametrize("correction", corrections()[:2], ids=case_id)
def test_the_bones_lie_inside_the_body(correction: Any, body: str) -> None:
    who = bodies.body(body)
    leg = figures.holds.hold_of(correction).leg
    pelvis = lying_pelvis.tipped(who, leg, correction, LIFE)
    skin = [
        line
        for layer_name in ("base", f"leg_{leg}")
        for cloth in who.layers[layer_name].fills
        for line in paths.flattened(cloth.outline)
    ]
    for name, placing in (("hip_lat", pelvis.hip), ("sac_lat", pelvis.spine)):
        points = [
            placing.apply(point)
            for line in paths.flattened(figures.anatomy.bone(name).silhouette)
            for point in line
        ]
        outside = [p for p in points if not any(within(p, line) for line in skin)]
        assert len(outside) <= 0.02 * len(points), name
        assert max(y for _, y in points) < who.mat_top


def within(point: tuple[float, float], line: Any) -> bool:
    x, y = point
    crossings = sum(
        (ya > y) != (yb > y) and x < xa + (y - ya) * (xb - xa) / (yb - ya)
        for (xa, ya), (xb, yb) in zip(line, (*line[1:], line[0]), strict=True)
    )
    return bool(crossings % 2)


@pytest.mark.parametrize("name", HELD)
def test_held_arrow_turns_the_hip_bone(name: str) -> None:
    pose, who = lever.POSES[name], bodies.body("base")
    axis = lever.pelvis_of(name, who, LIFE).axis
    for path in lever.moving_arrow(name, who, LIFE):
        assert turn(axis, path[0], path[-1]) is pose.tilt.other


@pytest.mark.parametrize("name", FREE)
def test_free_arrow_goes_from_the_dashed_thigh_to_the_drawn_one(name: str) -> None:
    """Lying with the head on the left, lifting the thigh goes anticlockwise about the hip joint."""
    pose, who = lever.POSES[name], bodies.body("base")
    (path,) = lever.moving_arrow(name, who, LIFE)
    flexors = pose.muscles is MuscleGroup.FLEXORS
    assert turn(who.hip, path[0], path[-1]) is (Tilt.BACKWARD if flexors else Tilt.FORWARD)
    start, end = (
        dist(path[i], figures.thigh.thigh_of(who, leg).at(0.8, 0))
        for i, leg in ((0, pose.start), (-1, pose.leg))
    )
    assert start < 250
    assert end < 200


@pytest.mark.parametrize("correction", corrections())
def test_the_icons_arrow_goes_the_way_the_hip_bone_is_tipped_now(correction: Any) -> None:
    svg = draw("tilt-icon", correction, fixed_words("tilt-icon")).svg
    assert turn(side_parts.SI, *arrow_in(svg)) is correction.tilt


def arrow_in(svg: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Tail and tip of a figure's arrow, in art coordinates (as for the right side)."""
    paths = [p for p in layer(parse(svg), "arrows") if "Z" in p.get("d", "")]
    assert len(paths) == 1
    return arrow_ends(paths[0].get("d", ""))
