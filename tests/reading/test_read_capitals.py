"""Capitals as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.reading.capitals import capitalize, lower, of_language, upper
from handouts.reading.expressions import value_of

CAPITALS = {
    "left": "LEFT",
    "rückwärts, groß": "RÜCKWÄRTS, GROSS",
    "вперёд": "ВПЕРЁД",
    "arrière": "ARRIÈRE",
    "αριστερό": "ΑΡΙΣΤΕΡΟ",
    "δεξί ή αριστερό": "ΔΕΞΙ Ή ΑΡΙΣΤΕΡΟ",
    "ήρεμα": "ΗΡΕΜΑ",
    "μάιος": "ΜΑΪΟΣ",
    "άυλος": "ΑΫΛΟΣ",
    "προϊόν": "ΠΡΟΪΟΝ",
    "γαϊδουράκι, πρωΐ, μαΐου": "ΓΑΪΔΟΥΡΑΚΙ, ΠΡΩΪ, ΜΑΪΟΥ",
    "αΰπνος": "ΑΫΠΝΟΣ",
}


@pytest.mark.parametrize("typed", CAPITALS)
def test_capitals(typed: str) -> None:
    assert upper(typed) == CAPITALS[typed]


@pytest.mark.parametrize("expression", ["word | upper", "word | upper if word else word"])
def test_content_has_them_too_whoever_reads_the_expression(expression: str) -> None:
    assert value_of(expression, {"word": "αριστερό"}) == "ΑΡΙΣΤΕΡΟ"


@given(st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Z"))))
def test_other_letters_have_the_usual_ones(text: str) -> None:
    assert upper(text) == text.upper()


@pytest.mark.parametrize("code", ["tr", "tr-TR", "az"])
def test_the_i_with_a_dot_and_the_one_without(code: str) -> None:
    with of_language(code):
        assert upper("ileri, ısı") == "İLERİ, ISI"
        assert capitalize("ileri IŞIK") == "İleri ışık"
        assert lower("İLERİ ISI") == "ileri ısı"
        assert value_of("word | upper", {"word": "geriye"}) == "GERİYE"
    assert upper("ileri") == "ILERI"
    assert capitalize("ileri İ") == "ileri İ".capitalize()
