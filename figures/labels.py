"""Words beside a drawing, placed so that they never collide.

Each label has a favourite place.  Its words are wrapped in every sensible way and the box is tried
there, then ever farther away, until it lies inside the frame, clear of the drawing, of the other
labels and of their leader lines.  All of it happens as if for the right side, so that a left
figure's labels lie mirrored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from handouts.fonts import text_width

from .canvas import Canvas, Frame
from .coverage import Rows, covered, is_clear
from .errors import FigureError
from .geometry import Point
from .style import MM_PER_POINT

LINE_HEIGHT = 1.16
_ASCENT = 0.74
_DESCENT = 0.22
_GAP = 0.22
_MAX_LINES = 5


@dataclass(frozen=True)
class Spot:
    """Where a label would like to stand.

    `at` is the favourite place of the box's left (`start`), centre (`middle`) or right (`end`)
    edge, at half its height; `to` is the spot it names, joined by a leader line; a label without
    one must stay within `reach` ems of its place.  No line is wider than `width`.
    """

    key: str
    at: Point
    align: str = "middle"
    to: Point | None = None
    bold: bool = False
    arrow_colour: bool = False
    reach: float = 40.0
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
    rows = covered(canvas.frame, canvas.covered)
    for label in arrange(figure, canvas.frame, rows, spots, words, size, keep_out):
        _write(canvas, label, size)


def arrange(
    figure: str,
    frame: Frame,
    rows: Rows,
    spots: Sequence[Spot],
    words: Mapping[str, str],
    size: float,
    keep_out: Sequence[Box],
) -> list[Placed]:
    """The labels in their places, in the order of `spots`.

    A label that finds no room moves to the head of the queue and all are placed again: the
    hardest to place choose first.
    """
    queue = list(spots)
    for _ in range(len(spots) * 2 + 1):
        placed: list[Placed] = []
        for spot in queue:
            found = _best(frame, rows, spot, words[spot.key], size, keep_out, placed)
            if found is None:
                break
            placed.append(found)
        else:
            order = {spot.key: i for i, spot in enumerate(spots)}
            return sorted(placed, key=lambda label: order[label.spot.key])
        if queue[0] is spot:
            break
        queue.remove(spot)
        queue.insert(0, spot)
    raise FigureError(
        f"figure '{figure}': no room for the label '{spot.key}' (“{words[spot.key]}”);"
        " shorten it, print the figure wider or set its labels smaller"
    )


def _best(
    frame: Frame,
    rows: Rows,
    spot: Spot,
    text: str,
    size: float,
    keep_out: Sequence[Box],
    placed: Sequence[Placed],
) -> Placed | None:
    best: Placed | None = None
    best_cost = float("inf")
    for lines in wrappings(text, size, spot.bold):
        width = max(_width(line, size, spot.bold) for line in lines)
        if width > spot.width:
            continue
        height = (LINE_HEIGHT * (len(lines) - 1) + _ASCENT + _DESCENT) * size
        penalty = (len(lines) - 1) * size * 0.9
        for cost, dx, dy in _offsets():
            total = penalty + cost * size
            if total >= best_cost or cost > spot.reach:
                break
            box = _box(spot, width, height, dx * size, dy * size)
            label = Placed(spot, lines, box, _leader(box, spot, size))
            if _fits(frame, rows, label, size, keep_out, placed):
                best, best_cost = label, total
                break
    return best


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
    if spot.to is None:
        return None
    x, y = spot.to
    gap = _GAP * size
    middle = (box.top + box.bottom) / 2
    if x < box.left - gap:
        return (box.left - gap, middle), spot.to
    if x > box.right + gap:
        return (box.right + gap, middle), spot.to
    start_y = box.top - gap / 2 if y < middle else box.bottom + gap / 2
    return (min(max(x, box.left + size / 2), box.right - size / 2), start_y), spot.to


def _fits(
    frame: Frame,
    rows: Rows,
    label: Placed,
    size: float,
    keep_out: Sequence[Box],
    placed: Sequence[Placed],
) -> bool:
    box, margin = label.box, 0.08 * size
    if (
        box.left < frame.x + margin
        or box.top < frame.y + margin
        or box.right > frame.right - margin
        or box.bottom > frame.bottom - margin
    ):
        return False
    near = box.grown(_GAP * size)
    if any(near.overlaps(other.box) for other in placed) or any(
        near.overlaps(area) for area in keep_out
    ):
        return False
    if not is_clear(frame, rows, near.left, box.top, near.right, box.bottom):
        return False
    if any(other.leader and crosses_box(other.leader, near) for other in placed):
        return False
    return label.leader is None or _leader_fits(label.leader, size, keep_out, placed)


def _leader_fits(
    leader: tuple[Point, Point], size: float, keep_out: Sequence[Box], placed: Sequence[Placed]
) -> bool:
    if any(crosses_box(leader, area) for area in keep_out):
        return False
    return not any(
        crosses_box(leader, other.box.grown(_GAP * size / 2))
        or (other.leader is not None and crosses(leader, other.leader))
        for other in placed
    )


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
