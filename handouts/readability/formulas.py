"""Readability formulas, each for the language it was made for, and the school year it stands for.

A formula that does not give a school year itself has a scale of its author's, which says from which
year on a text can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import NamedTuple

SMOG_SENTENCES = 30
"""With fewer, SMOG is not defined (McLaughlin 1969)."""
_LONG = 6
_AFTER_SCHOOL = 13.0


class Counts(NamedTuple):
    """What formulas count, of some sentences.

    Attributes:
        syllables: of each word, in order; 1 for each where they cannot be counted.
        letters: of each word, in order.
    """

    sentences: int
    syllables: tuple[int, ...]
    letters: tuple[int, ...]

    @property
    def words(self) -> int:
        return len(self.letters)

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def syllables_a_word(self) -> float:
        return sum(self.syllables) / self.words

    def percent(self, is_meant: Callable[[int], bool], of: Sequence[int]) -> float:
        """How many words in a hundred have so many syllables, or letters."""
        return 100 * sum(map(is_meant, of)) / self.words


class Formula(NamedTuple):
    """A formula.

    Attributes:
        name: with its author and year.
        value: of some counts, with at least one word.
        grade: the school year of a value; None if it has none.
        scale: what the value means, in words.
        more_is_easier: whether a larger value is an easier text.
        allowance: by how many years it may be above a limit, as it asks for more than others.
        least_sentences: it is not defined for fewer.
    """

    name: str
    value: Callable[[Counts], float]
    grade: Callable[[float], float] | None
    scale: str
    more_is_easier: bool = False
    allowance: float = 0.0
    least_sentences: int = 1


def _at_least(*steps: tuple[float, float]) -> Callable[[float], float]:
    """The school year of a value where more is easier: that of the first step reached."""

    def grade(value: float) -> float:
        return next((year for least, year in steps if value >= least), 16.0)

    return grade


def _rix_grade(value: float) -> float:
    """Anderson 1983, table 3."""
    steps = (0.2, 0.5, 0.8, 1.3, 1.8, 2.4, 3.0, 3.7, 4.5, 5.3, 6.2, 7.2)
    return 1.0 + sum(value >= step for step in steps)


def _percent(value: float) -> float:
    return min(100.0, max(0.0, value))


_SCHOOL_YEAR = "a school year"
_FLESCH_GRADE = _at_least(
    *((90, 5.0), (80, 6.0), (70, 7.0), (60, 9.0), (50, 12.0), (30, _AFTER_SCHOOL))
)
_FLESCH_SCALE = "0 to 100, more is easier; school year by Flesch's table"


def _flesch(name: str, base: float, sentence: float, syllable: float) -> Formula:
    """Flesch's reading ease, made anew for a language."""

    def value(of: Counts) -> float:
        return _percent(base - sentence * of.words_a_sentence - syllable * of.syllables_a_word)

    return Formula(name, value, _FLESCH_GRADE, _FLESCH_SCALE, more_is_easier=True)


FLESCH_KINCAID = Formula(
    "Flesch-Kincaid (1975)",
    lambda of: 0.39 * of.words_a_sentence + 11.8 * of.syllables_a_word - 15.59,
    lambda value: value,
    "a school year in the USA",
)
SMOG = Formula(
    "SMOG (McLaughlin 1969)",
    lambda of: 3.1291 + 1.043 * sqrt(30 * sum(n >= 3 for n in of.syllables) / of.sentences),
    lambda value: value,
    "a school year in the USA; it asks for full understanding, so it may be one above the limit",
    allowance=1.0,
    least_sentences=SMOG_SENTENCES,
)
WIENER = Formula(
    "first Wiener Sachtextformel (Bamberger and Vanecek 1984)",
    lambda of: (
        0.1935 * of.percent(lambda n: n >= 3, of.syllables)
        + 0.1672 * of.words_a_sentence
        + 0.1297 * of.percent(lambda n: n > _LONG, of.letters)
        - 0.0327 * of.percent(lambda n: n == 1, of.syllables)
        - 0.875
    ),
    lambda value: value,
    _SCHOOL_YEAR,
)
FERNANDEZ_HUERTA = Formula(
    "Fernández Huerta (1959, corrected)",
    lambda of: _percent(206.84 - 60 * of.syllables_a_word - 1.02 * of.words_a_sentence),
    _at_least((90, 4.0), (80, 5.0), (70, 6.0), (60, 8.0), (50, 12.0), (30, _AFTER_SCHOOL)),
    "0 to 100, more is easier; school year by its author's table",
    more_is_easier=True,
)
SZIGRISZT_PAZOS = Formula(
    "Szigriszt-Pazos (1993)",
    lambda of: _percent(206.835 - 62.3 * of.syllables_a_word - of.words_a_sentence),
    None,
    "0 to 100, more is easier; from 65 on quite easy (INFLESZ)",
    more_is_easier=True,
)
GUTIERREZ_POLINI = Formula(
    "Gutiérrez de Polini (1972)",
    lambda of: _percent(95.2 - 9.7 * sum(of.letters) / of.words - 0.35 * of.words_a_sentence),
    None,
    "0 to 100, more is easier",
    more_is_easier=True,
)
GULPEASE = Formula(
    "Gulpease (Lucisano and Piemontese 1988)",
    lambda of: _percent(89 + (300 * of.sentences - 10 * sum(of.letters)) / of.words),
    _at_least((80, 5.0), (60, 8.0), (40, _AFTER_SCHOOL)),
    "0 to 100, more is easier; school year by its authors' steps: 80 primary, 60 middle school",
    more_is_easier=True,
)
POLISH_FOG = Formula(
    "FOG, hard from four syllables on (Gunning 1952, for Polish)",
    lambda of: 0.4 * (of.words_a_sentence + of.percent(lambda n: n >= 4, of.syllables)),
    lambda value: value,
    "years of schooling",
)
RIX = Formula(
    "RIX (Anderson 1983)",
    lambda of: sum(n > _LONG for n in of.letters) / of.sentences,
    _rix_grade,
    "long words a sentence; school year by its author's table, which is of English: a rough guide",
)

_OF_LANGUAGE = {
    "en": (FLESCH_KINCAID, SMOG),
    "de": (WIENER,),
    "es": (FERNANDEZ_HUERTA, SZIGRISZT_PAZOS, GUTIERREZ_POLINI),
    "fr": (_flesch("Kandel and Moles (1958)", 207.0, 1.015, 73.6),),
    "it": (GULPEASE,),
    "nl": (_flesch("Flesch-Douma (1960)", 206.835, 0.93, 77.0),),
    "pl": (POLISH_FOG,),
    "ru": (_flesch("Flesch-Oborneva (2006)", 206.835, 1.3, 60.1),),
}
# Languages whose everyday words have more syllables: those that are worth a remark have so many.
_HARD_SYLLABLES = {"en": 3, "de": 4, "fr": 4, "nl": 4}


def formulas_of(lang: str) -> tuple[Formula, ...]:
    """The formulas for a language (BCP 47); the first one counts.

    Where nobody has made one, lengths of sentences and words, which every language has.
    """
    return _OF_LANGUAGE.get(lang.partition("-")[0], (RIX,))


def counts_syllables(lang: str) -> bool:
    """Whether they are counted in a language (BCP 47)."""
    return lang.partition("-")[0] in _OF_LANGUAGE


def hard_syllables(lang: str) -> int:
    """From how many syllables on a word of a language is worth a remark."""
    return _HARD_SYLLABLES.get(lang.partition("-")[0], 5)
