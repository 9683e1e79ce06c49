"""Handouts are easy to read: short sentences, easy words, short lists.

Grade 6 is what AHRQ and the CDC ask of health material; SMOG may be one higher, since it asks for
full understanding where Flesch-Kincaid asks for three quarters.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from readability import Readability, readability

from handouts.compose.composer import compose
from handouts.document import Block, Document, Group, List, Paragraph, Run
from handouts.mail.phrases import email_words
from handouts.reading import Dose, Library

MOST_GRADE, MOST_SMOG, MOST_WORDS, MOST_ITEMS = 6.0, 7.0, 15.0, 7
SMOG_SENTENCES = 30  # fewer, and SMOG is not defined (McLaughlin 1969)


def shown(found: Readability) -> str:
    worst = "\n".join(f"  {sentence}" for sentence in found.worst)
    return (
        f"Flesch-Kincaid {found.flesch_kincaid:.1f} (at most {MOST_GRADE:g}),"
        f" SMOG {found.smog:.1f} (at most {MOST_SMOG:g}),"
        f" {found.words_a_sentence:.1f} words a sentence (at most {MOST_WORDS:g});"
        f" shorten these first:\n{worst}"
    )


def test_reading_grade(document: Document) -> None:
    found = readability(document)
    assert found.sentences >= SMOG_SENTENCES
    assert found.flesch_kincaid <= MOST_GRADE, shown(found)
    assert found.smog <= MOST_SMOG, shown(found)
    assert found.words_a_sentence <= MOST_WORDS, shown(found)


def test_lists_are_short(document: Document) -> None:
    for items in lists(document.children):
        assert len(items.items) <= MOST_ITEMS, f"{len(items.items)} items in {items}"


def lists(blocks: tuple[Block, ...]) -> Iterator[List]:
    for block in blocks:
        match block:
            case List():
                yield block
                for item in block.items:
                    yield from lists(item)
            case Group():
                yield from lists(block.children)


def test_the_measure_notices_hard_words(document: Document) -> None:
    hard = "Contraindications necessitate individualised consideration."
    found = readability(document._replace(children=(said(f"{hard} " * 30),)))
    assert found.flesch_kincaid > MOST_GRADE
    assert found.smog > MOST_SMOG
    found = readability(document._replace(children=(*document.children, said(hard))))
    assert found.worst[0] == hard


def test_the_measure_notices_long_sentences(document: Document) -> None:
    long = " ".join(["the cat sat on the mat and"] * 200)
    found = readability(document._replace(children=(said(long),)))
    assert found.words_a_sentence == 1400
    assert found.flesch_kincaid > MOST_GRADE


@pytest.mark.parametrize("locked", [False, True])
def test_what_an_email_adds_is_plain(library: Library, locked: bool) -> None:
    document = compose(library, "en", "how-it-works", None, dose=Dose())
    words = email_words(library.clinic, library.languages["en"], locked=locked, code="")
    paragraphs = tuple(said(text) for text in (*words.opening[1:], *words.closing))
    found = readability(document._replace(children=paragraphs))
    assert found.flesch_kincaid <= MOST_GRADE, shown(found)
    assert found.words_a_sentence <= MOST_WORDS, shown(found)


def said(text: str) -> Group:
    return Group("flow", (Paragraph((Run(text),)),))
