"""Typed words as they are read out: what follows from a side, with all that it may be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handouts.compose.wording import content_variables
from handouts.editing.fixed_words import label_of
from handouts.pattern import PATTERNS
from handouts.reading import Library
from handouts.reading.expressions import ExpressionError, evaluate, parse

_VARIABLE = re.compile(r"\{\{([^{}\n]*)\}\}")
_TILTS = ("backward", "forward")


class Naming:
    """Reads out what is typed in a language: `Left / Right thigh presses to chest / away`."""

    def __init__(self, library: Library, lang: str) -> None:
        self._lang = lang
        phrases = library.languages[lang].phrases
        self._cases: list[Mapping[str, object]] = []
        for pattern in PATTERNS:
            variables = content_variables(library.clinic, phrases, pattern)
            self._cases += [{**variables, "hip": variables[tilt]} for tilt in _TILTS]

    def __call__(self, typed: str) -> str:
        """A text without marks; what is only known when it is printed is in brackets."""
        return _VARIABLE.sub(lambda found: self._said(found[1]), typed).replace("**", "")

    def _said(self, inside: str) -> str:
        try:
            expression = parse(inside)
            said = [evaluate(expression, case, self._lang) for case in self._cases]
        except ExpressionError:
            return f"[{label_of(inside)}]"
        return " / ".join(dict.fromkeys(said))
