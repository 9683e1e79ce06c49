"""A picture from outside, such as a clinic's logo: read once and whole, then only placed.

A bitmap is plain pixels.  An artwork is what its vectors paint, in order: every shape as operators
of a path (ISO 32000-1, 8.5.2) in units of the artwork, whose longer side is `LONGER_SIDE` and whose
y runs down.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

LONGER_SIDE = 1000.0

Matrix: TypeAlias = tuple[float, float, float, float, float, float]


class Stop(NamedTuple):
    """A colour (`#RRGGBB`) of a gradient, at an offset from 0 to 1."""

    offset: float
    colour: str
    opacity: float


class Gradient(NamedTuple):
    """Colours along a line (x1, y1, x2, y2) or between two circles (x, y, r, x, y, r).

    `matrix` leads from its coordinates to the units of the artwork.  It has two stops or more.
    """

    coordinates: tuple[float, ...]
    matrix: Matrix
    stops: tuple[Stop, ...]


Paint: TypeAlias = str | Gradient
"""One colour, as `#RRGGBB`, or many."""


class Fill(NamedTuple):
    outline: str
    paint: Paint
    opacity: float
    even_odd: bool


class Pen(NamedTuple):
    """How a line is drawn (ISO 32000-1, 8.4.3); `cap` and `join` are numbers of its styles."""

    width: float
    cap: int
    join: int
    miter: float
    dashes: tuple[float, ...]
    dash_start: float


class Stroke(NamedTuple):
    """A line; with a `matrix` its outline is in units of its own, which bend the pen, too."""

    outline: str
    paint: Paint
    opacity: float
    pen: Pen
    matrix: Matrix | None


class Clip(NamedTuple):
    outline: str
    even_odd: bool


class Group(NamedTuple):
    """Parts that show inside every one of `clips`, as one picture of some opacity."""

    parts: tuple[Part, ...]
    clips: tuple[Clip, ...]
    opacity: float


Part: TypeAlias = Fill | Stroke | Group


class Artwork(NamedTuple):
    width: float
    height: float
    parts: tuple[Part, ...]


class Bitmap(NamedTuple):
    """A PNG of sRGB or grey, eight bits a channel; sizes in pixels."""

    width: int
    height: int
    data: bytes


Picture: TypeAlias = Artwork | Bitmap


def fitted(picture: Picture, width: float, height: float, pixel: float) -> tuple[float, float]:
    """How large all of a picture gets in a box; a pixel of a bitmap no larger than `pixel`."""
    scale = min(width / picture.width, height / picture.height)
    if isinstance(picture, Bitmap):
        scale = min(scale, pixel)
    return picture.width * scale, picture.height * scale
