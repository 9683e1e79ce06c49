"""Whether the words of a handout are approved, and if not, why."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple


class DraftReason(Enum):
    """Why a handout is marked DRAFT; the values name entries of `draft` in words.yaml."""

    NEVER_APPROVED = "not_approved"
    WORDS_CHANGED = "words_changed"
    SHORT_FORMS = "short_forms"
    REVIEW_PAST_DUE = "review_past_due"
    NOT_YET_VALID = "not_yet_valid"
    WITHDRAWN = "withdrawn"
    TEXT_MISSING = "text_missing"
    RECORDS_DAMAGED = "records_damaged"
    MACHINE_TRANSLATION = "machine_translation"
    TRANSLATION_STALE = "translation_stale"


class Approval(NamedTuple):
    """Who approved some words, as typed, on which day; and the last day on which that holds."""

    name: str
    role: str
    on: date
    review_by: date


class Status(NamedTuple):
    """Whether the words of a handout are approved.

    Attributes:
        code: that of the words, like `7F3A-91C2`.
        reason: why they are not; None if they are.
        approval: the last one there was, whether it holds or not.
        parts: what has changed since, by name: of a translation, the English of what warns.
        since: the first day on which this is so; None: always before.
        until: the first day on which it may not be; None: never.
    """

    code: str
    reason: DraftReason | None
    approval: Approval | None = None
    parts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def is_approved(self) -> bool:
        return self.reason is None


UNKNOWN = Status("", DraftReason.NEVER_APPROVED)
"""Of words that nobody has looked up."""
UNSTATED = Status("", None)
"""Of words that are looked at alone: nothing is said of who approved them."""
