"""The dose is the clinician's, and an approval holds only for its words and its time."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.reading import (
    Approval,
    Approved,
    Dose,
    DoseValue,
    Draft,
    DraftReason,
    approval_status,
    parse_dose_value,
)
from handouts.reading.dose import LIMITS


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5", 5, 5),
        (" 5 ", 5, 5),
        ("5-10", 5, 10),
        ("5 – 10", 5, 10),
        ("5 to 10", 5, 10),
        ("05", 5, 5),
    ],
)
def test_numbers_and_ranges(text: str, low: int, high: int) -> None:
    assert parse_dose_value("repeats", text) == DoseValue(low, high)


@pytest.mark.parametrize("name", LIMITS)
def test_limits_are_included(name: str) -> None:
    low, high = LIMITS[name]
    assert parse_dose_value(name, f"{low}-{high}") == DoseValue(low, high)
    for text in (f"{low - 1}", f"{high + 1}", f"{low}-{high + 1}"):
        with pytest.raises(ValueError, match=f"'{text}' is outside .*; write {low} to {high}"):
            parse_dose_value(name, text)


@pytest.mark.parametrize("text", ["", "five", "-5", "5-", "1e1", "٥", "5%", "5-6-7", "5.5", "5\n6"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number; write a whole number like 5"):
        parse_dose_value("repeats", text)


def test_percent_sign_belongs_to_effort() -> None:
    assert parse_dose_value("effort", "20-30%") == DoseValue(20, 30)


def test_unknown_dose_value() -> None:
    with pytest.raises(ValueError, match="no dose value 'repeat'; did you mean 'repeats'"):
        parse_dose_value("repeat", "5")


def test_a_patients_dose_wins_over_the_usual_one() -> None:
    usual = Dose(hold_seconds=DoseValue(5, 5), repeats=DoseValue(3, 3))
    given = Dose(repeats=DoseValue(4, 4))
    assert given.or_else(usual) == Dose(hold_seconds=DoseValue(5, 5), repeats=DoseValue(4, 4))


TODAY = date(2027, 3, 1)
WORDS = Approval("2")
BY, ON, DUE = "Head of therapy", date(2027, 1, 1), date(2028, 1, 1)
STATUS = {
    "nobody": (Approval("2"), DraftReason.NOT_APPROVED),
    "no day": (Approval("2", BY), DraftReason.NOT_APPROVED),
    "nobody on a day": (Approval("2", None, ON, DUE), DraftReason.NOT_APPROVED),
    "other words": (Approval("1", BY, ON, DUE), DraftReason.VERSION_CHANGED),
    "tomorrow": (Approval("2", BY, date(2027, 3, 2), DUE), DraftReason.NOT_YET_VALID),
    "no review": (Approval("2", BY, ON), DraftReason.NO_REVIEW_DATE),
    "review yesterday": (Approval("2", BY, ON, date(2027, 2, 28)), DraftReason.REVIEW_PAST_DUE),
}


@pytest.mark.parametrize(("approval", "reason"), STATUS.values(), ids=STATUS)
def test_draft(approval: Approval, reason: DraftReason) -> None:
    assert approval_status(WORDS, approval, TODAY) == Draft(reason, "2", approval)


def test_draft_by_its_own_word() -> None:
    assert approval_status(WORDS, None, TODAY) == Draft(DraftReason.NOT_APPROVED, "2", WORDS)


@pytest.mark.parametrize(("on", "due"), [(ON, DUE), (TODAY, DUE), (ON, TODAY)])
def test_approved(on: date, due: date) -> None:
    approval = Approval("2", BY, on, due)
    assert approval_status(approval, None, TODAY) == Approved(BY, on, due)
    assert approval_status(WORDS, approval, TODAY) == Approved(BY, on, due)


def test_the_clinics_word_wins() -> None:
    own = Approval("2", BY, ON, DUE)
    clinics = Approval("1", "Clinic", ON, DUE)
    assert approval_status(own, clinics, TODAY) == Draft(DraftReason.VERSION_CHANGED, "2", clinics)
