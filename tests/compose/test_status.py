"""Whether the words are approved, in words."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.compose.approval import Approval, DraftReason, Status
from handouts.compose.status_words import approval_lines, draft_text, status_line
from handouts.reading import Library, Phrases

GIVEN = Approval("A. Clinician", "physiotherapist", date(2027, 1, 10), date(2029, 1, 10))
REASONS = {
    DraftReason.NEVER_APPROVED: "DRAFT: not yet approved by a clinician.",
    DraftReason.WORDS_CHANGED: "DRAFT: words have changed since the approval of 10 January 2027.",
    DraftReason.SHORT_FORMS: "DRAFT: the shared words of stop, ask-first have changed;"
    " the short ones must be read again.",
    DraftReason.REVIEW_PAST_DUE: "DRAFT: the review was due on 10 January 2029.",
    DraftReason.NOT_YET_VALID: "DRAFT: the approval only starts on 10 January 2027.",
    DraftReason.WITHDRAWN: "DRAFT: the approval was withdrawn.",
    DraftReason.TEXT_MISSING: "DRAFT: the text approved on 10 January 2027 is missing.",
    DraftReason.RECORDS_DAMAGED: "DRAFT: the records of approvals are damaged.",
    DraftReason.MACHINE_TRANSLATION: (
        "DRAFT: machine translation that no qualified person has reviewed."
    ),
    DraftReason.TRANSLATION_STALE: (
        "DRAFT: the English words of stop, ask-first have changed since they were translated."
    ),
}


@pytest.fixture
def phrases(library: Library) -> Phrases:
    return library.languages["en"].phrases


@pytest.mark.parametrize("reason", DraftReason)
def test_draft_says_why(phrases: Phrases, reason: DraftReason) -> None:
    status = Status("7F3A-91C2", reason, GIVEN, ("stop", "ask-first"))
    said = "DRAFT: Do not give to patients."
    if reason is DraftReason.MACHINE_TRANSLATION:
        said += " Machine translation that no qualified person has reviewed."
        said += " The English words of stop, ask-first have changed since they were translated."
        assert draft_text(status, phrases, short=True) == REASONS[reason]
    assert draft_text(status, phrases) == said
    assert approval_lines(status, "1.1", phrases, short=False) == [
        "Version 1.1.",
        REASONS[reason],
    ]
    short = approval_lines(status, "1.1", phrases, short=True)
    assert short == ["Version 1.1.", "Words 7F3A-91C2."]
    assert status_line(status, "1.1", phrases) == "Version 1.1. Words 7F3A-91C2."


def test_approved(phrases: Phrases) -> None:
    approved = Status("7F3A-91C2", None, GIVEN)
    assert draft_text(approved, phrases) == ""
    assert approval_lines(approved, "1.0", phrases, short=True) == [
        "Version 1.0.",
        "Approved by A. Clinician, physiotherapist on 10 January 2027.",
        "Review due 10 January 2029.",
        "Words 7F3A-91C2.",
    ]
    line = status_line(approved, "1.0", phrases)
    assert line == "Version 1.0. Approved 10 January 2027. Words 7F3A-91C2."
