"""Dates in words of a language: never read the wrong way, as 03/04 is."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import lru_cache

from handouts.reading.characters import tidy
from handouts.storage import cache

_DAY_FIRST = {"en": "en-001"}
"""Languages whose usual order is not that of most who read them."""
_NO_MONTH = "M01"
"""What Babel calls January where CLDR has no name for it."""


@lru_cache(maxsize=256)
def in_words(day: date, lang: str) -> str:
    """A date as a language (BCP 47) writes it in full: `10 January 2027`.

    In a language whose months CLDR does not name, as YYYY-MM-DD (ISO 8601).  It is kept on disk,
    as it takes 100 ms to ask Babel.
    """
    made_from = f"{lang} {day.isoformat()}"
    if (before := cache.get("dates", made_from)) is not None:
        return tidy(before)
    words = tidy(_asked(day, _DAY_FIRST.get(lang, lang)))
    cache.keep("dates", made_from, words)
    return words


def _asked(day: date, lang: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    for tag in (lang, lang.partition("-")[0]):
        with suppress(UnknownLocaleError, ValueError):
            locale = Locale.parse(tag, sep="-")
            if locale.months["format"]["wide"][1] != _NO_MONTH:
                return format_date(day, format="long", locale=locale)
    return day.isoformat()
