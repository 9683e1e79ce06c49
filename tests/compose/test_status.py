"""What the clinic filled in, in words."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.compose.approval import Approval, DraftReason, Status
from handouts.compose.status import approval_lines, dose_fields, draft_text, status_line
from handouts.reading import Dose, DoseValue, Library, Phrases

GIVEN = Approval("A. Clinician", "physiotherapist", date(2027, 1, 10), date(2029, 1, 10))
REASONS = {
    DraftReason.NEVER_APPROVED: "DRAFT: not yet approved by a clinician.",
    DraftReason.WORDS_CHANGED: "DRAFT: words have changed since the approval of 2027-01-10.",
    DraftReason.SHORT_FORMS: "DRAFT: the shared words of stop, ask-first have changed;"
    " the short ones must be read again.",
    DraftReason.REVIEW_PAST_DUE: "DRAFT: the review was due on 2029-01-10.",
    DraftReason.NOT_YET_VALID: "DRAFT: the approval only starts on 2027-01-10.",
    DraftReason.WITHDRAWN: "DRAFT: the approval was withdrawn.",
    DraftReason.TEXT_MISSING: "DRAFT: the text approved on 2027-01-10 is missing.",
    DraftReason.RECORDS_DAMAGED: "DRAFT: the records of approvals are damaged.",
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


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            DoseValue(1, 1),
            ["Hold 1 second", "Do 1 time", "Once a day", "1 day a week", "1 % effort"],
        ),
        (
            DoseValue(2, 2),
            ["Hold 2 seconds", "Do 2 times", "Twice a day", "2 days a week", "2 % effort"],
        ),
        (
            DoseValue(1, 2),
            [
                "Hold 1 to 2 seconds",
                "Do 1 to 2 times",
                "1 to 2 times a day",
                "1 to 2 days a week",
                "1 to 2 % effort",
            ],
        ),
        (None, [""] * 5),
    ],
)
def test_the_dose_in_sentences(phrases: Phrases, value: DoseValue | None, said: list[str]) -> None:
    boxes = dose_fields(Dose(*[value] * 5), phrases)
    assert [box.sentence for box in boxes] == said


def test_words_of_boxes_go_with_their_number(phrases: Phrases) -> None:
    """A box that is blank has the words of most numbers."""
    beside = {
        value: [(box.before, box.after) for box in dose_fields(Dose(*[value] * 5), phrases)][:3]
        for value in (None, DoseValue(1, 1), DoseValue(1, 3))
    }
    many = [("Hold", "seconds"), ("Do", "times"), ("Times a day", "")]
    assert beside[None] == beside[DoseValue(1, 3)] == many
    assert beside[DoseValue(1, 1)] == [("Hold", "second"), ("Do", "time"), ("Times a day", "")]


@pytest.mark.parametrize("reason", DraftReason)
def test_draft_says_why(phrases: Phrases, reason: DraftReason) -> None:
    status = Status("7F3A-91C2", reason, GIVEN, ("stop", "ask-first"))
    assert draft_text(status, phrases) == f"{REASONS[reason]} Do not give to patients."
    assert approval_lines(status, "1.1", phrases, short=False) == [
        "Version 1.1.",
        REASONS[reason],
    ]
    short = approval_lines(status, "1.1", phrases, short=True)
    assert short == ["Version 1.1.", "Words\xa07F3A-91C2."]
    assert status_line(status, "1.1", phrases) == "Version 1.1. DRAFT. Words\xa07F3A-91C2."


def test_approved(phrases: Phrases) -> None:
    approved = Status("7F3A-91C2", None, GIVEN)
    assert draft_text(approved, phrases) == ""
    assert approval_lines(approved, "1.0", phrases, short=True) == [
        "Version 1.0.",
        "Approved by A. Clinician, physiotherapist on 2027-01-10.",
        "Review due 2029-01-10.",
        "Words\xa07F3A-91C2.",
    ]
    line = status_line(approved, "1.0", phrases)
    assert line == "Version 1.0. Approved 2027-01-10. Words\xa07F3A-91C2."
