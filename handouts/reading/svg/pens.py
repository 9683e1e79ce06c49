"""How lines are drawn (SVG 1.1, 11.4): their width, ends, corners and dashes."""

from __future__ import annotations

import re
from math import hypot, isclose, sqrt
from typing import NamedTuple

from fontTools.misc.transform import Transform

from handouts.design.artwork import LONGER_SIDE, Pen

from .elements import Element
from .outlines import Outline
from .styles import Style
from .values import Viewport, length, number

_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_THINNEST, _WIDEST = 0.001, 1000 * LONGER_SIDE
_FINEST = 0.01
_FINE = "use wider dashes, or save it as PNG"


class Held(NamedTuple):
    """A pen, the matrix that the outline takes, and the one that then bends both, if one does."""

    pen: Pen
    outline: Transform
    bent: Transform | None
    dashes: float  # that it draws, at most


def held(
    element: Element, style: Style, viewport: Viewport, matrix: Transform, drawn: Outline
) -> Held | None:
    """The pen that draws an outline; None if its line has no width.

    Raises:
        SvgError: a value of it has no meaning, or its dashes cannot be told apart.
    """

    def measure(text: str, name: str) -> float:
        return length(text, element, name, viewport.of("r"))

    width = measure(style["stroke-width"], "stroke-width")
    if width < 0:
        raise element.refuses("stroke-width", style["stroke-width"])
    if width == 0:
        return None
    a, b, c, d, x, y = matrix
    scale = sqrt(abs(a * d - b * c))
    bent = None
    outline = matrix
    even = isclose(hypot(a, b), hypot(c, d), rel_tol=1e-4)
    if not even or abs(a * c + b * d) > 1e-4 * scale * scale:
        bent = Transform(a / scale, b / scale, c / scale, d / scale, x, y)
        outline = Transform(scale, 0, 0, scale, 0, 0)
    if width * scale > _WIDEST or (bent and max(map(abs, bent)) > _WIDEST):
        raise element.fails("has a line that is too wide")
    dashes = [each * scale for each in _dashes(element, style["stroke-dasharray"], viewport)]
    count, start = 0.0, 0.0
    if dashes:
        if max(dashes) < _FINEST:
            raise element.fails("has dashes too fine to print", _FINE)
        count = drawn.reach() * scale / sum(dashes) * len(dashes)
        # They repeat; those of an odd number with dashes for gaps and gaps for dashes.
        start = measure(style["stroke-dashoffset"], "stroke-dashoffset") * scale
        start %= 2 * sum(dashes)
    pen = Pen(
        max(width * scale, _THINNEST),
        _named(_CAPS, style, "stroke-linecap", element),
        _named(_JOINS, style, "stroke-linejoin", element),
        _miter(element, style),
        tuple(dashes),
        start,
    )
    return Held(pen, outline, bent, count)


def _named(known: dict[str, int], style: Style, name: str, element: Element) -> int:
    if style[name].lower() not in known:
        raise element.refuses(name, style[name])
    return known[style[name].lower()]


def _miter(element: Element, style: Style) -> float:
    limit = number(style["stroke-miterlimit"], element, "stroke-miterlimit")
    if limit < 1:
        raise element.refuses("stroke-miterlimit", style["stroke-miterlimit"])
    return limit


def _dashes(element: Element, text: str, viewport: Viewport) -> list[float]:
    """Their lengths and those of the gaps; none for a line without."""
    if text.lower() == "none":
        return []
    found = [
        length(each, element, "stroke-dasharray", viewport.of("r"))
        for each in re.split(r"[\s,]+", text.strip())
    ]
    if min(found) < 0:
        raise element.refuses("stroke-dasharray", text)
    return found if sum(found) > 0 else []
