"""Words beside a drawing, placed so that they never collide.

Each label has a favourite place.  Its words are wrapped in every sensible way and the box is tried
there, then ever farther away, until it lies inside the frame, clear of the drawing, of the other
labels and of their leader lines.  All of it happens as if for the right side, so that a left
figure's labels lie mirrored.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from handouts.fonts import text_width

from .canvas import Canvas, Frame
from .coverage import Rows, covered, is_clear
from .errors import FigureError
from .geometry import Line, Point
from .style import MM_PER_POINT

LINE_HEIGHT = 1.16
_ASCENT = 0.74
_DESCENT = 0.22
_GAP = 0.22
_TETHER = 2.0
_MAX_LINES = 5
_BUDGET = 6000


@dataclass(frozen=True)
class Spot:
    """Where a label would like to stand.

    `at` is the favourite place of the box's left (`start`), centre (`middle`) or right (`end`)
    edge, at half its height.  `to` is the spot it names, joined by a leader line; a label that
    speaks of an arrow beside it has a `tether` instead, joined only if the label had to move away.
    It never moves more than `reach` ems, and no line of it is wider than `width`.
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


@dataclass(frozen=True)
class Box:
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


@dataclass(frozen=True)
class Field:
    """What labels must respect: the frame, covered cells, areas nothing may cross, and arrows."""

    frame: Frame
    rows: Rows
    keep_out: tuple[Box, ...] = ()
    shafts: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A label in its place; `leader` runs from the box to the spot it names."""

    spot: Spot
    lines: tuple[str, ...]
    box: Box
    leader: tuple[Point, Point] | None


def place(
    figure: str,
    canvas: Canvas,
    spots: Sequence[Spot],
    words: Mapping[str, str],
    size_pt: float,
    keep_out: Sequence[Box] = (),
) -> None:
    """Place every label and write it on the canvas.

    `keep_out` are faces, hands and badges: neither words nor leader lines may cross them.

    Raises:
        FigureError: a label has no place; the message names the figure, the label and the cure.
    """
    size = size_pt * MM_PER_POINT * canvas.per_mm
    field = Field(
        canvas.frame, covered(canvas.frame, canvas.covered), tuple(keep_out), tuple(canvas.shafts)
    )
    for label in arrange(figure, field, spots, words, size):
        _write(canvas, label, size)


def arrange(
    figure: str,
    field: Field,
    spots: Sequence[Spot],
    words: Mapping[str, str],
    size: float,
) -> list[Placed]:
    """The labels in their places, in the order of `spots`.

    Each takes the best place the earlier ones leave; where that leads nowhere the earlier ones
    move on.  A label that still finds no room goes to the head of the queue: hardest first.
    """
    places = {spot.key: _Places(field, spot, words[spot.key], size) for spot in spots}
    queue = list(spots)
    for _ in range(2 * len(spots) + 1):
        search = _Search([places[spot.key] for spot in queue], size)
        if search.run([]):
            order = {spot.key: i for i, spot in enumerate(spots)}
            return sorted(search.found, key=lambda label: order[label.spot.key])
        stuck = queue.pop(search.deepest)
        queue.insert(0, stuck)
        if search.deepest == 0:
            break
    raise FigureError(
        f"figure '{figure}': no room for the label '{stuck.key}' (“{words[stuck.key]}”);"
        " shorten it, print the figure wider or set its labels smaller"
    )


class _Places:
    """The places a label could stand by itself, best first, worked out only as they are asked."""

    def __init__(self, field: Field, spot: Spot, text: str, size: float) -> None:
        self.size = size
        self._source = heapq.merge(
            *(_standing(field, spot, i, lines, size) for i, lines in _wraps(spot, text, size)),
            key=lambda item: item[0],
        )
        self._known: list[Placed] = []

    def __iter__(self) -> Iterator[Placed]:
        i = 0
        while True:
            while i >= len(self._known):
                found = next(self._source, None)
                if found is None:
                    return
                self._known.append(found[1])
            yield self._known[i]
            i += 1


class _Search:
    """Depth-first: the first set of places that agree with one another."""

    def __init__(self, labels: Sequence[_Places], size: float) -> None:
        self.labels = labels
        self.size = size
        self.found: list[Placed] = []
        self.deepest = 0
        self._budget = _BUDGET

    def run(self, placed: list[Placed]) -> bool:
        if len(placed) == len(self.labels):
            self.found = placed
            return True
        self.deepest = max(self.deepest, len(placed))
        tried: list[Placed] = []
        for label in self.labels[len(placed)]:
            self._budget -= 1
            if self._budget < 0:
                return False
            if any(self._alike(label, other) for other in tried):
                continue
            if not _agree(label, placed, self.size):
                continue
            if self.run([*placed, label]):
                return True
            tried.append(label)
        return False

    def _alike(self, a: Placed, b: Placed) -> bool:
        """Too near a place that led nowhere to be worth another try."""
        near = 1.2 * self.size
        return (
            a.lines == b.lines
            and abs(a.box.left - b.box.left) < near
            and abs(a.box.top - b.box.top) < near
        )


def _wraps(spot: Spot, text: str, size: float) -> Iterator[tuple[int, tuple[str, ...]]]:
    for lines in wrappings(text, size, spot.bold):
        if max(_width(line, size, spot.bold) for line in lines) <= spot.width:
            yield len(lines), lines


def _standing(
    field: Field, spot: Spot, count: int, lines: tuple[str, ...], size: float
) -> Iterator[tuple[float, Placed]]:
    """Where these lines fit the frame and the drawing, with what each place costs in ems."""
    width = max(_width(line, size, spot.bold) for line in lines)
    height = (LINE_HEIGHT * (count - 1) + _ASCENT + _DESCENT) * size
    for cost, dx, dy in _offsets():
        if cost > spot.reach:
            return
        box = _box(spot, width, height, dx * size, dy * size)
        label = Placed(spot, lines, box, _leader(box, spot, size))
        if _fits(field, label, size):
            yield (count - 1) * 0.9 + cost, label


@lru_cache(maxsize=1)
def _offsets() -> tuple[tuple[float, float, float], ...]:
    """Moves from the favourite place, nearest first, in ems: cost, dx, dy."""
    step, reach = 0.5, 60
    moves = (
        (hypot(i * step, j * step), i * step, j * step)
        for i in range(-reach, reach + 1)
        for j in range(-reach // 2, reach // 2 + 1)
    )
    return tuple(sorted(moves))


@lru_cache(maxsize=4096)
def _width(line: str, size: float, bold: bool) -> float:
    return text_width(line, size, bold=bold)


def wrappings(text: str, size: float, bold: bool) -> list[tuple[str, ...]]:
    """The text on one line, two, and so on, each as even as it can be; fewest lines first."""
    words = text.split()
    out: list[tuple[str, ...]] = []
    for count in range(1, min(len(words), _MAX_LINES) + 1):
        lines = _evenly(tuple(words), count, size, bold)
        if not out or len(lines) > len(out[-1]):
            out.append(lines)
    return out


def _evenly(words: tuple[str, ...], count: int, size: float, bold: bool) -> tuple[str, ...]:
    """The break into `count` lines whose widest line is narrowest."""
    if count == 1:
        return (" ".join(words),)
    options = []
    for first in range(1, len(words) - count + 2):
        rest = _evenly(words[first:], count - 1, size, bold)
        lines = (" ".join(words[:first]), *rest)
        options.append((max(_width(line, size, bold) for line in lines), first, lines))
    return min(options)[2]


def _box(spot: Spot, width: float, height: float, dx: float, dy: float) -> Box:
    left = spot.at[0] + dx - {"start": 0.0, "middle": width / 2, "end": width}[spot.align]
    top = spot.at[1] + dy - height / 2
    return Box(left, top, left + width, top + height)


def _leader(box: Box, spot: Spot, size: float) -> tuple[Point, Point] | None:
    end = spot.to or spot.tether
    if end is None:
        return None
    x, y = end
    near = box.grown(_TETHER * size)
    if spot.to is None and near.left < x < near.right and near.top < y < near.bottom:
        return None
    gap = _GAP * size
    middle = (box.top + box.bottom) / 2
    if x < box.left - gap:
        return (box.left - gap, middle), end
    if x > box.right + gap:
        return (box.right + gap, middle), end
    start_y = box.top - gap / 2 if y < middle else box.bottom + gap / 2
    return (min(max(x, box.left + size / 2), box.right - size / 2), start_y), end


def _fits(field: Field, label: Placed, size: float) -> bool:
    """Whether a label lies in the frame and clear of drawing, faces, hands, badges and arrows."""
    box, margin, frame = label.box, 0.08 * size, field.frame
    if (
        box.left < frame.x + margin
        or box.top < frame.y + margin
        or box.right > frame.right - margin
        or box.bottom > frame.bottom - margin
    ):
        return False
    near = box.grown(_GAP * size)
    if any(near.overlaps(area) for area in field.keep_out):
        return False
    if not is_clear(frame, field.rows, near.left, box.top, near.right, box.bottom):
        return False
    leader = label.leader
    if leader is None:
        return True
    return not any(crosses_box(leader, area) for area in field.keep_out) and not any(
        crosses(leader, part)
        for shaft in field.shafts
        for part in zip(shaft, shaft[1:], strict=False)
    )


def _agree(label: Placed, placed: Sequence[Placed], size: float) -> bool:
    """Whether a label and its leader keep clear of the others and of theirs."""
    near, gap = label.box.grown(_GAP * size), _GAP * size / 2
    for other in placed:
        if near.overlaps(other.box):
            return False
        if other.leader and crosses_box(other.leader, near):
            return False
        if label.leader and crosses_box(label.leader, other.box.grown(gap)):
            return False
        if label.leader and other.leader and crosses(label.leader, other.leader):
            return False
    return True


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
        near, far = sorted(((low - origin) / move, (high - origin) / move))
        start, end = max(start, near), min(end, far)
    return start < end


def _write(canvas: Canvas, label: Placed, size: float) -> None:
    spot, box = label.spot, label.box
    palette = canvas.palette
    if label.leader:
        start, end = label.leader
        canvas.leader(canvas.on_paper(start), canvas.on_paper(end), size)
    align = spot.align
    if spot.to is not None and len(label.lines) > 1:
        # The lines of a wrapped label range on the side its leader leaves from.
        align = "start" if spot.to[0] < box.left else "end" if spot.to[0] > box.right else "middle"
    x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[align]
    if canvas.mirrored:
        align = {"start": "end", "end": "start", "middle": "middle"}[align]
    for i, line in enumerate(label.lines):
        baseline = box.top + (_ASCENT + i * LINE_HEIGHT) * size
        canvas.text(
            line,
            canvas.on_paper((x, baseline)),
            size,
            align,
            bold=spot.bold,
            colour=palette.arrow if spot.arrow_colour else palette.ink,
        )
