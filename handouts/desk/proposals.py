"""What a clinician is asked to approve: a handout with its drafts, and what changed in it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handouts.approvals.approving import Comparison, compared, comparisons
from handouts.approvals.records import Record, read_picture
from handouts.approvals.review import is_due
from handouts.approvals.status import Book
from handouts.approvals.words import LONG_FORM, Words, code, words_of
from handouts.building.warnings import why_draft
from handouts.compose.approval import DraftReason, Status
from handouts.desk import good_words
from handouts.desk.part_changes import PartChange, Reader
from handouts.desk.part_lines import shown
from handouts.editing.drafts import Draft, Drafts
from handouts.errors import ContentError
from handouts.reading import Library, load_library
from handouts.reading.library import SHARED
from handouts.reading.own_pictures import OwnPictures, PictureError

SHARED_NAME = SHARED.removesuffix(".md")

_OF_TRANSLATIONS = (DraftReason.MACHINE_TRANSLATION, DraftReason.TRANSLATION_STALE)


class Proposal(NamedTuple):
    """
    Attributes:
        library: the content as it would be; `book` its approvals.
        drafts: the files that take the place of those there, by path.
        words: the fingerprint of the words.
        status: of these words; `last` the approval before; `withdrawn` who took that back, where
            nothing was approved since.
        changes: what is to be read, part by part: what is new since then, or all of it.
        comparisons: what is new, as `approve` has it.
        is_again: whether no word is new, and the day has come to read all of them again.
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
    withdrawn: Record | None
    changes: tuple[PartChange, ...]
    comparisons: tuple[Comparison, ...]
    is_again: bool
    also: tuple[tuple[str, str], ...]
    not_also: tuple[str, ...]

    @property
    def is_first(self) -> bool:
        """Whether it is not known which words were approved before, so that all must be read."""
        return self.book.approved_words(self.lang, self.handout) is None

    @property
    def is_whole(self) -> bool:
        """Whether all must be read, not only what changed."""
        return self.is_first or self.is_again

    @property
    def translation(self) -> str:
        """Why a translation stays a draft, whoever approves it; empty if nothing is wrong."""
        is_so = self.status.reason in _OF_TRANSLATIONS
        return why_draft(self.status) if is_so else ""

    @property
    def code(self) -> str:
        return code(self.words)

    @property
    def last_code(self) -> str:
        return code(self.last.words) if self.last else ""

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


def proposal(
    words: good_words.Words, drafts: Drafts, lang: str, handout: str, day: date
) -> Proposal:
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
    reader, last = Reader(library, lang, handout), book.approved(lang, handout)
    is_again = not found and is_due(last, day)
    all_read = is_again or book.approved_words(lang, handout) is None
    shown = compared(Words(()), now, library, lang) if all_read else found
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
        last,
        book.withdrawn(lang, handout),
        tuple((reader.first if all_read else reader.changes)(shown)),
        tuple(found),
        is_again,
        tuple(also),
        tuple(not_also),
    )


def as_approved(words: good_words.Words, lang: str, handout: str) -> good_words.Words | None:
    """The words that were approved last, where they are those of the files still.

    Pictures of the clinic's own that have changed since are shown as they were approved.
    """
    library, book = words
    last = book.approved(lang, handout)
    with suppress(ContentError, LookupError, PictureError):
        if last and book.words(lang, handout).fingerprint == last.words:
            return words
        before = book.approved_words(lang, handout)
        if last is None or before is None:
            return None
        kept = {each.name: each.kept for part in before.parts for each in shown(part)}
        known = {name: read_picture(library.root, each) for name, each in kept.items()}
        pictures = {name: data for name, data in known.items() if data is not None}
        was = library._replace(pictures=OwnPictures(library.root, pictures))
        if pictures and words_of(was, lang, handout).fingerprint == last.words:
            return good_words.Words(was, Book(was))
    return None


def _is_shared(change: Comparison) -> bool:
    """Whether it is the same in all handouts: short forms must be read in each."""
    return bool(change.handouts) and not change.head.startswith(LONG_FORM)


def _is_approved(words: good_words.Words, lang: str, handout: str, day: date) -> bool:
    with suppress(ContentError):
        return words.book.status(lang, handout, day).is_approved
    return False
