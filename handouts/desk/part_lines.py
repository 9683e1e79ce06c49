"""The lines of a part of the words, as people read them: no names of the program, no hashes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from handouts.approvals.words import (
    ABOUT,
    LONG_FORM,
    ORDER,
    SMALL_WORDS,
    KeptPicture,
    Part,
    own_pictures,
)
from handouts.editing.naming import Naming

_PICTURE, _TITLE, _SAID, _LABEL, _FIELD = (
    "picture: ",
    "title: ",
    "said of it: ",
    "label: ",
    "field: ",
)
_CELL = 12
_DRAWING, _FILE = ", drawing ", ", file "


class Lines(NamedTuple):
    """Those of a part; `boxes` are the names of its boxes, which a screen reader says."""

    words: tuple[str, ...]
    boxes: tuple[str, ...]


class Shown(NamedTuple):
    """A picture of the clinic's own that a part shows; `alt` says what it shows."""

    name: str
    kept: KeptPicture
    alt: str


def shown(part: Part | None) -> tuple[Shown, ...]:
    """The pictures of the clinic's own in a part, in order."""
    lines = part.lines if part else ()
    return tuple(
        Shown(_own_name(line), kept, said.removeprefix(_SAID))
        for line, said in zip(lines, (*lines[1:], ""), strict=False)
        for kept in own_pictures([line])
    )


def _own_name(line: str) -> str:
    return line.removeprefix(_PICTURE).rpartition(_FILE)[0]


def drawings(part: Part | None) -> frozenset[str]:
    """The lines of a part's pictures, which tell whether one was drawn anew."""
    return frozenset(each for each in (part.lines if part else ()) if each.startswith(_PICTURE))


def _name_and_mark(picture: str) -> tuple[str, str]:
    name, _, mark = picture.rpartition(_FILE if own_pictures([picture]) else _DRAWING)
    return name, mark


def readable(
    part: Part,
    naming: Naming,
    name_of: Callable[[str], str],
    known: Collection[str] | None = None,
) -> Lines:
    """
    Args:
        name_of: what a part is called, by its id.
        known: the drawings there were before; None where there was nothing.
    """
    boxes = dict.fromkeys(
        each.removeprefix(_FIELD) for each in part.lines if each.startswith(_FIELD)
    )
    kind = part.name if not part.name.startswith(LONG_FORM) else LONG_FORM
    match kind:
        case str(name) if name == ABOUT:
            words = [f"{line[:1].upper()}{line[1:]}" for line in part.lines]
        case str(name) if name == ORDER:
            words = [_of_side(each, name_of) for each in part.lines]
        case str(name) if name == SMALL_WORDS:
            words = [_seen(naming(line.partition(": ")[2])) for line in part.lines]
        case str(name) if name == LONG_FORM:
            words = [_item(naming(line)) for line in part.lines]
        case _:
            words = list(_of_sheet(part.lines, known))
    return Lines(tuple(words), tuple(boxes))


def in_rows(words: Iterable[str]) -> tuple[str, ...]:
    """The same with short lines, as the cells of a table, in rows; what is repeated stands once."""
    rows: list[str] = []
    for is_short, run in groupby(words, lambda each: len(each) <= _CELL):
        cells = [cell for cell, _ in groupby(run)]
        rows += [" · ".join(cells)] if is_short and len(cells) > 2 else cells
    return tuple(rows)


def _of_sheet(lines: Sequence[str], known: Collection[str] | None) -> Iterator[str]:
    labels: list[str] = []
    anew = ""
    before = [_name_and_mark(each) for each in known or ()]
    is_picture = False
    for line in lines:
        if is_picture and line.startswith(_LABEL):
            labels.append(line.removeprefix(_LABEL))
            continue
        if labels:
            yield f"Words on it: {', '.join(labels)}"
            labels = []
        if line.startswith(_PICTURE):
            is_picture = True
            name, mark = _name_and_mark(line)
            is_anew = mark not in (each[1] for each in before) and name in (
                each[0] for each in before
            )
            if own_pictures([line]):
                yield f"Picture {_own_name(line)}{', another file' if is_anew else ''}"
            anew = ", drawn anew" if is_anew else ""
        elif is_picture and line.startswith(_TITLE):
            yield f"Picture{anew}: {line.removeprefix(_TITLE)}"
        elif is_picture and line.startswith(_SAID):
            yield f"It shows: {line.removeprefix(_SAID)}"
        else:
            is_picture = False
            if not line.startswith(_FIELD):
                yield _item(line)
    if labels:
        yield f"Words on it: {', '.join(labels)}"


def _of_side(part: str, name_of: Callable[[str], str]) -> str:
    """What a part is called; the side it is of stays behind it."""
    name, bracket, side = part.partition(" (")
    return f"{name_of(name)}{bracket}{side}"


def _seen(word: str) -> str:
    """Signs and spaces are quoted: alone they would not be seen."""
    return word if any(map(str.isalnum, word)) else f"“{word}”"


def _item(line: str) -> str:
    return f"• {line.removeprefix('- ')}" if line.startswith("- ") else line
