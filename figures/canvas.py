"""The sheet a figure is drawn on: three layers, real line weights, a record of what is covered.

Art and arrows are drawn as for the patient's right side; a left side is the same drawing under
`scale(-1,1)`.  Words go on the third layer, which is never mirrored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from zlib import crc32

import svgwrite
from svgwrite.base import BaseElement
from svgwrite.container import Group

from handouts.design.fonts import ATKINSON, Typeface, register
from handouts.tagged import width_of

from . import paths
from .geometry import Line, Point, arrow, number, polyline
from .style import (
    HATCH_MM,
    MIN_DASHED_MM,
    MIN_DETAIL_MM,
    MIN_OUTLINE_MM,
    Palette,
)
from .transform import IDENTITY, Transform


class Frame(NamedTuple):
    """The drawing's window, in drawing units: left, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    def shape(self) -> BaseElement:
        corner, size = (number(self.x), number(self.y)), (number(self.width), number(self.height))
        return svgwrite.shapes.Rect(corner, size, debug=False)


class Circle(NamedTuple):
    """A round window."""

    centre: Point
    radius: float

    def shape(self) -> BaseElement:
        x, y = self.centre
        return svgwrite.shapes.Circle((number(x), number(y)), number(self.radius), debug=False)


class Canvas:
    """Draws into a frame printed `width_mm` wide.

    Line weights are given in drawing units and never fall under the printed minimum.
    """

    def __init__(
        self,
        frame: Frame,
        width_mm: float,
        palette: Palette,
        *,
        mirrored: bool,
        typeface: Typeface = ATKINSON,
    ) -> None:
        self.frame = frame
        self.typeface = typeface
        self.palette = palette
        self.mirrored = mirrored
        self.per_mm = frame.width / width_mm
        self.covered: list[tuple[str, Transform]] = []
        self.in_windows: list[tuple[str, Transform]] = []
        self.covered_lines: list[tuple[str, Transform]] = []
        side = {"transform": "scale(-1,1)"} if mirrored else {}
        self._art = Group(debug=False, id="art", **side)
        self._arrows = Group(debug=False, id="arrows", **side)
        self._words = Group(debug=False, id="words")
        self._current = self._art
        self._transform = IDENTITY
        self._windows: list[BaseElement] = []
        self.cut: float | None = None
        self.shafts: list[Line] = []

    def outline(self, weight: float) -> float:
        return max(weight, MIN_OUTLINE_MM * self.per_mm / self._transform.scale)

    def detail(self, weight: float) -> float:
        return max(weight, MIN_DETAIL_MM * self.per_mm / self._transform.scale)

    def dashes(self, weight: float) -> float:
        return max(weight, MIN_DASHED_MM * self.per_mm / self._transform.scale)

    def printed(self, mm: float) -> float:
        """A length on paper in units of the current placing."""
        return mm * self.per_mm / self._transform.scale

    @contextmanager
    def placed(self, transform: Transform) -> Iterator[None]:
        """Draw what follows moved, turned or mirrored."""
        outer, outer_transform = self._current, self._transform
        self._current = Group(debug=False, transform=transform.svg)
        self._transform = outer_transform.then(transform)
        yield
        outer.add(self._current)
        self._current, self._transform = outer, outer_transform

    @contextmanager
    def part(self, weight: float = 0) -> Iterator[None]:
        """A part that other figures have too, alike: a file need hold it only once.

        Strokes in it without a weight of their own have this one, so that it is the same part at
        any size.
        """
        outer = self._current
        extra = {"stroke_width": _weight(weight)} if weight else {}
        self._current = Group(debug=False, class_="part", **extra)
        yield
        outer.add(self._current)
        self._current = outer

    @contextmanager
    def clipped(self, window: Circle | Frame) -> Iterator[None]:
        """Draw what follows only inside a window, in units of the frame."""
        outer, covered = self._current, self.covered
        if outer is not self._art:
            raise AssertionError("a window is cut into the sheet, not into a moved part")
        # Named by its shape: of two figures on one page those of one name are the same.
        name = f"window{crc32(repr(window).encode()):08x}"
        path = svgwrite.masking.ClipPath(id=name, debug=False)
        path.add(window.shape())
        self._windows.append(path)
        self._current = Group(debug=False, clip_path=f"url(#{name})")
        self.covered = self.in_windows
        yield
        outer.add(self._current)
        self._current, self.covered = outer, covered

    @contextmanager
    def coloured(self, palette: Palette) -> Iterator[None]:
        """Draw what follows in other colours."""
        outer, self.palette = self.palette, palette
        yield
        self.palette = outer

    @contextmanager
    def cut_below(self, y: float) -> Iterator[None]:
        """Cut what follows off at a height, in the units of the current placing."""
        outer, self.cut = self.cut, y
        yield
        self.cut = outer

    def fill(
        self, data: str, colour: str | None, *, opacity: float = 1.0, covers: bool = True
    ) -> None:
        """A filled path (even-odd).  It counts as covered, so no word is set on it.

        What lies wholly within a covered part (`covers=False`) need not be looked at again.
        """
        if self.cut is not None and data and paths.lowest(data) > self.cut:
            data = paths.filled_above(data, self.cut)
        if not data:
            return
        if covers:
            self.covered.append((data, self._transform))
        if colour is None:
            return
        extra = {"fill_opacity": opacity} if opacity < 1 else {}
        self._path(data, fill=colour, fill_rule="evenodd", **extra)

    def hatch(self, strokes: str) -> None:
        """Strokes at 45 degrees, thinned where they would print too dense."""
        spread = paths.spread(strokes, HATCH_MM * self.per_mm / self._transform.scale)
        self.stroke(spread, self.palette.ink, self.detail(1.7))

    def tint(self, data: str, colour: str, opacity: float) -> None:
        """A shade laid over a filled path."""
        if data and opacity > 0:
            self._path(data, fill=colour, fill_opacity=opacity)

    def stroke(
        self, data: str, colour: str, weight: float = 0, *, dash: tuple[float, float] | None = None
    ) -> None:
        """A stroked path; the weight is used as given (see `outline` and `detail`).

        Without one it is that of the `part` it is in.
        """
        if self.cut is not None and data and paths.lowest(data) > self.cut:
            data = paths.stroked_above(data, self.cut)
        if not data:
            return
        extra = {"stroke_dasharray": f"{number(dash[0])},{number(dash[1])}"} if dash else {}
        if weight:
            extra["stroke_width"] = _weight(weight)
        self._path(
            data,
            fill="none",
            stroke=colour,
            stroke_linejoin="round",
            stroke_linecap="round",
            **extra,
        )

    def circle(
        self, centre: Point, radius: float, fill: str, stroke: str = "none", weight: float = 0
    ) -> None:
        self._current.add(_circle(centre, radius, fill, stroke, weight))

    def ellipse(self, centre: Point, rx: float, ry: float, fill: str) -> None:
        self._current.add(
            svgwrite.shapes.Ellipse(
                (number(centre[0]), number(centre[1])),
                (number(rx), number(ry)),
                debug=False,
                fill=fill,
            )
        )

    def arrow(self, path: Line, width: float, *, hollow: bool) -> None:
        """Solid: what moves, or how the effort draws it.  Hollow: what resists, or the tilt now."""
        outline = polyline(arrow(path, width, width * 2.3), closed=True)
        colour = self.palette.arrow
        self.covered.append((outline, self._transform))
        self.shafts.append(tuple(self._transform.apply(point) for point in path))
        if hollow:
            weight = self.outline(width * 0.2)
            self._arrow_group().add(_arrow(outline, "#FFFFFF", colour, weight))
        else:
            # A white rim keeps the arrow apart from what it lies on.
            self._arrow_group().add(_arrow(outline, colour, "#FFFFFF", width * 0.15))

    def _arrow_group(self) -> BaseElement:
        # An arrow inside a moved part stays with that part; others lie above all the art.
        return self._arrows if self._current is self._art else self._current

    def mark(
        self, outline: str, fill: str, *, rim: float, edge: str = "", width: float = 0
    ) -> None:
        """A mark on the art with a white rim round it; `edge` is the colour of its own outline."""
        self.covered.append((outline, self._transform))
        if edge:
            self.cover_line(outline)
        group = self._arrow_group()
        if rim:
            group.add(_arrow(outline, "#FFFFFF", "#FFFFFF", rim))
        group.add(_arrow(outline, fill, edge or fill, width) if width else _fill(outline, fill))

    def line_of_mark(self, data: str, colour: str, weight: float) -> None:
        """A line of a mark, with square ends."""
        self._arrow_group().add(
            svgwrite.path.Path(
                data, debug=False, fill="none", stroke=colour, stroke_width=_weight(weight)
            )
        )

    def anchor_mark(self, centre: Point, radius: float) -> None:
        """The end that stays: a solid square with a white rim."""
        x, y = centre
        self._arrows.add(
            svgwrite.shapes.Rect(
                (number(x - radius), number(y - radius)),
                (number(2 * radius), number(2 * radius)),
                debug=False,
                fill=self.palette.ink,
                stroke="#FFFFFF",
                stroke_width=_weight(radius * 0.25),
            )
        )
        self._mark_covered(centre, radius)

    def moving_mark(self, centre: Point, radius: float) -> None:
        """The end that moves: a white disc with a heavy ring."""
        ring = self.outline(radius * 0.42)
        self._arrows.add(_circle(centre, radius, "#FFFFFF", self.palette.ink, ring))
        self._mark_covered(centre, radius)

    def disc(self, centre: Point, radius: float, fill: str, *, ring: float = 0) -> None:
        """A disc among the words, on paper; with a `ring` it is outlined in the arrows' colour."""
        stroke = self.palette.arrow if ring else "none"
        self._words.add(_circle(centre, radius, fill, stroke, ring))

    def square(self, centre: Point, side: float, fill: str, *, rim: float = 0) -> None:
        """A square among the words, on paper; with a `rim` it is outlined likewise."""
        (x, y), r = centre, side / 2
        extra = {"stroke": self.palette.arrow, "stroke_width": _weight(rim)} if rim else {}
        self._words.add(
            svgwrite.shapes.Rect(
                (number(x - r), number(y - r)),
                (number(side), number(side)),
                debug=False,
                fill=fill,
                **extra,
            )
        )

    def text(
        self, line: str, at: Point, size: float, anchor: str, *, bold: bool, colour: str
    ) -> None:
        """One line of words; `at` is its baseline, on paper (never mirrored).

        A screen sets a script that is not embedded in a font of its own, which may be wider: then
        it sets the words as wide as they were planned.
        """
        planned: dict[str, str] = {}
        if self.typeface.lang:
            wide = width_of(line, register(self.typeface).face(bold=bold), size)
            planned = {"textLength": _weight(wide), "lengthAdjust": "spacingAndGlyphs"}
        self._words.add(
            svgwrite.text.Text(
                line,
                insert=(number(at[0]), number(at[1])),
                debug=False,
                font_family=self.typeface.family,
                font_size=_weight(size),
                font_weight="bold" if bold else "normal",
                text_anchor=anchor,
                fill=colour,
                **planned,
            )
        )

    def leader(self, start: Point, end: Point, size: float) -> None:
        """A line from words to the spot they name; both ends on paper."""
        weight = max(size * 0.06, MIN_DETAIL_MM * self.per_mm)
        self._words.add(
            svgwrite.shapes.Line(
                (number(start[0]), number(start[1])),
                (number(end[0]), number(end[1])),
                debug=False,
                stroke=self.palette.ink,
                stroke_width=_weight(weight),
            )
        )
        self._words.add(_circle(end, size * 0.12, self.palette.ink, "none", 0))

    def on_paper(self, point: Point) -> Point:
        """Art coordinates to paper: x changes sign for a left side."""
        return (-point[0], point[1]) if self.mirrored else point

    def to_svg(self, title: str, description: str) -> str:
        """The finished drawing, sized in mm, with its words for assistive technology."""
        f = self.frame
        left = -f.right if self.mirrored else f.x
        drawing = svgwrite.Drawing(
            size=(f"{f.width / self.per_mm:.3f}mm", f"{f.height / self.per_mm:.3f}mm"),
            viewBox=" ".join(map(number, (left, f.y, f.width, f.height))),
            debug=False,
            role="img",
        )
        drawing.set_desc(title=title, desc=description)
        for window in self._windows:
            drawing.defs.add(window)
        for layer in (self._art, self._arrows, self._words):
            if layer.elements:
                drawing.add(layer)
        return str(drawing.tostring())

    def cover(self, points: Sequence[Point]) -> None:
        """Keep words off an area that has no fill of its own."""
        self.covered.append((polyline(points, closed=True), self._transform))

    def cover_line(self, data: str) -> None:
        """Keep words off a stroke."""
        self.covered_lines.append((data, self._transform))

    def _mark_covered(self, centre: Point, radius: float) -> None:
        (x, y), r = centre, radius
        self.cover(((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)))

    def _path(self, data: str, **attributes: object) -> None:
        self._current.add(svgwrite.path.Path(data, debug=False, **attributes))


def _weight(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _circle(centre: Point, radius: float, fill: str, stroke: str, weight: float) -> BaseElement:
    extra = {} if stroke == "none" else {"stroke": stroke, "stroke_width": _weight(weight)}
    return svgwrite.shapes.Circle(
        (number(centre[0]), number(centre[1])), _weight(radius), debug=False, fill=fill, **extra
    )


def _fill(outline: str, fill: str) -> BaseElement:
    return svgwrite.path.Path(outline, debug=False, fill=fill)


def _arrow(outline: str, fill: str, stroke: str, weight: float) -> BaseElement:
    return svgwrite.path.Path(
        outline,
        debug=False,
        fill=fill,
        stroke=stroke,
        stroke_width=_weight(weight),
        stroke_linejoin="round",
    )
