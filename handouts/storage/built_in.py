"""What the program's own words have that a clinic's content does not, as after an upgrade."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from handouts.storage import ordinary_files
from handouts.storage.paths import content_dir

_SEEN = ".whats-new-seen"
_PART = re.compile(r"## .*(?P<section>\{#[^{}]+\})\s*|(?P<name>[\w-]+):.*")


class NewPart(NamedTuple):
    """A part of the program's words that a clinic's content has not.

    Attributes:
        name: its file, and in that the id of a section or the name of an entry.
        path: the program's file.
        lines: how the program says it.
    """

    name: str
    path: Path
    lines: tuple[str, ...]


def new_parts(content: Path) -> list[NewPart]:
    """What is new to a content folder, in the languages it has; without what was seen before."""
    seen = set(_read(content / _SEEN).split("\n"))
    return [part for part in _lacking(content) if part.name not in seen]


def mark_seen(content: Path) -> None:
    """What is new now is new no more; raises `OSError`."""
    names = [part.name for part in _lacking(content)]
    ordinary_files.replace(content / _SEEN, "\n".join(names).encode())


def _lacking(content: Path) -> list[NewPart]:
    root = content_dir()
    if content.absolute() == root.absolute():  # as in most builds: nothing is read twice
        return []
    found: list[NewPart] = []
    for path in sorted((*root.glob("*/*.md"), *root.glob("*/*.yaml"))):
        name = path.relative_to(root).as_posix()
        own = content / name
        if not os.path.isdir(own.parent):  # noqa: PTH112 - no error is raised
            continue
        if not os.path.lexists(own):
            found.append(NewPart(name, path, tuple(_read(path).split("\n"))))
            continue
        theirs = _parts(_read(own), own.suffix)
        found += [
            NewPart(f"{name} {part}", path, lines)
            for part, lines in _parts(_read(path), path.suffix).items()
            if part not in theirs
        ]
    return found


def _read(path: Path) -> str:
    try:
        return ordinary_files.read(path).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""


def _parts(text: str, suffix: str) -> dict[str, tuple[str, ...]]:
    """The sections of Markdown by their ids, or the entries of YAML by their names."""
    kind = "section" if suffix == ".md" else "name"
    parts: dict[str, list[str]] = {}
    part = ""
    for line in text.split("\n"):
        found = _PART.fullmatch(line)
        part = (found and found[kind]) or part
        if part and line.strip():
            parts.setdefault(part, []).append(line.rstrip())
    return {name: tuple(lines) for name, lines in parts.items()}
