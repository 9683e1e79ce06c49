"""The rule in words: nothing said of a hip contradicts its correction."""

from __future__ import annotations

import pytest

from handouts.compose.wording import days_of_week, hip, neutral_hip, pattern_variables
from handouts.errors import ContentError
from handouts.pattern import PATTERNS, Correction, Pattern, Side, Tilt
from handouts.reading import Library, Phrases

HIPS = [Correction(side, tilt) for side in Side for tilt in Tilt]


@pytest.fixture
def phrases(library: Library) -> Phrases:
    return library.languages["en"].phrases


# What the rule's table says, in the words of the content.
RULE = {
    Tilt.BACKWARD: {
        "tilt": "backward",
        "drawn": "forward",
        "muscles": "hip flexors",
        "muscles_plain": "muscles at the front of your hip",
        "at": "front",
        "press": "toward your chest",
        "press_short": "to chest",
        "press_hands": "into your hands",
        "place": "on the front of",
        "place_loud": "on the FRONT of",
        "hands_at": "in FRONT",
    },
    Tilt.FORWARD: {
        "tilt": "forward",
        "drawn": "backward",
        "muscles": "hip extensors",
        "muscles_plain": "muscles at the back of your hip",
        "at": "back",
        "press": "away",
        "press_short": "away",
        "press_hands": "away, into your hands",
        "place": "behind",
        "place_loud": "BEHIND",
        "hands_at": "BEHIND",
    },
}


@pytest.mark.parametrize("correction", HIPS, ids=str)
def test_words_of_a_hip(phrases: Phrases, correction: Correction) -> None:
    side = correction.side.value
    expected = RULE[correction.tilt] | {
        "side": side,
        "other": {"left": "right", "right": "left"}[side],
        "letter": side[0].upper(),
    }
    assert hip(phrases, correction) == expected


@pytest.mark.parametrize("tilt", Tilt)
def test_words_without_a_side_are_true_of_both(phrases: Phrases, tilt: Tilt) -> None:
    left, right = (neutral_hip(phrases, Correction(side, tilt)) for side in Side)
    assert left == right == RULE[tilt]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_words_of_a_pattern(phrases: Phrases, pattern: Pattern) -> None:
    known = pattern_variables(phrases, pattern)
    assert known.keys() == {"backward", "forward"}
    assert known["backward"]["tilt"] == "backward"
    assert known["forward"]["tilt"] == "forward"
    assert known["backward"]["side"] == pattern.backward.side.value
    assert known["forward"]["side"] == known["backward"]["other"]


def test_words_without_a_pattern_name_no_side(phrases: Phrases) -> None:
    for words in pattern_variables(phrases, None).values():
        assert {"side", "other", "letter"}.isdisjoint(words)
        assert not any(side in " ".join(words.values()) for side in ("left", "right"))


def test_days_in_order(phrases: Phrases) -> None:
    days = days_of_week(phrases)
    assert [day.id for day in days[:2]] == ["monday", "tuesday"]
    assert [day.short for day in days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert all(day.name.startswith(day.short) for day in days)


def test_text_fills_in_what_is_known(phrases: Phrases) -> None:
    assert phrases.text("labels.page", page=1, pages=2) == "Page 1 of 2"


@pytest.mark.parametrize("key", ["labels.nothing", "nothing", "labels"])
def test_missing_words_are_a_problem(phrases: Phrases, library: Library, key: str) -> None:
    with pytest.raises(ContentError) as error:
        phrases.text(key)
    (problem,) = error.value.problems
    assert problem.file == library.languages["en"].path / "words.yaml"
    assert key in problem.what


def test_missing_variable_is_a_problem(phrases: Phrases) -> None:
    with pytest.raises(ContentError, match="pages"):
        phrases.text("labels.page", page=1)
