"""Joints turn what hangs on them; arms reach where they are told."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="the bake's packages are not installed: .[bake]")

from figures.anatomy.bake.arrays import rotation, rotation_between  # noqa: E402
from figures.anatomy.bake.character import Character  # noqa: E402
from figures.anatomy.bake.pose import Pose  # noqa: E402

BONES = (
    "root", "upperarm01.R", "lowerarm01.R", "wrist.R",
    "finger2-1.R", "finger3-1.R", "finger5-1.R",
)  # fmt: skip
HEADS = np.array(
    [(0, 0, 0), (-0.2, 0, 0.5), (-0.2, 0, 0.2), (-0.2, 0, -0.05),
     (-0.2, -0.04, -0.14), (-0.2, 0, -0.15), (-0.2, 0.04, -0.14)]
)  # fmt: skip


@pytest.fixture
def stick_figure() -> Character:
    """One vertex on each joint, moved by the bone that ends there."""
    parents = np.array([-1, 0, 1, 2, 3, 3, 3])
    return Character(
        vertices=HEADS,
        faces=np.array([[0, 1, 2]]),
        bones=BONES,
        heads=HEADS,
        parents=parents,
        bone_indices=np.maximum(parents, 0)[:, None],
        bone_weights=np.ones((7, 1)),
    )


def test_a_joint_carries_all_below_it_and_nothing_above(stick_figure: Character) -> None:
    pose = Pose.rest(stick_figure).turned("lowerarm01.R", rotation(np.array([1.0, 0, 0]), -90))
    np.testing.assert_allclose(pose.joint("lowerarm01.R"), HEADS[2])
    np.testing.assert_allclose(pose.joint("wrist.R"), [-0.2, -0.25, 0.2], atol=1e-12)
    vertices = pose.vertices()
    np.testing.assert_allclose(vertices[:3], HEADS[:3])
    np.testing.assert_allclose(vertices[3], pose.joint("wrist.R"), atol=1e-12)


def test_the_wrist_reaches_its_target_with_the_elbow_toward_its_side(
    stick_figure: Character,
) -> None:
    target = np.array([-0.1, -0.3, 0.4])
    fingers, palm = np.array([0, -1.0, 0]), np.array([0, 0, -1.0])
    pose = Pose.rest(stick_figure).reaching(
        "R", target, elbow=np.array([-1.0, 0, 0]), fingers=fingers, palm=palm
    )
    np.testing.assert_allclose(pose.joint("wrist.R"), target, atol=1e-9)
    shoulder, elbow = pose.joint("upperarm01.R"), pose.joint("lowerarm01.R")
    assert np.linalg.norm(elbow - shoulder) == pytest.approx(0.3)
    assert np.linalg.norm(target - elbow) == pytest.approx(0.25)
    assert elbow[0] < min(shoulder[0], target[0])
    pointing = pose.joint("finger3-1.R") - target
    np.testing.assert_allclose(pointing / np.linalg.norm(pointing), fingers, atol=1e-9)


def test_a_target_out_of_reach_is_reached_for(stick_figure: Character) -> None:
    pose = Pose.rest(stick_figure).reaching(
        "R",
        np.array([-0.2, -5, 0.5]),
        elbow=np.array([-1.0, 0, 0]),
        fingers=np.array([0, -1.0, 0]),
        palm=np.array([0, 0, -1.0]),
    )
    np.testing.assert_allclose(pose.joint("wrist.R"), [-0.2, -0.995 * 0.55, 0.5], atol=1e-9)


def test_rotations_are_right_handed_and_proper() -> None:
    np.testing.assert_allclose(
        rotation(np.array([0, 0, 2.0]), 90) @ [1, 0, 0], [0, 1, 0], atol=1e-12
    )
    turn = rotation_between(np.array([1.0, 0, 0]), np.array([0, 3.0, 4.0]))
    np.testing.assert_allclose(turn @ [1, 0, 0], [0, 0.6, 0.8], atol=1e-12)
    assert np.linalg.det(turn) == pytest.approx(1)


def test_bones_are_found_by_name_and_side(stick_figure: Character) -> None:
    assert stick_figure.moved_by("upperarm", side="R").tolist() == [
        bone == "upperarm01.R" for bone in stick_figure.strongest_bone
    ]
    assert not stick_figure.moved_by("upperarm", side="L").any()
