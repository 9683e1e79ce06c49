"""Lines of text as they are given: pieces of one look, and the links among them."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Link: TypeAlias = tuple[int, str]
"""The number of a link in its block, and its target."""


class Piece(NamedTuple):
    """Text of one look.

    Attributes:
        font: the name of a font registered with ReportLab.
        colour: as `#RRGGBB`; empty for the one in effect.
        role: the type of an element of its own that it belongs to, before the block's.
        level: which way it runs, if that is known from its paragraph: an odd one to the left.
    """

    text: str
    font: str
    colour: str = ""
    link: Link | None = None
    role: str = ""
    level: int | None = None


class Line(NamedTuple):
    """A line of text.

    Attributes:
        x: where it starts, in points.
        spread: what is added to each of its spaces, in points.
    """

    pieces: tuple[Piece, ...]
    x: float = 0.0
    spread: float = 0.0


class Place(NamedTuple):
    """Where part of a link stands: left, bottom, right, top in points from the first baseline."""

    role: str
    link: Link
    box: tuple[float, float, float, float]
