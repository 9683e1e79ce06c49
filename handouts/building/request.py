"""What a build was asked for, and whether that makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.building.plan import Selection
    from handouts.reading import Dose, Library


DOSE = ("hold_seconds", "repeats", "times_a_day", "days_a_week", "effort")
"""The fields of the dose, in the order in which they are asked for."""
NO_DAY = "'{}' is not a date; write it like 2026-03-31"


class BuildRequest(NamedTuple):
    """What was asked for, with the dose and the day still as typed.

    Attributes:
        content: the folder with `clinic.yaml` and a folder per language.
        out: the folder of outputs.
        dose: texts by field; None where a field was not given.
        today: the day reviews are judged by.
        flat: without form fields.
        jobs: how many processes work at once; 0 for one on each core.
    """

    content: Path
    out: Path
    selection: Selection
    dose: Mapping[str, str | None]
    today: str
    flat: bool = False
    jobs: int = 0

    @property
    def options(self) -> dict[str, str]:
        """What was asked for besides the selection, by name."""
        given = {name.replace("_", " "): value for name, value in self.dose.items() if value}
        return {**given, **({"form fields": "left out"} if self.flat else {})}


def checked(request: BuildRequest, library: Library) -> tuple[Dose, date]:
    """The dose and the day.

    Raises:
        UsageError: all that is wrong with the options, names included.
    """
    from handouts.building.plan import unknown_names
    from handouts.reading import Dose, parse_dose_value

    faults = []
    for unknown in unknown_names(library, request.selection):
        faults.append((f"--{unknown.kind}", str(unknown)))
    values: dict[str, Any] = {}
    for name, text in request.dose.items():
        if text is not None:
            try:
                values[name] = parse_dose_value(name, text)
            except ValueError as error:
                faults.append((f"--{name.replace('_', '-')}", str(error)))
    today = day(request.today)
    if today is None:
        faults.append(("--today", NO_DAY.format(request.today)))
    if faults:
        raise UsageError(faults)
    assert today is not None
    return Dose(**values).or_else(library.clinic.dose), today


def day(text: str) -> date | None:
    """A day as YYYY-MM-DD; None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
