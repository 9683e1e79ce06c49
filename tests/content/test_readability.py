"""Handouts are easy to read: short sentences, easy words, short lists.

Grade 6 is what AHRQ and the CDC ask of health material.
"""

from __future__ import annotations

import pytest

from handouts.compose.markup import parse
from handouts.document import Document
from handouts.mail.phrases import email_words
from handouts.readability.checklist import checklist
from handouts.readability.formulas import SMOG_SENTENCES
from handouts.readability.grade import MOST_WORDS, ReadingGrade, grade_of, reading_grade
from handouts.readability.passages import Passage
from handouts.reading import Library
from handouts.reading.clinic import EASY_READING


def shown(found: ReadingGrade) -> str:
    measures = [f"{each.formula.name} {each.value}" for each in found.measures]
    worst = [f"{each.text} [{each.advice}]" for each in found.worst]
    return "\n".join([*measures, f"{found.words_a_sentence} words a sentence", *worst])


def test_reading_grade(document: Document) -> None:
    found = grade_of(document)
    assert found.too_hard(EASY_READING) is None, shown(found)
    assert found.words_a_sentence <= MOST_WORDS, shown(found)
    assert (
        found.sentence_count >= SMOG_SENTENCES
        or document.max_pages == 1
        or document.format == "card"
    )


def test_every_item_that_can_be_judged_is_met(document: Document) -> None:
    items = checklist(parse(document.markup), "en", grade_of(document), EASY_READING)
    assert not [
        f"{each.checklist} {each.number}" for each in items if each.judgement.answer == "no"
    ]
    assert "not judged" not in {each.judgement.answer for each in items}


@pytest.mark.parametrize("locked", [False, True])
def test_what_an_email_adds_is_plain(library: Library, locked: bool) -> None:
    words = email_words(library.clinic, library.languages["en"], locked=locked, code="")
    found = reading_grade([Passage(text) for text in (*words.opening[1:], *words.closing)], "en")
    assert found.too_hard(EASY_READING) is None, shown(found)
    assert found.words_a_sentence <= MOST_WORDS, shown(found)
