"""Pages that are not full: their lines, figures and gaps grow, in this order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise

from handouts.design.papers import mm
from handouts.layout.boxes import Block, Stack, TextArea, gap_between
from handouts.layout.breaking import WordTooWideError

# The gaps of a page grow by no more than this, and those of large print, unless that is not enough
# to fill the page (pt).
MOST_STRETCH, MOST_APART = mm(4.5), mm(16)
# A page of large print is at least so full, unless it is the last.
FULL = 0.9
_GROWTHS = (1.3, 1.24, 1.18, 1.12, 1.06, 0.9, 0.8, 0.7, 0.6, 0.5)
# In large print, where a page may hold but one leg.
_LARGER = (1.9, 1.75, 1.6, 1.5, 1.4)
# What letters may hang into the margin (pt).
_TAILS = mm(0.4)
# With less to spare (pt) a page is full.
_SPARE = mm(4)
# Two boxes keep so far apart (pt) before figures grow.
BOXES_APART = mm(1.2)


def opened(page: Stack, whole: Stack, looser: Iterable[Stack], area: TextArea) -> Stack:
    """A page of large print with its words set as loosely, and its figures as large, as fit.

    Args:
        whole: the part that the page is of.
        looser: the same part in looser spacings, the loosest first.
    """
    places = {id(child): place for place, child in enumerate(whole.children)}
    if all(id(child) in places for child in page.children):
        first, last = places[id(page.children[0])], places[id(page.children[-1])]
        for part in looser:
            loose = page.part(part.children[first : last + 1])
            loose.wrap(area.width, area.height)
            if loose.height <= area.height:
                page = loose
                break
    grow(page, area, larger=_LARGER)
    return page


def grow(
    page: Stack, area: TextArea, known: float | None = None, larger: tuple[float, ...] = ()
) -> float:
    """Its figures as large as there is room for: by which factor, 0 where none grows.

    Args:
        known: the factor for a page like it.
        larger: what is tried before the usual factors.

    Boxes keep their lines apart before that.
    """
    figures = [block for block in within(page) if block.may_grow]
    if not figures or area.height - page.height < _SPARE:
        return 0.0
    for growth in (*([] if known is None else [known]), *larger, *_GROWTHS, 0.0):
        for figure in figures:
            figure.growth = growth
        with suppress(WordTooWideError):
            page.wrap(area.width, area.height)
            if page.height + (_to_open(page) if growth else 0.0) <= area.height:
                return growth
    return 0.0


def _to_open(page: Stack) -> float:
    """What it takes (pt) to open all gaps of a page until its boxes are as far apart as they
    should be."""
    pairs = list(pairwise(page.children))
    close = [max(0.0, BOXES_APART - gap_between(a, b)) for a, b in pairs if a.lined and b.lined]
    return len(pairs) * max(close, default=0.0)


def has_figures(page: Stack) -> bool:
    """Whether it has figures that may be larger than they are."""
    return any(block.may_grow for block in within(page))


def within(block: Block) -> Iterator[Block]:
    yield block
    inside = (*getattr(block, "children", ()), *getattr(block, "items", ()))
    for child in inside:
        if isinstance(child, Block):
            yield from within(child)


def fill_page(page: Stack, area: TextArea, *, apart: bool = False) -> None:
    """Opens the gaps of a page so that it fills its sheet; painted again, it is the same.

    In large print, where they may be further `apart`, steps in frames take what is left, or else
    the words in boxes do.  Tails of the last letters stay out of the margin where they can.
    """
    area = TextArea(area.width, area.height - max(0.0, page.hang - _TAILS))
    gaps = len(page.children) - 1
    if not apart:
        if gaps > 0:
            closed = page.height - page.stretch * gaps
            page.open(min(max(0.0, area.height - closed) / gaps, MOST_STRETCH))
        return
    frames = [block for block in within(page) if block.spreads]
    least, inside = (2, page.children) if gaps else (1, within(page))
    boxes = [each for each in inside if isinstance(each, Stack) and len(each.children) > least]
    for frame in frames:
        frame.extra = 0.0
    for box in boxes:
        box.stretch = 0.0
    page.stretch = 0.0
    page.wrap(area.width, area.height)
    spare = max(0.0, area.height - page.height)
    page.stretch = min(spare / gaps, MOST_APART) if gaps else 0.0
    spare -= page.stretch * gaps
    for frame in frames:
        frame.extra = spare / len(frames)
    if not frames and spare > (1 - FULL) * area.height and boxes:
        inner = sum(len(box.children) - 1 for box in boxes)
        for box in boxes:
            box.stretch = min(spare / inner, MOST_APART)
        page.wrap(area.width, area.height)
        if not gaps and page.height < FULL * area.height:
            boxes[0].stretch += (FULL * area.height - page.height) / inner
    page.wrap(area.width, area.height)
    if gaps and page.height < FULL * area.height:
        page.open(page.stretch + (FULL * area.height - page.height) / gaps)
