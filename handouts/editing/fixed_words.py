"""The fixed words of a text, which follow from the rule, under names that can be read."""

from __future__ import annotations

import re
from typing import NamedTuple

from handouts.reading.expressions import ExpressionError, parse

_VARIABLE = re.compile(r"\{\{([^{}\n]*)\}\}")
_HIP = {
    "side": "side",
    "other": "other side",
    "tilt": "tilt",
    "drawn": "goes back to",
    "muscles": "muscles",
    "muscles_plain": "muscles, plainly",
    "at": "front or back",
    "press": "push direction",
    "press_short": "push direction, short",
    "press_hands": "push to the hands",
    "place": "hand place",
    "place_loud": "HAND PLACE",
    "hands_at": "where hands go",
}
_SIDED = ("side", "other")
_CLINIC = {
    "clinic.name": "clinic",
    "clinic.phone": "phone",
    "emergency.help_now": "get help now",
    "emergency.place": "emergency place",
    "emergency.doctor": "doctor to call",
}


class Chip(NamedTuple):
    """Fixed words: as they stand in the file, and what they are called."""

    raw: str
    label: str


def chips(*, of_hip: bool, of_pattern: bool) -> list[Chip]:
    """Those that can be put in.

    Args:
        of_hip: the part is said of one leg, and for each.
        of_pattern: the handout is made for each pattern.
    """
    names: dict[str, str] = {}
    if of_hip:
        names |= {f"hip.{name}": label for name, label in _HIP.items()}
    for tilt in ("backward", "forward"):
        for name, label in _HIP.items():
            if of_pattern or name not in _SIDED:
                names[f"{tilt}.{name}"] = f"{tilt} hip: {label}"
    return [Chip(f"{{{{ {name} }}}}", label) for name, label in (names | _CLINIC).items()]


def label_of(raw: str) -> str:
    """What fixed words are called; their expression, where they have no name."""
    inside = raw.strip("{} ")
    try:
        name, _, how = str(parse(inside)).strip("{} ").partition(" | ")
    except ExpressionError:
        return inside
    owner, _, word = name.partition(".")
    word, _, form = word.partition(".")
    label = _CLINIC.get(name) or _HIP.get(word, name)
    label += f" ({form})" if form and word in _HIP else ""  # of a language with several
    if owner in ("backward", "forward"):
        label = f"{owner} hip: {label}"
    if how.strip() == "capitalize":
        return label[:1].upper() + label[1:]
    return label.upper() if how.strip() == "upper" else label


def in_words(text: str) -> str:
    """A text with the names of its fixed words in their places."""
    return _VARIABLE.sub(lambda found: label_of(found[0]), text).replace("**", "")


def labels_in(text: str) -> dict[str, str]:
    """What each of the fixed words in a text is called, by how they stand in it."""
    return {found[0]: label_of(found[0]) for found in _VARIABLE.finditer(text)}
