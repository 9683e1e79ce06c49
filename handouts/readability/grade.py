"""The reading grade of a handout, and the sentences that weigh most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.compose.markup import parse
from handouts.document import Document
from handouts.readability.formulas import (
    Counts,
    Formula,
    counts_syllables,
    formulas_of,
    hard_syllables,
)
from handouts.readability.passages import Passage, passages, sentences, words
from handouts.readability.syllables import syllables

MOST_WORDS = 15
"""In a sentence; a longer one is worth a remark."""
_LONG_LETTERS = 12
_WORST = 5
# So short, it is no sentence of its own: it would flatter the grade.
_NO_SENTENCE = 2


class Measure(NamedTuple):
    """What a formula says.

    Attributes:
        value: on the scale of the formula.
        grade: the school year it stands for; None if the formula has no such scale.
    """

    formula: Formula
    value: float
    grade: float | None


class TooHard(NamedTuple):
    """What a formula says of a text that is harder than it should be.

    Attributes:
        limit: the school year that was asked for.
    """

    measure: Measure
    limit: float

    def __str__(self) -> str:
        measure = self.measure
        return (
            f"school year {measure.grade:g} by {measure.formula.name},"
            f" above the limit of {self.limit + measure.formula.allowance:g}"
        )


class HardSentence(NamedTuple):
    """A sentence that weighs much.

    Attributes:
        passage: what it is of.
        word_count: how many words it has.
        hard_words: those of many syllables, or letters.
    """

    text: str
    passage: Passage
    word_count: int
    hard_words: tuple[str, ...]

    @property
    def advice(self) -> str:
        """What to shorten."""
        advice = []
        if self.word_count > MOST_WORDS:
            advice.append(f"{self.word_count} words: make two sentences or a list of it")
        if self.hard_words:
            advice.append(f"long words: {', '.join(self.hard_words)}")
        return "; ".join(advice)


class ReadingGrade(NamedTuple):
    """How easy some passages are to read.

    Attributes:
        measures: what each formula says, the one that counts first; none where there is no word.
        worst: the sentences that weigh most, the hardest first.
    """

    measures: tuple[Measure, ...]
    worst: tuple[HardSentence, ...]
    sentence_count: int
    words_a_sentence: float

    @property
    def grade(self) -> float:
        """The school year from which on they can be read, to a tenth; 0 where there is no word."""
        return self.measures[0].grade or 0.0 if self.measures else 0.0

    def too_hard(self, limit: float) -> TooHard | None:
        """The first formula by which they are harder than the school year `limit`, if any."""
        for each in self.measures:
            if each.grade is not None and each.grade > limit + each.formula.allowance:
                return TooHard(each, limit)
        return None


class _Sentence(NamedTuple):
    text: str
    passage: Passage
    words: tuple[str, ...]


def grade_of(document: Document) -> ReadingGrade:
    """The grade of all that a patient reads of a document."""
    return reading_grade(passages(parse(document.markup)), document.lang)


def reading_grade(said: Sequence[Passage], lang: str) -> ReadingGrade:
    """The grade of some passages together, in a language (BCP 47)."""
    found = [
        _Sentence(text, passage, tuple(words(text)))
        for passage in said
        for text in sentences(passage.text)
    ]
    if not found:
        return ReadingGrade((), (), 0, 0.0)
    known: dict[str, int] = {}
    if counts_syllables(lang):
        known = syllables(sorted({word for each in found for word in each.words}), lang)
    whole = _counts(found, known)
    formulas = formulas_of(lang)
    return ReadingGrade(
        tuple(
            _measure(each, whole) for each in formulas if whole.sentences >= each.least_sentences
        ),
        _worst(found, known, lang),
        whole.sentences,
        round(whole.words_a_sentence, 1),
    )


def _measure(formula: Formula, counts: Counts) -> Measure:
    value = formula.value(counts)
    grade = formula.grade(value) if formula.grade else None
    return Measure(
        formula, round(max(0.0, value), 1), None if grade is None else round(max(0.0, grade), 1)
    )


def _counts(of: Sequence[_Sentence], known: dict[str, int]) -> Counts:
    said = [word for each in of for word in each.words]
    return Counts(
        max(1, sum(len(each.words) > _NO_SENTENCE for each in of)),
        tuple(known.get(word, 1) for word in said),
        tuple(sum(map(str.isalnum, word)) for word in said),
    )


def _worst(of: Sequence[_Sentence], known: dict[str, int], lang: str) -> tuple[HardSentence, ...]:
    """The hardest ones of which it can be said what to shorten; if there is none, the hardest."""
    formula = formulas_of(lang)[0]
    sign = 1 if formula.more_is_easier else -1

    def ease(each: _Sentence) -> float:
        return sign * formula.value(_counts([each], known))

    least = hard_syllables(lang)

    def is_hard(word: str) -> bool:
        return known[word] >= least if known else len(word) >= _LONG_LETTERS

    ranked = [
        HardSentence(
            each.text,
            each.passage,
            len(each.words),
            tuple(dict.fromkeys(filter(is_hard, each.words))),
        )
        for each in sorted(of, key=ease)
    ]
    return tuple([each for each in ranked if each.advice] or ranked)[:_WORST]
