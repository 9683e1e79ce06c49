"""The folder of outputs: new ones appear there all together, or nothing there changes.

Outputs are written aside, under names of their own there, and then moved into place one by one,
the manifest last; what was there before is kept until the last move, so a failure puts it back.
Nothing is ever removed that an earlier manifest does not list.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property, lru_cache
from itertools import count
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from handouts.errors import Problem
from handouts.storage.lock import only_one

MANIFEST = "manifest.json"
_ASIDE = ".building-"
LEDGER = ".ledger"
"""The hidden folder of what the program keeps for itself."""
_LOCK = f"{LEDGER}/lock"
_TRIES = 100
_SHA256 = re.compile("[0-9a-f]{64}")
_swaps = count()

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
        return hashlib.sha256(self.data).hexdigest()

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


def listed(dist: Path) -> dict[str, dict[str, Value]]:
    """The manifest's entries by path; none if there is no manifest to be understood.

    Raises:
        DistError: there is something that cannot be read.
    """
    with _blaming(dist / MANIFEST):
        return dict(sorted(_listed(dist).items()))


class DistError(Exception):
    """The outputs could not be written; the folder is as it was before."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.problem = Problem(path, 0, f"cannot write: {error.strerror or error}", _remedy(error))
        super().__init__(str(self.problem))


@contextmanager
def locked(dist: Path) -> Iterator[None]:
    """Waits until no other build writes into the folder `dist`, and keeps others waiting.

    What a build left behind that was ended half way is swept up.  A folder that was not there is
    not left behind by a build that fails.
    """
    new = not os.path.lexists(dist)
    lock = ExitStack()
    with _blaming(dist):
        for tries_left in range(_TRIES, -1, -1):
            try:
                with ExitStack() as undo:
                    _make_folder(dist / LEDGER, undo)
                    undo.pop_all()
                lock.enter_context(only_one(dist / _LOCK))
                break
            except FileNotFoundError:  # a build that failed has just removed the folder
                if not tries_left:
                    raise
    try:
        _discard(dist, _ASIDE)
        yield
    except BaseException:
        if new and not (dist / MANIFEST).exists():
            import shutil

            shutil.rmtree(dist / LEDGER, ignore_errors=True)
            _remove_if_empty(dist)
        raise
    finally:
        lock.close()


def publish(
    dist: Path,
    outputs: Iterable[Output],
    *,
    whole: bool,
    kept: Collection[str] = (),
) -> Published:
    """Puts `outputs` and their manifest into the folder `dist`, which is made if need be.

    A file that already holds the right bytes is not touched.

    Args:
        whole: the outputs are all there are, so those an earlier build listed and this one does
            not are removed.  Otherwise the earlier ones stay, and stay listed.
        kept: paths of outputs that are as they should be, and stay.

    Raises:
        DistError: nothing has changed in `dist`.
    """
    planned = {output.path: output for output in sorted(outputs, key=lambda output: output.path)}
    with _blaming(dist / MANIFEST):
        others = {path: entry for path, entry in _listed(dist).items() if path not in planned}
        earlier = {path: others[path] for path in _ours(dist, others)}
    entries = {path: output.entry for path, output in planned.items()}
    staying = {path: entry for path, entry in earlier.items() if not whole or path in kept}
    listed = dict(sorted({**staying, **entries}.items()))
    manifest = _json(listed)
    files = {path: output.data for path, output in planned.items()} | {MANIFEST: manifest}
    changed = {path: data for path, data in files.items() if not _holds(dist / path, data)}
    removed = tuple(sorted(earlier.keys() - staying.keys()))
    if changed or removed:
        swap(dist, changed, removed)
    return Published(
        written=tuple(path for path in planned if path in changed),
        unchanged=tuple(sorted({path for path in planned if path not in changed} | set(kept))),
        removed=removed,
        entries=listed,
    )


def swap(dist: Path, changed: Mapping[str, bytes], removed: Iterable[str] = ()) -> None:
    """Puts files into the folder `dist`, made if need be, and takes others away: all or nothing.

    Raises:
        DistError: nothing has changed in `dist`.
    """
    with ExitStack() as undo:
        with _blaming(dist):
            _make_folder(dist, undo)
        # No other process or swap has files of that name; a folder for them would take a while.
        aside = f"{_ASIDE}{os.getpid()}-{next(_swaps)}-"
        undo.callback(_discard, dist, aside)
        fresh = {path: dist / f"{aside}{number}.new" for number, path in enumerate(changed)}
        for path, new in fresh.items():
            with _blaming(dist / path):
                new.write_bytes(changed[path])
        for number, path in enumerate(removed):
            with _blaming(dist / path):
                _keep(dist / path, dist / f"{aside}{number}.gone", undo)
                (dist / path).unlink()
        for path, new in fresh.items():
            with _blaming(dist / path):
                _make_folder((dist / path).parent, undo)
                _keep(dist / path, new.with_suffix(".old"), undo)
                new.replace(dist / path)
        undo.pop_all()
    _discard(dist, aside)
    for path in removed:
        _remove_empty_folders(dist, path)


def _discard(dist: Path, aside: str) -> None:
    """Removes files that were on their way, all whose names begin like that."""
    with suppress(OSError):
        for name in os.listdir(dist):  # noqa: PTH208 - pathlib is slow
            if name.startswith(aside):
                with suppress(OSError):
                    (dist / name).unlink()


def _make_folder(folder: Path, undo: ExitStack) -> None:
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = folder.parent
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{folder.name} is not a folder")
    for new in reversed(missing):
        new.mkdir(exist_ok=True)  # another build may have made it meanwhile
        undo.callback(_remove_if_empty, new)


def _keep(target: Path, old: Path, undo: ExitStack) -> None:
    """Makes sure that undoing leaves `target` as it is now.  `target` itself never goes missing."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, f"{target.name} is a folder")
    if not os.path.lexists(target):
        undo.callback(target.unlink, missing_ok=True)
        return
    try:
        os.link(target, old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without hard links
        import shutil

        shutil.copy2(target, old, follow_symlinks=False)
    undo.callback(os.replace, old, target)


def _remove_empty_folders(dist: Path, path: str) -> None:
    for folder in PurePosixPath(path).parents[:-1]:
        _remove_if_empty(dist / folder)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _listed(dist: Path) -> dict[str, dict[str, Value]]:
    """The entries of the manifest that is there, or none if it cannot be understood."""
    try:
        return dict(_entries((dist / MANIFEST).read_bytes()))
    except (FileNotFoundError, NotADirectoryError):
        return {}


@lru_cache(maxsize=4)  # a process that stays reads the same one again and again
def _entries(data: bytes) -> Mapping[str, dict[str, Value]]:
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
    root = dist.resolve()
    within: dict[str, bool] = {}
    for path in paths:
        if path == MANIFEST or not {"\\", ":"}.isdisjoint(path):
            continue
        *folders, _ = parts = path.split("/")
        if not {"", ".", ".."}.isdisjoint(parts):
            continue
        folder = "/".join(folders)
        if folder not in within:
            within[folder] = _is_within(dist / folder, root)
        with suppress(OSError, ValueError):  # a name that is too long, or none
            if within[folder] and os.path.isfile(os.path.join(dist, path)):  # noqa: PTH113, PTH118
                yield path


def _is_within(folder: Path, root: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(root)
    except (OSError, RuntimeError, ValueError):  # too long, a link to itself, no name at all
        return False


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def _json(manifest: Mapping[str, Mapping[str, Value]]) -> bytes:
    """An entry a line."""
    lines = (f"{_dumped(path)}: {_dumped(entry)}" for path, entry in sorted(manifest.items()))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DistError(path, error) from error


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        mend = "free some space there"
    elif error.errno in (errno.ENOTDIR, errno.EISDIR):
        mend = "move it out of the way"
    else:
        mend = "close it if another program has it open, and make sure you may write there"
    return f"{mend}, or choose another folder with --out (nothing has changed)"
