"""Marks are composed with their letter, or told; none stands beside it or runs through it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from content_folder import Content
from hypothesis import given
from hypothesis import strategies as st

from handouts.reading.characters import is_invisible, tidy, unprintable

LETTERS = st.characters(categories=["Lu", "Ll"], max_codepoint=0x1EFF)
MARKS = st.characters(min_codepoint=0x300, max_codepoint=0x36F, categories=["Mn"])


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("Ẹ\u0300kọ", "U+0300 (COMBINING GRAVE ACCENT)"),
        ("G\u0303", "U+0303 (COMBINING TILDE)"),
        ("g\u0303", "U+0303 (COMBINING TILDE)"),
    ],
)
def test_a_mark_that_no_letter_has_is_told(
    content: Content, only_problem: Callable[[], str], word: str, mark: str
) -> None:
    content.handout(f"\n## Set up {{#set-up}}\n\nLie {word}.\n")
    told = only_problem()
    assert told.startswith("en/correction.md:9: no typeface has a letter with")
    assert mark in told
    assert "write the word without it" in told


def test_a_mark_in_the_name_of_a_clinic_is_told(
    content: Content, only_problem: Callable[[], str]
) -> None:
    content.write("clinic.yaml", "name: Clinic of Ẹ\u0300kọ\n")
    assert only_problem().startswith("clinic.yaml:1: no typeface has a letter with")


def test_a_mark_that_its_letter_has_is_composed(content: Content) -> None:
    content.handout(
        "\n## Set up {#set-up}\n\nA cafe\u0301 in A\u030angstrom, Vie\u0323\u0302t Nam.\n"
    )
    assert content.problems() == []


@given(LETTERS, st.lists(MARKS, max_size=2))
def test_what_can_be_printed_has_no_mark_of_its_own(letter: str, marks: list[str]) -> None:
    text = tidy("".join((letter, *marks)))
    if not unprintable(text):
        assert not any(map(unicodedata.combining, text))
        assert not any(map(is_invisible, text))


def test_soft_hyphens_stay_where_words_are_divided_and_nowhere_else(content: Content) -> None:
    content.handout("\n## Set up {#set-up}\n\nLie on your Mon\xadtag.\n")
    content.write("clinic.yaml", "name: Mon\xadtag\n")
    assert content.problems() == []
    assert content.load().clinic.name == "Montag"
    assert "Mon\\xadtag" in str(content.load().languages["en"].handouts["correction"].sections)
