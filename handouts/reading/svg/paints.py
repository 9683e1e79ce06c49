"""What shapes are painted with (SVG 1.1, chapter 13): a colour, or a gradient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import dist

from fontTools.misc.transform import Transform

from handouts.design.artwork import Gradient, Paint, Stop

from .budget import Budget
from .elements import Element, Elements
from .outlines import Outline
from .styles import Style, Styles
from .values import Viewport, bounded, colour, length, moves, share

_REFERENCE = re.compile(r"url\(\s*+([\"']?)(#[^\"'()]+)\1\s*\)\s*+(.*)", re.S)
_LINEAR = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"}
_RADIAL = {"cx": "50%", "cy": "50%", "r": "50%", "fx": "", "fy": "", "fr": "0%"}
_BOX = Viewport(1, 1)
_PLAIN = "use plain shapes and fills, or save it as PNG"


def reference(text: str) -> tuple[str, str] | None:
    """The `#id` of a `url(#id)`, and what takes its place if it is missing; else None."""
    found = _REFERENCE.fullmatch(text)
    return (found[2], found[3]) if found else None


class Paints:
    def __init__(self, elements: Elements, styles: Styles, budget: Budget) -> None:
        self._elements, self._styles, self._budget = elements, styles, budget

    def paint(
        self,
        name: str,
        text: str,
        element: Element,
        style: Style,
        matrix: Transform,
        viewport: Viewport,
        drawn: Outline,
    ) -> tuple[Paint, float] | None:
        """What a shape is painted with, and its opacity; None if with nothing.

        Args:
            name: "fill" or "stroke".
            text: as it is written.
            element: what is painted.
            style: that of what is painted.
            matrix: leads from its coordinates to the units of the artwork.
            viewport: what percentages are of.
            drawn: its outline, in its coordinates.

        Raises:
            SvgError: it cannot be drawn.
        """
        if text.lower() == "none":
            return None
        found = reference(text)
        if found is None:
            return colour(text, element, name, style["color"])
        identity, instead = found
        if instead and identity[1:] not in self._elements.by_id:
            return self.paint(name, instead, element, style, matrix, viewport, drawn)
        server = self._elements.find(identity, element)
        if server.name not in ("linearGradient", "radialGradient"):
            raise element.fails(f"is painted with a <{server.name}>", _PLAIN)
        return self._gradient(server, matrix, viewport, drawn)

    def _gradient(
        self,
        server: Element,
        matrix: Transform,
        viewport: Viewport,
        drawn: Outline,
    ) -> tuple[Paint, float] | None:
        chain = list(self._chain(server))
        stops = self._stops(chain)
        if not stops:
            return None
        if self._given(chain, "spreadMethod", "pad") != "pad":
            raise server.fails("has a gradient that repeats", _PLAIN)
        moved = self._given(chain, "gradientTransform", "")
        to_units = matrix
        if self._given(chain, "gradientUnits", "objectBoundingBox") == "objectBoundingBox":
            around = drawn.bounds
            if around is None or around[0] == around[2] or around[1] == around[3]:
                return None  # by the standard, such a gradient paints nothing
            left, top, right, bottom = around
            to_units = matrix.translate(left, top).scale(right - left, bottom - top)
            viewport = _BOX
        to_units = to_units.transform(moves(moved, server, "gradientTransform"))
        for value in to_units:
            bounded(value, moved, server)
        coordinates = self._coordinates(server, chain, viewport)
        flat = coordinates is None or abs(_determinant(to_units)) < 1e-16
        if flat or len(stops) == 1:
            return stops[-1].colour, stops[-1].opacity
        assert coordinates is not None
        opacities = {stop.opacity for stop in stops}
        opacity = 1.0
        if len(opacities) == 1:
            opacity = opacities.pop()
            stops = [stop._replace(opacity=1.0) for stop in stops]
        else:
            self._budget.layer(server)
        return Gradient(coordinates, tuple(to_units), tuple(stops)), opacity

    def _chain(self, server: Element) -> Iterator[Element]:
        """A gradient, and those that it takes what it does not say from."""
        seen: set[Element] = set()
        while True:
            if server in seen:
                raise server.fails("has a gradient that refers to itself")
            seen.add(server)
            self._budget.element(server)
            yield server
            if not (href := server.get("href")):
                return
            server = self._elements.find(href, server)
            if server.name not in ("linearGradient", "radialGradient"):
                raise server.fails("is used as a gradient, and is none")

    @staticmethod
    def _given(chain: list[Element], name: str, otherwise: str) -> str:
        return next((each.get(name) for each in chain if each.get(name)), otherwise)

    def _stops(self, chain: list[Element]) -> list[Stop]:
        """The stops of the first that has some, each offset no less than the one before."""
        for server in chain:
            found = [child for child in server.children if child.name == "stop"]
            if found:
                break
        else:
            return []
        stops: list[Stop] = []
        least = 0.0
        for child in found:
            self._budget.element(child)
            style = self._styles.in_place(child)
            shown, opacity = colour(style["stop-color"], child, "stop-color", style["color"])
            opacity *= share(style["stop-opacity"], child, "stop-opacity")
            least = max(least, share(child.get("offset") or "0", child, "offset"))
            stops.append(Stop(least, shown, opacity))
        return stops

    def _coordinates(
        self, server: Element, chain: list[Element], viewport: Viewport
    ) -> tuple[float, ...] | None:
        """Those of the gradient; None if its line or circle is a point."""

        def of(name: str, text: str) -> float:
            return length(text, server, name, viewport.of(axis(name)))

        def axis(name: str) -> str:
            return "r" if "r" in name else "x" if "x" in name else "y"

        # What the other kind of gradient says is not of use to this one.
        alike = [each for each in chain if each.name == server.name]
        names = _LINEAR if server.name == "linearGradient" else _RADIAL
        given = {name: self._given(alike, name, text) for name, text in names.items()}
        if server.name == "linearGradient":
            x1, y1, x2, y2 = (of(name, text) for name, text in given.items())
            return None if (x1, y1) == (x2, y2) else (x1, y1, x2, y2)
        cx, cy, r = (of(name, given[name]) for name in ("cx", "cy", "r"))
        fx, fy = (of(name, given[name] or given[f"c{name[1]}"]) for name in ("fx", "fy"))
        fr = of("fr", given["fr"])
        if r < 0 or fr < 0:
            raise server.fails("has a gradient with a negative radius")
        if r == 0:
            return None
        if dist((fx, fy), (cx, cy)) + fr >= r:
            raise server.fails("has a gradient whose focus lies outside its circle", _PLAIN)
        return (fx, fy, fr, cx, cy, r)


def _determinant(matrix: Transform) -> float:
    return float(matrix[0] * matrix[3] - matrix[1] * matrix[2])
