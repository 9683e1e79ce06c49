"""Left and right swapped, in words and in nodes."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from handouts.pattern import Correction, Pattern, Side

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
    if isinstance(node, tuple) and hasattr(node, "_make"):
        return node._make(map(mirrored, node))
    match node:
        case str():
            return swapped(node)
        case tuple():
            return tuple(map(mirrored, node))
        case Side():
            return node.other
        case Correction():
            return Correction(node.side.other, node.tilt)
        case Pattern():
            return node.mirrored
    if is_dataclass(node) and not isinstance(node, type):
        changed = {field.name: mirrored(getattr(node, field.name)) for field in fields(node)}
        return replace(node, **changed)
    return node
