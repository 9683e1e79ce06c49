"""Left and right swapped, in words and in nodes."""

from __future__ import annotations

import re
from typing import Any

from handouts.pattern import Pattern, Side

_SIDE = re.compile(r"\b(?:left|right)\b|\b[LR]\b", re.IGNORECASE)
_OTHER = {"left": "right", "right": "left", "l": "R", "r": "L"}


def swapped(text: str) -> str:
    """The text with each `left` or `right`, and each L or R that stands alone, made the other."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word in ("l", "r"):
            return word
        found = _OTHER[word.lower()]
        return found.upper() if word.isupper() else found.title() if word.istitle() else found

    return _SIDE.sub(other, text)


def mirrored(node: Any) -> Any:
    """A node, or anything within one, as it must be in the other pattern."""
    match node:
        case str():
            return swapped(node)
        case Side():
            return node.other
        case Pattern():
            return node.mirrored
        case tuple():
            parts = map(mirrored, node)
            return node._make(parts) if hasattr(node, "_make") else tuple(parts)
    return node
