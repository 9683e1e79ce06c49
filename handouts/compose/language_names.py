"""What languages (BCP 47) are called, in English and in their own script (Unicode CLDR)."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from handouts.storage import cache

# Languages that CLDR has no locale for, as they call themselves.
_OWN = {"ht": "Kreyòl ayisyen", "tl": "Tagalog", "hmn": "Hmoob", "ilo": "Ilokano"}
_ENGLISH = {"tl": "Tagalog"}  # CLDR says Filipino


class LanguageName(NamedTuple):
    """Its name in English, and its own; the tag where neither is known."""

    english: str
    own: str


# Languages that are written from right to left, unless they are in Latin letters (Unicode CLDR).
_FROM_THE_RIGHT = frozenset(["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"])


def direction(lang: str) -> str:
    """`rtl` where it is written from right to left, else `ltr`, as HTML has it."""
    language, *more = lang.split("-")
    return "rtl" if language in _FROM_THE_RIGHT and "Latn" not in more else "ltr"


# Those of the default build, which needs no Babel for them.
_USUAL = {"en": LanguageName("English", "English"), "es": LanguageName("Spanish", "Español")}


@lru_cache(maxsize=64)
def language_name(lang: str) -> LanguageName:
    """They are kept on disk, as it takes 100 ms to ask Babel."""
    if lang in _USUAL:
        return _USUAL[lang]
    if (before := cache.get("languages", lang)) is not None:
        with suppress(ValueError, TypeError):
            return LanguageName(*json.loads(before))
    found = _asked(lang)
    cache.keep("languages", lang, json.dumps(found))
    return found


def _asked(lang: str) -> LanguageName:
    from babel import Locale, UnknownLocaleError

    language, *more = lang.split("-")
    names = Locale("en").languages
    english = _ENGLISH.get(language) or names.get(language, lang)
    own = _OWN.get(language)
    if english == lang and own is None:
        return LanguageName(lang, lang)
    with suppress(UnknownLocaleError, ValueError):
        locale = Locale.parse(lang, sep="-")
        if own is None:
            own = locale.get_display_name(locale)
        if more:
            described = locale.get_display_name("en") or english
            english = english + described[described.find(" (") :]
    return LanguageName(english, _capital(own or english))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
