"""Whether anything on the pages of a handout collides, is clipped, or leaves its place.

Distances in pt.  Blocks are compared as laid out, text as another program paints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from typing import Protocol

import pikepdf
from handout_help import Drawn, Made
from visible import Shown, shown

from handouts.layout.typography import ParagraphBlock

TOLERANCE = 0.5


class Rectangle(Protocol):
    """Anything with a place on a page."""

    @property
    def page(self) -> int: ...
    @property
    def left(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...


def faults(made: Made) -> list[str]:
    """Every collision and everything out of its place, in words."""
    pieces = shown(made.pdf)
    return [
        *_overlapping_blocks(made),
        *_blocks_outside(made),
        *_overlapping_text(pieces),
        *_text_outside(made, pieces),
        *_text_on_fields(made, pieces),
    ]


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.page == other.page
        and min(one.right, other.right) - max(one.left, other.left) > TOLERANCE
        and min(one.top, other.top) - max(one.bottom, other.bottom) > TOLERANCE
    )


def inside(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        inner.left >= outer.left - TOLERANCE
        and inner.right <= outer.right + TOLERANCE
        and inner.bottom >= outer.bottom - TOLERANCE
        and inner.top <= outer.top + TOLERANCE
    )


def _name(drawn: Drawn) -> str:
    words = "".join(run.text for run in getattr(drawn.block, "runs", ()))
    kind = type(drawn.block).__name__
    return (
        f"{kind} {words[:30]!r} on page {drawn.page}" if words else f"{kind} on page {drawn.page}"
    )


def _overlapping_blocks(made: Made) -> Iterator[str]:
    siblings: dict[int, list[Drawn]] = {}
    for drawn in made.drawn:
        siblings.setdefault(drawn.parent, []).append(drawn)
    for family in siblings.values():
        for one, other in combinations(family, 2):
            if overlap(one, other):
                yield f"{_name(one)} overlaps {_name(other)}"


def _blocks_outside(made: Made) -> Iterator[str]:
    margins, scale = made.theme.margins, made.paper.scale
    for drawn in made.drawn:
        if drawn.parent >= 0:
            parent = made.drawn[drawn.parent]
            if not inside(drawn, parent):
                yield f"{_name(drawn)} leaves {_name(parent)}"
        elif (
            drawn.left < margins.left * scale - TOLERANCE
            or drawn.right > made.paper.width - margins.right * scale + TOLERANCE
            or drawn.bottom < margins.bottom * scale - TOLERANCE
            or drawn.top > made.paper.height - margins.top * scale + TOLERANCE
        ):
            yield f"{_name(drawn)} leaves the text area"


def _overlapping_text(pieces: list[Shown]) -> Iterator[str]:
    for one, other in combinations(pieces, 2):
        if overlap(one, other):
            yield f"page {one.page}: {one.text!r} is written over {other.text!r}"


def _text_outside(made: Made, pieces: list[Shown]) -> Iterator[str]:
    """Lines that stick out of their paragraph, such as a long word nothing could break.

    Where lines are close, the tails of letters hang out below the last: `_overlapping_text` sees
    whether they touch anything.
    """
    paragraphs = [drawn for drawn in made.drawn if isinstance(drawn.block, ParagraphBlock)]
    for piece in pieces:
        x, y = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
        for drawn in paragraphs:
            if drawn.page != piece.page or not drawn.bottom <= y <= drawn.top:
                continue
            bearing = piece.size * 0.1  # letters such as j reach back over where they start
            within = drawn.left - bearing <= piece.left and piece.right <= drawn.right + bearing
            if drawn.left <= x <= drawn.right and not within:
                yield f"page {piece.page}: {piece.text!r} leaves its paragraph"


def _text_on_fields(made: Made, pieces: list[Shown]) -> Iterator[str]:
    """Words where a reader types; the faint letters of boxes to tick are meant to be there."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            for widget in page.obj.get("/Annots", []):
                if widget.get("/FT") != "/Tx":
                    continue
                left, bottom, right, top = (float(edge) for edge in widget.Rect)
                place = Shown("", number, left, bottom, right, top, 0, (0, 0, 0))
                for piece in pieces:
                    if overlap(place, piece):
                        yield f"page {number}: {piece.text!r} is written on the field {widget.T}"
