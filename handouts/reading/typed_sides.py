"""Sides of the body that somebody typed, where both patterns would say the same."""

from __future__ import annotations

import re

from handouts.errors import Problem

from .library import Language

_FILLED_IN = re.compile(r"\{\{.*?\}\}|\{#[^{}]*\}")
_SIDES = ("sides.left.name", "sides.right.name")


def typed_sides(language: Language, handout: str) -> list[Problem]:
    """Each line of a handout of both patterns that names a side by itself.

    It may be right to, so these are no errors: a word for a side may have other meanings.
    """
    source = language.handout(handout)
    texts = language.phrases.texts
    names = [texts[name].literal for name in _SIDES if name in texts]
    known = "|".join(re.escape(name.strip()) for name in names if name.strip())
    if not source.front.per_pattern or not known:
        return []
    word = re.compile(rf"\b(?:{known})\b", re.IGNORECASE)
    try:
        lines = source.path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeError):  # it has gone since
        return []
    found: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if match := word.search(_FILLED_IN.sub(" ", line)):
            what = f"'{match[0]}' is typed, so both patterns say it"
            remedy = "if a side of the body is meant, write it like {{ hip.side }}"
            found.append(Problem(source.path, number, what, remedy))
    return found
