"""Blocks on a page: one below another, side by side, in a box."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from handouts.layout.surface import Block
from handouts.pattern import Side

_UNBOUNDED = 1e6
BALANCES = (0.36, 0.4, 0.44, 0.5, 0.56, 0.6, 0.64)


def gap_between(above: Flowable, below: Flowable) -> float:
    """Distances collapse: the larger one wins."""
    return float(max(above.getSpaceAfter(), below.getSpaceBefore()))


def keeps_with_next(flowable: Flowable) -> bool:
    """Whether it must not be the last thing on a page: a heading, or columns of headings."""
    return bool(flowable.getKeepWithNext())  # type: ignore[no-untyped-call]


class Stack(Block):
    """Blocks one below another, in reading order.

    Attributes:
        minimums: least height of each child, to keep rows level across columns (pt).
        stretch: added to every gap, to fill a page (pt).
    """

    def __init__(
        self,
        children: Sequence[Flowable],
        *,
        role: str | None = None,
        before: float = 0,
        after: float = 0,
        key: Hashable = None,
    ) -> None:
        super().__init__()
        self.children = list(children)
        self.role = role
        self.key = key if key is not None else object()
        self.spaceBefore, self.spaceAfter = before, after
        self.minimums: list[float] = []
        self.stretch = 0.0
        self.heights: list[float] = []
        self._own_heights: list[float] = []

    def inset(self, child: Flowable) -> float:  # noqa: ARG002 - boxes inset some children
        """Distance of a child from the left and right edge, in pt."""
        return 0.0

    @property
    def edges(self) -> tuple[float, float]:
        """Space above the first child and below the last, in pt."""
        return 0.0, 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        top, bottom = self.edges
        self.heights, self._own_heights = [], []
        total = top
        for index, child in enumerate(self.children):
            if index:
                total += gap_between(self.children[index - 1], child) + self.stretch
            _, child_height = child.wrapOn(self.canv, width - 2 * self.inset(child), _UNBOUNDED)
            least = self.minimums[index] if index < len(self.minimums) else 0.0
            self._own_heights.append(child_height)
            self.heights.append(max(child_height, least))
            total += self.heights[index]
        self.width, self.height = width, total + bottom
        return self.width, self.height

    def draw(self) -> None:
        if self.role is None:
            self.draw_children()
        else:
            with self.canv.element(self.role, self.key):
                self.draw_children()

    def draw_children(self) -> None:
        y = self.height - self.edges[0]
        for index, child in enumerate(self.children):
            if index:
                y -= gap_between(self.children[index - 1], child) + self.stretch
            # A child shorter than its row starts at the row's top.
            child.drawOn(self.canv, self.inset(child), y - self._own_heights[index])
            y -= self.heights[index]

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits in `height`, and the rest; `[]` if not even the first child fits."""
        self.wrap(width, height)
        used = self.edges[0]
        for index, child_height in enumerate(self.heights):
            gap = gap_between(self.children[index - 1], self.children[index]) if index else 0
            if used + gap + child_height > height:
                head, tail = self._split_child(index, width, height - used - gap)
                above, below = self.children[:index], self.children[index + 1 :]
                return self._halves([*above, *head], [*tail, *below])
            used += gap + child_height
        return [self]

    def _split_child(
        self, index: int, width: float, height: float
    ) -> tuple[list[Flowable], list[Flowable]]:
        child = self.children[index]
        parts = child.splitOn(self.canv, width - 2 * self.inset(child), height)
        return (parts[:1], parts[1:]) if len(parts) > 1 else ([], [child])

    def _halves(self, head: list[Flowable], tail: list[Flowable]) -> list[Flowable]:
        # A heading never stays behind at the foot of a page.
        while head and keeps_with_next(head[-1]):
            tail.insert(0, head.pop())
        if not head:
            return []
        return [
            Stack(
                part, role=self.role, before=self.spaceBefore, after=self.spaceAfter, key=self.key
            )
            for part in (head, tail)
        ]


@dataclass(frozen=True)
class Frame:
    """The look of a box: colours as hex, lengths in pt."""

    padding: tuple[float, float]  # horizontal, vertical
    stroke: float = 0.0
    stroke_colour: str = "#000000"
    fill: str | None = None
    radius: float = 0.0


class Box(Stack):
    """A framed stack.  Children marked `full_bleed` run to the box's edges."""

    def __init__(
        self,
        children: Sequence[Flowable],
        frame: Frame,
        *,
        role: str | None = "Sect",
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__(children, role=role, before=before, after=after)
        self.frame = frame

    def inset(self, child: Flowable) -> float:
        if getattr(child, "full_bleed", False):
            return self.frame.stroke / 2
        return self.frame.padding[0]

    @property
    def edges(self) -> tuple[float, float]:
        half, vertical = self.frame.stroke / 2, self.frame.padding[1]
        first = getattr(self.children[0], "full_bleed", False) if self.children else False
        # Text already has air above its first line, within the line spacing; not so below.
        return half + (0.0 if first else vertical * 0.8), half + vertical * 1.1

    def split(self, width: float, height: float) -> list[Flowable]:  # noqa: ARG002
        """A box stays whole: its words belong together."""
        return []

    def draw(self) -> None:
        canvas, frame = self.canv, self.frame
        half = frame.stroke / 2
        outline = (half, half, self.width - frame.stroke, self.height - frame.stroke, frame.radius)
        if frame.fill:
            canvas.setFillColor(HexColor(frame.fill))
            canvas.roundRect(*outline, stroke=0, fill=1)
        super().draw()
        if frame.stroke:
            canvas.setStrokeColor(HexColor(frame.stroke_colour))
            canvas.setLineWidth(frame.stroke)
            canvas.roundRect(*outline, stroke=1, fill=0)


class Columns(Block):
    """Blocks side by side.

    They are read (and painted) in the order given.  Where they stand follows the body: a block of
    the left side stands left.

    Args:
        level: keep the rows of stacks that have equally many children on one level.
        middle: centre the children; else they start at the top.
        equal: make boxes as tall as their neighbours.
        shares: width of each place, left to right, as parts of the whole; equal if not given.
        widths: instead of shares: width of each place in pt, None for the one that takes the rest.
        balance: two columns get the shares that make them lowest.
        gutter: distance between columns in pt.
    """

    def __init__(
        self,
        children: Sequence[Flowable],
        *,
        gutter: float,
        shares: Sequence[float] = (),
        widths: Sequence[float | None] = (),
        sides: Sequence[Side | None] = (),
        balance: bool = False,
        level: bool = False,
        middle: bool = False,
        equal: bool = True,
        role: str | None = "Div",
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.children = list(children)
        self.gutter = gutter
        self.shares = list(shares) or [1.0] * len(self.children)
        self.widths = widths
        self.places = places_by_side(sides or [None] * len(self.children))
        self.balance = balance and len(self.children) == 2
        self.level = level
        self.middle = middle
        self.equal = equal and not middle
        self.role = role
        self.key = object()
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        free = width - self.gutter * (len(self.children) - 1)
        if self.balance:
            self.shares = self._balanced(free)
        fixed = sum(given or 0.0 for given in self.widths)
        self._widths = (
            [free - fixed if given is None else given for given in self.widths]
            if self.widths
            else [free * share / sum(self.shares) for share in self.shares]
        )
        heights = self._wrap_children()
        stacks = [child for child in self.children if isinstance(child, Stack)]
        if self.level and len({len(stack.children) for stack in stacks}) == 1:
            rows = [max(row) for row in zip(*(stack.heights for stack in stacks), strict=True)]
            for stack in stacks:
                stack.minimums = rows
            heights = self._wrap_children()
        self.width, self.height = width, max(heights)
        if self.equal:
            for stack in stacks:
                stack.height = self.height
        return self.width, self.height

    def _balanced(self, free: float) -> list[float]:
        """The shares that make two columns lowest, equal ones where that makes no difference."""

        def height(share: float) -> float:
            self._widths = [free * share, free * (1 - share)]
            return round(max(self._wrap_children()))

        best = min(BALANCES, key=lambda share: (height(share), abs(share - 0.5)))
        return [best, 1 - best]

    def _wrap_children(self) -> list[float]:
        return [
            child.wrapOn(self.canv, self._widths[place], _UNBOUNDED)[1]
            for child, place in zip(self.children, self.places, strict=True)
        ]

    def draw(self) -> None:
        if self.role is None:
            self._draw_children()
        else:
            with self.canv.element(self.role, self.key):
                self._draw_children()

    def _draw_children(self) -> None:
        for child, place in zip(self.children, self.places, strict=True):
            x = sum(self._widths[:place]) + self.gutter * place
            drop = (self.height - child.height) / (2 if self.middle else 1)
            child.drawOn(self.canv, x, drop)


def places_by_side(sides: Sequence[Side | None]) -> list[int]:
    """The place of each, counted from the left: left of the body stands left on the page."""
    if len(sides) == 2 and set(sides) == {Side.LEFT, Side.RIGHT}:
        return [0 if side is Side.LEFT else 1 for side in sides]
    return list(range(len(sides)))
