"""Why an output is to be built, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handouts.building.ledger import Entry
from handouts.storage.file_states import MISSING, Files
from handouts.storage.paths import shown_path


class Reason(NamedTuple):
    """One reason.

    Attributes:
        text: a clause without a full stop.
        of_words: it can be that all is said as before: worth a look before anything is laid out.
    """

    text: str
    of_words: bool = False


class Now(NamedTuple):
    """What an output would be made from now."""

    files: Files
    options: Mapping[str, str]
    engine: Mapping[str, str]
    today: date


def reasons(entry: Entry | None, output: Path, now: Now) -> list[Reason]:
    """Every reason to build an output; none, if it is as a new one would be.

    Args:
        entry: how it was made, if that is known.
        output: its file.
    """
    if entry is None:
        return [Reason("it has not been built here before")]
    found = list(_of_output(entry, output, now.files))
    found += _of_options(entry.options, now.options)
    found += _of_engine(entry.engine, now.engine)
    found += _of_inputs(entry, now.files)
    if (entry.since and now.today < entry.since) or (entry.until and now.today >= entry.until):
        found.append(Reason("an approval or its review date has come into force", of_words=True))
    return found


def _of_output(entry: Entry, output: Path, files: Files) -> Iterator[Reason]:
    state = files.state(output)
    if state is None:
        yield Reason("its file is missing")
    elif state.sha256 != entry.sha256:
        yield Reason("its file was changed by something else")


def _of_options(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Reason]:
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, ""), now.get(name, "")
        if old != new:
            yield Reason(f"{name} was {old or 'not given'}, now it is {new or 'not given'}")


def _of_engine(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Reason]:
    for name, version in now.items():
        old = before.get(name, "")
        if old == version:
            continue
        if name == "met-handouts":
            yield Reason("the program itself has changed")
        else:
            yield Reason(f"{name} was {old or 'missing'}, now it is {version or 'missing'}")


def _of_inputs(entry: Entry, files: Files) -> Iterator[Reason]:
    for path, before in sorted(entry.inputs.items()):
        if files.changed(path, before):
            gone, new = files.state(path) is None, before == MISSING
            what = "is gone" if gone else "is new" if new else "has changed"
            yield Reason(f"{shown_path(Path(path))} {what}", of_words=True)
