"""Figures and signs inside the page: the drawings that are printed, with fewer letters.

A shape that several figures have is written once.  Lengths are rounded, and what bends less than a
pixel of any phone is straight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import hypot
from typing import NamedTuple, TypeAlias
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from handouts.document import Figure

_SVG = "{http://www.w3.org/2000/svg}"
_STEPS = 500  # of the width of a figure
_FLAT = 1.35  # of such a step: what a line may bend to be drawn straight
_WORTH_SHARING = 60  # letters
_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?"
_TOKENS = re.compile(rf"[MLCQZ]|{_NUMBER}")
_GREY = re.compile(r"#(?:000000|FFFFFF)")
_ARGUMENTS = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}
_ROUND = {"stroke-linecap": "round", "stroke-linejoin": "round"}  # most lines: a class of its own
_Point: TypeAlias = tuple[int, int]
_Segment: TypeAlias = tuple[str, Sequence[int]]
_OUR_IDS = ("art", "arrows", "words")
_SAID_BESIDE = ("title", "desc")


class Pictures(NamedTuple):
    """The figures of a page as SVG, each under itself, and the shapes they share."""

    shared: Markup
    drawn: dict[Figure, Markup]


def pictures(drawings: Sequence[tuple[Figure, str]]) -> Pictures:
    """
    Args:
        drawings: each figure with its SVG.
    """
    roots = {figure: _small(svg, number) for number, (figure, svg) in enumerate(drawings)}
    shapes = _Shapes(roots.values())
    drawn = {figure: _picture(figure, root, shapes) for figure, root in roots.items()}
    shared = Markup("")
    if shapes.shared:
        shared = Markup(
            '<svg class="shared" width="0" height="0" aria-hidden="true"><defs>{}</defs></svg>'
        ).format(Markup("".join(shapes.shared)))
    return Pictures(shared, drawn)


class _Shapes:
    """The shapes of several drawings; `shared` are those that are drawn more than once."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self.shared: list[str] = []
        self._names: dict[str, str] = {}
        self._found: Counter[str] = Counter()
        for root in roots:
            self._count(root)

    def _count(self, parent: Element) -> None:
        """What is within a shape that was met before is not met again."""
        for each in parent:
            text = _text(each)
            self._found[text] += 1
            if self._found[text] == 1:
                self._count(each)

    def text(self, element: Element) -> str:
        """The element; where the same one is drawn again, a reference to the one that is shared."""
        text = _text(element)
        is_words = element.tag == f"{_SVG}text"
        if is_words or len(text) < _WORTH_SHARING or self._found[text] < 2:
            return _opened(element, self.inside(element))
        if text not in self._names:
            self._names[text] = name = f"s{len(self._names)}"
            self.shared.append(_opened(element, self.inside(element), f' id="{name}"'))
        return f'<use href="#{self._names[text]}"/>'

    def inside(self, element: Element) -> str:
        return "".join(map(self.text, element)) or str(escape(element.text or ""))


def _picture(figure: Figure, root: Element, shapes: _Shapes) -> Markup:
    window = root.get("viewBox", "0 0 1 1")
    _, _, width, height = window.split()
    return Markup(
        '<svg role="img" aria-label="{}" viewBox="{}" width="{}" height="{}">{}</svg>'
    ).format(figure.alt, window, width, height, Markup(shapes.inside(root)))


@lru_cache(maxsize=4096)
def _short_path(path: str, decimals: int) -> str:
    """A path with its points given from one to the next (SVG 2, 9.3), rounded."""
    unit = 10**decimals
    written: list[str] = []
    letter, x, y, begin = "", 0, 0, (0, 0)
    for command, points in _straightened(_segments(path, unit)):
        if command == "Z":
            written.append("z")
            letter, x, y = command, *begin
            continue
        for place, each in enumerate(points):
            move = _decimal(each - (y if place % 2 else x), decimals)
            if place == 0 and command != letter:
                written.append(command.lower())
            elif not move.startswith("-"):
                written.append(" ")
            written.append(move)
        letter, x, y = command, points[-2], points[-1]
        if command == "M":
            begin, letter = (x, y), "L"  # what follows without a letter is a line
    return "".join(written)


def _straightened(segments: Iterable[_Segment]) -> Iterator[_Segment]:
    """The segments, with flat curves as lines, and lines that are nearly one as one."""
    begin: _Point = (0, 0)
    corners = [begin]
    for command, points in segments:
        if command == "L" or (command == "C" and _bend(corners[-1], points) <= _FLAT):
            corners.append((points[-2], points[-1]))
            continue
        yield from (("L", corner) for corner in _turns(corners))
        yield command, points
        end = (points[-2], points[-1]) if points else begin
        begin = end if command == "M" else begin
        corners = [end]
    yield from (("L", corner) for corner in _turns(corners))


def _turns(corners: list[_Point]) -> list[_Point]:
    """The corners after the first, without those that are near the line between others.

    Ramer, and Douglas and Peucker: the farthest from the line stays.
    """
    start, end = corners[0], corners[-1]
    away = [_distance(corner, start, end) for corner in corners[1:-1]]
    if max(away, default=0) <= _FLAT:
        return corners[1:][-1:]
    at = away.index(max(away)) + 1
    return _turns(corners[: at + 1]) + _turns(corners[at:])


def _bend(start: _Point, points: Sequence[int]) -> float:
    """How far a curve is from the line between its ends, at most."""
    handles, end = (points[:2], points[2:4]), (points[4], points[5])
    # A curve is within three quarters of its handles.
    return 0.75 * max(_distance((x, y), start, end) for x, y in handles)


def _distance(point: _Point, start: _Point, end: _Point) -> float:
    """How far a point is from the line between two others, ends included."""
    (from_x, from_y), (x, y) = start, point
    along, across = end[0] - from_x, end[1] - from_y
    part = ((x - from_x) * along + (y - from_y) * across) / (along**2 + across**2 or 1)
    part = min(1.0, max(0.0, part))
    return hypot(x - from_x - part * along, y - from_y - part * across)


def _segments(path: str, unit: int) -> Iterator[_Segment]:
    """Each command with its points in parts of a unit."""
    tokens, command, at = _TOKENS.findall(path), "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        count = _ARGUMENTS[command]
        yield command, [round(float(each) * unit) for each in tokens[at : at + count]]
        at += count
        if command == "M":
            command = "L"


def _decimal(steps: int, decimals: int) -> str:
    return (
        f"{steps / 10**decimals:.{decimals}f}".rstrip("0").rstrip(".") if decimals else str(steps)
    )


def _small(svg: str, number: int) -> Element:
    """The drawing without what is said beside it, its lengths rounded, its names its own."""
    root = ElementTree.fromstring(svg)
    width = float(root.get("viewBox", "0 0 1 1").split()[2])
    decimals = 0
    while width * 10**decimals < _STEPS:
        decimals += 1
    for child in list(root):
        if child.tag.removeprefix(_SVG) in _SAID_BESIDE:
            root.remove(child)
    for parent in root.iter():
        _merge_twins(parent)
        for child in list(parent):
            if child.tag == f"{_SVG}defs" and not len(child):
                parent.remove(child)
    for element in root.iter():
        if (path := element.get("d")) is not None and set(path) <= set("MLCQZ0123456789.-, e"):
            element.set("d", _short_path(path, decimals))
        if (name := element.get("id")) is not None:
            if name in _OUR_IDS:
                del element.attrib["id"]
            else:
                element.set("id", f"f{number}-{name}")
        for key, value in element.attrib.items():
            if "url(#" in value:
                element.set(key, value.replace("url(#", f"url(#f{number}-"))
            elif _GREY.fullmatch(value):
                element.set(key, value[:4])
        element.attrib.pop("font-family", None)
        element.attrib.pop("class", None)
        if _ROUND.items() <= element.attrib.items():
            for key in _ROUND:
                del element.attrib[key]
            element.set("class", "round")
    return root


def _merge_twins(parent: Element) -> None:
    """A shape that is filled, and then drawn again for its line, is one."""
    before: Element | None = None
    for child in list(parent):
        if (
            before is not None
            and child.tag == before.tag == f"{_SVG}path"
            and child.get("d") == before.get("d")
            and child.get("fill") == "none"
            and not {"stroke", "stroke-width", "fill-opacity", "opacity"} & before.attrib.keys()
            and child.get("transform") == before.get("transform")
        ):
            lines = {key: value for key, value in child.attrib.items() if key != "fill"}
            before.attrib.update(lines)
            parent.remove(child)
        else:
            before = child


def _text(element: Element) -> str:
    return _opened(element, "".join(map(_text, element)) or str(escape(element.text or "")))


def _opened(element: Element, inside: str, name: str = "") -> str:
    tag = element.tag.removeprefix(_SVG)
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items())
    return f"<{tag}{name}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{name}{attributes}/>"
