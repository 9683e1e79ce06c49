"""Capitals as they are written in a language (BCP 47).

Greek ones bear no accents (Unicode CLDR, transform el-Upper).  Turkish and Azerbaijani have an i
with a dot and one without, in capitals too (Unicode, SpecialCasing).  Dutch has an ij of which both
letters are capital (Unicode CLDR, transform nl-Title).
"""

from __future__ import annotations

import re
import unicodedata

_BASES = dict(zip("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ", strict=True))
_APART = {"Ι": "Ϊ", "Υ": "Ϋ"}  # of two vowels that without the accent would seem to be one
_ACCENTED = re.compile("[ΆΈΌΎ][ΙΥ]|[ΆΈΉΊΌΎΏ]|(?<=\u0308)\u0301")
_WORD = re.compile("[\\w\u0308\u0301]+")


def upper(text: str, lang: str) -> str:
    """The text in capitals."""
    capitals = (text.replace("i", "İ") if _is_dotted(lang) else text).upper()
    if capitals.isascii():
        return capitals
    return unicodedata.normalize("NFC", _WORD.sub(_without_accents, capitals))


def lower(text: str, lang: str) -> str:
    """The text in small letters."""
    return (text.replace("İ", "i").replace("I", "ı") if _is_dotted(lang) else text).lower()


def capitalize(text: str, lang: str) -> str:
    """The text with a capital at its start, after an opening quote or bracket if there is one.

    The other letters stay as they are: a noun in German has a capital of its own.
    """
    for place, char in enumerate(text):
        if unicodedata.category(char)[0] not in "PZ":
            return text[:place] + _capital_first(text[place:], lang)
    return text


def _capital_first(text: str, lang: str) -> str:
    if _language(lang) == "nl" and text.startswith("ij"):
        return "IJ" + text[2:]
    first = "İ" if text[0] == "i" and _is_dotted(lang) else text[0].title()
    return first + text[1:]


def _is_dotted(lang: str) -> bool:
    return _language(lang) in ("tr", "az")


def _language(lang: str) -> str:
    return lang.partition("-")[0]


def _without_accents(word: re.Match[str]) -> str:
    # The word for "or" keeps its accent, which tells it from the article.
    return word[0] if word[0] == "Ή" else _ACCENTED.sub(_without_accent, word[0])


def _without_accent(found: re.Match[str]) -> str:
    first, second = found[0][0], found[0][1:]
    if first == "\u0301":
        return ""
    return _BASES[first] + (_APART[second] if second else "")
