"""A figure's SVG ─► operators of a PDF content stream (ISO 32000-1, 8.4 and 8.5).

It reads the SVG that `figures/` writes: a small, known part of the language, many times faster
than a reader of all of it. What is outside that part is an error, never left out silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple
from xml.etree import ElementTree

from handouts.layout.svg_paths import NUMBER, OUTLINES
from handouts.tagged import Form, factor, luminance

_SVG = "{http://www.w3.org/2000/svg}"
_SILENT = {"title", "desc", "defs"}
_PT = {"mm": 72 / 25.4, "pt": 1.0, "px": 0.75, "": 0.75}
_CALL = re.compile(r"(\w+)\(([^)]*)\)")
_CAPS = {"butt": 0, "round": 1, "square": 2}
_ANYWHERE = (-4000.0, -4000.0, 4000.0, 4000.0)
"""The window of a part, wherever in a figure it is drawn."""

_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class Label(NamedTuple):
    """One line of text: its colour, place and size in pt, from the lower left corner."""

    text: str
    bold: bool
    size: float
    anchor: str
    x: float
    y: float
    colour: str


class FigureOperators(NamedTuple):
    """A figure, `width` × `height` pt.

    Attributes:
        matrix: leads from the units of the SVG to points.
        window: left, top, right and bottom of the drawing in those units.
        operators: draw all but the words, in those units.
        labels: lie above it, whatever their place in the SVG, as nothing is drawn on words.
        states: graphics states of the fill opacities used, as a `Form` has them.
        parts: what other figures have too, each by its name; a file holds one but once.
    """

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]
    window: tuple[float, float, float, float]
    operators: bytes
    labels: tuple[Label, ...]
    states: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, Form], ...]


@lru_cache(maxsize=256)
def figure_operators(svg: str, *, grey: bool = False) -> FigureOperators:
    """The operators and labels of a figure; with `grey`, without colour operators.

    Raises:
        ValueError: the SVG has something that figures do not use.
    """
    root = ElementTree.fromstring(svg)
    left, top, width, height = map(float, NUMBER.findall(root.attrib["viewBox"]))
    printed_width, printed_height = _length(root.attrib["width"]), _length(root.attrib["height"])
    k = printed_width / width
    matrix = (k, 0.0, 0.0, -k, -left * k, (top + height) * k)
    writer = _Writer(matrix, grey, _windows(root))
    for part in root:
        if part.tag.removeprefix(_SVG) not in _SILENT:
            writer.element(part)
    return FigureOperators(
        printed_width,
        printed_height,
        matrix,
        (left, top, left + width, top + height),
        "\n".join(writer.code).encode("ascii"),
        tuple(writer.labels),
        writer.states,
        tuple((name, part) for part, name in writer.parts.items()),
    )


class _Writer:
    def __init__(
        self,
        matrix: tuple[float, ...],
        grey: bool,
        windows: Mapping[str, str],
        default_weight: str = "1",
    ) -> None:
        self.windows, self.default_weight = windows, default_weight
        self.scale, _, _, _, self.x, self.y = matrix
        self.grey = grey
        self.code: list[str] = []
        self.labels: list[Label] = []
        self.opacities: dict[str, float] = {}
        self.state: dict[str, str] = {}
        self.parts: dict[Form, str] = {}
        self.inside = 0  # of how many placed groups

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, f"/ca {factor(value)}") for name, value in self.opacities.items())

    def element(self, element: ElementTree.Element) -> None:
        kind = element.tag.removeprefix(_SVG)
        if kind == "g":
            self.group(element)
        elif kind == "text":
            self.text(element)
        elif kind in OUTLINES:
            self.shape(OUTLINES[kind](element.attrib), element.attrib, filled=kind != "line")
        else:
            raise ValueError(f"a figure has a <{kind}>, which cannot be drawn")

    def part(self, element: ElementTree.Element) -> None:
        """A part as a form of its own, which takes over its place and the weight of its group."""
        writer = _Writer((1, 0, 0, 1, 0, 0), self.grey, self.windows, default_weight="")
        if "stroke-width" in element.attrib:
            self.set("w", f"{element.attrib['stroke-width']} w")
        for child in element:
            writer.element(child)
        if writer.labels:
            raise ValueError("a part of a figure has words")
        code = "\n".join(writer.code).encode("ascii")
        form = Form(code, _ANYWHERE, _SAME, writer.states)
        name = self.parts.setdefault(form, f"part{len(self.parts) + 1}")
        self.code.append(f"/{name} Do")

    def group(self, element: ElementTree.Element) -> None:
        if element.attrib.get("class") == "part":
            self.part(element)
            return
        moves = _CALL.findall(element.attrib.get("transform", ""))
        if set(element.attrib) - {"id", "clip-path", "transform"}:
            raise ValueError(f"a figure's group has {', '.join(sorted(element.attrib))}")
        window = element.attrib.get("clip-path")
        outer = self.state
        if moves or window:
            self.code.append("q")
            if window:
                self.code += [self.windows[window], "W n"]
            self.code += [_matrix(name, numbers) for name, numbers in moves]
            self.state = dict(outer)
            self.inside += 1
        for child in element:
            self.element(child)
        if moves or window:
            self.code.append("Q")
            self.state = outer
            self.inside -= 1

    def shape(self, outline: str, attributes: Mapping[str, str], *, filled: bool) -> None:
        fill = attributes.get("fill", "#000000") if filled else "none"
        stroke = attributes.get("stroke", "none")
        if fill == stroke == "none":
            return
        even_odd = "*" if attributes.get("fill-rule") == "evenodd" and fill != "none" else ""
        paint = "S" if fill == "none" else "f" if stroke == "none" else "B"
        if paint == "S" and self.code[-2:] in ([outline, "f"], [outline, "f*"]):
            # What has just been filled is now outlined: at once, so that it is written once.
            even_odd, paint = self.code[-1][1:], "B"
            del self.code[-2:]
        if fill != "none":
            self.set("rg", self.colour(fill, "rg"))
            self.opacity(float(attributes.get("fill-opacity", 1)))
        if stroke != "none":
            self.set("RG", self.colour(stroke, "RG"))
            if weight := attributes.get("stroke-width", self.default_weight):
                self.set("w", f"{weight} w")
            elif "w" in self.state:
                raise ValueError("a part of a figure has strokes with a weight and without one")
            self.set("J", f"{_CAPS[attributes.get('stroke-linecap', 'butt')]} J")
            self.set("j", f"{_JOINS[attributes.get('stroke-linejoin', 'miter')]} j")
            dashes = attributes.get("stroke-dasharray", "").replace(",", " ")
            self.set("d", f"[{dashes}] 0 d")
        self.code += [outline, paint + even_odd]

    def set(self, name: str, operator: str) -> None:
        if self.state.get(name) != operator:
            self.state[name] = operator
            self.code.append(operator)

    def opacity(self, value: float) -> None:
        name = f"o{round(value * 100)}"
        if self.state.get("gs", "/o100 gs") != f"/{name} gs":
            self.opacities |= {name: value, "o100": 1.0}
            self.set("gs", f"/{name} gs")

    def colour(self, hexadecimal: str, operator: str) -> str:
        """`#RRGGBB` as an operator: of grey where red, green and blue are the same."""
        red, green, blue = (int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5))
        if self.grey or red == green == blue:
            return f"{luminance(red, green, blue)} {'g' if operator == 'rg' else 'G'}"
        return f"{red:.3g} {green:.3g} {blue:.3g} {operator}"

    def text(self, element: ElementTree.Element) -> None:
        if self.inside or len(element):
            raise ValueError("a figure's words are moved, or in pieces")
        of = element.attrib
        label = Label(
            element.text or "",
            of["font-weight"] == "bold",
            round(float(of["font-size"]) * self.scale, 2),
            of["text-anchor"],
            round(float(of["x"]) * self.scale + self.x, 2),
            round(self.y - float(of["y"]) * self.scale, 2),
            of["fill"],
        )
        self.labels.append(label)


def _windows(root: ElementTree.Element) -> dict[str, str]:
    """The outlines of clip paths, by the words that ask for them (SVG 1.1, 14.3.5)."""
    return {
        f"url(#{path.attrib['id']})": OUTLINES[shape.tag.removeprefix(_SVG)](shape.attrib)
        for path in root.iter(f"{_SVG}clipPath")
        for shape in path
    }


def _length(text: str) -> float:
    """A length with its unit, in pt."""
    (number,) = NUMBER.findall(text)
    return float(number) * _PT[text.removeprefix(number)]


def _matrix(name: str, arguments: str) -> str:
    """One move of a transform, as `cm`."""
    a, *more = map(float, NUMBER.findall(arguments))
    if name == "translate":
        matrix = (1, 0, 0, 1, a, *(more or (0,)))
    elif name == "scale":
        matrix = (a, 0, 0, *(more or (a,)), 0, 0)
    elif name == "rotate":
        c, s = cos(radians(a)), sin(radians(a))
        x, y = more or (0, 0)
        matrix = (c, s, -s, c, x - x * c + y * s, y - x * s - y * c)
    else:
        raise ValueError(f"a figure has the transform {name}")
    return " ".join(map(factor, matrix)) + " cm"
