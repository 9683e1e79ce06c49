"""How a part reads for each leg, and what should be said to whoever writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from xml.etree.ElementTree import Element

from markupsafe import Markup

from handouts.compose.markup import parse
from handouts.compose.section_markup import section_markup
from handouts.compose.wording import content_variables
from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS, Pattern, Side
from handouts.readability.grade import MOST_WORDS, ReadingGrade, reading_grade
from handouts.readability.passages import passages
from handouts.reading import Library, Section, render_text
from handouts.reading.findings import Findings
from handouts.reading.markdown import parse_sections
from handouts.reading.typed_sides import Passage, Typed, check_typed_sides, side_names

_OF_HIP = re.compile(r"\{\{[^{}]*\bhip\.")


class Reading(NamedTuple):
    """What one leg, or one patient, reads.

    Attributes:
        side: the leg, or the hip bone that is tipped backward; empty where all read the same.
        of_leg: whether it is said of one leg, and for each.
        title: of the part.
        body: its words as HTML.
        lines: the same without marks, a paragraph or item each.
    """

    side: str
    title: str
    body: Markup
    lines: tuple[str, ...]
    of_leg: bool


class Reads(NamedTuple):
    """
    Attributes:
        readings: for the left and the right leg of a part that is said of each; for either hip bone
            tipped backward, where that changes the words; else once.
        problems: why there are none.
        typed: sides that are typed, so that both legs say them.
        grade: of all that is read.
    """

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...]
    typed: tuple[str, ...]
    grade: ReadingGrade

    @property
    def longest(self) -> str:
        """The sentence to shorten first; empty if all are short."""
        long = [each for each in self.grade.worst if each.word_count > MOST_WORDS]
        return max(long, key=lambda each: each.word_count).text if long else ""


class Writing(NamedTuple):
    """A part as it is being written.

    Attributes:
        meant: the words in which a side is meant, as the file lists them.
    """

    title: str
    words: str
    file: Path
    meant: tuple[Passage, ...] = ()
    per_pattern: bool = True


def reads(library: Library, lang: str, part: Writing, pattern: Pattern) -> Reads:
    """How a part reads: one of a leg for each leg of a patient with that pattern."""
    typed = typed_sides(library, lang, part)
    findings = Findings()
    heading = f"## {part.title} {{#part}}"
    text = f"{heading}\n\n{part.words}\n"
    sections = parse_sections(text, 1, part.file, findings.of(part.file))
    section = sections.get("part")
    if findings.problems or section is None:
        told = (each._replace(line=max(each.line - 2, 0)) for each in findings.problems)
        return Reads((), tuple(told), typed, reading_grade((), lang))
    try:
        readings = tuple(_readings(library, lang, section, part, pattern))
    except ContentError as error:
        told = (each._replace(line=max(each.line - 2, 0)) for each in error.problems)
        return Reads((), tuple(told), typed, reading_grade((), lang))
    grades = [reading_grade(passages(_article(each.body)), lang) for each in readings]
    return Reads(readings, (), typed, max(grades, key=lambda each: each.grade))


def typed_sides(library: Library, lang: str, part: Writing) -> tuple[str, ...]:
    """The sides that somebody typed, as they stand there; none where a side may be typed."""
    if not part.per_pattern:
        return ()
    names = side_names(library.languages[lang].phrases.texts)
    found = []
    for line in (part.title, *part.words.split("\n")):
        findings = Findings()
        check_typed_sides([Typed(part.file, (Passage(line, 1),), part.meant)], names, findings)
        if findings.problems:
            plain = re.sub(r"\{\{[^{}]*\}\}", " ", line)
            found += [word for name in names for word in _words(name, plain)]
    return tuple(dict.fromkeys(found))


def mended(text: str, word: str, raw: str) -> str:
    """A text with fixed words in the place of a side that was typed, outside other fixed words."""
    pieces = re.split(r"(\{\{[^{}]*\}\})", text)
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)

    def put(found: re.Match[str]) -> str:
        return raw.replace(" }}", " | capitalize }}") if found[0][:1].isupper() else raw

    return "".join(each if each.startswith("{{") else pattern.sub(put, each) for each in pieces)


def _words(name: str, line: str) -> Iterator[str]:
    """A name as it is typed in a line."""
    spaced = r"\s+".join(map(re.escape, normalize("NFC", name).split()))
    for found in re.finditer(rf"(?<!\w){spaced}(?!\w)", normalize("NFC", line), re.IGNORECASE):
        yield found[0].lower()


def _readings(
    library: Library, lang: str, section: Section, part: Writing, pattern: Pattern
) -> Iterator[Reading]:
    """
    Raises:
        ContentError: it names variables that are unknown.
    """
    phrases = library.languages[lang].phrases

    def variables(of: Pattern | None) -> Mapping[str, object]:
        return content_variables(library.clinic, phrases, of)

    if is_of_hip(f"{part.title} {part.words}"):
        known = variables(pattern if part.per_pattern else None)
        for side in Side:
            hip = {**known, "hip": known[pattern.of(side).tilt.value]}
            yield _reading(side.value, section, hip, lang, of_leg=True)
        return
    if not part.per_pattern:
        yield _reading("", section, variables(None), lang)
        return
    both = [_reading(of.backward.side.value, section, variables(of), lang) for of in PATTERNS]
    same = all(each.body == both[0].body and each.title == both[0].title for each in both)
    yield from [both[0]._replace(side="")] if same else both


def is_of_hip(text: str) -> bool:
    """Whether it is said of one leg, and for each."""
    return bool(_OF_HIP.search(text))


def _article(body: Markup) -> Element:
    return parse(f"<article>{body}</article>")


def _reading(
    side: str,
    section: Section,
    variables: Mapping[str, object],
    lang: str,
    *,
    of_leg: bool = False,
) -> Reading:
    title = render_text(section.title, variables, lang)
    body = section_markup(section, variables, lang)
    lines = tuple(each.text for each in passages(_article(body)))
    return Reading(side, title, body, lines, of_leg)
