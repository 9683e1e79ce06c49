"""Values in attributes and styles of SVG: numbers, lengths, moves and colours."""

from __future__ import annotations

import re
from typing import NamedTuple

from fontTools.misc.transform import Identity, Transform
from tinycss2.color4 import parse_color

from handouts.reading.svg.elements import Element
from handouts.reading.svg.svg_error import said

MOST = 1e9
"""The largest number there may be: beyond it no two programs agree."""
NUMBER = r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?"
_NUMBERS = re.compile(rf"\s*+(?:{NUMBER}(?:\s*+,\s*+|\s++|(?=[+.-])|$))*+")
_EACH = re.compile(NUMBER)
_LENGTH = re.compile(rf"({NUMBER})(px|pt|pc|mm|cm|in|q|%)?", re.I)
_UNITS = {
    **{"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0},
    **{"mm": 96 / 25.4, "cm": 96 / 2.54, "q": 96 / 101.6, "in": 96.0},
}
_MOVE = re.compile(r"\s*+,?\s*+(\w++)\s*+\(([^()]*+)\)\s*+")
_MOVES = {
    **{"matrix": (6,), "translate": (1, 2), "scale": (1, 2)},
    **{"rotate": (1, 3), "skewX": (1,), "skewY": (1,)},
}


_COLOURS = "save it as plain SVG, with colors like #1A2B3C"


class Viewport(NamedTuple):
    """What percentages are of; sizes in px."""

    width: float
    height: float

    def of(self, axis: str) -> float:
        if axis == "x":
            return self.width
        if axis == "y":
            return self.height
        return float(((self.width**2 + self.height**2) / 2) ** 0.5)


def bounded(value: float, text: str, element: Element) -> float:
    """
    Raises:
        SvgError: the number that `text` is has no use.
    """
    if not abs(value) <= MOST:  # also what is no number
        raise element.fails(f"has a number that is too large ({said(text)})")
    return value


def numbers(text: str, element: Element, name: str) -> list[float]:
    """Numbers with spaces or commas between them.

    Raises:
        SvgError: they are something else.
    """
    if not _NUMBERS.fullmatch(text):
        raise element.refuses(name, text)
    return [bounded(float(each), each, element) for each in _EACH.findall(text)]


def number(text: str, element: Element, name: str) -> float:
    """One number.  Raises SvgError."""
    found = numbers(text, element, name)
    if len(found) != 1:
        raise element.refuses(name, text)
    return found[0]


def share(text: str, element: Element, name: str) -> float:
    """An opacity or offset, of 1 or in per cent, from 0 to 1.  Raises SvgError."""
    percent = text.endswith("%")
    found = number(text.removesuffix("%"), element, name)
    return min(max(found / 100 if percent else found, 0.0), 1.0)


def length(text: str, element: Element, name: str, whole: float) -> float:
    """A length in px; `whole` is what percentages are of.  Raises SvgError."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise element.refuses(name, text)
    unit = (found[2] or "").lower()
    factor = whole / 100 if unit == "%" else _UNITS[unit]
    return bounded(float(found[1]) * factor, text, element)


def moves(text: str, element: Element, name: str = "transform") -> Transform:
    """The transform of an element.  Raises SvgError."""
    matrix, place = Identity, 0
    if text == "none":
        return matrix
    while place < len(text):
        found = _MOVE.match(text, place)
        if found is None or found[1] not in _MOVES:
            raise element.refuses(name, text)
        values = numbers(found[2], element, name)
        if len(values) not in _MOVES[found[1]]:
            raise element.refuses(name, text)
        matrix = matrix.transform(_move(found[1], values))
        place = found.end()
    for value in matrix:
        bounded(value, text, element)
    return matrix


def _move(name: str, values: list[float]) -> Transform:
    from math import radians

    if name == "matrix":
        return Transform(*values)
    if name == "translate":
        return Identity.translate(values[0], values[1] if len(values) > 1 else 0)
    if name == "scale":
        return Identity.scale(values[0], values[-1])
    if name == "rotate":
        angle, x, y = values if len(values) == 3 else (values[0], 0, 0)
        return Identity.translate(x, y).rotate(radians(angle)).translate(-x, -y)
    angle = radians(values[0])
    return Identity.skew(angle, 0) if name == "skewX" else Identity.skew(0, angle)


def colour(text: str, element: Element, name: str, current: str) -> tuple[str, float]:
    """A colour of CSS as `#RRGGBB`, and its opacity; `current` is that of `currentColor`.

    Raises:
        SvgError: it is none, or is not in sRGB.
    """
    if text.lower() == "currentcolor":
        text = current
    try:
        found = parse_color(text)
    except (ValueError, OverflowError, RecursionError):  # of numbers too long for Python
        found = None
    if found is None or found == "currentcolor" or found.space not in ("srgb", "hsl", "hwb"):
        raise element.refuses(name, text, _COLOURS)
    levels = [level or 0.0 for level in found.to("srgb").coordinates]
    if not all(-MOST < level < MOST for level in levels):
        raise element.refuses(name, text, _COLOURS)
    red, green, blue = (min(max(round(level * 255), 0), 255) for level in levels)
    return f"#{red:02X}{green:02X}{blue:02X}", found.alpha
