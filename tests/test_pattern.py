"""The rule of the mission, spelled out once more by hand: the table a clinician would check."""

import pytest

from handouts.pattern import (
    PATTERNS,
    Aspect,
    Correction,
    MuscleGroup,
    Pattern,
    Press,
    Side,
    Tilt,
)


@pytest.mark.parametrize("side", Side)
def test_a_backward_hip_bone_calls_for_the_flexors(side: Side) -> None:
    correction = Correction(side, Tilt.BACKWARD)
    assert correction.muscles is MuscleGroup.FLEXORS
    assert correction.muscles_at is Aspect.FRONT
    assert correction.press is Press.TOWARD_CHEST
    assert correction.resistance_at is Aspect.FRONT
    assert correction.drawn is Tilt.FORWARD


@pytest.mark.parametrize("side", Side)
def test_a_forward_hip_bone_calls_for_the_extensors(side: Side) -> None:
    correction = Correction(side, Tilt.FORWARD)
    assert correction.muscles is MuscleGroup.EXTENSORS
    assert correction.muscles_at is Aspect.BACK
    assert correction.press is Press.AWAY_FROM_CHEST
    assert correction.resistance_at is Aspect.BACK
    assert correction.drawn is Tilt.BACKWARD


def test_there_are_two_patterns_and_they_mirror_each_other() -> None:
    left, right = PATTERNS
    assert (left.id, right.id) == ("left-backward", "right-backward")
    assert left.mirrored == right
    assert right.mirrored == left


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_each_pattern_has_one_hip_bone_each_way(pattern: Pattern) -> None:
    assert pattern.backward.tilt is Tilt.BACKWARD
    assert pattern.forward.tilt is Tilt.FORWARD
    assert pattern.backward.side is pattern.forward.side.other
    assert Pattern.from_id(pattern.id) == pattern


@pytest.mark.parametrize("tilt", Tilt)
def test_both_hip_bones_the_same_way_is_refused(tilt: Tilt) -> None:
    with pytest.raises(ValueError, match=f"both hip bones are {tilt.value}"):
        Pattern(left=tilt, right=tilt)


def test_an_unknown_pattern_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no pattern 'both-backward'.*left-backward"):
        Pattern.from_id("both-backward")
