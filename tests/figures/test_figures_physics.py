"""The drawings against the muscles: effort with the leg held turns the hip bone the drawn way."""

from __future__ import annotations

from typing import Any

import pytest
from figure_help import arrow_ends, corrections, draw, figures, fixed_words, layer, parse
from muscle_moments import axes, hands_moment, moment, muscle_moment

from handouts.pattern import Aspect, MuscleGroup, Tilt

lever, side_parts = figures.lever, figures.side_parts
HELD = [name for name, pose in lever.POSES.items() if pose.held]
FREE = [name for name, pose in lever.POSES.items() if not pose.held]
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
        ("iliacus", "rectus_femoris")
        if flexors
        else ("biceps_femoris", "semimembranosus", "semitendinosus")
    )
    drawn = Tilt.FORWARD if flexors else Tilt.BACKWARD
    for axis in axes():
        for muscle in muscles:
            assert turned_by(muscle_moment(muscle, pose.flexion, axis)) is drawn


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


def test_rectus_femoris_is_never_drawn_where_it_disagrees() -> None:
    assert turned_by(muscle_moment("rectus_femoris", 90)) is Tilt.BACKWARD
    for pose in lever.POSES.values():
        if pose.muscles is MuscleGroup.FLEXORS:
            assert turned_by(muscle_moment("rectus_femoris", pose.flexion)) is Tilt.FORWARD


@pytest.mark.parametrize("name", HELD)
def test_the_muscle_as_drawn_pulls_the_same_way(name: str) -> None:
    pose = lever.POSES[name]
    for muscle in lever.DRAWN[pose.muscles]:
        frames = figures.anatomy.muscle("lat", muscle).frames
        line = side_parts.muscle_line(muscle, 0, pose.flexion)
        last = frames.rindex("p")
        # The paper's y runs down, which turns the moment's sign round.
        pull = -moment(line[last], line[-1 if frames[-1] != "p" else last], side_parts.SI)
        drawn = Tilt.FORWARD if pose.muscles is MuscleGroup.FLEXORS else Tilt.BACKWARD
        assert turned_by(pull) is drawn


@pytest.mark.parametrize("name", HELD)
def test_held_arrow_turns_the_hip_bone(name: str) -> None:
    flexors = lever.POSES[name].muscles is MuscleGroup.FLEXORS
    way = turn(side_parts.SI, *arrow_in(draw(name, None).svg))
    assert way is (Tilt.FORWARD if flexors else Tilt.BACKWARD)


@pytest.mark.parametrize("name", FREE)
def test_free_arrow_lifts_or_lowers_the_thigh(name: str) -> None:
    """Flexing the hip goes anticlockwise on paper: the front is on the right."""
    flexors = lever.POSES[name].muscles is MuscleGroup.FLEXORS
    way = turn(side_parts.HIP, *arrow_in(draw(name, None).svg))
    assert way is (Tilt.BACKWARD if flexors else Tilt.FORWARD)
    pose = lever.POSES[name]
    assert (pose.flexion > pose.start_flexion) is flexors


@pytest.mark.parametrize("correction", corrections())
@pytest.mark.parametrize("name", ["muscles", "nutshell", "tilt-icon"])
def test_side_parts_arrow(name: str, correction: Any) -> None:
    """Solid arrows show how the effort draws the bone, the icon's hollow one how it tips now."""
    svg = draw(name, correction, fixed_words(name)).svg
    expected = correction.tilt if name == "tilt-icon" else correction.drawn
    assert turn(side_parts.SI, *arrow_in(svg)) is expected


def arrow_in(svg: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Tail and tip of a figure's arrow, in art coordinates (as for the right side)."""
    paths = [p for p in layer(parse(svg), "arrows") if "Z" in p.get("d", "")]
    assert len(paths) == 1
    return arrow_ends(paths[0].get("d", ""))
