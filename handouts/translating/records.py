"""What is written down of a translation, in `translation.json` of its folder, by the program.

Of each part it has the English words that it was made from, who translated it, and who has
reviewed which words of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from handouts.errors import ContentError, Problem
from handouts.storage.ordinary_files import read
from handouts.storage.swap import swap
from handouts.storage.tracking import note

NAME = "translation.json"


class Reviewed(NamedTuple):
    """A qualified person has reviewed the words of that fingerprint."""

    words: str
    name: str
    role: str
    day: date


class PartRecord(NamedTuple):
    """The English that a part was made from, and by whom; `machine` is no person."""

    english: str
    translator: str
    reviewed: Reviewed | None = None


Records = Mapping[str, PartRecord]


def mark(text: str) -> str:
    """Tells a text from others (SHA-256, FIPS 180-4)."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_records(folder: Path) -> Records:
    """Those of the folder of a language; none where nothing was written down.

    Raises:
        ContentError: the file was damaged.
    """
    file = folder / NAME
    note(file)
    try:
        found = json.loads(read(file))
        return {name: _record(fields) for name, fields in found["parts"].items()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        what = f"cannot be read ({error})"
        remedy = "put it back from a backup, or remove it: then no part is known to be old"
        raise ContentError([Problem(file, 0, what, remedy)]) from error


def write_records(folder: Path, records: Records) -> None:
    """
    Raises:
        DistError: it cannot be written; nothing has changed.
    """
    parts = {name: _fields(each) for name, each in sorted(records.items())}
    data = json.dumps({"parts": parts}, ensure_ascii=False, indent=1) + "\n"
    swap(folder, {NAME: data.encode()}, [])


def _record(fields: Mapping[str, Any]) -> PartRecord:
    by = fields.get("reviewed")
    reviewed = by and Reviewed(by["words"], by["name"], by["role"], date.fromisoformat(by["day"]))
    return PartRecord(str(fields["english"]), str(fields["translator"]), reviewed)


def _fields(record: PartRecord) -> dict[str, Any]:
    fields: dict[str, Any] = {"english": record.english, "translator": record.translator}
    if record.reviewed:
        fields["reviewed"] = {
            **record.reviewed._asdict(),
            "day": record.reviewed.day.isoformat(),
        }
    return fields
