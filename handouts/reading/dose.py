"""The dose: how hard, how long, how many, how often.  Always the clinic's, never the software's.

The limits only catch slips of the pen; published doses vary (holds of 3–10 s, 3–5 repeats, from
once a day to three times a week), and whatever is not given stays a blank to fill in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .findings import quoted, suggestion

LIMITS = {
    "hold_seconds": (1, 60),
    "repeats": (1, 30),
    "times_a_day": (1, 6),
    "days_a_week": (1, 7),
    "effort_of_10": (1, 5),  # 10 is full strength: the technique is gentle
}
PERCENT, EFFORT = "effort", "effort_of_10"
"""What the effort was called while it was given in percent, and is now; it is never converted."""
NO_PERCENT = (
    f"the effort is no longer given in percent; write '{EFFORT}' instead, with the number of 10"
    " that the therapist means"
)
_VALUE = re.compile(r"([0-9]{1,4})(?:\s*(?:-|–|to)\s*([0-9]{1,4}))?")


class DoseValue(NamedTuple):
    """A number, or a range of two: `low` equals `high` for one number."""

    low: int
    high: int


class Dose(NamedTuple):
    """Each value as the clinician gave it, or None for a blank.

    `hold_seconds` in seconds, `effort_of_10` where 10 is full strength, the others are counts.
    """

    hold_seconds: DoseValue | None = None
    repeats: DoseValue | None = None
    times_a_day: DoseValue | None = None
    days_a_week: DoseValue | None = None
    effort_of_10: DoseValue | None = None

    def or_else(self, default: Dose) -> Dose:
        """This dose, with its blanks filled from another."""
        return Dose(*(own or other for own, other in zip(self, default, strict=True)))


def parse_dose_value(name: str, text: str) -> DoseValue:
    """One value of the dose: a whole number like `5`, or a range like `5-10`.

    Raises:
        ValueError: not a number or range, or outside `LIMITS`; the message says how to mend it,
            after a semicolon.
    """
    if name == PERCENT:
        raise ValueError(NO_PERCENT)
    if name not in LIMITS:
        raise ValueError(f"no dose value {quoted(name)}; {suggestion(name, LIMITS)}")
    lowest, highest = LIMITS[name]
    match = _VALUE.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            f"{quoted(text)} is not a number; write a whole number like 5, or a range like 5-10"
        )
    low, high = int(match[1]), int(match[2] or match[1])
    if low > high:
        raise ValueError(f"the range {quoted(text)} runs backward; write the smaller number first")
    if low < lowest or high > highest:
        too = "low" if low < lowest else "high"
        raise ValueError(
            f"{quoted(text)} is too {too}; write {lowest} to {highest}, or leave it empty"
        )
    return DoseValue(low, high)
