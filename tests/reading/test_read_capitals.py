"""Capitals as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.reading.capitals import capitalize, lower, upper

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
    assert upper(typed, "en") == CAPITALS[typed]


@given(st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Z"))))
def test_other_letters_have_the_usual_ones(text: str) -> None:
    assert upper(text, "en") == text.upper()


@pytest.mark.parametrize("code", ["tr", "tr-TR", "az"])
def test_the_i_with_a_dot_and_the_one_without(code: str) -> None:
    assert upper("ileri, ısı", code) == "İLERİ, ISI"
    assert capitalize("ileri IŞIK", code) == "İleri IŞIK"
    assert lower("İLERİ ISI", code) == "ileri ısı"


CAPITALIZED = {
    ("de", "muskeln an der Hüfte"): "Muskeln an der Hüfte",
    ("de", "„muskeln“ (vorn)"): "„Muskeln“ (vorn)",
    ("de", "äußere"): "Äußere",
    ("en", "ileri"): "Ileri",
    ("en", "5 times"): "5 times",
    ("el", "άνω"): "Άνω",
    ("nl", "ijs"): "IJs",
    ("nl-BE", "ijs"): "IJs",
    ("de", "ijs"): "Ijs",
    ("hr", "ǆep"): "ǅep",
    ("en", ""): "",
    ("en", "…"): "…",
}


@pytest.mark.parametrize(("lang", "text"), CAPITALIZED)
def test_the_first_letter_is_a_capital_and_no_other_changes(lang: str, text: str) -> None:
    assert capitalize(text, lang) == CAPITALIZED[lang, text]
