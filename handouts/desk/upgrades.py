"""What is new in the built-in content since the clinic took its copy, and taking it part by part.

A part is a section of a Markdown file, its first lines, or an entry of a YAML file.  The clinic's
own words are never written over: a part that the clinic has changed is shown, and left as it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from handouts.desk.good_words import OWN_FOLDER
from handouts.storage.paths import content_dir
from handouts.storage.swap import swap

_KNOWN = f"{OWN_FOLDER}/built-in.json"
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_ENTRY = re.compile(r"^(?=[A-Za-z_][\w-]*:)", re.MULTILINE)
_ID = re.compile(r"\{#[\w-]+\}")
_SETTINGS = "clinic.yaml"


class News(NamedTuple):
    """A part that is new, or another, in the built-in content.

    Attributes:
        file: relative to the folder of content.
        part: what it begins with.
        own: the clinic's words; empty where it has none.
        is_own: whether the clinic has changed it: then it is not offered.
    """

    file: str
    part: str
    own: str
    new: str
    is_own: bool

    @property
    def id(self) -> str:
        return _digest(f"{self.file}\n{self.part}\n{self.new}")[:16]


def take_note(content: Path) -> None:
    """Remembers the built-in content as it is: what follows is news.

    Raises:
        DistError: it cannot be written.
    """
    swap(content, {_KNOWN: json.dumps(_digests()).encode()}, [])


def is_noted(content: Path) -> bool:
    return _known(content) is not None


def news(content: Path) -> list[News]:
    """What is new since; nothing where the copy was not noted."""
    known = _known(content)
    return list(_news(content, known)) if known is not None else []


def settle(content: Path, chosen: str, *, take: bool) -> None:
    """Takes a part, unless it is the clinic's own, or leaves it; it is not shown again.

    Raises:
        DistError: it cannot be written; nothing has changed.
    """
    known = _known(content) or {}
    found = next((each for each in _news(content, known) if each.id == chosen), None)
    if found is None:
        return
    changed: dict[str, bytes] = {}
    if take and not found.is_own:
        path = content / found.file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        new = text.replace(found.own, found.new, 1) if found.own else _added(text, found.new)
        changed[found.file] = new.encode()
    known = {**known, _key(found.file, found.part): _digest(found.new)}
    swap(content, {**changed, _KNOWN: json.dumps(known).encode()}, [])


def _news(content: Path, known: Mapping[str, str]) -> Iterator[News]:
    for file, built_in in _files():
        own_parts = _parts(file, content / file)
        for part, new in built_in.items():
            before, own = known.get(_key(file, part)), own_parts.get(part, "")
            if before == _digest(new) or own == new:
                continue
            yield News(file, part, own, new, bool(own) and _digest(own) != before)


def _files() -> Iterator[tuple[str, dict[str, str]]]:
    root = content_dir()
    for path in sorted(root.rglob("*")):
        file = path.relative_to(root).as_posix()
        if path.suffix in (".md", ".yaml") and not file.startswith(("approvals/", ".")):
            yield file, _parts(file, path)


def _parts(file: str, path: Path) -> dict[str, str]:
    """The parts of a file by what each begins with; none if it is not there."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    pieces = (_SECTION if file.endswith(".md") else _ENTRY).split(text)
    if file == _SETTINGS:  # what a clinic fills in is its own, whatever it is
        pieces = pieces[:0]
    found: dict[str, str] = {}
    for piece in filter(str.strip, pieces):
        first = piece.lstrip().partition("\n")[0]
        named = _ID.search(first)
        name = first.partition(":")[0] if file.endswith(".yaml") else first
        found.setdefault(named[0] if named else name, piece)
    return found


def _added(text: str, new: str) -> str:
    return f"{text.rstrip()}\n\n{new}" if text.strip() else new


def _digests() -> dict[str, str]:
    return {
        _key(file, part): _digest(text) for file, parts in _files() for part, text in parts.items()
    }


def _known(content: Path) -> dict[str, str] | None:
    try:
        said = json.loads((content / _KNOWN).read_text(encoding="utf-8"))
        return {str(name): str(value) for name, value in said.items()}
    except (OSError, ValueError, AttributeError):
        return None


def _key(file: str, part: str) -> str:
    return f"{file}#{part}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
