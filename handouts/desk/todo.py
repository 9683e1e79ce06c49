"""How all handouts stand: what is approved, what waits for a clinician, what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from handouts.approvals.records import Record
from handouts.approvals.review import SOON
from handouts.building.warnings import why_draft
from handouts.compose.approval import DraftReason, Status
from handouts.compose.wording import filled_title
from handouts.desk.good_words import GoodWords, Words
from handouts.editing.drafts import Draft, Drafts
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading.library import SHARED

_SHARED = SHARED.removesuffix(".md")
_CHANGED = (DraftReason.WORDS_CHANGED, DraftReason.SHORT_FORMS)


class Standing(NamedTuple):
    """How a handout stands in one language.

    Attributes:
        title: for the first pattern, where there are several.
        status: of what is printed now; None if it cannot be composed.
        approval: the last that was not withdrawn, whatever the words are now.
        draft: of its own file; `shared` of the words that all carry.
        soon: whether it must be read again within 30 days.
    """

    lang: str
    handout: str
    title: str
    format: str
    per_pattern: bool
    version: str
    status: Status | None
    approval: Record | None
    draft: Draft
    shared: Draft
    soon: bool

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
    def is_new(self) -> bool:
        """Whether nobody has approved it yet."""
        return self.approval is None

    @property
    def why(self) -> str:
        return f"{why_draft(self.status)}" if self.status else "its words have a mistake"


class Todo:
    """
    Attributes:
        waiting: how many handouts wait for a clinician, as of the last look; `late` how many are
            past due or soon will be.
    """

    def __init__(self, words: GoodWords, drafts: Drafts, today: Callable[[], str]) -> None:
        self._words, self._drafts, self._today = words, drafts, today
        self.waiting = self.late = 0

    def look(self) -> list[Standing]:
        """All handouts, the languages in order; nothing where the content cannot be read."""
        with suppress(ContentError), self._words.alone() as words:
            day = date.fromisoformat(self._today())
            found = list(_standings(words, self._drafts, day))
            self.waiting = sum(each.is_waiting for each in found)
            self.late = sum(each.is_overdue or each.soon for each in found)
            return found
        return []


def _standings(words: Words, drafts: Drafts, day: date) -> Iterator[Standing]:
    library, book = words
    for lang, language in sorted(library.languages.items()):
        shared = drafts.draft(lang, _SHARED)
        for handout, source in sorted(language.handouts.items()):
            approval = book.approved(lang, handout)
            first = PATTERNS[0] if source.front.per_pattern else None
            status, title = None, handout
            with suppress(ContentError):
                title = filled_title(library, lang, handout, first)
                status = book.status(lang, handout, day)
            left = approval.review_by - day if approval and approval.review_by else None
            yield Standing(
                lang,
                handout,
                title,
                source.front.format,
                source.front.per_pattern,
                source.front.version,
                status,
                approval,
                drafts.draft(lang, handout),
                shared,
                bool(status and status.is_approved and left is not None and left <= SOON),
            )
