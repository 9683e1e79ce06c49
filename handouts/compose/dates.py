"""Dates in words of a language: never read the wrong way, as 03/04 is."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import lru_cache

from handouts.storage import cache

_DAY_FIRST = {"en": "en-001"}
"""Languages whose usual order is not that of most who read them."""


@lru_cache(maxsize=256)
def in_words(day: date, lang: str) -> str:
    """A date as a language (BCP 47) writes it in full: `10 January 2027`.

    In a language that CLDR does not know, as YYYY-MM-DD (ISO 8601).  It is kept on disk, as it
    takes 100 ms to ask Babel.
    """
    made_from = f"{lang} {day.isoformat()}"
    if (before := cache.get("dates", made_from)) is not None:
        return before
    words = _asked(day, _DAY_FIRST.get(lang, lang))
    cache.keep("dates", made_from, words)
    return words


def _asked(day: date, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    for tag in (lang, lang.partition("-")[0]):
        with suppress(UnknownLocaleError, ValueError):
            return format_date(day, format="long", locale=Locale.parse(tag, sep="-"))
    return day.isoformat()
