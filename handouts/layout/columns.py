"""Blocks side by side, or one above the other, as the body has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from math import inf
from operator import le
from typing import TypeAlias

from handouts.design.papers import mm
from handouts.layout.boxes import UNBOUNDED, Block, Stack, gap_between, heights_of
from handouts.layout.breaking import WordTooWideError
from handouts.pattern import Side

# Widths of the first of two columns, as parts of both, among which the lowest pair is chosen; of
# those that are equally low, the one that leaves least empty.
BALANCES = (
    *(0.5, 0.47, 0.53, 0.44, 0.56, 0.42, 0.58, 0.4, 0.6),
    *(0.38, 0.62, 0.36, 0.64, 0.34, 0.66, 0.32, 0.68),
)
# Of more columns, none gets less than this part of an equal share.
LEAST_SHARE = 0.55
# Less height than this (pt) is not worth a smaller picture.
_LITTLE = mm(2)
_WIDER_BY = 10  # times so much, at most, a figure beside higher words may be wider

Balance: TypeAlias = dict[float, list[float]]
"""The shares that columns have of widths in pt."""


class Columns(Block):
    """Blocks side by side.

    They are read (and painted) in the order given.  Where they stand follows the body: a block of
    the left side stands left.

    Args:
        level: keep the rows of stacks that have equally many children on one level.
        middle: centre the children; else they start at the top.
        equal: make boxes as tall as their neighbours.
        snug: the first, a figure, gets no more width than it takes, however small it is drawn.
        shares: width of each place, left to right, as parts of the whole; equal if not given.
        widths: instead of shares: width of each place in pt, None for the one that takes the rest.
        balance: the columns get the shares that make them lowest: what columns like them have
            found, to be added to; None: they do not.
        parts: parts of the widths that are given: the first that is about as low as any is chosen.
        gutter: distance between columns in pt.
    """

    def __init__(
        self,
        children: Sequence[Block],
        *,
        gutter: float,
        shares: Sequence[float] = (),
        widths: Sequence[float | None] = (),
        sides: Sequence[Side | None] = (),
        balance: Balance | None = None,
        parts: Sequence[float] = (1.0,),
        level: bool = False,
        middle: bool = False,
        snug: bool = False,
        equal: bool = True,
        role: str | None = "Div",
        before: float = 0,
        after: float = 0,
    ) -> None:
        self.children = list(children)
        self.gutter = gutter
        self.shares = list(shares) or [1.0] * len(self.children)
        self.widths = widths
        self.places = places_by_side(sides or [None] * len(self.children))
        self._is_sided = any(sides)
        self.balance = balance if len(self.children) > 1 else None
        self.parts = parts
        self.level = level
        self.middle, self.snug = middle, snug
        self.equal = equal and not middle
        self.role = role
        self.key = object()
        self.space_before, self.space_after = before, after

    @property
    def lined(self) -> bool:
        return any(child.lined for child in self.children)

    @property
    def rise(self) -> float:
        tops = self.height if self.middle else 0.0  # else all begin at the top
        return max(
            (child.rise - max(0.0, tops - child.height) / 2 for child in self.children), default=0.0
        )

    @property
    def hang(self) -> float:
        return max((child.hang - self._drop(child) for child in self.children), default=0.0)

    def _drop(self, child: Block) -> float:
        """How far above the lowest edge a child ends, in pt."""
        return (self.height - child.height) / (2 if self.middle else 1)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        free = width - self.gutter * (len(self.children) - 1)
        if self.balance is not None:
            if free not in self.balance:
                self.balance[free] = self._balanced(free)
            self.shares = self.balance[free]
        self._widths = (
            self._own_widths(free)
            if self.widths
            else [free * share / sum(self.shares) for share in self.shares]
        )
        heights = self._closed_up(free) if self.snug else self._wrap_children()
        stacks = [child for child in self.children if isinstance(child, Stack)]
        if self.level and len({len(stack.children) for stack in stacks}) == 1:
            rows = [max(row) for row in zip(*(stack.heights for stack in stacks), strict=True)]
            for stack in stacks:
                stack.level(rows)
            heights = [child.height for child in self.children]
        for child in self.children:
            child.fill(max(heights))
        self.width, self.height = width, max(heights)
        if self.equal:
            for stack in stacks:
                stack.height = self.height
        return self.width, self.height

    def _own_widths(self, free: float) -> list[float]:
        """The widths that are given, or the part of them that makes the columns lowest."""
        # A figure that fills its page widens the place it has.
        own = [
            given and given * max(1.0, child.growth)
            for given, child in zip(self.widths, self.children, strict=False)
        ]
        fixed = sum(given or 0.0 for given in own)
        each = [
            [free - fixed * part if given is None else given * part for given in own]
            for part in self.parts
        ]
        # Words that a wide figure leaves too little room for are not tried beside it.
        room = [
            widths
            for widths in each
            if all(
                given or child.least_width <= width
                for given, child, width in zip(own, self.children, widths, strict=True)
            )
        ]
        each = room or each[-1:]
        if len(each) == 1:
            return each[0]
        heights = []
        for self._widths in each:
            heights.append(max(self._wrap_children()))
        return next(
            widths
            for widths, height in zip(each, heights, strict=True)
            if height < min(heights) + _LITTLE
        )

    def _closed_up(self, free: float) -> list[float]:
        """The heights once the words have what the figure before them leaves.

        It leaves as little as makes them no higher, where they are higher than it anyway.
        """
        figure, words = self.children
        figure.wrap(self._widths[0], UNBOUNDED)
        taken = figure.taken
        height = words.wrap(free - taken, UNBOUNDED)[1]
        for step in range(1, _WIDER_BY + 1):
            wider = min(figure.taken + step * _LITTLE, self._widths[0])
            if wider <= taken or figure.height * wider > height * figure.taken:
                break
            with suppress(WordTooWideError):
                if words.wrap(free - wider, UNBOUNDED)[1] <= height:
                    taken = wider
                    continue
            break
        figure.width = taken
        self._widths = [taken, free - taken]
        return [figure.height, words.wrap(free - taken, UNBOUNDED)[1]]

    def _balanced(self, free: float) -> list[float]:
        """The shares that make columns lowest, and of those the ones that make them most alike."""
        count = len(self.children)
        if count > 2:
            # Words fill about the same area in any width.
            self._widths = [free / count] * count
            areas = [max(height, 1.0) for height in self._wrap_children()]
            least = LEAST_SHARE * sum(areas) / count
            return [max(area, least) for area in areas]

        lowest, best = (inf, inf), BALANCES[0]
        narrowest = [0.0, 0.0]  # the share at which each place is known to be too high
        for share in BALANCES:
            shares = share, 1 - share
            if any(map(le, shares, narrowest)):
                continue
            self._widths = [free * each for each in shares]
            heights: list[int] = []
            # The narrower one first: it is most often too high already, and the other need not be
            # looked at.
            for child, place in sorted(self._placed(), key=lambda each: self._widths[each[1]]):
                try:
                    heights.append(round(child.wrap(self._widths[place], UNBOUNDED)[1]))
                except WordTooWideError:
                    narrowest[place] = shares[place]
                    break
                if heights[-1] > lowest[0]:
                    narrowest[place] = shares[place]
                    break
            else:
                height = max(heights), max(heights) - min(heights)
                if height < lowest:
                    lowest, best = height, share
        return [best, 1 - best]

    def _placed(self) -> Iterator[tuple[Block, int]]:
        """Each child with its place."""
        return zip(self.children, self.places, strict=True)

    def _wrap_children(self) -> list[float]:
        return heights_of((child, self._widths[place]) for child, place in self._placed())

    def place(self, x: float, y: float) -> None:
        if self.role is None:
            self._draw_children(x, y)
        else:
            with self.canv.element(self.role, self.key):
                self._draw_children(x, y)

    def _draw_children(self, left: float, bottom: float) -> None:
        for child, place in self._placed():
            before = sum(self._widths[:place]) + self.gutter * place
            if self._is_sided and self.canv.mirrored:  # left of the body stays left
                before = self.width - before - self._widths[place]
            x = left + before
            child.draw_on(self.canv, x, bottom + self._drop(child))


class Tiers(Stack):
    """Blocks one above the other on one page: the block of the left side stands on top.

    They are read (and painted) in the order given.
    """

    def __init__(
        self,
        children: Sequence[Block],
        sides: Sequence[Side | None],
        *,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__(children, role="Div", before=before, after=after)
        self.places = places_by_side(sides)

    @property
    def _gap(self) -> float:
        """Between two blocks in pt: they are alike, so it is the same in either order."""
        pairs = pairwise(self.children)
        return max((gap_between(*pair) for pair in pairs), default=0.0) + self.stretch

    def stack(self) -> None:
        super().stack()
        self.height = sum(self.heights) + self._gap * (len(self.heights) - 1)

    def draw_children(self, left: float, bottom: float) -> None:
        tops, y = {}, bottom + self.height
        for place in sorted(self.places):
            index = self.places.index(place)
            tops[index] = y
            y -= self.heights[index] + self._gap
        for index, child in enumerate(self.children):
            child.draw_on(self.canv, left, tops[index] - self.heights[index])

    def split(self, width: float, height: float) -> list[Block]:
        """They stay together, unless a whole page is too short; then in reading order."""
        if not self.on_top:
            return []
        return super().split(width, height)


def places_by_side(sides: Sequence[Side | None]) -> list[int]:
    """The place of each, counted from the left: left of the body stands left on the page."""
    if len(sides) == 2 and set(sides) == {Side.LEFT, Side.RIGHT}:
        return [0 if side is Side.LEFT else 1 for side in sides]
    return list(range(len(sides)))
