"""Path data (SVG 1.1, 8.3), made sure of: what parses it next passes over what it does not know."""

from __future__ import annotations

import re

from .elements import Element
from .values import NUMBER, bounded, numbers

_COMMAND = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*+)")
_TAKES = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "Z": 0}
_SEPARATOR = r"(?:\s*+,\s*+|\s*+)"
_ARC = re.compile(
    _SEPARATOR.join(
        [r"\s*+", *[f"({NUMBER})"] * 3, "([01])", "([01])", *[f"({NUMBER})"] * 2, r"\s*+,?\s*+"]
    )
)


def path_data(element: Element) -> str:
    """What a `<path>` draws, with every number of it written in one way.

    Raises:
        SvgError: it is not as the standard says, or a number is too large.
    """
    text = element.get("d")
    if text == "none":
        return ""
    start = re.match(r"[Mm]|$", text)
    if start is None:
        raise element.refuses("d", text)
    if element.get("pathLength") and element.get("stroke-dasharray"):
        raise element.fails("measures its dashes by a 'pathLength'")
    return " ".join(
        _step(command, arguments, element) for command, arguments in _COMMAND.findall(text)
    )


def _step(command: str, arguments: str, element: Element) -> str:
    """One command with its numbers."""
    if command in "Aa":
        return _arcs(command, arguments, element)
    values = numbers(arguments, element, "d")
    takes = _TAKES[command.upper()]
    if len(values) % takes if takes else values:
        raise element.refuses("d", command + arguments)
    if takes and not values:
        raise element.refuses("d", command)
    return " ".join([command, *map(repr, values)])


def _arcs(command: str, arguments: str, element: Element) -> str:
    """Arcs, whose flags need no space between them; those without a radius are lines."""
    found: list[str] = []
    place = 0
    while place < len(arguments) or not found:
        arc = _ARC.match(arguments, place)
        if arc is None:
            raise element.refuses("d", command + arguments)
        rx, ry, turn, x, y = (bounded(float(arc[at]), arc[at], element) for at in (1, 2, 3, 6, 7))
        if rx and ry:
            found.append(f"{command} {rx!r} {ry!r} {turn!r} {arc[4]} {arc[5]} {x!r} {y!r}")
        else:
            found.append(f"{'L' if command == 'A' else 'l'} {x!r} {y!r}")
        place = arc.end()
    return " ".join(found)
