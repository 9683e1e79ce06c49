"""What a patient reads of a handout, passage by passage, and where the words of each stand.

Headings, tables and what is filled in are left out: so short, they would flatter a grade.  So is
what is not said to the patient: who the clinic is, and who approved the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from handouts.reading import Language, SectionSource
from handouts.storage.ordinary_files import read

_NOT_SAID_TO_PATIENTS = ("approval", "clinic")
_INSIDE_A_LINE = ("strong", "a", "br")
# A full stop ends a sentence unless a small letter follows, as after an abbreviation.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++")
_WORD = re.compile(r"\w+(?:['’\-‐‑]\w+)*")


class Passage(NamedTuple):
    """A paragraph, an item of a list or what is said of a picture.

    Attributes:
        section: the id of the section it is of; empty where it is of none.
        figure: the name of the picture it is said of; empty if of none.
    """

    text: str
    section: str = ""
    figure: str = ""


class Place(NamedTuple):
    """Some words of a handout and the line of the file they stand in."""

    text: str
    file: Path
    line: int


def passages(article: Element) -> list[Passage]:
    """The passages of a handout's markup in reading order; what is said of a picture, once."""
    return list(dict.fromkeys(_passages(article, "")))


def is_said_to_patients(element: Element) -> bool:
    return element.get("data-block") not in _NOT_SAID_TO_PATIENTS


def _passages(element: Element, section: str) -> Iterator[Passage]:
    section = element.get("data-section", section)
    if not is_said_to_patients(element):
        return
    match element.tag:
        case "figure":
            name = element.get("data-name", "")
            for image in element.iter("img"):  # of no figure: a picture of the clinic's own
                yield Passage(image.get("alt", ""), "" if name else section, name)
        case "p" if element.get("class") != "kicker":  # which is a heading in small
            yield Passage(text_of(element), section)
        case "li":
            if text := text_of(element):
                yield Passage(text, section)
            for child in element:
                if child.tag not in _INSIDE_A_LINE:
                    yield from _passages(child, section)
        case "table" | "label" | "p" | "h1" | "h2" | "h3" | "h4":
            return
        case _:
            for child in element:
                yield from _passages(child, section)


def text_of(element: Element) -> str:
    """Its words with single spaces, without those of lists and tables in it."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        elif child.tag in _INSIDE_A_LINE:
            yield from _texts(child)
        yield child.tail or ""


def sentences(text: str) -> list[str]:
    """The sentences of a text; what has no word is none."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not text[end.end() : end.end() + 1].islower():
            found.append(text[start : end.end()])
            start = end.end()
    found.append(text[start:])
    return [each.strip() for each in found if _WORD.search(each)]


def words(text: str) -> list[str]:
    """The words of a text, numbers included; what a hyphen joins is one."""
    return _WORD.findall(text)


def place_of(text: str, passage: Passage, language: Language, handout: str) -> Place:
    """Where a sentence of a passage stands: the line that has most of its words."""
    source = language.handout(handout)
    if passage.figure and passage.figure in language.figures:
        alt = language.figures[passage.figure].alt
        return Place(text, alt.file, alt.line)
    for file in (source, language.shared):
        if passage.section in file.sections:
            return Place(text, file.path, _line(text, file, passage.section))
    return Place(text, source.path, 1)


def _line(text: str, file: SectionSource, section_id: str) -> int:
    first = file.sections[section_id].line
    later = [each.line for each in file.sections.values() if each.line > first]
    try:
        lines = read(file.path).decode("utf-8-sig").split("\n")
    except (OSError, UnicodeError):  # it has gone since
        return first
    last = min(later, default=len(lines) + 1)
    said = {word.casefold() for word in words(text)}
    found = [
        len(said & {word.casefold() for word in words(line)})
        for line in lines[first - 1 : last - 1]
    ]
    return first + found.index(max(found)) if found else first
