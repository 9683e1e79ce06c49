"""The quickest answer: the same command once more, and not one file has changed since.

Looks at sizes and times only, and imports next to nothing: a build that has nothing to do takes
hardly longer than starting Python.  Without this module all else works the same, but slower.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Iterable, Sequence

from handouts.storage.ordinary_files import read, replace

_MOST = 20


def answer(arguments: Sequence[str]) -> str | None:
    """What a build would say if it has nothing to do; None where that cannot be told quickly."""
    try:
        seal, _, kept = read(_file(folder_of(arguments), arguments)).partition(b"\n")
        if seal != _seal(kept):
            return None
        since, until, python, said, *states = kept.decode().split("\n")
        if python != _python() or not since <= _today() < until:
            return None
        for state in states:
            mtime, ctime, size, path = state.split(" ", 3)
            if mtime == "-":  # what must not be there
                if os.path.lexists(path):
                    return None
                continue
            status = os.stat(path)  # noqa: PTH116
            if status.st_mtime_ns != int(mtime):
                return None
            if size != "-" and (status.st_ctime_ns, status.st_size) != (int(ctime), int(size)):
                return None
    except (OSError, ValueError):
        return None
    return said


def remember(
    out: str,
    arguments: Sequence[str],
    said: str,
    days: tuple[str, str],
    files: Iterable[tuple[str, int, int, int]],
    folders: Iterable[tuple[str, int]],
    missing: Iterable[str] = (),
) -> None:
    """Keeps what `answer` needs, as all was seen before it was read.

    Args:
        out: the folder of outputs, which is that of the command.
        arguments: the command as it was typed.
        days: as YYYY-MM-DD, the first on which the outputs are right, and the first on which not.
        files: absolute paths with the times of change and of status in ns and the size in bytes.
        folders: those in which nothing must come or go, with their times of change.
        missing: absolute paths of files that there must not be.

    Raises:
        OSError: it cannot be kept.
    """
    lines = [*days, _python(), said]
    lines += [f"{mtime} {ctime} {size} {path}" for path, mtime, ctime, size in files]
    lines += [f"{mtime} - - {path}" for path, mtime in folders]
    lines += [f"- - - {path}" for path in missing]
    if any("\n" in line for line in lines):
        return
    target = _file(out, arguments)
    kept = "\n".join(lines).encode()
    replace(target, _seal(kept) + b"\n" + kept)
    _sweep(os.path.dirname(target), target)  # noqa: PTH120


def folder_of(arguments: Sequence[str]) -> str:
    """The folder of outputs that a build is told to use."""
    out = "dist"
    for number, argument in enumerate(arguments):
        if argument == "--out" and number + 1 < len(arguments):
            out = arguments[number + 1]
        elif argument.startswith("--out="):
            out = argument.partition("=")[2]
    return out


def _file(out: str, arguments: Sequence[str]) -> str:
    key = zlib.crc32("\0".join([os.getcwd(), *arguments]).encode("utf-8", "surrogateescape"))  # noqa: PTH109
    return os.path.join(out, ".ledger", f"quick-{key:08x}")  # noqa: PTH118


def _sweep(folder: str, newest: str) -> None:
    """Other commands' answers, the oldest ones if there are too many."""
    names = [name for name in os.listdir(folder) if name.startswith("quick-")]  # noqa: PTH208
    if len(names) <= _MOST:
        return
    paths = [os.path.join(folder, name) for name in names]  # noqa: PTH118
    for path in sorted(paths, key=os.path.getmtime)[:-_MOST]:
        if path != newest:
            os.remove(path)  # noqa: PTH107


def _seal(kept: bytes) -> bytes:
    """As `storage.seal`, which takes longer to import: what was damaged or edited has another."""
    return b"%08x" % zlib.crc32(kept)


def _python() -> str:
    return sys.version.replace("\n", " ")


def _today() -> str:
    return time.strftime("%Y-%m-%d")
