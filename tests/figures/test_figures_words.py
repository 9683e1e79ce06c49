"""figures.yaml: complete, plain, honest about what the pictures show."""

from __future__ import annotations

import re
from typing import Any

import pytest
from figure_help import FIGURES_YAML, NAMES, case_id, cases, content_words, figures

from handouts.readability.grade import reading_grade
from handouts.readability.passages import Passage
from handouts.reading.clinic import EASY_READING

CASES = list(cases())
TIPPED = ("hip-inside", "hip-lens", "tilt-icon", "pelvis-front", "flexor-held", "extensor-held")
BANNED = re.compile(r"out of place|misaligned|realign|psoas pulls|rectus femoris pulls", re.I)
MUSCLE_NAMES = re.compile(r"psoas|iliacus|rectus|gluteus|hamstring|biceps", re.I)


def test_every_figure_has_its_words_and_no_others() -> None:
    assert set(FIGURES_YAML) - {"sides_meant"} == set(NAMES)
    for name in NAMES:
        assert set(FIGURES_YAML[name]) == {"title", "alt", "labels"}
        assert tuple(FIGURES_YAML[name]["labels"]) == figures.LABELS[name]


@pytest.mark.parametrize(("name", "subject"), CASES, ids=case_id)
def test_alt_text_is_long_enough_to_act_on_and_plain(name: str, subject: Any) -> None:
    words = content_words(name, subject)
    assert len(words.alt.split()) >= 15
    assert len(words.alt) <= 150
    assert len(words.title) <= 70
    assert not BANNED.search(words.alt + words.title)
    if "anatomy" not in name:
        assert reading_grade([Passage(words.alt)], "en").too_hard(EASY_READING) is None


@pytest.mark.parametrize("name", TIPPED)
def test_a_drawn_tilt_is_said_to_be_larger_than_life(name: str) -> None:
    for case, subject in CASES:
        if case == name:
            alt = content_words(name, subject).alt
            assert "larger than life" in alt
            assert re.search("dashed line", alt, re.I)


@pytest.mark.parametrize("name", ["exercise-hands", "exercise-roller", "hip-inside", "hip-lens"])
def test_the_effort_turns_the_bone_not_one_muscle(name: str) -> None:
    for case, subject in CASES:
        if case == name:
            words = content_words(name, subject)
            assert not MUSCLE_NAMES.search(words.alt + words.title)
            if name in ("hip-inside", "hip-lens"):
                assert "effort" in words.alt
