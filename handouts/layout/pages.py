"""Fitting a document to its pages: the largest type that fits, never below the minimum."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from handouts.layout.boxes import Stack
from handouts.theme import MM, Opening, Theme, mm

# A page is opened up to fill its sheet, but its gaps grow by no more than this (pt).
MOST_STRETCH = mm(4.5)
# A last page with less than this part of it filled looks empty.
EMPTY = 0.4
# Whatever does not fit is at least a line too long.
LEAST_EXCESS = mm(5)


class DoesNotFitError(ValueError):
    """Set as small as allowed, the words still need more room.

    Attributes:
        excess_mm: by how much, in mm of text height.
    """

    def __init__(self, excess_mm: float) -> None:
        super().__init__(f"{excess_mm:.0f} mm too long")
        self.excess_mm = excess_mm


@dataclass(frozen=True)
class Area:
    """The text area of a page in pt, and a canvas that measures text; nothing is drawn on it."""

    width: float
    height: float
    canvas: Canvas


def fit(
    theme: Theme,
    parts: int,
    lay_out: Callable[[int, float, Opening], Stack],
    area: Area,
    *,
    max_pages: int,
) -> list[Stack]:
    """The pages, in the largest body size at which they are few enough.

    Args:
        parts: how many parts the document has; each starts a new page.
        lay_out: makes a part, by its number, at a body size and opening.

    Raises:
        DoesNotFitError: not even the smallest and tightest setting fits.
    """
    tightest = theme.openings[-1]

    @cache
    def tight(body: float) -> list[Paginated]:
        return [paginate(lay_out(part, body, tightest), area) for part in range(parts)]

    def fits(body: float) -> bool:
        return few_enough(tight(body), max_pages)

    largest = bisect_left(theme.bodies, True, key=fits)
    if largest == len(theme.bodies):
        raise DoesNotFitError(overrun(tight(theme.bodies[-1]), area, max_pages) / MM)
    body = theme.bodies[largest]
    last = tight(body)[-1].pages
    if len(last) > 1 and last[-1].height < area.height * EMPTY:
        # A few lines on a page of their own: a smaller size may save the page.
        fewer = sum(len(part.pages) for part in tight(body)) - 1
        smaller = theme.bodies[largest + 1 :]
        body = next((size for size in smaller if few_enough(tight(size), fewer)), body)
    pages: list[Stack] = []
    for part in range(parts):
        open_part = partial(lay_out, part, body)
        pages += open_up(tight(body)[part], open_part, theme, area)
    return pages


def open_up(
    tight: Paginated,
    lay_out: Callable[[Opening], Stack],
    theme: Theme,
    area: Area,
) -> list[Stack]:
    """The pages of a part, as openly set as they can be without getting more than `tight` has."""

    @cache
    def tried(opening: Opening) -> Paginated:
        return paginate(lay_out(opening), area)

    def fits(opening: Opening) -> bool:
        return few_enough([tried(opening)], len(tight.pages))

    widest = bisect_left(theme.openings[:-1], True, key=fits)
    return tight.pages if widest == len(theme.openings) - 1 else tried(theme.openings[widest]).pages


@dataclass(frozen=True)
class Paginated:
    """A part broken into pages; `stuck` is how much of it fits no page, in pt."""

    pages: list[Stack]
    stuck: float


def few_enough(parts: Sequence[Paginated], max_pages: int) -> bool:
    return sum(len(part.pages) for part in parts) <= max_pages and not any(
        part.stuck > 0 for part in parts
    )


def overrun(parts: Sequence[Paginated], area: Area, max_pages: int) -> float:
    """By how much parts that do not fit are too long, in pt; at least one line."""
    room, over = max_pages, 0.0
    for later, part in zip(reversed(range(len(parts))), parts, strict=True):
        # Each part still to come needs a page of its own.
        own = max(1, room - later)
        if len(part.pages) > own or part.stuck > 0:
            total = sum(page.height for page in part.pages)
            over += max(total - own * area.height, part.stuck, LEAST_EXCESS)
        room -= min(own, len(part.pages))
    return over


def paginate(part: Stack, area: Area) -> Paginated:
    """Breaks a part into pages."""
    pages: list[Stack] = []
    rest = part
    while True:
        _, needed = rest.wrapOn(area.canvas, area.width, area.height)
        if needed <= area.height:
            return Paginated([*pages, rest], 0.0)
        rest.on_top = True
        halves: list[Flowable] = rest.splitOn(area.canvas, area.width, area.height)
        if len(halves) < 2:
            # A block that must stay whole is taller than the page.
            return Paginated([*pages, rest], needed - area.height)
        head, tail = halves
        assert isinstance(head, Stack)
        assert isinstance(tail, Stack)
        head.wrapOn(area.canvas, area.width, area.height)
        pages.append(head)
        rest = tail


def fill(page: Stack, area: Area) -> None:
    """Opens the gaps of a page so that it fills its sheet; painted again, it is the same."""
    gaps = len(page.children) - 1
    if gaps > 0:
        closed = page.height - page.stretch * gaps
        page.stretch = min((area.height - closed) / gaps, MOST_STRETCH)
        page.wrapOn(area.canvas, area.width, area.height)
