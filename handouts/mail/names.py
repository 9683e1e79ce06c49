"""Whether what was read in some encoding looks like people's names and addresses.

A wrong encoding turns letters into signs, small letters into capitals, and mixes scripts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, name, normalize

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = set("’‘–—\xa0")  # what may stand between the letters of a name, besides ASCII
# Of Latin alphabets, what is no letter with a mark; and where those that are one stand in Unicode:
# for Europe, Vietnamese and Romanian.  Between are letters that no code page has.
_OWN_LETTERS = set("ßæÆœŒøØðÐþÞłŁđĐıħĦŧŦəƏƠơƯưȘșȚț")
_WITH_MARKS = (range(0xC0, 0x180), range(0x1E00, 0x1F00))
# Before a second capital letter, as in McIntyre.
_PREFIXES = ("Mc", "Mac", "De", "Del", "Della", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz")


@lru_cache(maxsize=1 << 16)
def looks_like_names(text: str | None) -> bool:
    """Whether a text has letters of one script, and capitals where names and addresses do."""
    if text is None:
        return False
    if any(not (char.isascii() or category(char)[0] in "LM" or char in _BETWEEN) for char in text):
        return False
    letters = [char for char in text if char.isalpha()]
    scripts = {_script(char) for char in text if category(char)[0] in "LM"}
    if len(scripts - {"CJK"}) > 1 or "" in scripts:
        return False
    if scripts == {"LATIN"} and len(letters) > 3 and not any(map(str.isascii, letters)):
        return False  # another script, rather
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return all(map(_is_spelt_like_a_word, words))


def _is_spelt_like_a_word(word: str) -> bool:
    is_of_one_script = len(set(map(_script, word))) == 1
    return is_of_one_script and _has_capitals_in_place(word) and _has_one_accent(word)


def _script(char: str) -> str:
    """The script of a letter or mark, `CJK` for East Asia's; empty for what no name has."""
    script = name(char, "").partition(" ")[0]
    if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"):
        return "CJK"
    if script == "LATIN":
        has_marks = normalize("NFD", char)[0].isascii() and any(ord(char) in r for r in _WITH_MARKS)
        return script if char.isascii() or char in _OWN_LETTERS or has_marks else ""
    return script if script in ("GREEK", "CYRILLIC", "HEBREW", "ARABIC", "THAI") else ""


def _has_capitals_in_place(word: str) -> bool:
    word = word.replace("ß", "")
    if word == word.swapcase() or word.islower() or word.isupper() or word[1:].islower():
        return True
    rests = (word.removeprefix(each) for each in _PREFIXES if word.startswith(each))
    return any(rest[:1].isupper() and (rest.isupper() or rest[1:].islower()) for rest in rests)


def _has_one_accent(word: str) -> bool:
    """Greek words have one at most; in another script's letters they would have several."""
    return sum("TONOS" in name(char) for char in word if _script(char) == "GREEK") < 2
