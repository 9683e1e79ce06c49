"""Hiding variables from the Markdown parser, so that nothing inside them is read as Markdown.

A `|` in `{{ side | upper }}` would split a table cell and a `*` could open an emphasis.  Each
variable is replaced by two private-use characters around a number; the reader of files has already
refused such characters in content, so they cannot collide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .nodes import Literal, Variable

OPEN, CLOSE = "\ue000", "\ue001"
_HIDDEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")


class Mask:
    """The variables of one file, by number."""

    def __init__(self) -> None:
        self._variables: list[Variable] = []

    def hide(self, parts: Iterable[Literal | Variable]) -> str:
        """A line with a stand-in for each variable."""
        return "".join(self._hidden(part) for part in parts)

    def _hidden(self, part: Literal | Variable) -> str:
        if isinstance(part, Literal):
            return part.text
        self._variables.append(part)
        return f"{OPEN}{len(self._variables) - 1}{CLOSE}"

    def reveal(self, text: str) -> list[Literal | Variable]:
        """Text from the parser, with its variables back in place."""
        pieces = _HIDDEN.split(text)
        parts: list[Literal | Variable] = []
        for index, piece in enumerate(pieces):
            if index % 2 and int(piece) < len(self._variables):
                parts.append(self._variables[int(piece)])
            elif piece:
                parts.append(Literal(piece))
        return parts
