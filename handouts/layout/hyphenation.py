"""Where lines of a translation end: what stays with the next word, and where words are divided.

Long words are divided by the patterns that their language has; a soft hyphen that somebody typed
says more than a pattern.  English is set as it always was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from handouts.document import Runs
from handouts.layout.breaking import SOFT_HYPHEN

_LONGEST = 20  # letters of a name, which is divided only where it would hardly fit
_LEAST = 4  # letters that stay together at each end
_WORD = re.compile(rf"[^\W\d_]{{{2 * _LEAST},}}")

# Languages in which no line ends in a word of one letter: "z" of "z przodu".
_BINDING = frozenset(["cs", "pl", "ru", "sk", "uk"])
_ONE_LETTER = re.compile(r"(?<![^\s(])([^\W\d_]) (?!\s)")
# A number stays with what it counts: "0 is none".
_NUMBER = re.compile(r"(?<![^\s(])(\d{1,3}) (?=\w)")
# And in a name that has one, as "Week 1", with the word before it.
_NUMBERED = re.compile(r" (?=[\u2066-\u2068]?\d)|(?<=\d) |(?<=\d\u2069) ")
_LISTED = re.compile(r"(?<=[,،、]) ")
_LONGEST_LISTED = 12  # letters of something in a list that stay together
_STEP = re.compile(r"\d{1,2}")
_DASH = re.compile(r" (?=[\u2013\u2014](?:\s|$))")


def bound(runs: Runs, lang: str) -> Runs:
    """The runs with a no-break space where no line may end.

    That is before a dash, after a number and after a short word.
    """

    def joined(text: str) -> str:
        text = _NUMBER.sub("\\1\xa0", _DASH.sub("\xa0", text))
        return _ONE_LETTER.sub("\\1\xa0", text) if lang in _BINDING else text

    return tuple(run._replace(text=joined(run.text)) for run in runs) if lang else runs


def name_bound(text: str) -> str:
    """The name of a row or column: its number stays with its words, if it can."""
    return _NUMBERED.sub("\xa0", text)


def list_bound(text: str) -> str:
    """The name of a column that is a list: what is one of it stays together, if it can.

    That is "the same" of "Better, the same, worse".
    """
    listed = _LISTED.split(text)
    if len(listed) == 1:
        return text
    return " ".join(
        one.replace(" ", "\xa0") if len(one) <= _LONGEST_LISTED else one for one in listed
    )


def with_steps_bound(runs: Runs) -> Runs:
    """The runs with the number of each step, in bold, on the line of its words."""
    made = list(runs)
    for place, (number, words) in enumerate(pairwise(runs), start=1):
        if number.bold and _STEP.fullmatch(number.text) and words.text.startswith(" "):
            made[place] = words._replace(text=f"\xa0{words.text.lstrip(' ')}")
    return tuple(made)


def hyphenated(
    runs: Runs, lang: str, letters: int, filled_in: frozenset[str] = frozenset()
) -> Runs:
    """The runs with soft hyphens in words of so many letters; empty `lang`: as they are.

    What is `filled_in` may be of another language, as a clinic's name, whose patterns are unknown.
    """
    if not lang or not any(_WORD.search(run.text) for run in runs):
        return runs
    return tuple(
        run
        if SOFT_HYPHEN in run.text or run.level
        else run._replace(text=_divided(run.text, lang, letters, filled_in))
        for run in runs
    )


def words_of_names(names: Iterable[str]) -> frozenset[str]:
    """Those words of names and addresses that are long enough to be divided."""
    return frozenset(word for name in names for word in _WORD.findall(name))


@lru_cache(maxsize=2048)
def _divided(text: str, lang: str, letters: int, filled_in: frozenset[str]) -> str:
    from pyphen import Pyphen, language_fallback

    known = language_fallback(lang.replace("-", "_"))
    if known is None:
        return text
    patterns = Pyphen(lang=known, left=_LEAST, right=_LEAST)

    def divided(word: re.Match[str]) -> str:
        if len(word[0]) < (max(letters, _LONGEST) if word[0] in filled_in else letters):
            return word[0]
        parts: list[str] = []
        for part in patterns.inserted(word[0], SOFT_HYPHEN).split(SOFT_HYPHEN):
            if parts and len(part) == 1:  # as the k that its patterns cut from “Blutdruck”
                parts[-1] += part
            else:
                parts.append(part)
        return SOFT_HYPHEN.join(parts)

    return _WORD.sub(divided, text)
