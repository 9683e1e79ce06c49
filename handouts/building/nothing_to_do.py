"""The quickest answer: the same command once more, and not one file is younger than last time.

Reads sizes and times of change only, and imports next to nothing: a build that has nothing to do
takes hardly longer than starting Python.
"""

from __future__ import annotations

import os
import sys
import time
import zlib

FOLDER = ".ledger"
_MOST = 20
# The selection, the dose and where to look; anything else is no plain build.
_FLAGS = frozenset(["flat"])
_VALUES = frozenset(
    (
        *("handout", "pattern", "paper", "edition", "lang", "out", "content", "jobs"),
        *("hold-seconds", "repeats", "times-a-day", "days-a-week", "effort"),
    )
)


def unchanged(arguments: list[str]) -> str | None:
    """What a build would say if it has nothing to do; None where that cannot be told quickly."""
    given = parsed(arguments)
    if given is None:
        return None
    out = given.get("out", ["dist"])[-1]
    try:
        with open(_file(out, arguments), encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow
            since, until, python, said, *states = file.read().splitlines()
        if python != sys.version.replace("\n", " ") or not since <= _today() < until:
            return None
        for state in states:
            mtime, size, path = state.split(" ", 2)
            status = os.stat(path)  # noqa: PTH116
            if status.st_mtime_ns != int(mtime) or (size != "-" and status.st_size != int(size)):
                return None
    except (OSError, ValueError):
        return None
    return said


def parsed(arguments: list[str]) -> dict[str, list[str]] | None:
    """The options of a plain build, each with its values; None if there is anything else."""
    rest = list(arguments[1:] if arguments[:1] == ["build"] else arguments)
    given: dict[str, list[str]] = {}
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        name = option.removeprefix("--")
        if name == option:
            return None
        if name in _FLAGS and not equals:
            given[name] = []
            continue
        if name not in _VALUES or not (equals or rest):
            return None
        value = value if equals else rest.pop(0)
        if value.startswith("-"):
            return None
        given.setdefault(name, []).append(value)
    return given


def remember(
    out: str,
    arguments: list[str],
    said: str,
    days: tuple[str, str],
    files: list[str],
    folders: list[str],
) -> None:
    """Keeps what `unchanged` needs.

    Args:
        days: as YYYY-MM-DD, the first on which the outputs are right, and the first on which not.
        files: whose time and size must stay.
        folders: in which nothing must come or go.

    Raises:
        OSError: it cannot be kept.
    """
    lines = [*days, sys.version.replace("\n", " "), said]
    for path in files:
        status = os.stat(path)  # noqa: PTH116
        lines.append(f"{status.st_mtime_ns} {status.st_size} {path}")
    lines += [f"{os.stat(path).st_mtime_ns} - {path}" for path in folders]  # noqa: PTH116
    if any("\n" in line for line in lines):
        return
    target = _file(out, arguments)
    with open(f"{target}.new", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("\n".join(lines))
    os.replace(f"{target}.new", target)  # noqa: PTH105
    _sweep(os.path.dirname(target), target)  # noqa: PTH120


def _file(out: str, arguments: list[str]) -> str:
    key = zlib.crc32("\0".join([os.getcwd(), *arguments]).encode("utf-8", "surrogateescape"))  # noqa: PTH109
    return os.path.join(out, FOLDER, f"quick-{key:08x}")  # noqa: PTH118


def _sweep(folder: str, newest: str) -> None:
    """Other commands' answers, the oldest ones if there are too many."""
    names = [name for name in os.listdir(folder) if name.startswith("quick-")]  # noqa: PTH208
    if len(names) <= _MOST:
        return
    paths = [os.path.join(folder, name) for name in names]  # noqa: PTH118
    for path in sorted(paths, key=os.path.getmtime)[:-_MOST]:
        if path != newest:
            os.remove(path)  # noqa: PTH107


def _today() -> str:
    return time.strftime("%Y-%m-%d")
