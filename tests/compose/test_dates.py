"""Dates in words: every language has a day that can be read and printed."""

from __future__ import annotations

from datetime import date

import pytest
from handout_help import LANGS

from handouts.compose.dates import in_words
from handouts.reading.characters import unprintable


@pytest.mark.parametrize("lang", LANGS)
def test_a_date_is_printed(lang: str) -> None:
    """In Russian and Ukrainian too, whose space before `г.` is one that no typeface has."""
    words = in_words(date(2027, 1, 15), lang)
    assert "2027" in words
    assert unprintable(words) == ()


def test_a_month_without_a_name_is_a_number() -> None:
    """CLDR knows Haitian Creole, but none of its months."""
    assert in_words(date(2027, 1, 15), "ht") == "2027-01-15"
    assert in_words(date(2027, 1, 15), "pl") == "15 stycznia 2027"
