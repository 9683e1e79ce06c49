"""Capitals as they are written in a language.

Greek ones bear no accents (Unicode CLDR, transform el-Upper).  Turkish and Azerbaijani have an i
with a dot and one without, in capitals too (Unicode, SpecialCasing).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_BASES = dict(zip("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ", strict=True))
_APART = {"Ι": "Ϊ", "Υ": "Ϋ"}  # of two vowels that without the accent would seem to be one
_ACCENTED = re.compile("[ΆΈΌΎ][ΙΥ]|[ΆΈΉΊΌΎΏ]|(?<=\u0308)\u0301")
_dotted: ContextVar[bool] = ContextVar("dotted", default=False)
_WORD = re.compile("[\\w\u0308\u0301]+")


@contextmanager
def of_language(code: str) -> Iterator[None]:
    """What is put into capitals inside is text of that language (BCP 47)."""
    before = _dotted.set(code.partition("-")[0] in ("tr", "az"))
    try:
        yield
    finally:
        _dotted.reset(before)


def upper(text: object) -> str:
    """The text in capitals."""
    words = str(text)
    capitals = (words.replace("i", "İ") if _dotted.get() else words).upper()
    if capitals.isascii():
        return capitals
    return unicodedata.normalize("NFC", _WORD.sub(_without_accents, capitals))


def _without_accents(word: re.Match[str]) -> str:
    # The word for "or" keeps its accent, which tells it from the article.
    return word[0] if word[0] == "Ή" else _ACCENTED.sub(_without_accent, word[0])


def _without_accent(found: re.Match[str]) -> str:
    first, second = found[0][0], found[0][1:]
    if first == "\u0301":
        return ""
    return _BASES[first] + (_APART[second] if second else "")


def lower(text: object) -> str:
    """The text in small letters."""
    words = str(text)
    return (words.replace("İ", "i").replace("I", "ı") if _dotted.get() else words).lower()


def capitalize(text: object) -> str:
    """The text with a capital first, the others small."""
    words = str(text)
    first = upper(words[:1]) if _dotted.get() else words[:1].title()
    return first + lower(words[1:])
