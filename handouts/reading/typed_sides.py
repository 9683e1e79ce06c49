"""Sides of the body that somebody typed, where both patterns would say the same.

A patient who reads "left" for "right" works the wrong leg.  So what both patterns say may name a
side in variables only, unless a file lists, under `sides_meant`, in which words a side is meant.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .characters import SOFT_HYPHEN
from .findings import Findings, quoted
from .mapping import Fields
from .nodes import Text

MEANT = "sides_meant"
_SIDES = ("sides.left.", "sides.right.")
_LETTER_OF_SIDE = "letter"
# What nobody reads as words: variables, names of sections, addresses.
_VARIABLE = r"\{\{[^{}\n]*\}\}"
_ADDRESS = rf"(?<=\])\((?:{_VARIABLE}|[^()\s{{]|\{{(?!\{{))*\)"
_NO_WORDS = re.compile(rf"{_VARIABLE}|\{{#[^{{}}\n]*\}}|{_ADDRESS}|https?://(?:{_VARIABLE}|\S)+")
# Signs of Markdown, and where a word may be divided.
_NOT_SEEN = ("*", "\\", SOFT_HYPHEN)
# In these scripts a word ends where its letters do.
_SPACED = ("LATIN", "GREEK", "CYRILLIC")
_IN_WORD = r"[^\W\d_\u0300-\u036f]|[\u0300-\u036f]"


class Passage(NamedTuple):
    """Words as typed, variables and all, from a line of a file on."""

    text: str
    line: int


class Typed(NamedTuple):
    """What was typed into a file, and the words in which a side is meant, each with its line."""

    file: Path
    passages: tuple[Passage, ...] = ()
    meant: tuple[Passage, ...] = ()


def meant_in(fields: Fields) -> tuple[Passage, ...]:
    """What a file lists under `sides_meant`."""
    return tuple(Passage(scalar.text or "", scalar.line) for scalar in fields.texts(MEANT))


def passages_of(texts: Iterable[Text | None]) -> tuple[Passage, ...]:
    return tuple(Passage(text.as_typed, text.line) for text in texts if text is not None)


def side_names(texts: Mapping[str, Text]) -> frozenset[str]:
    """Every form of a side's name among the phrases of a language, but not its letter."""
    names = (
        _plain(text.literal).strip()
        for name, text in texts.items()
        if is_of_side(name) and not name.endswith(f".{_LETTER_OF_SIDE}")
    )
    return frozenset(filter(None, names))


def is_of_side(name: str) -> bool:
    """Whether a phrase says what a side is called."""
    return name.startswith(_SIDES)


def check_typed_sides(
    typed: Iterable[Typed], names: frozenset[str], findings: Findings, *, allowed: bool = False
) -> None:
    """Each line that names a side by itself is reported, and each listed text that is in none.

    Args:
        names: of the sides, as `side_names` gives them.
        allowed: what was typed is not said by both patterns, so it may name sides.
    """
    for each in typed:
        used: set[Passage] = set()
        for passage in each.passages:
            by_line: dict[int, list[str]] = {}
            for line, name in _unmeant(passage, names, each.meant, used):
                by_line.setdefault(line, []).append(name)
            if not allowed:
                for line, found in by_line.items():
                    _report(each.file, line, found, findings)
        for entry in each.meant:
            if entry not in used:
                what = f"{quoted(entry.text)}, listed under '{MEANT}', names no side in this file"
                findings.notice(each.file, entry.line, what, "correct it, or remove it")


def _unmeant(
    passage: Passage, names: frozenset[str], meant: Iterable[Passage], used: set[Passage]
) -> Iterator[tuple[int, str]]:
    """Each side that is named where no listed text is, with its line; `used` gets the others."""
    text = _plain(passage.text)
    if not any(name.split()[0] in text for name in names):  # most often there is none
        return
    found = list(re.finditer("|".join(map(_word, sorted(names))), text))
    starts, ends = ([place(match) for match in found] for place in (re.Match.start, re.Match.end))
    listed: set[int] = set()
    for entry in meant:
        for span in _finds(entry.text, text):
            inside = range(bisect_left(starts, span.start()), bisect_right(ends, span.end()))
            if inside:
                used.add(entry)
                listed.update(inside)
    line, counted = passage.line, 0
    for number, match in enumerate(found):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        if number not in listed:
            yield line, match[0]


def _report(file: Path, line: int, words: Sequence[str], findings: Findings) -> None:
    named = [f"'{unicodedata.normalize('NFC', word)}'" for word in dict.fromkeys(words)]
    is_, it = ("is", "it") if len(named) == 1 else ("are", "them")
    findings.of(file)(
        line,
        f"{' and '.join(named)} {is_} typed, so both patterns say {it}",
        "write a side of the body like {{ hip.side }} or {{ backward.side }}; where these words"
        f" are right for both, list them under '{MEANT}:' at the top of the file",
    )


def _plain(typed: str) -> str:
    """Words as they are compared (Unicode 3.13, D145), in as many lines as they were typed in."""
    words = _NO_WORDS.sub(" ", typed)
    if "&" in words:
        from html import unescape

        words = unescape(words)
    for sign in _NOT_SEEN:
        words = words.replace(sign, "")
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", words).casefold())


def _finds(listed: str, text: str) -> Iterator[re.Match[str]]:
    """Where a text that is listed stands, however its words are spaced."""
    return re.finditer(r"\s+".join(map(re.escape, _plain(listed).split())), text)


def _word(name: str) -> str:
    """Finds a name where it is a word; in scripts without spaces, wherever it stands."""
    words = r"\s+".join(map(re.escape, name.split()))
    if any(unicodedata.name(char, "").startswith(_SPACED) for char in name):
        return rf"(?<!{_IN_WORD}){words}(?!{_IN_WORD})"
    return words
