"""A page of a handout as it is being written, with a frame round each of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from handouts.approvals.status import Book
from handouts.compose.composer import compose
from handouts.compose.markup import parse
from handouts.compose.wording import content_variables
from handouts.desk.draft_pages import DraftPages, draft_pages, pattern_of
from handouts.desk.page_frames import Frame
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading import Library, load_library, render_text

_LEAST_TITLE = 7
"""Letters: shorter ones, as “Rest”, stand in other parts as well."""
_LINES = ("p", "li", "th", "td", "h3", "h4")


class PartFrame(NamedTuple):
    """Where a part stands, by the address of its words."""

    part: str
    frame: Frame


class PartPage(NamedTuple):
    """
    Attributes:
        page: the one to show: the first with the part on it.
        frames: of all parts on all pages.
    """

    pages: DraftPages
    page: int
    frames: tuple[PartFrame, ...]


def part_page(
    root: Path,
    drafts: Mapping[Path, bytes],
    lang: str,
    handout: str,
    part: str,
    pattern: str,
    day: date,
) -> PartPage:
    """
    Args:
        drafts: what is read in the place of files.

    Raises:
        ContentError: the words have a mistake, or do not fit.
    """
    library = load_library(root, langs=[lang], drafts=drafts)
    pages = draft_pages(library, Book(library), lang, handout, pattern, day)
    lines = _section_lines(pages, library, lang, handout, pattern)
    found = tuple(
        PartFrame(name, frame) for name, said in lines.items() for frame in pages.frames(said)
    )
    own = [each.frame.page for each in found if each.part == part]
    return PartPage(pages, min(own, default=1), found)


def knows_hip(root: Path, drafts: Mapping[Path, bytes], lang: str, handout: str) -> bool:
    """Whether a handout can be made with these drafts, as with `hip` in a part."""
    try:
        library = load_library(root, langs=[lang], drafts=drafts)
        compose(library, lang, handout, PATTERNS[0], dose=library.clinic.dose)
    except (ContentError, LookupError):
        return False
    return True


def _section_lines(
    pages: DraftPages, library: Library, lang: str, handout: str, pattern: str
) -> dict[str, list[str]]:
    """What each part says, by the address of its words."""
    language = library.languages[lang]
    source = language.handout(handout)
    found: dict[str, list[str]] = {}
    for element in parse(pages.document.markup).iter():
        if name := element.get("data-section"):
            own = name in source.sections
            found.setdefault(name if own else f"shared.{name}", []).extend(_texts(element))
    phrases = language.phrases
    of = pattern_of(pattern) if source.front.per_pattern else None
    variables = content_variables(library.clinic, phrases, of)
    for prefix, sections in (("", source.sections), ("shared.", language.shared.sections)):
        for id_, section in sections.items():
            if prefix and id_ in source.sections:
                continue
            for tilt in ("backward", "forward"):
                with suppress(ContentError):
                    hip = {**variables, "hip": variables[tilt]}
                    said = render_text(section.title, hip, lang)
                    if len(said) >= _LEAST_TITLE:
                        found.setdefault(f"{prefix}{id_}", []).append(said)
    return found


def _texts(element: Element) -> list[str]:
    """Its words, a line each."""
    lines = [each for each in element.iter() if each.tag in _LINES]
    said = ["".join(each.itertext()) for each in lines or [element]]
    return [*said, *(each.get("alt", "") for each in element.iter("img"))]
