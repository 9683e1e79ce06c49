"""What is known of the typefaces, against what fontTools reads in their files."""

from __future__ import annotations

from functools import cache

import pytest
from fontTools.ttLib import TTFont
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.design import scripts
from handouts.design.fonts import (
    ATKINSON,
    FIRA,
    TYPEFACES,
    Typeface,
    missing_characters,
    register,
    typeface_for,
)
from handouts.design.scripts import can_be_set, extra_for, script_with
from handouts.tagged import width_of

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\t"), min_size=1)


@cache
def advances(typeface: Typeface, *, bold: bool) -> dict[str, float]:
    """The advance width of every character of a face, in em."""
    with TTFont(typeface.path(bold=bold)) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


@given(TEXT)
@example("\uffff")  # the end of a table of characters, and none itself
@example("\0")
def test_characters_that_no_typeface_has(text: str) -> None:
    first, last = (advances(each, bold=False).keys() for each in TYPEFACES)
    has_all = first >= set(text)
    missing = [] if has_all else [char for char in dict.fromkeys(text) if char not in last]
    assert missing_characters(text) == [char for char in missing if not can_be_set(char)]


def test_a_few_words_of_other_letters_are_guests_of_a_typeface() -> None:
    words = ["rest"] * 60
    assert typeface_for(words) == ATKINSON
    for guests in ("Клиника здоровья", "王诊所", "عيادة السلام", "คลินิก", "Łukasz Wójcik"):
        assert typeface_for([*words, guests]) == ATKINSON
    assert typeface_for(["Лягте на спину", "Rest"]) == FIRA
    assert typeface_for(["Nằm ngửa và gập đầu gối"]) == FIRA
    assert typeface_for(["استلقِ على ظهرك"], "ar") == ATKINSON.of_language("ar")


def test_what_an_extra_has_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (extra_for("ع"), extra_for("王"), extra_for("a")) == ("", "", "")
    monkeypatch.setattr(scripts, "_folders", lambda: {})
    assert (extra_for("ع"), extra_for("王"), extra_for("a")) == ("scripts", "cjk", "")


@pytest.mark.parametrize("script", scripts.SCRIPTS, ids=lambda script: script.font)
def test_each_script_has_a_font_with_its_letters(script: scripts.Script) -> None:
    first, last = script.ranges[0]
    assert any(can_be_set(chr(code)) for code in range(first, last + 1))
    assert script_with(chr(first)) == script


@given(st.data(), st.sampled_from(TYPEFACES), st.booleans(), st.floats(1, 99))
def test_a_text_is_as_wide_as_its_characters(
    data: st.DataObject, typeface: Typeface, bold: bool, size: float
) -> None:
    widths = advances(typeface, bold=bold)
    text = "".join(data.draw(st.lists(st.sampled_from(sorted(widths)), max_size=20)))
    expected = sum(widths[char] for char in text) * size
    font = register(typeface).face(bold=bold)
    assert abs(width_of(text, font, size) - expected) < 1e-6
