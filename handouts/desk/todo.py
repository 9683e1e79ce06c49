"""How all handouts stand: what is approved, what waits for a clinician, what is due."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from handouts.approvals.records import Record
from handouts.approvals.review import is_due
from handouts.building.warnings import why_draft
from handouts.compose.approval import DraftReason, Status
from handouts.compose.wording import filled_title
from handouts.desk.good_words import GoodWords, Words
from handouts.desk.part_changes import Reader
from handouts.editing.drafts import Draft, Drafts
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading.language_tags import SOURCE
from handouts.reading.library import SHARED
from handouts.translating.staleness import Standing, named

# Whoever prints goes first: there may be many handouts to look at.
_GIVE_WAY = 0.001  # s
_SHARED = SHARED.removesuffix(".md")
_CHANGED = (DraftReason.WORDS_CHANGED, DraftReason.SHORT_FORMS)


class HandoutState(NamedTuple):
    """How a handout stands in one language.

    Attributes:
        title: for the first pattern, where there are several.
        status: of what is printed now; None if it cannot be composed.
        approval: the last that was not withdrawn, whatever the words are now.
        withdrawn: who took it back, where nothing was approved since.
        draft: of its own file; `shared` of the words that all carry.
        soon: whether it must be read again within 30 days.
        stale: what the parts of a translation are called whose English has changed since.
    """

    lang: str
    handout: str
    title: str
    format: str
    per_pattern: bool
    version: str
    status: Status | None
    approval: Record | None
    withdrawn: Record | None
    draft: Draft
    shared: Draft
    soon: bool
    stale: tuple[str, ...]

    @property
    def is_approved(self) -> bool:
        return self.status is not None and self.status.is_approved

    @property
    def is_waiting(self) -> bool:
        """Whether a clinician can approve something: a draft that was sent, or an edited file."""
        changed = self.status is not None and self.status.reason in _CHANGED
        return changed or self.draft.is_waiting or (self.is_approved and self.shared.is_waiting)

    @property
    def is_overdue(self) -> bool:
        return self.status is not None and self.status.reason is DraftReason.REVIEW_PAST_DUE

    @property
    def is_stale(self) -> bool:
        """Whether it is a translation of words that have changed since."""
        return bool(self.stale)

    @property
    def is_new(self) -> bool:
        """Whether nobody has ever approved it."""
        return self.approval is None and self.withdrawn is None

    @property
    def why(self) -> str:
        return f"{why_draft(self.status)}" if self.status else "its words have a mistake"


class Todo:
    """
    Attributes:
        waiting: how many handouts wait for a clinician, as of the last look; `late` how many are
            past due, soon will be, or are translations out of date.
    """

    def __init__(self, words: GoodWords, drafts: Drafts, today: Callable[[], str]) -> None:
        self._words, self._drafts, self._today = words, drafts, today
        self.waiting = self.late = 0

    def look(self, gives_way: Callable[[], bool] = lambda: False) -> list[HandoutState]:
        """All handouts, the languages in order; nothing where the content cannot be read.

        Once it `gives_way` it ends, and the numbers stay as they were.
        """
        found: list[HandoutState] = []
        with suppress(ContentError):
            with self._words.alone() as words:
                names = _names(words)
            for lang, handout in names:
                if gives_way():
                    return found
                with suppress(ContentError), self._words.alone() as words:
                    if (lang, handout) in _names(words):
                        day = date.fromisoformat(self._today())
                        found.append(_state(words, self._drafts, lang, handout, day))
                time.sleep(_GIVE_WAY)
        self.waiting = sum(each.is_waiting for each in found)
        self.late = sum(each.is_overdue or each.soon or each.is_stale for each in found)
        return found


def _names(words: Words) -> list[tuple[str, str]]:
    languages = words.library.languages
    return [(lang, handout) for lang in languages for handout in sorted(languages[lang].handouts)]


def _state(words: Words, drafts: Drafts, lang: str, handout: str, day: date) -> HandoutState:
    library, book = words
    front = library.languages[lang].handout(handout).front
    approval = book.approved(lang, handout)
    status, title = None, handout
    stale: tuple[str, ...] = ()
    with suppress(ContentError):
        first = PATTERNS[0] if front.per_pattern else None
        title = filled_title(library, lang, handout, first)
        status = book.status(lang, handout, day)
        parts = book.translation(lang).of_handout(handout)
        changed = named(each for each in parts if each.standing is Standing.STALE)
        if changed:
            read = Reader(library, SOURCE if SOURCE in library.languages else lang, handout)
            stale = tuple(dict.fromkeys(map(read.name, changed)))
    return HandoutState(
        lang,
        handout,
        title,
        front.format,
        front.per_pattern,
        front.version,
        status,
        approval,
        book.withdrawn(lang, handout),
        drafts.draft(lang, handout),
        drafts.draft(lang, _SHARED),
        bool(status and status.is_approved and is_due(approval, day)),
        stale,
    )
