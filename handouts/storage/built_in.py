"""What is new in the built-in content to a clinic's own, which was copied from it before.

A part is a section of a Markdown file, its first lines, an entry of a YAML file, or a whole file
where the clinic has none of that name.  What a clinic has written itself is never written over, and
what it has taken out is not offered again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from handouts.storage import ordinary_files
from handouts.storage.paths import content_dir
from handouts.storage.swap import swap

_SEEN = ".built-in-seen.json"
_BEGINS = {
    ".md": re.compile(r"^(?=## )", re.MULTILINE),
    ".yaml": re.compile(r"^(?=[A-Za-z_][\w-]*:)", re.MULTILINE),
}
_ID = re.compile(r"\{#[\w-]+\}")


class NewPart(NamedTuple):
    """A part that the built-in content has, and the clinic's has not, or in older words.

    Attributes:
        file: relative to the folder of content.
        part: the id of a section, as `{#stop}`, or the name of an entry; empty for a whole file.
        new: the built-in words.
        own: the clinic's; empty where it has none.
        is_own: whether the clinic has changed it: then it is not offered.
    """

    file: str
    part: str
    new: str
    own: str = ""
    is_own: bool = False

    @property
    def name(self) -> str:
        return f"{self.file} {self.part}".rstrip()

    @property
    def path(self) -> Path:
        """The program's file."""
        return content_dir() / self.file

    @property
    def id(self) -> str:
        return _digest(f"{self.name}\n{self.new}")[:16]


def new_parts(content: Path) -> list[NewPart]:
    """What is new to a content folder, in the languages it has; without what was seen before."""
    return list(_unseen(content, _seen(content) or {}))


def is_noted(content: Path) -> bool:
    """Whether it is known which built-in content a content folder has seen."""
    return _seen(content) is not None


def take_note(content: Path) -> None:
    """Remembers the built-in content as it is: only what follows is new.

    Raises:
        DistError: it cannot be written.
    """
    _write(content, _digests((file, "", text) for file, text in _files()))


def mark_seen(content: Path) -> None:
    """What is new now is new no more.

    Raises:
        DistError: it cannot be written.
    """
    seen = _seen(content) or {}
    _write(content, {**seen, **_digests(each[:3] for each in _unseen(content, seen))})


def settle(content: Path, chosen: str, *, take: bool) -> None:
    """Takes a part, unless it is the clinic's own, or leaves it; it is not shown again.

    Args:
        chosen: its `NewPart.id`.

    Raises:
        DistError: it cannot be written; nothing has changed.
    """
    seen = _seen(content) or {}
    found = next((each for each in _unseen(content, seen) if each.id == chosen), None)
    if found is None:
        return
    changed: dict[str, bytes] = {}
    if take and not found.is_own:
        changed[found.file] = _with(found, _read(content / found.file) or "").encode()
    _write(content, {**seen, **_digests([found[:3]])}, changed)


def _unseen(content: Path, seen: Mapping[str, str]) -> Iterator[NewPart]:
    if content.absolute() == content_dir().absolute():  # as in most builds: nothing is read twice
        return
    for file, text in _files():
        path = content / file
        if not os.path.isdir(path.parent):  # noqa: PTH112 - no error is raised
            continue
        if not os.path.lexists(path):
            if f"{file}#" not in seen:
                yield NewPart(file, "", text)
        elif (theirs := _read(path)) is not None:
            own_parts = _parts(file, theirs)
            for part, new in _parts(file, text).items():
                before, own = seen.get(f"{file}#{part}"), own_parts.get(part, "")
                now = _digest(new)
                if before == now or _digest(own) == now or (before is None) == bool(own):
                    continue
                yield NewPart(file, part, new, own, is_own=bool(own) and _digest(own) != before)


def _files() -> Iterator[tuple[str, str]]:
    """The built-in files of languages, relative to their folder, and what they say."""
    root = content_dir()
    for path in sorted((*root.glob("*/*.md"), *root.glob("*/*.yaml"))):
        yield path.relative_to(root).as_posix(), _read(path) or ""


def _read(path: Path) -> str | None:
    """None if it cannot be read: a build says why."""
    try:
        return ordinary_files.read(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _parts(file: str, text: str) -> dict[str, str]:
    """The parts of a file by their ids or names; its first lines by the first of them."""
    found: dict[str, str] = {}
    suffix = Path(file).suffix
    for piece in filter(str.strip, _BEGINS[suffix].split(text)):
        first = piece.lstrip().partition("\n")[0].rstrip()
        named = _ID.search(first)
        name = first.partition(":")[0] if suffix == ".yaml" else first
        found.setdefault(named[0] if named else name, piece)
    return found


def _with(part: NewPart, text: str) -> str:
    """The text of the clinic's file with the part in it."""
    if part.own:
        return text.replace(part.own, part.new, 1)
    return f"{text.rstrip()}\n\n{part.new}" if text.strip() else part.new


def _digests(parts: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Of each part, and of those in it if it is a whole file."""
    found = {}
    for file, part, text in parts:
        each_of = {part: text} if part else {"": text, **_parts(file, text)}
        found.update({f"{file}#{name}": _digest(said) for name, said in each_of.items()})
    return found


def _digest(text: str) -> str:
    """Of words; how lines end is none."""
    lines = (line.rstrip() for line in text.strip().split("\n"))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _seen(content: Path) -> dict[str, str] | None:
    try:
        said = json.loads(ordinary_files.read(content / _SEEN))
        return {str(name): str(value) for name, value in said.items()}
    except (OSError, ValueError, AttributeError):
        return None


def _write(content: Path, seen: Mapping[str, str], more: Mapping[str, bytes] = {}) -> None:
    swap(content, {**more, _SEEN: json.dumps(seen).encode()})
