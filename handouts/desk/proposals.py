"""What a clinician is asked to approve: a handout with its drafts, and what changed in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handouts.approvals.approving import Comparison, comparisons
from handouts.approvals.records import Record
from handouts.approvals.status import Book
from handouts.approvals.words import LONG_FORM, SMALL_WORDS, code
from handouts.building.changes import Redline, in_sentences, redline
from handouts.building.warnings import why_draft
from handouts.compose.approval import DraftReason, Status
from handouts.desk.good_words import Words
from handouts.editing.drafts import Draft, Drafts
from handouts.errors import ContentError
from handouts.pattern import Pattern, Side
from handouts.reading import Language, Library, load_library
from handouts.reading.library import SHARED

SHARED_NAME = SHARED.removesuffix(".md")
_NAMES = {
    "about": "Version and kind",
    "title": "Title",
    "keywords": "Words to search for",
    "order": "Order of the parts",
    "page": "Page",
    SMALL_WORDS: "Small words of the language",
}


_OF_TRANSLATIONS = (DraftReason.MACHINE_TRANSLATION, DraftReason.TRANSLATION_STALE)


class Variant(NamedTuple):
    """What changed in a part, for those sides that say the same."""

    sides: str
    redlines: tuple[Redline, ...]


class PartChange(NamedTuple):
    """What changed in one part, to be ticked as read.

    Attributes:
        id: its name, in forms and addresses.
        name: what it is called on the screen.
        handouts: those that share it; none if it is this handout's own.
    """

    id: str
    name: str
    variants: tuple[Variant, ...]
    handouts: tuple[str, ...]
    is_new: bool
    is_gone: bool


class Proposal(NamedTuple):
    """
    Attributes:
        library: the content as it would be; `book` its approvals.
        drafts: the files that take the place of those there, by path.
        words: the fingerprint of the words.
        status: of these words; `last` the approval before.
        changes: since then, part by part; `comparisons` the same as `approve` has them.
        also: other approved handouts that change in shared parts alone, with their fingerprints.
        not_also: other approved handouts that would be drafts.
    """

    library: Library
    book: Book
    lang: str
    handout: str
    drafts: dict[Path, bytes]
    words: str
    status: Status
    last: Record | None
    changes: tuple[PartChange, ...]
    comparisons: tuple[Comparison, ...]
    also: tuple[tuple[str, str], ...]
    not_also: tuple[str, ...]

    @property
    def translation(self) -> str:
        """Why a translation stays a draft, whoever approves it; empty if nothing is wrong."""
        is_so = self.status.reason in _OF_TRANSLATIONS
        return why_draft(self.status) if is_so else ""

    @property
    def code(self) -> str:
        return code(self.words)

    @property
    def version(self) -> str:
        return self.library.languages[self.lang].handout(self.handout).front.version

    @property
    def last_version(self) -> str:
        """The version that was approved last; empty if it is not known."""
        before = self.book.approved_words(self.lang, self.handout)
        return before.about("version") if before else ""


def waiting_drafts(drafts: Drafts, lang: str, handout: str) -> dict[Path, Draft]:
    """Those that were sent for approval, of the handout and of the words that all carry."""
    found = (drafts.draft(lang, name) for name in (handout, SHARED_NAME))
    return {each.file: each for each in found if each.is_waiting}


def proposal(words: Words, drafts: Drafts, lang: str, handout: str, day: date) -> Proposal:
    """
    Raises:
        ContentError: the words cannot be composed, or there is no such handout.
    """
    laid = {
        file: each.text.encode() for file, each in waiting_drafts(drafts, lang, handout).items()
    }
    library, book = words
    if laid:
        library = load_library(library.root, also=library.languages, drafts=laid)
        book = Book(library)
    if lang not in library.languages:
        raise ContentError([])
    now = book.words(lang, handout)
    found = comparisons(book, library, lang, handout)
    also, not_also = [], []
    for other in sorted(library.languages[lang].handouts):
        if other == handout:
            continue
        with suppress(ContentError):
            if book.status(lang, other, day).is_approved or not book.approved_words(lang, other):
                continue
            changed = comparisons(book, library, lang, other)
            if changed and all(map(_is_shared, changed)):
                also.append((other, book.words(lang, other).fingerprint))
            elif _is_approved(words, lang, other, day):
                not_also.append(other)
    return Proposal(
        library,
        book,
        lang,
        handout,
        laid,
        now.fingerprint,
        book.status(lang, handout, day),
        book.approved(lang, handout),
        tuple(part_changes(found, library.languages[lang], handout)),
        tuple(found),
        tuple(also),
        tuple(not_also),
    )


def _is_shared(change: Comparison) -> bool:
    """Whether it is the same in all handouts: short forms must be read in each."""
    return bool(change.handouts) and not change.head.startswith(LONG_FORM)


def _is_approved(words: Words, lang: str, handout: str, day: date) -> bool:
    with suppress(ContentError):
        return words.book.status(lang, handout, day).is_approved
    return False


def part_changes(found: list[Comparison], language: Language, handout: str) -> Iterator[PartChange]:
    """The same part of both patterns and sides together."""
    groups: dict[str, list[Comparison]] = {}
    for each in found:
        part = each.now or each.before
        assert part is not None
        groups.setdefault(part.name.partition(" (")[0], []).append(each)
    for name, members in groups.items():
        by_words: dict[tuple[Redline, ...], list[str]] = {}
        for each in members:
            part = each.now or each.before
            assert part is not None
            by_words.setdefault(_redlines(each), []).append(_side(part.of, part.name))
        variants = tuple(
            Variant("" if len(by_words) == 1 else _sides(sides), lines)
            for lines, sides in by_words.items()
        )
        yield PartChange(
            name,
            part_name(name, language, handout),
            variants,
            members[0].handouts,
            all(each.before is None for each in members),
            all(each.now is None for each in members),
        )


def _redlines(change: Comparison) -> tuple[Redline, ...]:
    was = change.before.lines if change.before else ()
    now = change.now.lines if change.now else ()
    whole = redline(was, now)
    return tuple(in_sentences(whole)) if was and now else (whole,)


def _side(of: str, name: str) -> str:
    """`left leg, LEFT backward`, as far as a part is of one."""
    within = name.partition(" (")[2].rstrip(")")
    if not of:
        return ""
    backward = Pattern.from_id(of).backward.side.value.upper()
    is_side = within in {side.value for side in Side}
    return f"{within} leg, {backward} backward" if is_side else f"{backward} backward"


def _sides(sides: list[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, sides)))


def part_name(name: str, language: Language, handout: str) -> str:
    """What a part of the words is called: by its heading, if it has one."""
    if name in _NAMES:
        return _NAMES[name]
    if name.startswith(f"{LONG_FORM} of "):
        of = part_name(name.removeprefix(f"{LONG_FORM} of "), language, handout)
        return f"“{of}” in its usual words; yours are shorter"
    for source in (language.handouts.get(handout), language.shared):
        section = source.sections.get(name) if source else None
        if section and len(section.title.parts) == 1:
            return section.title.literal
    return name.replace("-", " ").capitalize()
