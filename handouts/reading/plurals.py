"""Which form of a text stands with a number: the plural categories of Unicode CLDR.

The rules are those of UTS 35, part 3, "Language Plural Rules", as Babel has them.  A language that
lacks the category `zero`, `one` or `two` may still have a text of that name: for the number itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from handouts.storage import cache

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
MOST = 100
"""The largest number whose category is known."""
_NUMBERS = {0: "zero", 1: "one", 2: "two"}


class Plurals(NamedTuple):
    """The categories a language has, and that of each whole number from 0 to `MOST`."""

    names: tuple[str, ...]
    of: tuple[str, ...]

    def has(self, form: str) -> bool:
        """Whether a text may have that form."""
        return form in self.names or form in _NUMBERS.values()

    def needed(self, lowest: int, highest: int) -> tuple[str, ...]:
        """The forms of a text with any whole number in a range, or with none."""
        used = {*self.of[lowest : highest + 1], "other"}
        return tuple(name for name in CATEGORIES if name in used)

    def numbers(self, form: str, lowest: int, highest: int) -> list[int]:
        """The whole numbers in a range with which a form stands."""
        if form not in self.names:
            return [number for number, name in _NUMBERS.items() if name == form]
        return [number for number in range(lowest, highest + 1) if self.of[number] == form]

    def form(self, low: int, high: int, given: Collection[str]) -> str:
        """The one of the given forms that stands with a number, or with a range of two.

        That of a range is that of its larger end, as CLDR has it in nearly all languages.
        """
        exact = _NUMBERS.get(high, "")
        if low == high and exact in given and exact not in self.names:
            return exact
        return self.of[high] if self.of[high] in given else "other"


@lru_cache(maxsize=64)
def plurals(lang: str) -> Plurals:
    """Those of a language (BCP 47); one that CLDR does not know has only `other`.

    They are kept on disk, as it takes 30 ms to ask Babel.
    """
    if (before := cache.get("plurals", lang)) is not None:
        with suppress(ValueError, TypeError):  # it was kept in another way
            names, of = json.loads(before)
            if len(of) == MOST + 1:
                return Plurals(tuple(names), tuple(of))
    found = _asked(lang)
    cache.keep("plurals", lang, json.dumps(found))
    return found


def _asked(lang: str) -> Plurals:
    from babel import Locale, UnknownLocaleError

    for tag in (lang, lang.partition("-")[0]):
        with suppress(UnknownLocaleError, ValueError):
            rule = Locale.parse(tag, sep="-").plural_form
            names = _in_order((*rule.tags, "other"))
            return Plurals(names, tuple(rule(number) for number in range(MOST + 1)))
    return Plurals(("other",), ("other",) * (MOST + 1))


def _in_order(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in CATEGORIES if name in names)
