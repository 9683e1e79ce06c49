"""Where lines may be broken in scripts without spaces between words (UAX 14, JIS X 4051).

Chinese and Japanese break between any two letters, except before marks that close and after marks
that open, and leave no letter of a phrase alone: it is mostly half a word, as of 电话.  Thai breaks
between words, which a small model finds.  Korean breaks at its spaces: that is easier to read than
a break at any syllable.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any
from unicodedata import category, name

BREAK_HERE = "\u200b"
"""Where a line may be broken without a space."""
BLANKS = re.compile(r"[^\S\xa0]+")
"""Where a line may be broken at a space."""
_NO_BREAK = "\xa0"
_THAI = re.compile("[\u0e00-\u0e7f]+")
# Letters of such scripts, from the first to the last of each block.  As a pattern it would be the
# only set so wide: to compile one takes 1 % of the build of an edit.
_BLOCKS = (
    *(("\u0e00", "\u0e7f"), ("\u2e80", "\u312f"), ("\u31a0", "\u9fff"), ("\uf900", "\ufaff")),
    *(("\ufe30", "\ufe4f"), ("\uff01", "\uffef"), ("\U00020000", "\U000323af")),
)
_NEVER_FIRST = frozenset("ๆฯ々〻ーゝゞヽヾ・〜～%％℃°…‥—·")
_CLOSING = frozenset(["Pe", "Pf", "Po", "Pd", "Mn", "Mc", "Me", "Cf", "Zs"])
_OPENING = frozenset(["Ps", "Pi"])


def words_in(text: str) -> list[str]:
    """The parts of a text between which a line may be broken, without the spaces."""
    return BLANKS.split(with_breaks(text).replace(BREAK_HERE, " "))


def with_breaks(text: str) -> str:
    """The text with `BREAK_HERE` wherever such a script may be broken."""
    if not is_unspaced(text):
        return text
    places = break_places(text)
    return "".join(
        BREAK_HERE + letter if place in places else letter for place, letter in enumerate(text)
    )


def is_unspaced(text: str) -> bool:
    """Whether some of a text is in such a script."""
    return not text.isascii() and any(map(_is_such, text))


@lru_cache(maxsize=4096)
def _is_such(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _BLOCKS)


def break_places(text: str) -> set[int]:
    """Before which of its characters such a text may be broken."""
    return _between_words(text) | _between_ideographs(text)


def _between_ideographs(text: str) -> set[int]:
    return {
        at
        for at, (before, after) in enumerate(pairwise(text), start=1)
        if (_is_wide(before) or _is_wide(after))
        and not (_never_first(after) or _never_last(before) or before.isspace())
        and text[at + 1 : at + 2] != _NO_BREAK  # a number stays with the word before it
        and not _leaves_one(text, at)
    }


def _leaves_one(text: str, at: int) -> bool:
    """Whether a break there parts the first or the last letter of a phrase from the others."""
    if not (text[at - 1].isalpha() and text[at].isalpha()):
        return False
    return at < 2 or at + 1 == len(text) or _ends_phrase(text[at - 2]) or _ends_phrase(text[at + 1])


def _between_words(text: str) -> set[int]:
    found = set()
    for words in _THAI.finditer(text):
        at = words.start()
        for word in _parser().parse(words[0])[:-1]:
            at += len(word)
            if not _never_first(text[at]):
                found.add(at)
    return found


def _is_wide(letter: str) -> bool:
    return is_unspaced(letter) and not _THAI.match(letter)


@lru_cache(maxsize=4096)
def _never_first(letter: str) -> bool:
    """Whether it never begins a line."""
    small = "LETTER SMALL" in name(letter, "") and _is_wide(letter)
    return bool(letter in _NEVER_FIRST or category(letter) in _CLOSING or small)


@lru_cache(maxsize=4096)
def _ends_phrase(letter: str) -> bool:
    """Whether it is a mark or a space."""
    return category(letter)[0] in "PZC"


@lru_cache(maxsize=4096)
def _never_last(letter: str) -> bool:
    """Whether it never ends a line."""
    return category(letter) in _OPENING


@lru_cache(maxsize=1)
def _parser() -> Any:
    import budoux  # only Thai needs it

    return budoux.load_default_thai_parser()
