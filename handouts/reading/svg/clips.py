"""What drawings are cut out with (SVG 1.1, chapter 14): clip paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from fontTools.misc.transform import Transform

from handouts.design.artwork import Clip

from .budget import Budget
from .elements import Element, Elements
from .outlines import SHAPES, Box, Outline
from .paints import reference
from .styles import Style, Styles, check_drawable
from .values import Viewport, length, moves

_MOST_SHAPES = 100
_UNITE = "unite the shapes that cut it out to one path"
_SILENT = {"title", "desc", "metadata"}


class _Piece(NamedTuple):
    code: str
    even_odd: bool
    box: Box


class Clips:
    def __init__(
        self,
        elements: Elements,
        styles: Styles,
        budget: Budget,
        outline: Callable[[Element, Viewport], Outline],
    ) -> None:
        self._elements, self._styles = elements, styles
        self._budget, self._outline = budget, outline
        self._open: list[Element] = []

    def of(
        self, element: Element, style: Style, matrix: Transform, viewport: Viewport
    ) -> tuple[Clip, ...] | None:
        """What an element is cut out with, all at once; None if nothing of it is left.

        Raises:
            SvgError: it cannot be drawn.
        """
        text = style["clip-path"]
        if text.lower() == "none":
            return ()
        found = reference(text)
        if found is None:
            raise element.refuses("clip-path", text)
        clip = self._elements.find(found[0], element)
        if clip.name != "clipPath":
            raise element.fails(f"is cut out with a <{clip.name}>")
        if clip in self._open:
            raise clip.fails("cuts itself out")
        self._open.append(clip)
        self._budget.element(clip)
        made = self._clips(clip, element, matrix, viewport)
        self._open.pop()
        return made

    def _clips(
        self, clip: Element, element: Element, matrix: Transform, viewport: Viewport
    ) -> tuple[Clip, ...] | None:
        style = self._styles.in_place(clip)
        moved = moves(clip.get("transform"), clip)
        inside = matrix.transform(moved)
        units = clip.get("clipPathUnits") or "userSpaceOnUse"
        if units == "objectBoundingBox":
            box = self._outline(element, viewport).bounds if element.name in SHAPES else None
            if box is None or moved != Transform():
                raise element.fails("is cut out by a share of its size", _UNITE)
            left, top, right, bottom = box
            inside = matrix.translate(left, top).scale(right - left, bottom - top)
            viewport = Viewport(1, 1)
        elif units != "userSpaceOnUse":
            raise clip.refuses("clipPathUnits", units)
        pieces = [
            piece
            for child in clip.children
            for piece in self._pieces(child, style, inside, viewport)
        ]
        outer = self.of(clip, style, matrix, viewport)
        if not pieces or outer is None:
            return None
        return (_united(pieces, clip), *outer)

    def _pieces(
        self, child: Element, outer: Style, matrix: Transform, viewport: Viewport
    ) -> Iterator[_Piece]:
        if child.name in _SILENT:
            return
        self._budget.element(child)
        style = self._styles.of(child, outer)
        if style["display"].lower() == "none":
            return
        check_drawable(style, child)
        if style["clip-path"].lower() != "none":
            raise child.fails("is cut out, and cuts out", _UNITE)
        matrix = matrix.transform(moves(child.get("transform"), child))
        if child.name == "use":
            copied = self._elements.find(child.get("href"), child)
            if copied.name not in SHAPES:
                raise child.fails(f"is cut out with a <{copied.name}>", _UNITE)
            x, y = (length(child.get(name) or "0", child, name, viewport.of(name)) for name in "xy")
            yield from self._pieces(copied, style, matrix.translate(x, y), viewport)
            return
        if child.name not in SHAPES:
            raise child.fails(f"is cut out with a <{child.name}>", _UNITE)
        drawn = self._outline(child, viewport)
        box = drawn.control_bounds(matrix)
        if box is not None and style["visibility"].lower() == "visible":
            rule = style["clip-rule"].lower()
            if rule not in ("nonzero", "evenodd"):
                raise child.refuses("clip-rule", rule)
            yield _Piece(drawn.operators(matrix, child), rule == "evenodd", box)


def _united(pieces: list[_Piece], clip: Element) -> Clip:
    """Shapes as one: they are, where none touches another."""
    rules = {piece.even_odd for piece in pieces}
    if len(pieces) > _MOST_SHAPES or len(rules) > 1:
        raise clip.fails("is cut out with too many shapes", _UNITE)
    for one, other in combinations(pieces, 2):
        if _touch(one.box, other.box):
            raise clip.fails("is cut out with shapes that overlap", _UNITE)
    return Clip(" ".join(piece.code for piece in pieces), rules.pop())


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
