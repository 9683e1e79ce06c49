"""What was asked for on the command line, and whether that makes sense."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from handouts.building.plan import Selection
    from handouts.reading import Dose, Library


DOSE = ("hold_seconds", "repeats", "times_a_day", "days_a_week", "effort")
"""The fields of the dose, in the order in which they are asked for."""
NO_DAY = "'{}' is not a date; write it like 2026-03-31"


class WrongUsage(Exception):
    """Everything that is wrong with the options, as pairs of option and fault."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{option}: {fault}" for option, fault in self.faults))


class Asked(NamedTuple):
    """What `build` was asked for, with the dose and the date still as typed.

    `flat` leaves out the form fields; `typed` is the command as it was typed, if
    it can be answered quickly when it is typed again; `jobs` is how many processes work at once, 0
    for one on each core.
    """

    selection: Selection
    dose: Mapping[str, str | None]
    today: str
    flat: bool = False
    typed: tuple[str, ...] | None = None
    jobs: int = 0

    @property
    def options(self) -> dict[str, str]:
        """What was asked for besides the selection, by name."""
        given = {name.replace("_", " "): value for name, value in self.dose.items() if value}
        return {**given, **({"form fields": "left out"} if self.flat else {})}


def checked(asked: Asked, library: Library) -> tuple[Dose, date]:
    """The dose and the day.

    Raises:
        WrongUsage: all that is wrong with the options, names included.
    """
    from handouts.building.plan import unknown_names
    from handouts.reading import Dose, parse_dose_value

    faults = []
    for unknown in unknown_names(library, asked.selection):
        faults.append((f"--{unknown.kind}", str(unknown)))
    values: dict[str, Any] = {}
    for name, text in asked.dose.items():
        if text is not None:
            try:
                values[name] = parse_dose_value(name, text)
            except ValueError as error:
                faults.append((f"--{name.replace('_', '-')}", str(error)))
    today = day(asked.today)
    if today is None:
        faults.append(("--today", NO_DAY.format(asked.today)))
    if faults:
        raise WrongUsage(faults)
    assert today is not None
    return Dose(**values).or_else(library.clinic.dose), today


def day(text: str) -> date | None:
    """A day as YYYY-MM-DD; None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
