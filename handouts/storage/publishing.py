"""The folder of outputs: new ones appear there all together, or nothing there changes.

The manifest is the last to be moved into place.  Nothing is ever removed that an earlier manifest
does not list, or that is not byte for byte what was published.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from handouts.storage.lock import only_one
from handouts.storage.ordinary_files import names_in, read
from handouts.storage.swap import DistError, blaming, discard, make_folder, remove_if_empty, swap

MANIFEST = "manifest.json"
LEDGER = ".ledger"
"""The hidden folder of what the program keeps for itself."""
_LOCK = f"{LEDGER}/lock"
_TRIES = 100
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]+)*")
_SHA256 = re.compile("[0-9a-f]{64}")

Value = str | int | None


class Output:
    """One file to publish.

    Args:
        path: where it goes, relative to the folder of outputs, with forward slashes.
        about: what the manifest says of it, besides its size and checksum.
        data: its bytes.
    """

    def __init__(self, path: str, about: Mapping[str, Value], data: bytes) -> None:
        self.path, self.about, self.data = path, about, data

    @cached_property
    def sha256(self) -> str:
        return _sha256(self.data)

    @property
    def entry(self) -> dict[str, Value]:
        """The manifest's entry."""
        return {**self.about, "bytes": len(self.data), "sha256": self.sha256}


class Published(NamedTuple):
    """What a build changed, as paths relative to the folder of outputs."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    entries: Mapping[str, Mapping[str, Value]]
    """The manifest's, of all that is there now."""
    manifest: str = ""
    """Its SHA-256."""


class Beside(NamedTuple):
    """What else is to change together with outputs, by path relative to their folder."""

    changed: Mapping[str, bytes] = {}
    removed: Sequence[str] = ()


def manifest_sha256(dist: Path) -> str:
    """Of the manifest that is there; empty if there is none.

    Raises:
        DistError: there is something that cannot be read.
    """
    with blaming(dist / MANIFEST):
        data = _manifest(dist)
    return _sha256(data) if data else ""


def listed(dist: Path) -> dict[str, dict[str, Value]]:
    """The manifest's entries by path; none if there is no manifest to be understood.

    Raises:
        DistError: there is something that cannot be read.
    """
    with blaming(dist / MANIFEST):
        return dict(sorted(_listed(dist).items()))


@contextmanager
def locked(dist: Path) -> Iterator[None]:
    """Waits until no other build writes into the folder `dist`, and keeps others waiting.

    What a build left behind that was ended half way is swept up.  A folder that was not there is
    not left behind by a build that fails.
    """
    new = not os.path.lexists(dist)
    lock = ExitStack()
    for tries_left in range(_TRIES, -1, -1):
        at = dist
        try:
            with ExitStack() as undo:
                make_folder(dist / LEDGER, lambda new: undo.callback(remove_if_empty, new))
                undo.pop_all()
            at = dist / _LOCK
            lock.enter_context(only_one(at))
            break
        except FileNotFoundError as error:  # a build that failed has just removed the folder
            if not tries_left:
                raise DistError(at, error) from error
        except OSError as error:
            raise DistError(at, error) from error
    try:
        discard(dist)
        yield
    except BaseException:
        if new and not os.path.lexists(dist / MANIFEST):
            import shutil

            shutil.rmtree(dist / LEDGER, ignore_errors=True)
            remove_if_empty(dist)
        raise
    finally:
        lock.close()


def publish(
    dist: Path,
    outputs: Iterable[Output],
    *,
    whole: bool,
    kept: Collection[str] = (),
    known: Mapping[str, str] = {},
    beside: Callable[[Published], Beside] = lambda _published: Beside(),
) -> Published:
    """Puts `outputs` and their manifest into the folder `dist`, which is made if need be.

    A file that already holds the right bytes is not touched.

    Args:
        whole: the outputs are all there are, so those an earlier build listed and this one does
            not are removed.  Otherwise the earlier ones stay, and stay listed.
        kept: paths of outputs that are as they should be, and stay.
        known: the SHA-256 of outputs of earlier builds, by path, should the manifest be lost.
        beside: told of what is about to change, says what else changes with it.

    Raises:
        DistError: nothing has changed in `dist`, or it says what could not be put back.
    """
    planned = {output.path: output for output in sorted(outputs, key=lambda output: output.path)}
    with blaming(dist / MANIFEST):
        before = {path: entry for path, entry in _listed(dist).items() if path not in planned}
        earlier = {path: before[path] for path in _ours(dist, before)}
    entries = {path: output.entry for path, output in planned.items()}
    staying = {path: entry for path, entry in earlier.items() if not whole or path in kept}
    listed = dict(sorted({**staying, **entries}.items()))
    manifest = _json(listed)
    changed = {
        path: output.data
        for path, output in planned.items()
        if not _holds(dist / path, output.data)
    }
    lost = set()
    if whole:
        unlisted = known.keys() - before.keys() - planned.keys() - set(kept)
        lost = {path for path in _ours(dist, unlisted) if _checksum(dist / path) == known[path]}
    removed = tuple(sorted({*(earlier.keys() - staying.keys()), *lost}))
    published = Published(
        written=tuple(changed),
        unchanged=tuple(sorted({path for path in planned if path not in changed} | set(kept))),
        removed=removed,
        entries=listed,
        manifest=_sha256(manifest),
    )
    others = beside(published)
    changed |= others.changed
    if not _holds(dist / MANIFEST, manifest):
        changed[MANIFEST] = manifest
    if changed or removed or others.removed:
        swap(dist, changed, (*removed, *others.removed))
    _understand(manifest, listed)
    return published


def strangers(dist: Path, listed: Collection[str]) -> list[str]:
    """Handouts that lie where outputs do, and are none, by path relative to `dist`."""
    strange: list[str] = []
    found = [""]
    for ending in ("", ".html", ".pdf"):  # in a language, what it goes on, and that of an edition
        found = [
            f"{folder}{name}/"
            for folder in found
            for name in names_in(dist / folder)
            if folder or _LANGUAGE.fullmatch(name)
        ]
        files = (
            f"{folder}{name}" for folder in found if ending for name in names_in(dist / folder)
        )
        strange += [file for file in files if file.endswith(ending) and file not in listed]
    return strange


def _listed(dist: Path) -> dict[str, dict[str, Value]]:
    """The entries of the manifest that is there, or none if it cannot be understood."""
    return dict(_entries(_manifest(dist)))


def _manifest(dist: Path) -> bytes:
    try:
        return read(dist / MANIFEST)
    except (FileNotFoundError, NotADirectoryError):
        return b""


# A process that stays reads what it has written.
_understood: dict[bytes, Mapping[str, dict[str, Value]]] = {}


def _understand(data: bytes, entries: Mapping[str, dict[str, Value]]) -> None:
    _understood.clear()
    _understood[data] = entries


def _entries(data: bytes) -> Mapping[str, dict[str, Value]]:
    entries = _understood.get(data)  # other threads may read another one meanwhile
    if entries is None:
        entries = _read_entries(data)
        _understand(data, entries)
    return entries


def _read_entries(data: bytes) -> Mapping[str, dict[str, Value]]:
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(manifest, dict):
        return {}
    return {
        path: entry
        for path, entry in manifest.items()
        if isinstance(entry, dict) and _is_text(path) and _is_entry(entry)
    }


def _is_entry(entry: Mapping[str, object]) -> bool:
    """Whether it has what an entry has, as far as others rely on it."""
    numbers = (entry.get("pages", 0), entry.get("bytes", 0))
    texts = [value for value in entry.values() if isinstance(value, str)]
    return (
        _SHA256.fullmatch(str(entry.get("sha256"))) is not None
        and all(map(_is_text, texts))
        and all(type(number) is int and number >= 0 for number in numbers)
        and all(value is None or isinstance(value, str | int) for value in entry.values())
    )


def _is_text(value: str) -> bool:
    """Whether it can be written: no half of a pair, no end of a name."""
    try:
        return b"\0" not in value.encode()
    except UnicodeEncodeError:
        return False


def _ours(dist: Path, paths: Iterable[str]) -> Iterator[str]:
    """Those paths of a manifest that are files within `dist`: a manifest may have been edited."""
    root, start = dist.resolve(), f"{dist}{os.sep}"
    within: dict[str, bool] = {}
    for path in paths:
        folder = _folder_of(path)
        if folder is None:
            continue
        if folder not in within:
            within[folder] = _is_within(dist / folder, root)
        with suppress(OSError, ValueError):  # a name that is too long, or none
            if within[folder] and os.path.isfile(start + path):  # noqa: PTH113
                yield path


@lru_cache(maxsize=4096)
def _folder_of(path: str) -> str | None:
    """The folder that a path of a manifest is in; None if it is no path of an output."""
    if path == MANIFEST or not {"\\", ":"}.isdisjoint(path):
        return None
    folder, _, _ = path.rpartition("/")
    return folder if {"", ".", ".."}.isdisjoint(path.split("/")) else None


def _is_within(folder: Path, root: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(root)
    except (OSError, RuntimeError, ValueError):  # too long, a link to itself, no name at all
        return False


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and read(file) == data
    except OSError:
        return False


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _checksum(file: Path) -> str:
    try:
        return _sha256(read(file))
    except OSError:
        return ""


def _json(manifest: Mapping[str, Mapping[str, Value]]) -> bytes:
    """An entry a line."""
    lines = (f"{_dumped(path)}: {_dumped(entry)}" for path, entry in sorted(manifest.items()))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


_dumped = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
