"""What a build was asked for, and whether that makes sense; and a dose that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from handouts.errors import UsageError
from handouts.render.rendered import USUAL_PDF, PdfVersion

if TYPE_CHECKING:
    from handouts.building.plan import Selection
    from handouts.reading import Dose, Library


DOSE = ("hold_seconds", "repeats", "times_a_day", "days_a_week", "effort_of_10")
"""The fields of the dose, in the order in which they are asked for."""
NO_DAY = "'{}' is not a date; write it like 2026-03-31"
TypedDose: TypeAlias = Mapping[str, str | None]
"""A dose as it was typed, by field; None where a field was not given."""


class BuildRequest(NamedTuple):
    """What was asked for, with the day still as typed.

    Attributes:
        content: the folder with `clinic.yaml` and a folder per language.
        out: the folder of outputs.
        today: the day reviews are judged by.
        flat: without form fields.
        pdf: the version of PDF.
        jobs: how many processes work at once; 0 for one on each core.
    """

    content: Path
    out: Path
    selection: Selection
    today: str
    flat: bool = False
    pdf: PdfVersion = USUAL_PDF
    jobs: int = 0

    @property
    def options(self) -> dict[str, str]:
        """What was asked for besides the selection, by name."""
        said = {"form fields": "left out"} if self.flat else {}
        return said if self.pdf == USUAL_PDF else {**said, "the version of PDF": self.pdf}


def checked(
    request: BuildRequest, library: Library, dose: TypedDose = MappingProxyType({})
) -> tuple[Dose, date]:
    """The dose, the clinic's where none is typed, and the day.

    Raises:
        UsageError: all that is wrong with the options, names included.
    """
    from handouts.building.plan import unknown_names

    faults = []
    for unknown in unknown_names(library, request.selection):
        faults.append((f"--{unknown.kind}", str(unknown)))
    given = typed_dose(dose, faults)
    today = day(request.today)
    if today is None:
        faults.append(("--today", NO_DAY.format(request.today)))
    if faults:
        raise UsageError(faults)
    assert today is not None
    return given.or_else(library.clinic.dose), today


def typed_dose(texts: TypedDose, faults: list[tuple[str, str]]) -> Dose:
    """A dose from what was typed; `faults` gets the options that are wrong, each with its fault."""
    from handouts.reading import Dose, parse_dose_value

    values: dict[str, Any] = {}
    for name, text in texts.items():
        if text is not None:
            try:
                values[name] = parse_dose_value(name, text)
            except ValueError as error:
                faults.append((option(name), str(error)))
    return Dose(**values)


def option(name: str) -> str:
    """The option that gives a value of that name."""
    return f"--{name.replace('_', '-')}"


def day(text: str) -> date | None:
    """A day as YYYY-MM-DD; None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
