"""Whom a handout is for, and what they typed about it checked: nothing is guessed or put right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.design.theme import EDITIONS
from handouts.pattern import PATTERNS, Pattern
from handouts.reading import Dose, Library, parse_dose_value
from handouts.reading.dose import NO_PERCENT, PERCENT
from handouts.reading.patient_name import printable_name

_MOST_DOSE = 500
DOSE_COLUMNS = Dose._fields
COLUMNS = ("email", "name", "pattern", "dose", "language", "edition", *DOSE_COLUMNS)
_ALSO = {"e_mail": "email", "mail": "email", "email_address": "email", "lang": "language"}
_SHEET_ERRORS = {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"}
_DOSE_PART = re.compile(r"\s*([a-z0-9_ -]+?)\s*[=:]\s*([^,;]+?)\s*(?:[,;]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Recipient:
    """One patient.

    Attributes:
        address: where it goes, its domain in ASCII (IDNA); empty for a draft to be addressed later.
        name: what stands behind "Made for"; empty for none.
        pattern: None for a handout that is the same for everyone.
        dose: what was given for this patient; the clinic's usual dose fills the rest.
    """

    address: str
    name: str
    pattern: Pattern | None
    dose: Dose
    lang: str
    edition: str

    @property
    def person(self) -> tuple[str, str]:
        """What tells patients apart: families share an address."""
        return self.address.casefold(), self.name.casefold()


class Refused(ValueError):
    """What is wrong, as pairs of column and fault; a fault never repeats what was typed."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{column}: {fault}" for column, fault in self.faults))


@dataclass(frozen=True)
class Defaults:
    """What holds where a row says nothing.

    `per_pattern` is whether the handout needs a pattern; `addressed` whether an address.
    """

    per_pattern: bool
    pattern: str
    lang: str
    edition: str
    dose: Dose
    addressed: bool = True


def recipient(cells: Mapping[str, str], defaults: Defaults, library: Library) -> Recipient:
    """
    Args:
        cells: what was typed, by the names in `COLUMNS`; what is missing or empty has a default.

    Raises:
        Refused: everything that is wrong.
    """
    faults: list[tuple[str, str]] = []
    typed = {column: text.strip() for column, text in cells.items() if text.strip()}

    def one_of(column: str, default: str, known: Sequence[str]) -> str:
        text = typed.get(column, default)
        chosen = {each.casefold(): each for each in known}.get(text.casefold(), "")
        if not chosen:
            fault = "is empty" if not text else "is none there is"
            faults.append((column, f"{fault}; write one of: {', '.join(known)}"))
        return chosen

    try:
        address = _address(typed.get("email", ""), needed=defaults.addressed)
    except ValueError as error:
        faults.append(("email", str(error)))
    try:
        name = _name(typed.get("name", ""))
    except ValueError as error:
        faults.append(("name", str(error)))
    pattern = ""
    if defaults.per_pattern:
        pattern = one_of("pattern", defaults.pattern, [each.id for each in PATTERNS])
    lang = one_of("language", defaults.lang, sorted(library.languages))
    edition = one_of("edition", defaults.edition, list(EDITIONS))
    dose = _dose(typed, faults).or_else(defaults.dose)
    if faults:
        raise Refused(faults)
    return Recipient(
        address, name, Pattern.from_id(pattern) if pattern else None, dose, lang, edition
    )


def _address(text: str, *, needed: bool) -> str:
    """
    Raises:
        ValueError: not an address; what is wrong and how to mend it.
    """
    from email_validator import EmailNotValidError, validate_email

    if not text:
        if needed:
            raise ValueError("is empty; write the patient's address")
        return ""
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=True)
    except EmailNotValidError:
        raise ValueError("is not an address; write one like patient@example.org") from None
    return f"{found.local_part}@{found.ascii_domain}"


def _name(text: str) -> str:
    """
    Raises:
        ValueError: cannot be printed, or is no name; what is wrong and how to mend it.
    """
    if text in _SHEET_ERRORS:
        raise ValueError("is an error of a formula; correct it in the spreadsheet")
    if _is_read_wrong(text):
        raise ValueError("has letters that were read in a wrong encoding; save the list anew")
    return printable_name(text)


def _is_read_wrong(name: str) -> bool:
    """Whether each letter beyond ASCII is there as the signs of its bytes in UTF-8."""
    try:
        return name.encode("cp1252").decode("utf-8") != name
    except UnicodeError:
        return False


def _dose(typed: Mapping[str, str], faults: list[tuple[str, str]]) -> Dose:
    """From a column for each value, or one with all: `hold_seconds=5, repeats=3`."""
    values: dict[str, tuple[str, str]] = {}
    for name, text in _in_one(typed.get("dose", ""), faults):
        if name in values:
            faults.append(("dose", f"gives '{name}' twice; leave one of the two out"))
        values[name] = ("dose", text)
    for name in DOSE_COLUMNS:
        if name in typed:
            if name in values:
                faults.append((name, "is given twice; leave one of the two empty"))
            values[name] = (name, typed[name])
    dose = Dose()
    for name, (column, text) in values.items():
        try:
            dose = dose._replace(**{name: parse_dose_value(name, text)})
        except ValueError as error:
            remedy = str(error).partition("; ")[2]
            faults.append((column, f"cannot be the dose '{name}'; {remedy}"))
    return dose


def _in_one(text: str, faults: list[tuple[str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    if len(text) > _MOST_DOSE:
        faults.append(("dose", f"has {len(text)} characters; write it like 'hold_seconds=5'"))
        return []
    while at < len(text):
        match = _DOSE_PART.match(text, at)
        name = column_name(match[1]) if match else ""
        if name == PERCENT:
            faults.append(("dose", f"is not understood: {NO_PERCENT}"))
            return []
        if match is None or name not in DOSE_COLUMNS:
            remedy = f"write it like 'hold_seconds=5, repeats=3'; names: {', '.join(DOSE_COLUMNS)}"
            faults.append(("dose", f"is not understood; {remedy}"))
            return []
        found.append((name, match[2]))
        at = match.end()
    return found


def column_name(text: str) -> str:
    """A heading as a column's name: `Hold seconds` is `hold_seconds`."""
    name = re.sub(r"[\s\ufeff_-]+", "_", text).strip("_").casefold()
    return _ALSO.get(name, name)
