"""Capitals as they are written: Greek ones bear no accents (Unicode CLDR, transform el-Upper)."""

from __future__ import annotations

import re
import unicodedata

_BASES = dict(zip("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ", strict=True))
_APART = {"Ι": "Ϊ", "Υ": "Ϋ"}  # of two vowels that without the accent would seem to be one
_ACCENTED = re.compile("[ΆΈΌΎ][ΙΥ]|[ΆΈΉΊΌΎΏ]|(?<=\u0308)\u0301")
_WORD = re.compile("[\\w\u0308\u0301]+")


def upper(text: object) -> str:
    """The text in capitals."""
    capitals = str(text).upper()
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
