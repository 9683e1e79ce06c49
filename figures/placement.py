"""Where each label stands, so that words never collide.

Each label has a favourite place.  Its words are wrapped in every sensible way and the box is tried
there, then ever farther away, until it lies inside the frame, clear of the drawing, of the other
labels and of their leader lines.  All of it happens as if for the right side, so that a left
figure's labels lie mirrored.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import hypot

from .errors import FigureError, LabelFault
from .geometry import Point
from .spots import (
    Box,
    Field,
    Placed,
    Spot,
    crosses,
    crosses_box,
    line_width,
    reach,
    torn,
    wrappings,
)

LINE_HEIGHT = 1.16
_GAP = 0.22
# Between labels side by side, so that they are not read as one; less where there is no more room.
_APART = 0.9
_LINE_COST = 0.9
# So many ems farther off a label rather stands than that a line ends within a word or phrase.
_TORN_COST = 2.5
_TETHER = 2.6
_BUDGET = 6000


def arrange(
    figure: str,
    field: Field,
    spots: Sequence[Spot],
    words: Mapping[str, str],
    size: float,
) -> list[Placed]:
    """The labels in their places, in the order of `spots`.

    Where there is no room for all, optional ones are left out, the first one first.

    Each takes the best place the earlier ones leave; where that leads nowhere the earlier ones
    move on.  A label that still finds no room goes to the head of the queue: hardest first.
    """
    places = {spot.key: _Places(field, spot, words[spot.key], size) for spot in spots}
    wanted = list(spots)
    while isinstance(found := _arranged(wanted, places, size), Spot):
        optional = next((spot for spot in wanted if spot.optional), None)
        if optional is None:
            break
        wanted.remove(optional)
    if not isinstance(found, Spot):
        return found
    if field.uncrossed:
        return arrange(figure, field._replace(uncrossed=()), wanted, words, size)
    alone = [spot for spot in wanted if next(iter(places[spot.key]), None) is None]
    faults = tuple(_fault(figure, field, spot, words[spot.key], size) for spot in alone or [found])
    raise FigureError(faults[0].what, faults)


def _arranged(
    spots: Sequence[Spot], places: Mapping[str, _Places], size: float
) -> list[Placed] | Spot:
    """All of these labels in their places; one that finds no room if they have none together."""
    for apart in (_APART, _GAP):
        queue = list(spots)
        tried: list[list[Spot]] = []
        # In an order that was tried it would be the same again.
        while len(tried) <= 2 * len(spots) and queue not in tried:
            tried.append(list(queue))
            search = _Search([places[spot.key] for spot in queue], size, apart)
            if search.run([]):
                return sorted(search.found, key=lambda label: spots.index(label.spot))
            stuck = queue.pop(search.deepest)
            queue.insert(0, stuck)
    return stuck


def _fault(figure: str, field: Field, spot: Spot, text: str, size: float) -> LabelFault:
    """What is wrong with a label, with the widths it has and needs in mm as printed."""
    cure = "shorten it, print the figure wider or set its labels smaller"
    said = f"figure '{figure}': no room for the label '{spot.key}' (“{text}”)"
    narrowest = min(
        max(line_width(line, size, spot.bold, field.typeface) for line in lines)
        for lines in wrappings(text, size, spot.bold, field.typeface)
    )
    room = _room(field, spot, size)
    if room < narrowest:
        said += f": a line of it takes {narrowest / field.per_mm:.0f} mm, and there are"
        said += f" {room / field.per_mm:.0f}"
    else:
        said += " beside the others"
    return LabelFault(spot.key, f"{said}; {cure}")


def _room(field: Field, spot: Spot, size: float) -> float:
    """How wide a line can be that stands there by itself, to a quarter of an em; 0: none can."""
    widest = int(min(spot.width, field.frame.width) / size * 4)

    def is_too_wide(step: int) -> bool:
        return next(_standing(field, spot, ("",), size, step * size / 4), None) is None

    return bisect_left(range(1, widest + 1), True, key=is_too_wide) * size / 4


class _Places:
    """The places a label could stand by itself, best first, worked out only as they are asked."""

    def __init__(self, field: Field, spot: Spot, text: str, size: float) -> None:
        self._known: list[Placed] = []
        self._source = _by_cost(
            {
                (len(lines) - 1) * _LINE_COST + torn(text, lines) * _TORN_COST: _standing(
                    field, spot, lines, size
                )
                for lines in wrappings(text, size, spot.bold, field.typeface)
                if max(line_width(line, size, spot.bold, field.typeface) for line in lines)
                <= spot.width
            }
        )

    def __iter__(self) -> Iterator[Placed]:
        i = 0
        while True:
            if i == len(self._known):
                found = next(self._source, None)
                if found is None:
                    return
                self._known.append(found)
            yield self._known[i]
            i += 1


def _by_cost(sources: Mapping[float, Iterator[tuple[float, Placed]]]) -> Iterator[Placed]:
    """Merge places by cost; a source is not touched before its least cost comes up."""
    heap: list[tuple[float, float, Placed | None]] = [(least, least, None) for least in sources]
    while heap:
        _, least, label = heapq.heappop(heap)
        if label is not None:
            yield label
        found = next(sources[least], None)
        if found is not None:
            heapq.heappush(heap, (least + found[0], least, found[1]))


class _Search:
    """Depth-first: the first set of places that agree with one another."""

    def __init__(self, labels: Sequence[_Places], size: float, apart: float) -> None:
        self.labels = labels
        self.size, self.apart = size, apart
        # Too near a place that led nowhere, a label is not worth another try.
        self._near = 1.2 * size
        self.found: list[Placed] = []
        self.deepest = 0
        self._budget = _BUDGET

    def run(self, placed: list[Placed]) -> bool:
        if len(placed) == len(self.labels):
            self.found = placed
            return True
        self.deepest = max(self.deepest, len(placed))
        near = self._near
        tried: dict[tuple[str, ...], list[Point]] = {}
        for label in self.labels[len(placed)]:
            self._budget -= 1
            if self._budget < 0:
                return False
            (left, top, *_), others = label.box, tried.setdefault(label.lines, [])
            for x, y in others:
                if abs(left - x) < near and abs(top - y) < near:
                    break
            else:
                if not _agree(label, placed, self.size, self.apart):
                    continue
                if self.run([*placed, label]):
                    return True
                others.append((left, top))
        return False


def _standing(
    field: Field, spot: Spot, lines: tuple[str, ...], size: float, width: float | None = None
) -> Iterator[tuple[float, Placed]]:
    """Where these lines fit the frame and the drawing, and how far off in ems, nearest first.

    They are as wide as they are, or as wide as is said.
    """
    frame, margin = field.frame, field.margin
    if width is None:
        width = max(line_width(line, size, spot.bold, field.typeface) for line in lines)
    rise, fall = reach(lines, spot.bold, field.typeface)
    height = (LINE_HEIGHT * (len(lines) - 1) + rise + fall) * size
    left = spot.at[0] - {"start": 0.0, "middle": width / 2, "end": width}[spot.align]
    top = spot.at[1] - height / 2
    # Moves that keep the box inside the frame, in ems.
    least_x = (frame.x + margin - left) / size
    most_x = (frame.right - margin - width - left) / size
    least_y = (frame.y + margin - top) / size
    most_y = (frame.bottom - margin - height - top) / size
    if least_x > most_x or least_y > most_y:
        return
    # What a leader line may not cross, as it does not name it.
    end = spot.end
    others = [area for area in field.uncrossed if end and area.distance(end) > 0]
    # What is covered at each height, and the columns at each place of a row: both come up often.
    cells, gap = field.cells, _GAP * size
    covers: dict[float, int] = {}
    columns: dict[float, int] = {}
    for cost, dx, dy in _offsets(spot.reach):
        if not (least_x <= dx <= most_x and least_y <= dy <= most_y):
            continue
        x, y = left + dx * size, top + dy * size
        if (cover := covers.get(dy)) is None:
            cover = covers[dy] = cells.covers(y, y + height)
        if (own := columns.get(dx)) is None:
            own = columns[dx] = cells.columns(x - gap, x + width + gap)
        if cover & own:
            continue
        box = Box(x, y, x + width, y + height)
        label = Placed(spot, lines, box, _leader(box, spot, size, field, others))
        if _undisturbed(field, label, size, others):
            yield cost, label


@lru_cache(maxsize=64)
def _offsets(reach: float) -> tuple[tuple[float, float, float], ...]:
    """Moves of so many ems from the favourite place, nearest first: how far, dx, dy."""
    step, most = 0.5, 60
    moves = (
        (hypot(i * step, j * step), i * step, j * step)
        for i in range(-most, most + 1)
        for j in range(-most // 2, most // 2 + 1)
    )
    return tuple(sorted(move for move in moves if move[0] <= reach))


def _leader(
    box: Box, spot: Spot, size: float, field: Field, others: Sequence[Box]
) -> tuple[Point, Point] | None:
    """A line to what a label names, unless that is nearest to it, with no limb between."""
    if (end := spot.end) is None:
        return None
    line = _to(end, box, size)
    near = box.grown(_TETHER * size)
    is_near = near.left < end[0] < near.right and near.top < end[1] < near.bottom
    if spot.to is not None or not is_near:
        return line
    if spot.optional:
        return None
    own = box.distance(end)
    is_nearest = all(own <= box.distance(other) for other in field.named if other != end)
    return None if is_nearest and not any(crosses_box(line, area) for area in others) else line


def _to(end: Point, box: Box, size: float) -> tuple[Point, Point]:
    """From the nearest side of a box to a point."""
    x, y = end
    gap = _GAP * size
    middle = (box.top + box.bottom) / 2
    if x < box.left - gap:
        return (box.left - gap, middle), end
    if x > box.right + gap:
        return (box.right + gap, middle), end
    start_y = box.top - gap / 2 if y < middle else box.bottom + gap / 2
    return (min(max(x, box.left + size / 2), box.right - size / 2), start_y), end


def _undisturbed(field: Field, label: Placed, size: float, others: Sequence[Box]) -> bool:
    """Whether label and leader keep off faces, hands and badges; it off arrows and limbs, too."""
    near, leader = label.box.grown(_GAP * size), label.leader
    for area in field.keep_out:
        if near.overlaps(area) or (leader is not None and crosses_box(leader, area)):
            return False
    if leader is None:
        return True
    return not any(crosses_box(leader, area) for area in others) and not any(
        crosses(leader, part) for shaft in field.shafts for part in pairwise(shaft)
    )


def _agree(label: Placed, placed: Sequence[Placed], size: float, apart: float) -> bool:
    """Whether a label and its leader keep clear of the others and of theirs."""
    (left, top, right, bottom), leader = label.box, label.leader
    gap, side = _GAP * size, apart * size
    for other in placed:
        other_left, other_top, other_right, other_bottom = other.box
        if top - gap < other_bottom and other_top < bottom + gap:
            if left - gap < other_right and other_left < right + gap:
                return False
            beside = left - side < other_right and other_left < right + side
            if beside and top < other_bottom and other_top < bottom:
                return False
        if other.leader and crosses_box(other.leader, label.box.grown(gap)):
            return False
        if leader is None:
            continue
        if crosses_box(leader, other.box.grown(gap / 2)):
            return False
        if other.leader and crosses(leader, other.leader):
            return False
    return True
