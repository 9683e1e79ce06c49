"""The form of the clinic screen: fields of `clinic.yaml`, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from handouts.building.request import DOSE
from handouts.design.brand import Brand, too_faint
from handouts.design.contrast import contrast
from handouts.design.theme import STANDARD
from handouts.desk.visit_form import sentence
from handouts.editing.yaml_values import edited, places_of
from handouts.reading import Clinic
from handouts.reading.clinic import clinic_of
from handouts.reading.findings import Findings

DETAILS = ("name", "phone", "address", "web", "email")
COLOURS = tuple(f"colours.{name}" for name in Brand._fields)
USUAL_DOSE = tuple(f"dose.{name}" for name in DOSE)
LINKS = ("links.video", "links.booking", "web_handouts")
MAIL = ("mail.sender", "mail.host", "mail.port", "mail.user")
FIELDS = (
    *DETAILS,
    "country",
    "emergency",
    "logo",
    "logo_alt",
    *COLOURS,
    *USUAL_DOSE,
    "paper",
    *LINKS,
    *MAIL,
    "remember.prints",
    "remember.days",
)
_WHITE = "#FFFFFF"


class Proposed(NamedTuple):
    """The clinic as the form would have it.

    Attributes:
        text: of `clinic.yaml`.
        faults: what is wrong, by field; under the empty name what belongs to none.
    """

    text: str
    clinic: Clinic
    faults: Mapping[str, str]


class Colour(NamedTuple):
    """A colour on the form.

    Attributes:
        shown: what the picker shows.
        ratio: its contrast on white, in words.
        nearest: the nearest that can be read, if it cannot.
    """

    name: str
    typed: str
    shown: str
    ratio: str
    nearest: str


def proposed(text: str, values: Mapping[str, str], file: Path) -> Proposed:
    """
    Args:
        text: of the file as it is.

    Raises:
        ContentError: it is no YAML.
    """
    new = edited(text, values, file)
    findings = Findings()
    clinic = clinic_of(new, file, findings)
    places = places_of(new, FIELDS, file)
    faults: dict[str, str] = {}
    for problem in findings.problems:
        field = places.get(problem.line, "")
        said = sentence(f"{problem.what}; {problem.remedy}")
        faults.setdefault(field, said.replace(f"'{field}': ", "").replace(f"'{field}' ", "It "))
    return Proposed(new, clinic, {field: _capital(said) for field, said in faults.items()})


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def colours(values: Mapping[str, str]) -> list[Colour]:
    """Each colour of the form, and whether it can be read."""
    return [_colour(name, values.get(f"colours.{name}", "")) for name in Brand._fields]


def _colour(name: str, typed: str) -> Colour:
    usual = getattr(STANDARD.colours, name)
    shown = typed.strip().upper() if _is_colour(typed) else usual
    fault = too_faint(name, shown)
    ratio = f"{int(contrast(shown, _WHITE) * 10) / 10} to 1 on white"
    return Colour(name, typed, shown.lower(), ratio, fault.nearest if fault else "")


def _is_colour(text: str) -> bool:
    text = text.strip()
    return (
        len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in text[1:])
    )
