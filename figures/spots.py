"""What a label is while it is being placed: a wish, a box, a line to what it names."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from handouts.design.fonts import ATKINSON, Typeface, register
from handouts.design.line_breaks import BLANKS, BREAK_HERE, is_unspaced, with_breaks
from handouts.tagged import ink_of, width_of

from .canvas import Frame
from .coverage import Cells
from .geometry import Line, Point

MAX_LINES = 5
ASCENT = 0.74
DESCENT = 0.22
_AIR = 0.09  # em that letters of other scripts, most of them flat at their top, keep from shapes
SOFT_HYPHEN = "\u00ad"


class Spot(NamedTuple):
    """Where a label would like to stand.

    `at` is the favourite place of the box's left (`start`), centre (`middle`) or right (`end`)
    edge, at half its height.  `to` is the spot it names, joined by a leader line; a label that
    speaks of an arrow beside it has a `tether` instead, joined only if the label had to move away,
    or stands nearer to what another one speaks of.
    It never moves more than `reach` ems, and no line of it is wider than `width`.  What the words
    beside a figure say as well is `optional`: it is left out where it has no room.
    """

    key: str
    at: Point
    align: str = "middle"
    to: Point | None = None
    tether: Point | None = None
    bold: bool = False
    arrow_colour: bool = False
    reach: float = 9.0
    width: float = float("inf")
    optional: bool = False

    @property
    def end(self) -> Point | None:
        """What it speaks of."""
        return self.to or self.tether


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def distance(self, point: Point) -> float:
        """From the edge of the box to a point; 0 inside."""
        x, y = point
        return hypot(
            max(self.left - x, 0.0, x - self.right), max(self.top - y, 0.0, y - self.bottom)
        )


class Field(NamedTuple):
    """What labels must respect: the frame, covered cells, areas nothing may cross, and arrows.

    Words may stand in a free corner of what is `uncrossed`, but no leader line crosses it, if there
    is any other way.
    `typeface` is what they are set in; `margin` is kept to the frame, in drawing units,
    of which `per_mm` are a millimetre as printed; `named` is all that the labels speak of.
    """

    frame: Frame
    cells: Cells
    keep_out: tuple[Box, ...] = ()
    shafts: tuple[Line, ...] = ()
    typeface: Typeface = ATKINSON
    margin: float = 0.0
    per_mm: float = 1.0
    named: tuple[Point, ...] = ()
    uncrossed: tuple[Box, ...] = ()


class Placed(NamedTuple):
    """A label in its place; `leader` runs from the box to the spot it names."""

    spot: Spot
    lines: tuple[str, ...]
    box: Box
    leader: tuple[Point, Point] | None


@lru_cache(maxsize=4096)
def line_width(line: str, size: float, bold: bool, typeface: Typeface = ATKINSON) -> float:
    return width_of(line, register(typeface).face(bold=bold), size)


@lru_cache(maxsize=4096)
def reach(lines: tuple[str, ...], bold: bool, typeface: Typeface = ATKINSON) -> tuple[float, float]:
    """How far above its first baseline and below its last a label reaches, in em.

    Letters of some scripts are higher, or hang lower, than Latin ones.
    """
    font = register(typeface).face(bold=bold)
    _, high = ink_of(lines[0], font) or (0.0, 0.0)
    low, _ = ink_of(lines[-1], font) or (0.0, 0.0)
    return max(ASCENT, high + _AIR), max(DESCENT, _AIR - low)


def wrappings(
    text: str, size: float, bold: bool, typeface: Typeface = ATKINSON
) -> list[tuple[str, ...]]:
    """The text on one line, two, and so on, each as even as it can be; fewest lines first.

    Lines break at spaces, never at a no-break one, inside a long word where it carries a soft
    hyphen (U+00AD), and wherever a script without spaces may be broken, but not off a single letter
    of it.
    """
    unspaced = is_unspaced(text)
    text = with_breaks(text).replace(BREAK_HERE, f"{BREAK_HERE} ")
    words = BLANKS.split(text.replace(SOFT_HYPHEN, f"{SOFT_HYPHEN} "))
    pieces = tuple(word for word in words if word)
    found = [
        _evenly(pieces, count, size, bold, typeface)
        for count in range(1, min(len(pieces), MAX_LINES) + 1)
    ]
    return [lines for lines in found if len(lines) == 1 or not unspaced or min(map(len, lines)) > 1]


def torn(text: str, lines: tuple[str, ...]) -> int:
    """How many of the lines that a text is wrapped in end within a word, are but a letter, or part
    a phrase of a script without spaces though there is a mark beside it where they could end."""
    whole = text.replace(SOFT_HYPHEN, "")

    def is_torn(line: str, following: str) -> bool:
        part = line.removesuffix("-")
        if part + following not in whole:
            return False
        marks = (letter for each in (line, following) for letter in each[1:-1])
        inside = part[-1].isalnum() and following[0].isalnum()
        return part != line or (inside and not all(map(str.isalnum, marks)))

    alone = sum(len(line) == 1 for line in lines) if len(lines) > 1 else 0
    return alone + sum(is_torn(*pair) for pair in pairwise(lines))


@lru_cache(maxsize=4096)
def _evenly(
    pieces: tuple[str, ...], count: int, size: float, bold: bool, typeface: Typeface
) -> tuple[str, ...]:
    """The break into `count` lines whose widest line is narrowest."""
    if count == 1:
        return (_joined(pieces),)
    options = []
    for first in range(1, len(pieces) - count + 2):
        rest = _evenly(pieces[first:], count - 1, size, bold, typeface)
        lines = (_joined(pieces[:first]), *rest)
        widest = max(line_width(line, size, bold, typeface) for line in lines)
        options.append((widest, first, lines))
    return min(options)[2]


def _joined(pieces: tuple[str, ...]) -> str:
    """One line: a soft hyphen shows at its end and vanishes inside it."""
    line = " ".join(pieces).replace(f"{SOFT_HYPHEN} ", "").replace(f"{BREAK_HERE} ", "")
    line = line.removesuffix(BREAK_HERE)
    return line.removesuffix(SOFT_HYPHEN) + "-" if line.endswith(SOFT_HYPHEN) else line


def crosses(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    """Whether two segments cross."""

    def turn(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return (
        turn(a[0], a[1], b[0]) * turn(a[0], a[1], b[1]) < 0
        and turn(b[0], b[1], a[0]) * turn(b[0], b[1], a[1]) < 0
    )


def crosses_box(segment: tuple[Point, Point], box: Box) -> bool:
    """Whether a segment enters a box (Liang-Barsky)."""
    (x0, y0), (x1, y1) = segment
    start, end = 0.0, 1.0
    for origin, move, low, high in (
        (x0, x1 - x0, box.left, box.right),
        (y0, y1 - y0, box.top, box.bottom),
    ):
        if move == 0:
            if not low < origin < high:
                return False
            continue
        near, far = (low - origin) / move, (high - origin) / move
        if near > far:
            near, far = far, near
        if near > start:
            start = near
        if far < end:
            end = far
        if start >= end:
            return False
    return True
