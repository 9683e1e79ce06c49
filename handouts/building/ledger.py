"""What each output was made from, kept beside the outputs.  Deleting it only costs time.

It is sealed: one that was damaged or edited is as good as none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from handouts.storage import ordinary_files
from handouts.storage.file_states import FileState
from handouts.storage.publishing import LEDGER
from handouts.storage.seal import seal

_NAME = f"{LEDGER}/ledger.json"
# Of the layout of the file; another one is as good as no ledger.
_FORMAT = 4
_SEAL, _END_OF_SEAL = b'{"seal":"', b'",'


class Entry(NamedTuple):
    """How one output was made.

    Attributes:
        sha256: of the output.
        document: a digest of the words and figures that were laid out.
        options: what was asked for on the command line, by name.
        engine: what made it; see `handouts.building.engine`.
        inputs: the files it was made from, by absolute path, as they were.
        since: the first day on which it says the same; None: always before.
        until: the first day on which it may say something else; None: never.
    """

    sha256: str
    document: str
    options: Mapping[str, str]
    engine: Mapping[str, str]
    inputs: Mapping[str, FileState]
    since: date | None = None
    until: date | None = None


_NOT_UNDERSTOOD = (
    *(OSError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError),
    RecursionError,
)


class Ledger(NamedTuple):
    """The entries of all outputs, by path relative to the folder of outputs.

    Attributes:
        files: every file looked at, as it was, outputs and the program's own files included.
        manifest: the SHA-256 of the manifest that was published with these outputs.
        pictures: that of each picture in the gallery, by path relative to the folder of outputs.
    """

    entries: Mapping[str, Entry] = {}
    files: Mapping[str, FileState] = {}
    manifest: str = ""
    pictures: Mapping[str, str] = {}

    def known(self) -> dict[str, FileState]:
        """Every file as it was last seen."""
        known: dict[str, FileState] = {}
        for inputs in {id(entry.inputs): entry.inputs for entry in self.entries.values()}.values():
            known.update(inputs)
        return {**known, **self.files}


def load(out: Path) -> Ledger:
    """The ledger of a folder of outputs; an empty one if there is none to be understood."""
    try:
        data, root = ordinary_files.read(out / _NAME), str(out.absolute())
        if (data, root) not in _understood:
            read = json.loads(data)
            if read["format"] != _FORMAT or not _is_sealed(data):
                return Ledger()
            _understand(data, root, _from_json(read, root))
        return _understood[data, root]
    except _NOT_UNDERSTOOD:
        return Ledger()


def _sealed(data: bytes) -> bytes:
    """A JSON object with its seal as the first field."""
    return _SEAL + seal(_NAME, data) + _END_OF_SEAL + data[1:]


def _is_sealed(data: bytes) -> bool:
    given, _, rest = data.removeprefix(_SEAL).partition(_END_OF_SEAL)
    return given == seal(_NAME, b"{" + rest)


# A process that stays reads what it has written.
_understood: dict[tuple[bytes, str], Ledger] = {}


def _understand(data: bytes, root: str, ledger: Ledger) -> None:
    _understood.clear()
    _understood[data, root] = ledger


def to_json(ledger: Ledger, out: Path) -> bytes:
    """The file's bytes.  Files are named from `out`, so that a project may be moved."""
    root = str(out.absolute())
    entries = sorted(ledger.entries.items())
    numbers: dict[tuple[str, FileState], int] = {}
    sets: dict[tuple[int, ...], int] = {}
    set_of: dict[int, int] = {}
    for _, entry in entries:
        if id(entry.inputs) not in set_of:  # outputs of one document share theirs
            # Outputs made at different times may have met different states of one file.
            each = (numbers.setdefault(pair, len(numbers)) for pair in entry.inputs.items())
            set_of[id(entry.inputs)] = sets.setdefault(tuple(sorted(each)), len(sets))
    distinct = {id(entry.engine): entry.engine for _, entry in entries}
    engine_of = {each: _frozen(engine) for each, engine in distinct.items()}
    engines = list(dict.fromkeys(engine_of.values()))
    written = {
        "format": _FORMAT,
        "inputs": [_written(root, *pair) for pair in numbers],
        "sets": list(sets),
        "files": [_written(root, *pair) for pair in sorted(ledger.files.items())],
        "engines": [dict(engine) for engine in engines],
        "outputs": {
            path: {
                "sha256": entry.sha256,
                "document": entry.document,
                "options": dict(entry.options),
                "engine": engines.index(engine_of[id(entry.engine)]),
                "inputs": set_of[id(entry.inputs)],
                "since": entry.since.isoformat() if entry.since else None,
                "until": entry.until.isoformat() if entry.until else None,
            }
            for path, entry in entries
        },
        "manifest": ledger.manifest,
        "pictures": dict(sorted(ledger.pictures.items())),
    }
    data = _sealed(json.dumps(written, separators=(",", ":")).encode())
    _understand(data, root, ledger)
    return data


def path_of() -> str:
    """Where the ledger is, relative to the folder of outputs."""
    return _NAME


def _from_json(read: Any, root: str) -> Ledger:
    files = [_read(root, *written) for written in read["inputs"]]
    sets = [dict(files[number] for number in each) for each in read["sets"]]
    engines = [_texts(engine) for engine in read["engines"]]
    entries = {
        str(path): Entry(
            sha256=str(entry["sha256"]),
            document=str(entry["document"]),
            options=_texts(entry["options"]),
            engine=engines[entry["engine"]],
            inputs=sets[entry["inputs"]],
            since=date.fromisoformat(entry["since"]) if entry["since"] else None,
            until=date.fromisoformat(entry["until"]) if entry["until"] else None,
        )
        for path, entry in read["outputs"].items()
    }
    seen = dict(_read(root, *written) for written in read["files"])
    return Ledger(entries, seen, str(read["manifest"]), _texts(read["pictures"]))


def _texts(read: Any) -> dict[str, str]:
    return {str(name): str(text) for name, text in dict(read).items()}


def _written(out: str, path: str, state: FileState) -> list[str | int]:
    return [_from(out, path), *state]


def _read(
    root: str, name: str, mtime: int, ctime: int, size: int, sha: str
) -> tuple[str, FileState]:
    folder, _, file = name.rpartition("/")
    path = os.path.join(_in_full(root, folder), file)  # noqa: PTH118
    return path, FileState(int(mtime), int(ctime), int(size), str(sha))


@lru_cache(maxsize=8192)
def _from(out: str, path: str) -> str:
    if path.startswith(f"{out}{os.sep}"):
        return path[len(out) + 1 :].replace(os.sep, "/")
    folder, file = os.path.split(path)
    return f"{_seen_from(out, folder)}/{file}"


# Many files are in few folders.
@lru_cache(maxsize=1024)
def _in_full(root: str, folder: str) -> str:
    return os.path.normpath(os.path.join(root, folder))  # noqa: PTH118


@lru_cache(maxsize=1024)
def _seen_from(out: str, folder: str) -> str:
    try:
        return os.path.relpath(folder, out).replace(os.sep, "/")
    except ValueError:  # another drive
        return folder


def _frozen(mapping: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(mapping.items()))
