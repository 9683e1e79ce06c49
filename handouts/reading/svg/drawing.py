"""An SVG ─► what it paints, shape by shape.

Everything is drawn when it is read, copies (`<use>`) included, and counted meanwhile: whether it is
too much depends on the drawing alone.  What cannot be drawn as a browser would is an error, never
left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fontTools.misc.transform import Scale, Transform

from handouts.design.artwork import LONGER_SIDE, Artwork, Clip, Fill, Group, Paint, Part, Stroke

from . import frames, pens
from .budget import Budget
from .clips import Clips
from .elements import Element, Elements
from .outlines import IN_VIEWPORT, SHAPES, Outline, outline, rectangle
from .paints import Paints
from .styles import Style, Styles, check_drawable
from .svg_error import SvgError
from .values import Viewport, bounded, length, moves, share

_SILENT = {
    *("title", "desc", "metadata", "style", "defs", "symbol", "clipPath", "view", "stop"),
    *("linearGradient", "radialGradient", "pattern", "mask", "filter", "marker"),
}
_TEXT = {"text", "tspan", "textPath", "tref", "font"}
_FRAMES = {"svg", "symbol"}
_GROUPS = _FRAMES | {"g", "a", "switch", "use"}


class _Place(NamedTuple):
    """Where something is drawn: what leads to the units of the artwork, what percentages are of."""

    matrix: Transform
    viewport: Viewport
    style: Style | None


def read_svg(data: bytes) -> Artwork:
    """The drawing, whole.

    Raises:
        SvgError: not SVG, or with what cannot be drawn, or with more than a logo needs.
    """
    elements = Elements(data)
    root = elements.root
    size = frames.size(root)
    scale = LONGER_SIDE / max(size)
    parts = _Drawer(elements).element(root, _Place(Scale(scale), size, None), size)
    if not parts:
        raise SvgError("has no shapes that show", "save it as plain SVG")
    return Artwork(size.width * scale, size.height * scale, tuple(parts))


class _Drawer:
    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._styles = Styles(elements)
        self._budget = Budget()
        self._paints = Paints(elements, self._styles, self._budget)
        self._clips = Clips(elements, self._styles, self._budget, self._outline)
        self._outlines: dict[tuple[Element, Viewport | None], Outline] = {}
        self._copied: list[Element] = []

    def _outline(self, element: Element, viewport: Viewport) -> Outline:
        """That of a shape, counted each time it is drawn."""
        key = (element, viewport if element.name in IN_VIEWPORT else None)
        drawn = self._outlines.get(key)
        if drawn is None:
            drawn = self._outlines[key] = outline(element, viewport)
        self._budget.points(element, drawn.points)
        return drawn

    # --- elements --------------------------------------------------------------------------------

    def element(
        self, element: Element, place: _Place, copied: Viewport | None = None
    ) -> list[Part]:
        """What an element paints; `copied` is the size of a frame that is drawn from elsewhere."""
        name = element.name
        if name in _SILENT and not (name == "symbol" and copied):
            return []
        self._budget.element(element)
        style = self._styles.of(element, place.style)
        if style["display"].lower() == "none" or element.get("requiredExtensions"):
            return []
        self._check(element, style)
        moved = element.get("transform")
        matrix = place.matrix.transform(moves(moved, element))
        for value in matrix:
            bounded(value, moved, element)
        if abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) < 1e-16:
            return []  # as a line or a point: it does not show
        here = _Place(matrix, place.viewport, style)
        with self._budget.deeper(element):
            if name in SHAPES:
                parts = self._shape(element, here)
            elif name in _FRAMES:
                parts = self._frame(element, here, copied)
            elif name == "use":
                parts = self._copy(element, here)
            else:
                parts = self._children(element, here)
        clips = self._clips.of(element, style, matrix, place.viewport)
        opacity = share(style["opacity"], element, "opacity")
        return [] if clips is None else self._grouped(element, parts, clips, opacity)

    @staticmethod
    def _check(element: Element, style: Style) -> None:
        name = element.name
        if name in _TEXT:
            raise element.fails(
                f"has text (<{name}>), which needs its typeface", "convert the text to paths"
            )
        if name not in SHAPES | _GROUPS:
            raise element.fails(
                f"has a <{name}>, which cannot be drawn", "use plain shapes and fills"
            )
        if element.get("systemLanguage"):
            raise element.fails("is drawn otherwise for each language")
        check_drawable(style, element)

    def _children(self, element: Element, place: _Place) -> list[Part]:
        children: Iterable[Element] = element.children
        if element.name == "switch":
            children = [child for child in children if not child.get("requiredExtensions")][:1]
        return [part for child in children for part in self.element(child, place)]

    def _frame(self, element: Element, place: _Place, copied: Viewport | None) -> list[Part]:
        """An `<svg>` or, copied, a `<symbol>`."""
        matrix, size = place.matrix, copied
        if element.parent and element.name == "svg":
            x, y = (self._measure(element, place, name, "0") for name in "xy")
            matrix = matrix.translate(x, y)
            size = size or self._size(element, place)
        assert size is not None
        if not (size.width > 0 and size.height > 0):
            return []
        inner, viewport = frames.inside(element, size)
        assert place.style is not None
        parts = self._children(element, _Place(matrix.transform(inner), viewport, place.style))
        if element.parent is None or place.style["overflow"].lower() in ("visible", "auto"):
            return parts
        edge = rectangle(size).operators(matrix, element)
        return self._grouped(element, parts, (Clip(edge, even_odd=False),), 1.0)

    def _copy(self, element: Element, place: _Place) -> list[Part]:
        """A `<use>`."""
        copied = self._elements.find(element.get("href"), element)
        if copied in self._copied:
            raise element.fails("has a copy (<use>) that holds itself", "unlink the copies")
        x, y = (self._measure(element, place, name, "0") for name in "xy")
        size = None
        if copied.name in _FRAMES:
            own = copied if copied.name == "svg" else element
            sides = [
                self._measure(element if element.get(side) else own, place, side, "100%")
                for side in ("width", "height")
            ]
            size = Viewport(*sides)
        self._copied.append(copied)
        parts = self.element(copied, place._replace(matrix=place.matrix.translate(x, y)), size)
        self._copied.pop()
        return parts

    def _size(self, element: Element, place: _Place) -> Viewport:
        return Viewport(
            *(self._measure(element, place, side, "100%") for side in ("width", "height"))
        )

    @staticmethod
    def _measure(element: Element, place: _Place, name: str, otherwise: str) -> float:
        text = element.get(name, otherwise)
        text = otherwise if text in ("", "auto") else text
        axis = "x" if name in ("x", "width") else "y"
        value = length(text, element, name, place.viewport.of(axis))
        if value < 0 and name in ("width", "height"):
            raise element.refuses(name, text)
        return value

    def _grouped(
        self, element: Element, parts: list[Part], clips: tuple[Clip, ...], opacity: float
    ) -> list[Part]:
        """The parts as one, where they must be."""
        if not parts or opacity == 0:
            return []
        if len(parts) == 1 and not isinstance(parts[0], Group):
            parts = [parts[0]._replace(opacity=parts[0].opacity * opacity)]
            opacity = 1.0
        if opacity < 1:
            self._budget.layer(element)
        return [Group(tuple(parts), clips, opacity)] if clips or opacity < 1 else parts

    # --- shapes ----------------------------------------------------------------------------------

    def _shape(self, element: Element, place: _Place) -> list[Part]:
        drawn = self._outline(element, place.viewport)
        style = place.style
        assert style is not None
        if not drawn.steps or style["visibility"].lower() != "visible":
            return []
        parts = [
            *self._fill(element, place, style, drawn),
            *self._stroke(element, place, style, drawn),
        ]
        order = style["paint-order"].lower().split()
        return parts[::-1] if "stroke" in order[:1] or order[:2] == ["markers", "stroke"] else parts

    def _fill(
        self, element: Element, place: _Place, style: Style, drawn: Outline
    ) -> Iterator[Part]:
        rule = style["fill-rule"].lower()
        if rule not in ("nonzero", "evenodd"):
            raise element.refuses("fill-rule", rule)
        if painted := self._paint(element, place, style, drawn, "fill"):
            paint, opacity = painted
            yield Fill(drawn.operators(place.matrix, element), paint, opacity, rule == "evenodd")

    def _stroke(
        self, element: Element, place: _Place, style: Style, drawn: Outline
    ) -> Iterator[Part]:
        if (painted := self._paint(element, place, style, drawn, "stroke")) is None:
            return
        held = pens.held(element, style, place.viewport, place.matrix, drawn)
        if held is None:
            return
        self._budget.dashes(element, held.dashes)
        paint, opacity = painted
        bent = None if held.bent is None else tuple(held.bent)
        code = drawn.operators(held.outline, element)
        yield Stroke(code, paint, opacity, held.pen, bent)

    def _paint(
        self, element: Element, place: _Place, style: Style, drawn: Outline, what: str
    ) -> tuple[Paint, float] | None:
        """A fill or stroke and its opacity, if it shows."""
        painted = self._paints.paint(
            what, style[what], element, style, place.matrix, place.viewport, drawn
        )
        share_ = share(style[f"{what}-opacity"], element, f"{what}-opacity")
        if painted is None or painted[1] * share_ == 0:
            return None
        return painted[0], painted[1] * share_
