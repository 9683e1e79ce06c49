"""Who approved the words of a handout, and whether that holds on a given day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from .mapping import Fields


class Approval(NamedTuple):
    """What a front matter or the clinic says about one version of a handout's words."""

    version: str
    approved_by: str | None = None
    approved_on: date | None = None
    review_due: date | None = None


class DraftReason(Enum):
    """Why a handout is marked DRAFT; the values name entries of `draft` in words.yaml."""

    NOT_APPROVED = "not_approved"
    NO_REVIEW_DATE = "no_review_date"
    REVIEW_PAST_DUE = "review_past_due"
    VERSION_CHANGED = "version_changed"
    NOT_YET_VALID = "not_yet_valid"


class Approved(NamedTuple):
    by: str
    on: date
    due: date


class Draft(NamedTuple):
    """`version` is that of the words now, `approval` what was said about them."""

    reason: DraftReason
    version: str
    approval: Approval


def read_approval(fields: Fields, version: str) -> Approval:
    """`approved_by`, `approved_on` and `review_due`, each optional, from a mapping."""
    approval = Approval(
        version,
        fields.text("approved_by", limit=80),
        fields.date("approved_on"),
        fields.date("review_due"),
    )
    if approval.approved_on and approval.review_due and approval.review_due < approval.approved_on:
        fields.report(
            fields.line("review_due"),
            f"'review_due' ({approval.review_due}) is before 'approved_on'"
            f" ({approval.approved_on})",
            "correct one of the two dates",
        )
    return approval


def status_holds(
    front: Approval, clinic: Approval | None, today: date
) -> tuple[date | None, date | None]:
    """The days from which and before which the status is that of `today`; None: no such bound."""
    approval = clinic or front
    starts = [approval.approved_on] if approval.approved_on else []
    if approval.review_due and approval.review_due < date.max:
        starts.append(approval.review_due + timedelta(days=1))
    since = max((day for day in starts if day <= today), default=None)
    until = min((day for day in starts if day > today), default=None)
    return since, until


def approval_status(front: Approval, clinic: Approval | None, today: date) -> Approved | Draft:
    """Whether the words are approved on the day `today`.

    `front` is what the handout says of itself, `clinic` what the clinic says of it; the clinic's
    word wins, but only for the version it approved.  The review day itself still counts.
    """
    approval = clinic or front

    def draft(reason: DraftReason) -> Draft:
        return Draft(reason, front.version, approval)

    if approval.approved_by is None or approval.approved_on is None:
        return draft(DraftReason.NOT_APPROVED)
    if approval.version != front.version:
        return draft(DraftReason.VERSION_CHANGED)
    if approval.approved_on > today:
        return draft(DraftReason.NOT_YET_VALID)
    if approval.review_due is None:
        return draft(DraftReason.NO_REVIEW_DATE)
    if approval.review_due < today:
        return draft(DraftReason.REVIEW_PAST_DUE)
    return Approved(approval.approved_by, approval.approved_on, approval.review_due)
