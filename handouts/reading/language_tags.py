"""Tags of languages (BCP 47), as folders of content are named by them."""

from __future__ import annotations

import re

from .findings import quoted

SOURCE = "en"
"""The language that the program's own words are written in, and translated from."""
# Language, and optionally script and region, as in pt-BR or zh-Hant-TW.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def is_language(name: str) -> bool:
    """Whether a folder of that name may hold a language."""
    return _LANGUAGE.fullmatch(name) is not None


def is_translation(lang: str) -> bool:
    """Whether words in that language are translated from those that the pages were made for."""
    return lang.partition("-")[0] != SOURCE


def languages_named(text: str) -> tuple[str, ...]:
    """The languages of a list like `en, pt-BR`, each once.

    Raises:
        ValueError: one of them is none; the message says how to mend it, after a semicolon.
    """
    names = tuple(dict.fromkeys(re.split(r"[\s,;]+", text.strip(" ,;"))))
    for name in names:
        if not is_language(name):
            raise ValueError(f"{quoted(name)} is no language; write them like this: en, es, pt-BR")
    return names
