"""The grade of any text: never an error, never nonsense, and the hard sentences first."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.readability import syllables as counting
from handouts.readability.grade import ReadingGrade, reading_grade
from handouts.readability.passages import Passage
from handouts.readability.syllables import syllables
from handouts.storage import cache

LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pl", "ru", "pt-BR", "el", "xx")
ANY_TEXT = st.text(max_size=200)
HARD = "Contraindications necessitate individualised consideration."
EASY = "Hold the thigh still. Keep your leg up. Push with care."


def graded(*texts: str, lang: str = "en") -> ReadingGrade:
    return reading_grade([Passage(text) for text in texts], lang)


@given(st.lists(ANY_TEXT, max_size=4), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_any_text_has_a_grade(texts: list[str], lang: str) -> None:
    found = graded(*texts, lang=lang)
    assert 0 <= found.grade < math.inf
    assert found.words_a_sentence >= 0
    for each in found.measures:
        assert 0 <= each.value < math.inf
        assert each.grade is None or 0 <= each.grade < math.inf
        assert not each.formula.more_is_easier or each.value <= 100
    assert (found.measures == ()) is (found.sentence_count == 0)
    assert found.too_hard(1e9) is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", ["", " \n", "…!?", "– –"])
def test_no_word_no_grade(text: str, lang: str) -> None:
    assert graded(text, lang=lang) == ReadingGrade((), (), 0, 0.0)
    assert graded(text, lang=lang).grade == 0
    assert graded(text, lang=lang).too_hard(3) is None


@given(ANY_TEXT, st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_the_same_text_has_the_same_grade(text: str, lang: str) -> None:
    assert graded(text, lang=lang) == graded(text, lang=lang)


def test_hard_words_and_long_sentences_are_over_the_limit() -> None:
    assert graded(EASY).too_hard(6) is None
    too_hard = graded(HARD).too_hard(6)
    assert too_hard is not None
    assert str(too_hard).endswith("by Flesch-Kincaid (1975), above the limit of 6")
    assert graded("the cat sat on the mat and " * 20).too_hard(6) is not None


def test_smog_may_be_one_above_the_limit() -> None:
    """30 sentences with 20 words of three syllables: FK 3.6, SMOG 7.8."""
    text = "We do it at the hospital now. " * 20 + "We do it at home right now. " * 10
    found = graded(text)
    fk, smog = (each.grade for each in found.measures)
    assert fk is not None
    assert smog is not None
    assert fk < 6 < smog < 8
    assert found.too_hard(smog - 1) is None
    too_hard = found.too_hard(smog - 1.1)
    assert too_hard is not None
    assert too_hard.measure.formula.name.startswith("SMOG")


def test_short_sentences_do_not_flatter() -> None:
    """What has one or two words only is no sentence of its own."""
    assert graded(f"{HARD} Stop. Call us.").sentence_count == 1


def test_the_worst_comes_first_with_what_to_shorten() -> None:
    long = "Put the " + "red ball and the " * 4 + "box on the bed."
    found = graded(EASY, HARD, long)
    assert [each.text for each in found.worst] == [HARD, long]
    assert found.worst[0].hard_words == (
        *("Contraindications", "necessitate", "individualised", "consideration"),
    )
    assert found.worst[0].advice.startswith("long words: Contraindications, necessitate")
    assert found.worst[1].advice == "22 words: make two sentences or a list of it"


def test_what_weighs_most_is_named_even_if_nothing_can_be_said_of_it() -> None:
    assert len(graded(EASY).worst) == 3


@pytest.mark.parametrize(
    ("lang", "word", "count"),
    [
        ("en", "osteoporosis", 6),
        ("en", "Your", 1),
        ("en", "don’t", 1),
        ("en", "two-week", 2),
        ("en", "5", 1),
        ("en", "5-10", 1),
        ("en", "-", 1),
        ("de", "Hüfte", 2),
        ("es", "rodilla", 3),
        ("pl", "kolano", 3),
        ("ru", "колено", 3),
    ],
)
def test_syllables(lang: str, word: str, count: int) -> None:
    assert syllables([word], lang) == {word: count}


def test_few_words_are_looked_up_as_many_are() -> None:
    many = [
        *("muscle", "therapist", "gently", "emergency", "breathe"),
        *("pelvis", "thigh", "read", "zucchini", "qqq"),
    ]
    few = {word: found for each in many for word, found in counting._pronounced([each]).items()}
    assert len(few) == 9
    filler = [f"zz{number}" for number in range(counting._FEW + 1)]
    assert counting._pronounced([*many, *filler]) == few


@pytest.mark.usefixtures("kept_in")
def test_what_was_counted_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_known", {})
    assert syllables(["muscle", "pelvis"], "en") == {"muscle": 2, "pelvis": 2}
    monkeypatch.setattr(counting, "_known", {})
    monkeypatch.setattr(counting, "_counted", lambda *_: pytest.fail("was counted again"))
    assert syllables(["Pelvis", "muscle"], "en") == {"Pelvis": 2, "muscle": 2}


@pytest.mark.usefixtures("kept_in")
@pytest.mark.parametrize(
    "kept", ["", "[1]", '{"muscle": "2"}', '{"muscle": true}', "{", "[" * 9999]
)
def test_what_cannot_be_read_is_counted_again(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_known", {})
    cache.keep("syllables", "en", kept)
    assert syllables(["muscle"], "en") == {"muscle": 2}
