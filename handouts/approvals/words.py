"""The words of a handout: all that a patient reads and sees in one language, as a text.

What a clinic fills in is not among them: its name and contact, the dose, a patient's name, dates,
the status, colours, paper.  Whatever else changes a word or a drawing is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from handouts.compose.approval import UNSTATED
from handouts.compose.composer import compose
from handouts.compose.markup import parse
from handouts.document import Document, Figure, OwnPicture, figures_of, walk
from handouts.layout.figures import drawing
from handouts.pattern import PATTERNS, Correction, Pattern
from handouts.reading import Dose, HandoutSource, Language, Library

ABOUT = "about"
KEYWORDS, ORDER = "keywords", "order"
LONG_FORM = "long form"
SMALL_WORDS = "small words"
_HEAD = "== "
_INDENT = "  "
# Drawings are compared at one size, whatever they are printed at.
_WIDTH_MM, _LABEL_PT = 100.0, 12.0
_LINES = ("p", "h1", "h2", "h3", "li", "th", "td", "label")
_DATA_SECTION, _DATA_BLOCK, _DATA_SIDE = "data-section", "data-block", "data-side"
_DATA_PICTURE = "data-picture"
_OWN = re.compile(r"picture: .*(\.\w{3}), file ([0-9a-f]{64})")


class Part(NamedTuple):
    """A part of a handout.

    Attributes:
        of: the pattern it is of; empty where it is of both or of none.
        name: the id of its section or block, or what else it is.
        lines: its words.
    """

    of: str
    name: str
    lines: tuple[str, ...]

    @property
    def head(self) -> str:
        return f"{self.of} / {self.name}" if self.of else self.name


class KeptPicture(NamedTuple):
    """A picture of the clinic's own, by the fingerprint of its file, and how its name ends."""

    fingerprint: str
    suffix: str

    @property
    def file(self) -> str:
        """The name under which it is kept beside the words that show it."""
        return f"{self.fingerprint}{self.suffix}"


class Words(NamedTuple):
    """All words of a handout in a language; `files` are those of its pictures, of words of now."""

    parts: tuple[Part, ...]
    files: tuple[tuple[KeptPicture, bytes], ...] = ()

    @property
    def text(self) -> str:
        """All of it; what is approved is this text."""
        lines: list[str] = []
        for part in self.parts:
            lines.append(f"{_HEAD}{part.head}")
            lines += [f"{_INDENT}{line}" for line in part.lines]
        return "\n".join(lines) + "\n"

    def about(self, name: str) -> str:
        """What is said of the handout: its `handout` id, `language`, `version`, `format`."""
        lines = next((part.lines for part in self.parts if part.name == ABOUT), ())
        said = (line.partition(": ") for line in lines)
        return next((value for key, _, value in said if key == name), "")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the text (FIPS 180-4), in hexadecimal digits."""
        return fingerprint(self.text)


def fingerprint(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()


def own_pictures(lines: Iterable[str]) -> tuple[KeptPicture, ...]:
    """The pictures of the clinic's own that lines of words show."""
    found = filter(None, map(_OWN.fullmatch, lines))
    return tuple(dict.fromkeys(KeptPicture(each[2], each[1].lower()) for each in found))


def code(fingerprint: str) -> str:
    """The first digits of a fingerprint, as they are printed: `7F3A-91C2`."""
    return f"{fingerprint[:4]}-{fingerprint[4:8]}".upper()


def from_text(text: str) -> Words:
    """The words that were written down as a text."""
    parts: list[Part] = []
    for line in text.split("\n"):
        if line.startswith(_HEAD):
            of, slash, name = line.removeprefix(_HEAD).rpartition(" / ")
            parts.append(Part(of if slash else "", name, ()))
        elif line and parts:
            last = parts[-1]
            parts[-1] = last._replace(lines=(*last.lines, line.removeprefix(_INDENT)))
    return Words(tuple(parts))


def words_of(library: Library, lang: str, handout: str) -> Words:
    """The words of a handout, with nothing of the clinic's filled in.

    Raises:
        ContentError: it cannot be composed.
    """
    language = library.languages[lang]
    source = language.handout(handout)
    neutral = library._replace(clinic=library.clinic.unfilled())
    patterns = PATTERNS if source.front.per_pattern else (None,)
    parts = [_about(source, lang)]
    files: dict[KeptPicture, bytes] = {}
    for pattern in patterns:
        document = compose(neutral, lang, handout, pattern, dose=Dose(), status=UNSTATED)
        parts += _parts(document, pattern)
        for each in walk(document.children):
            if isinstance(each, OwnPicture):
                files[_kept(each)] = each.data
    parts += _long_forms(language, source)
    parts.append(_small_words(language))
    return Words(tuple(parts), tuple(files.items()))


def _about(source: HandoutSource, lang: str) -> Part:
    front = source.front
    lines = (
        f"handout: {source.id}",
        f"language: {lang}",
        f"version: {front.version}",
        f"format: {front.format}",
        *([] if front.exercise else ["not about exercises: no dose, nothing of a tilt"]),
    )
    return Part("", ABOUT, lines)


def _parts(document: Document, pattern: Pattern | None) -> Iterator[Part]:
    of = pattern.id if pattern else ""
    own = (each for each in walk(document.children) if isinstance(each, OwnPicture))
    pictures = iter(figures_of(document.children)), own
    yield Part(of, "title", (document.title, *filter(None, (document.subject,))))
    yield Part(of, KEYWORDS, document.keywords)
    found: dict[str, list[str]] = {}
    order: list[str] = []
    for name, words in _walk(parse(document.markup), "page", "", *pictures):
        found.setdefault(name, []).extend(words)
        if order[-1:] != [name]:
            order.append(name)
    yield from (Part(of, name, tuple(lines)) for name, lines in found.items())
    yield Part(of, ORDER, tuple(order))


def _walk(
    element: Element, name: str, side: str, figures: Iterator[Figure], own: Iterator[OwnPicture]
) -> Iterator[tuple[str, list[str]]]:
    """The words of an element in reading order, each with the name of the part they are of."""
    block, section = element.get(_DATA_BLOCK), element.get(_DATA_SECTION)
    name, side = section or block or name, element.get(_DATA_SIDE) or side
    head = f"{name} ({side})" if side else name
    if element.tag == "figure":
        is_own = element.get(_DATA_PICTURE) is not None
        yield head, _own_picture(next(own)) if is_own else _picture(next(figures))
    elif element.tag in _LINES and element.find("figure") is None:
        tips = [f"field: {each.get('title', '')}" for each in element.iter("input")]
        yield head, [_line(element), *tips]
    else:
        for child in element:
            yield from _walk(child, name, side, figures, own)


def _line(element: Element) -> str:
    """Its words; what is bold is between two stars, a box is three strokes."""
    pieces = [element.text or ""]
    for child in element:
        match child.tag:
            case "strong":
                pieces.append(f"**{_line(child)}**")
            case "a":
                pieces.append(f"{_line(child)} ({child.get('href', '')})")
            case "br":
                pieces.append(" | ")
            case "input":
                pieces.append("___")
            case _:
                pieces.append(f" {_line(child)} ")
        pieces.append(child.tail or "")
    text = " ".join("".join(pieces).split())
    return f"- {text}" if element.tag == "li" else text


def _kept(picture: OwnPicture) -> KeptPicture:
    suffix = f".{picture.name.rpartition('.')[2].lower()}"
    return KeptPicture(fingerprint(picture.data), suffix)


def _own_picture(picture: OwnPicture) -> list[str]:
    return [
        f"picture: {picture.name}, file {fingerprint(picture.data)}",
        f"said of it: {picture.alt}",
    ]


def _picture(figure: Figure) -> list[str]:
    drawn = drawing(figure, _WIDTH_MM, _LABEL_PT, labelled=False)
    subject = figure.subject
    match subject:
        case Correction():
            of = f" of {subject.side.value} {subject.tilt.value}"
        case Pattern():
            of = f" of {subject.id}"
        case None:
            of = ""
        case _:
            of = f" of {subject.value}"
    style = f", {figure.style}" if figure.style else ""
    return [
        f"picture: {figure.name}{of}{style}, drawing {fingerprint(drawn.svg)[:12]}",
        f"title: {figure.title}",
        f"said of it: {figure.alt}",
        *(f"label: {text}" for _, text in figure.labels),
    ]


def _long_forms(language: Language, source: HandoutSource) -> Iterator[Part]:
    """The shared words that short ones of the handout's own stand in for."""
    for section_id, section in language.shared.sections.items():
        if section_id in source.sections:
            yield Part("", f"{LONG_FORM} of {section_id}", section.lines)


def _small_words(language: Language) -> Part:
    texts = language.phrases.all_texts
    return Part("", SMALL_WORDS, tuple(f"{name}: {texts[name].as_typed}" for name in sorted(texts)))
