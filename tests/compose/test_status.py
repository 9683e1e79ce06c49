"""What the clinic filled in, in words."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.compose.status import approval_lines, dose_fields, draft_text
from handouts.reading import (
    Approval,
    Approved,
    Dose,
    DoseValue,
    Draft,
    DraftReason,
    Library,
    Phrases,
    approval_status,
)

BLANK = Approval("1.0")
GIVEN = Approval("1.0", "A. Clinician", date(2027, 1, 10), date(2029, 1, 10))
REASONS = {
    DraftReason.NOT_APPROVED: "DRAFT: not yet approved by a clinician.",
    DraftReason.NO_REVIEW_DATE: "DRAFT: no review date is set.",
    DraftReason.REVIEW_PAST_DUE: "DRAFT: the review was due on 2029-01-10.",
    DraftReason.VERSION_CHANGED: "DRAFT: version 1.0 was approved, this is version 1.1.",
    DraftReason.NOT_YET_VALID: "DRAFT: the approval only starts on 2027-01-10.",
}


@pytest.fixture
def phrases(library: Library) -> Phrases:
    return library.languages["en"].phrases


def test_every_value_of_the_dose_has_a_box(phrases: Phrases) -> None:
    boxes = dose_fields(Dose(), phrases)
    assert [box.name for box in boxes] == list(Dose._fields)
    for box in boxes:
        assert box.value == ""  # the software never invents a number
        assert box.tip
        assert box.before or box.after


@pytest.mark.parametrize(
    ("value", "words"),
    [(DoseValue(5, 5), "5"), (DoseValue(5, 10), "5 to 10"), (None, "")],
)
def test_value_of_the_dose(phrases: Phrases, value: DoseValue | None, words: str) -> None:
    for name in Dose._fields:
        boxes = dose_fields(Dose(**{name: value}), phrases)
        assert {box.name: box.value for box in boxes if box.value} == (
            {name: words} if words else {}
        )


@pytest.mark.parametrize("reason", DraftReason)
def test_draft_says_why(phrases: Phrases, reason: DraftReason) -> None:
    draft = Draft(reason, "1.1", GIVEN)
    assert draft_text(draft, phrases) == f"{REASONS[reason]} Do not give to patients."
    assert approval_lines(draft, "1.1", phrases) == ["Version 1.1.", REASONS[reason]]


def test_draft_of_words_nobody_approved(phrases: Phrases) -> None:
    status = approval_status(BLANK, None, date(2027, 1, 15))
    assert draft_text(status, phrases).startswith("DRAFT: not yet approved by a clinician.")


def test_approved(phrases: Phrases) -> None:
    approved = Approved("A. Clinician", date(2027, 1, 10), date(2029, 1, 10))
    assert draft_text(approved, phrases) == ""
    assert approval_lines(approved, "1.0", phrases) == [
        "Version 1.0.",
        "Approved by A. Clinician on 2027-01-10.",
        "Review due 2029-01-10.",
    ]
