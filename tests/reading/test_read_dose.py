"""The dose is the clinician's."""

from __future__ import annotations

import pytest

from handouts.reading import Dose, DoseValue, parse_dose_value
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
    wrong = {f"{low - 1}": "low", f"{high + 1}": "high", f"{low}-{high + 1}": "high"}
    for text, too in wrong.items():
        with pytest.raises(ValueError, match=f"'{text}' is too {too}; write {low} to {high}"):
            parse_dose_value(name, text)


@pytest.mark.parametrize("text", ["", "five", "-5", "5-", "1e1", "٥", "5%", "5-6-7", "5.5", "5\n6"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number; write a whole number like 5"):
        parse_dose_value("repeats", text)


@pytest.mark.parametrize("text", ["20", "20-30%", "2", ""])
def test_effort_in_percent_is_refused_and_never_converted(text: str) -> None:
    with pytest.raises(ValueError, match="no longer given in percent; write 'effort_of_10'"):
        parse_dose_value("effort", text)


@pytest.mark.parametrize("text", ["20%", "2 %"])
def test_no_value_is_a_percentage(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_dose_value("effort_of_10", text)


def test_unknown_dose_value() -> None:
    with pytest.raises(ValueError, match="no dose value 'repeat'; did you mean 'repeats'"):
        parse_dose_value("repeat", "5")


def test_a_patients_dose_wins_over_the_usual_one() -> None:
    usual = Dose(hold_seconds=DoseValue(5, 5), repeats=DoseValue(3, 3))
    given = Dose(repeats=DoseValue(4, 4))
    assert given.or_else(usual) == Dose(hold_seconds=DoseValue(5, 5), repeats=DoseValue(4, 4))
