"""Which characters can be printed, and how to name one that cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from handouts.design.fonts import missing_characters
from handouts.design.scripts import extra_for, script_with

from .page_breaks import HOW_TO_BREAK

SOFT_HYPHEN = "\xad"
# Control, format (zero-width, bidi), surrogate, private use, unassigned, line/paragraph separator.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_MARKS = {"Mn", "Mc", "Me"}
_MOST_MARKS = 30  # on a letter: as many as the Stream-Safe Text Format has (UAX 15, 13)
JOINERS = "\u200c\u200d"
"""Between letters of scripts whose letters join: they do not, or do."""
_KINDS = {"Cc": "control character", "Cs": "half of a pair", "Co": "private use"}
_PLAIN = {
    0x2011: "-",  # non-breaking hyphen: the typeface has only the plain one
    0x202F: "\xa0",  # narrow no-break space: likewise
}


def tidy(text: str, *, soft_hyphens: bool = False) -> str:
    """Composed characters (NFC) and one kind of line end.

    Soft hyphens, where a word may be divided at the end of a line, stay only if asked for.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", lines).translate(_PLAIN)
    return composed if soft_hyphens else composed.replace(SOFT_HYPHEN, "")


def is_invisible(char: str) -> bool:
    """Whether a character leaves no mark of its own: control, zero-width, bidi, private use."""
    return char not in f"\n\t{SOFT_HYPHEN}" and unicodedata.category(char) in _INVISIBLE


@lru_cache(maxsize=4096)  # the same few words are filled in again and again
def unprintable(text: str) -> tuple[str, ...]:
    """The characters of `text` that cannot be printed, each once, in order of appearance."""
    missing, heaped = set(missing_characters(text)), _heaped(text)
    joiners = JOINERS if may_join(text) else ""
    return tuple(
        char
        for char in dict.fromkeys(text)
        if char not in joiners
        and (is_invisible(char) or _is_mark(char) or char in missing or char in heaped)
    )


def may_join(text: str) -> bool:
    """Whether a text has joiners, and letters that can be joined."""
    return any(char in text for char in JOINERS) and any(map(script_with, text))


def _is_mark(char: str) -> bool:
    """Whether it is set on the letter before: in composed text, on one that no font has it on.

    It would stand beside its letter, or run through a capital.  In some scripts most words have
    marks, and their fonts know where they go.
    """
    return unicodedata.category(char) in _MARKS and script_with(char) is None


def _heaped(text: str) -> set[str]:
    """The marks of letters that have more than anybody can read."""
    letters = set(text)
    if not any(unicodedata.category(char) in _MARKS for char in letters):
        return set()
    found, marks = set(), 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in _MARKS else 0
        if marks > _MOST_MARKS:
            found.add(char)
    return found


def name(char: str) -> str:
    """`☑ (U+2611 BALLOT BOX WITH CHECK)`, or `U+0000 (control character)`."""
    code = f"U+{ord(char):04X}"
    title = unicodedata.name(char, "")
    if is_invisible(char) or _is_mark(char):
        return f"{code} ({title or _KINDS.get(unicodedata.category(char), 'unassigned')})"
    return f"{char} ({code} {title})".rstrip()


class Fault(NamedTuple):
    """Characters of one line that cannot be printed."""

    line: int
    what: str
    remedy: str


def faults(places: Iterable[tuple[int, int | None, str]]) -> Iterator[Fault]:
    """One fault for each line, from (line, column or None, character)."""
    by_line: dict[int, dict[str, int | None]] = {}
    for line, column, char in places:
        by_line.setdefault(line, {}).setdefault(char, column)
    for line, found in by_line.items():
        first, column = next(iter(found.items()))
        invisible = is_invisible(first)
        named = [name(char) for char in found]
        listed = ", ".join(named[:3]) + (f" and {len(named) - 3} more" if len(named) > 3 else "")
        where = f" at column {column}" if column else ""
        kind = "invisible character" if invisible else "no typeface has"
        if unicodedata.category(first) in _MARKS and not extra_for(first):
            kind = "no typeface has a letter with"
        yield Fault(line, f"{kind} {listed}{where}", remedy(first))


def remedy(char: str) -> str:
    """What to do about a character that cannot be printed."""
    category = unicodedata.category(char)
    if char == "\f":
        return HOW_TO_BREAK
    if is_invisible(char):
        return "delete it (select the words around it and type them again)"
    if category == "Zs":
        return "type an ordinary space"
    if extra := extra_for(char):
        return f"install the fonts of its script: pip install 'met-handouts[{extra}]'"
    if category in _MARKS:
        return "write the word without it, or with a letter that Unicode has with its mark"
    if category.startswith("S"):
        return "say it in words"
    return "use letters the typefaces have"
