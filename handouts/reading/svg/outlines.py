"""The outlines of shapes (SVG 1.1, chapters 8 and 9), as operators of paths."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from math import dist

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import BoundsPen, ControlBoundsPen
from fontTools.svgLib.path import parse_path

from handouts.design.artwork import LONGER_SIDE

from .elements import Element
from .path_data import path_data
from .values import Viewport, length, numbers

Box = tuple[float, float, float, float]
_Point = tuple[float, float]
_FARTHEST = 1000 * LONGER_SIDE


class Outline(BasePen):  # type: ignore[misc] # fontTools publishes no types
    """A path of straight lines and curves, in the units of its element."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[str, tuple[_Point, ...]]] = []
        self.points = 0
        self._start: _Point = (0, 0)

    def _add(self, operator: str, *points: _Point) -> None:
        self.steps.append((operator, points))
        self.points += len(points)

    def _moveTo(self, pt: _Point) -> None:
        self._start = pt
        self._add("m", pt)

    def _lineTo(self, pt: _Point) -> None:
        self._add("l", pt)

    def _curveToOne(self, pt1: _Point, pt2: _Point, pt3: _Point) -> None:
        self._add("c", pt1, pt2, pt3)

    def _closePath(self) -> None:
        # A line back to the start is what closing draws; alone it is a dot.
        if self.steps[-1] == ("l", (self._start,)) and self.steps[-2][0] != "m":
            self.steps.pop()
        self._add("h")

    def operators(self, matrix: Transform, element: Element) -> str:
        """Its operators after a transform.

        Raises:
            SvgError: it goes too far.
        """
        code: list[str] = []
        for operator, points in self.steps:
            for x, y in matrix.transformPoints(points):
                if not (abs(x) < _FARTHEST and abs(y) < _FARTHEST):  # also what is no number
                    raise element.fails("reaches far outside its own size")
                code += (coordinate(x), coordinate(y))
            code.append(operator)
        return " ".join(code)

    @cached_property
    def bounds(self) -> Box | None:
        """Left, top, right and bottom of what it surrounds; None if it is empty."""
        return self._box(BoundsPen(None))

    def control_bounds(self, matrix: Transform) -> Box | None:
        """A box around its points and handles, after a transform."""
        return self._box(ControlBoundsPen(None), matrix)

    def _box(self, pen: BoundsPen, matrix: Transform | None = None) -> Box | None:
        methods = {"m": pen.moveTo, "l": pen.lineTo, "c": pen.curveTo}
        for operator, points in self.steps:
            if operator == "h":
                pen.closePath()
            else:
                methods[operator](*(matrix.transformPoints(points) if matrix else points))
        box: Box | None = pen.bounds
        return box

    def reach(self) -> float:
        """At most how long it is: from each point and handle to the next."""
        points = [point for _, points in self.steps for point in points]
        between = sum(map(dist, points, points[1:]))
        # Each part may be closed: with a line no longer than the part.
        return 2 * between


def coordinate(value: float) -> str:
    """A length in units of the artwork, to a hundredth."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def outline(element: Element, viewport: Viewport) -> Outline:
    """The outline of a shape.

    Raises:
        SvgError: a value of it has no meaning.
    """
    drawn = Outline()
    data = _DATA[element.name](element, viewport)
    try:
        parse_path(data, drawn)
    except ArithmeticError:  # of numbers too small to reckon with
        raise element.fails("has an arc that cannot be drawn") from None
    return drawn


def rectangle(size: Viewport) -> Outline:
    """A frame of that size, from the origin."""
    drawn = Outline()
    parse_path(f"M0 0H{size.width!r}V{size.height!r}H0Z", drawn)
    return drawn


def _rectangle(element: Element, viewport: Viewport) -> str:
    x, y = _of(element, viewport, "x"), _of(element, viewport, "y")
    width, height = (_size(element, viewport, name) for name in ("width", "height"))
    if not (width and height):
        return ""
    across, along = _radii(element, viewport)
    rx, ry = min(across, width / 2), min(along, height / 2)
    right, bottom = x + width, y + height
    if not (rx and ry):
        return f"M{x!r} {y!r}H{right!r}V{bottom!r}H{x!r}Z"
    arc = f"A{rx!r} {ry!r} 0 0 1"
    return (
        f"M{x + rx!r} {y!r}H{right - rx!r}{arc} {right!r} {y + ry!r}V{bottom - ry!r}"
        f"{arc} {right - rx!r} {bottom!r}H{x + rx!r}{arc} {x!r} {bottom - ry!r}V{y + ry!r}"
        f"{arc} {x + rx!r} {y!r}Z"
    )


def _radii(element: Element, viewport: Viewport) -> tuple[float, float]:
    """Both radii of a rounding; one that is not given is as the other."""
    given = [
        _size(element, viewport, name) if element.get(name, "auto") != "auto" else None
        for name in ("rx", "ry")
    ]
    rx, ry = (
        next((each for each in pair if each is not None), 0.0) for pair in (given, given[::-1])
    )
    return rx, ry


def _circle(element: Element, viewport: Viewport) -> str:
    radius = _size(element, viewport, "r")
    return _oval(element, viewport, radius, radius)


def _ellipse(element: Element, viewport: Viewport) -> str:
    return _oval(element, viewport, *_radii(element, viewport))


def _oval(element: Element, viewport: Viewport, rx: float, ry: float) -> str:
    if not (rx and ry):
        return ""
    x, y = _of(element, viewport, "cx"), _of(element, viewport, "cy")
    arc = f"A{rx!r} {ry!r} 0 0 1"
    points = (f"{x!r} {y + ry!r}", f"{x - rx!r} {y!r}", f"{x!r} {y - ry!r}", f"{x + rx!r} {y!r}")
    return f"M{points[-1]}" + "".join(f"{arc} {point}" for point in points) + "Z"


def _line(element: Element, viewport: Viewport) -> str:
    x1, y1, x2, y2 = (_of(element, viewport, name) for name in ("x1", "y1", "x2", "y2"))
    return f"M{x1!r} {y1!r}L{x2!r} {y2!r}"


def _polyline(element: Element, _: Viewport) -> str:
    values = numbers(element.get("points"), element, "points")
    if len(values) % 2:
        raise element.fails("has a point of one number only")
    return "M" + " ".join(map(repr, values)) if values else ""


def _polygon(element: Element, viewport: Viewport) -> str:
    data = _polyline(element, viewport)
    return data and data + "Z"


def _of(element: Element, viewport: Viewport, name: str) -> float:
    axis = "x" if "x" in name or name == "width" else "y" if name != "r" else "r"
    return length(element.get(name) or "0", element, name, viewport.of(axis))


def _size(element: Element, viewport: Viewport, name: str) -> float:
    value = _of(element, viewport, name)
    if value < 0:
        raise element.refuses(name, element.get(name))
    return value


_DATA: dict[str, Callable[[Element, Viewport], str]] = {
    "path": lambda element, _: path_data(element),
    "rect": _rectangle,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}
SHAPES = frozenset(_DATA)
IN_VIEWPORT = SHAPES - {"path", "polyline", "polygon"}
"""What has lengths that may be shares of their viewport."""
