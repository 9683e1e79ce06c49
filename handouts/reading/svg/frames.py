"""The frames that drawings stand in (SVG 1.1, chapter 7): their sizes and units."""

from __future__ import annotations

import re

from fontTools.misc.transform import Identity, Transform

from .elements import Element
from .svg_error import SvgError
from .values import Viewport, length, numbers

_ABSOLUTE = re.compile(r"[\d.+eE]+(px|pt|pc|mm|cm|in)?")
_MOST_PX = 1e6
_PLACES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_ASPECT = re.compile(
    r"(?:defer\s+)?(none|x(?P<x>Min|Mid|Max)Y(?P<y>Min|Mid|Max))(?:\s+(?P<how>meet|slice))?"
)


def size(root: Element) -> Viewport:
    """The size of a whole drawing: its width and height, else those of its viewBox.

    Raises:
        SvgError: it has none.
    """
    given = [root.get(side) for side in ("width", "height")]
    if all(map(_ABSOLUTE.fullmatch, given)):
        wide, high = (length(text, root, "width or height", 0) for text in given)
    else:
        box = _view_box(root)
        wide, high = box[2:] if box else (0, 0)
    if not (0 < wide < _MOST_PX and 0 < high < _MOST_PX):
        raise _without_size(root)
    return Viewport(wide, high)


def inside(element: Element, outer: Viewport) -> tuple[Transform, Viewport]:
    """What leads from the units inside a frame to those of its place, and its size inside.

    Raises:
        SvgError: its viewBox has no meaning.
    """
    box = _view_box(element)
    if box is None:
        return Identity, outer
    left, top, wide, high = box
    if not (wide > 0 and high > 0):
        raise _without_size(element)
    aspect = _ASPECT.fullmatch(element.get("preserveAspectRatio") or "xMidYMid")
    if aspect is None:
        raise element.refuses("preserveAspectRatio", element.get("preserveAspectRatio"))
    x, y = outer.width / wide, outer.height / high
    if aspect[1] != "none":
        x = y = max(x, y) if aspect["how"] == "slice" else min(x, y)
    placed = Transform(x, 0, 0, y, -left * x, -top * y)
    if aspect[1] != "none":
        placed = Identity.translate(
            (outer.width - wide * x) * _PLACES[aspect["x"]],
            (outer.height - high * y) * _PLACES[aspect["y"]],
        ).transform(placed)
    return placed, Viewport(wide, high)


def _view_box(element: Element) -> list[float] | None:
    text = element.get("viewBox")
    if not text:
        return None
    try:
        box = numbers(text, element, "viewBox")
    except SvgError:
        box = []
    if len(box) != 4:
        raise _without_size(element)
    return box


def _without_size(element: Element) -> SvgError:
    return element.fails("has no size", "give its <svg> a width and height, or a viewBox")
