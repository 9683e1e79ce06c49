"""Blocks on a page: what each of them is, and one below another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from handouts.layout.breaking import WordTooWideError
from handouts.tagged import TaggedCanvas

# Between the tail of a letter and the line of a box, in pt.
CLEAR = 0.3
# A height that anything fits in, in pt.
UNBOUNDED = 1e6


class TextArea(NamedTuple):
    """The text area of a page in pt."""

    width: float
    height: float


class Block:
    """Something that takes a place on a page; lengths in pt.

    Attributes:
        width, height: what it takes, once it is wrapped.
        space_before, space_after: distances to what is above and below; the larger one counts.
        keep_with_next: it must not be the last thing on a page, as a heading.
        on_top: set while a page is broken: nothing stands above it on the page.
        may_grow: it may be drawn larger to fill a page.
        growth: how wide it is then at least, as a multiple of its full width.
        spreads: it may take more height than it needs: `extra` pt.
        canv: what it is drawn on, while it is drawn.
    """

    canv: TaggedCanvas
    width = 0.0
    height = 0.0
    space_before = 0.0
    space_after = 0.0
    keep_with_next = False
    on_top = False
    may_grow = False
    growth = 0.0
    spreads = False
    extra = 0.0

    @property
    def least_width(self) -> float:
        """The least width, in pt, in which none of its words is too wide."""
        return 0.0

    @property
    def taken(self) -> float:
        """The least width, in pt, in which it is the same as in the width it was wrapped to."""
        return self.width

    @property
    def lined(self) -> bool:
        """Whether it has a line all around it."""
        return False

    @property
    def is_line(self) -> bool:
        """Whether it is no more than a line of text."""
        return False

    @property
    def may_end_any_page(self) -> bool:
        """Whether it need not follow what stands before it."""
        return False

    @property
    def rise(self) -> float:
        """How far above it, in pt, its first letters reach; less than 0: not so far."""
        return 0.0

    @property
    def hang(self) -> float:
        """How far below it, in pt, the tails of its last letters hang; less than 0: not so far."""
        return 0.0

    @property
    def deeper(self) -> float:
        """How much lower than Latin letters its last letters hang, in pt."""
        return 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes in a width.

        Raises `WordTooWideError`.
        """
        raise NotImplementedError

    def split(self, width: float, height: float) -> list[Block]:  # noqa: ARG002 - some do
        """What fits in `height`, and the rest; itself if all fits; nothing if nothing does."""
        return []

    def fill(self, height: float) -> None:
        """Its neighbours are so high, in pt: it may be drawn larger."""

    def draw_on(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """Draws it with its lower left corner at x, y."""
        self.canv = canvas
        self.place(x, y)

    def place(self, x: float, y: float) -> None:
        """Draws it there.

        What can do so without coordinates of its own, as most can, says how instead of `draw`:
        a graphics state is not saved for each of a thousand blocks.
        """
        canvas = self.canv
        canvas.saveState()
        canvas.translate(x, y)
        self.draw()
        canvas.restoreState()

    def draw(self) -> None:
        """Draws it with its lower left corner at the origin."""


class Space(Block):
    """Nothing, of some height."""

    def __init__(self, height: float) -> None:
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width = width
        return width, self.height


def gap_between(above: Block, below: Block) -> float:
    """Distances collapse: the larger one wins.  No letter or mark reaches the line of a box."""
    gap = max(above.space_after, below.space_before)
    if below.lined and not above.lined:
        return max(gap, above.hang + CLEAR)
    if above.lined and not below.lined:
        return max(gap, below.rise)
    return gap


def heights_of(blocks: Iterable[tuple[Block, float]]) -> list[float]:
    """The heights of blocks in a width each, in pt.

    Raises `WordTooWideError`, with the words of all of them.
    """
    heights: list[float] = []
    too_wide: list[str] = []
    for block, width in blocks:
        try:
            heights.append(block.wrap(width, UNBOUNDED)[1])
        except WordTooWideError as error:
            too_wide += error.words
    if too_wide:
        raise WordTooWideError(too_wide)
    return heights


class Stack(Block):
    """Blocks one below another, in reading order.

    Attributes:
        minimums: least height of each child, to keep rows level across columns (pt).
        stretch: added to every gap, to fill a page (pt).
    """

    least_head = 1
    """How many children must fit on a page, for the rest to go on on the next."""

    def __init__(
        self,
        children: Sequence[Block],
        *,
        role: str | None = None,
        before: float = 0,
        after: float = 0,
        key: Hashable = None,
    ) -> None:
        self.children = list(children)
        self.role = role
        self.key = key if key is not None else object()
        self.space_before, self.space_after = before, after
        self.minimums: list[float] = []
        self.stretch = 0.0
        self.heights: list[float] = []
        self._own_heights: list[float] = []

    def inset(self, child: Block) -> float:  # noqa: ARG002 - boxes inset some children
        """Distance of a child from the left and right edge, in pt."""
        return 0.0

    @property
    def least_width(self) -> float:
        return max(
            (child.least_width + 2 * self.inset(child) for child in self.children), default=0.0
        )

    @property
    def lined(self) -> bool:
        return bool(self.children) and all(child.lined for child in self.children)

    @property
    def rise(self) -> float:
        return self.children[0].rise if self.children else 0.0

    @property
    def hang(self) -> float:
        return self.children[-1].hang if self.children else 0.0

    @property
    def edges(self) -> tuple[float, float]:
        """Space above the first child and below the last, in pt."""
        return 0.0, 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.minimums = []
        self._own_heights = heights_of(
            [(child, width - 2 * self.inset(child)) for child in self.children]
        )
        self.width = width
        self.stack()
        return self.width, self.height

    def level(self, minimums: list[float]) -> None:
        """Keeps its rows level with those of others: makes its children at least so high (pt)."""
        self.minimums = minimums
        for index, (child, least) in enumerate(zip(self.children, minimums, strict=False)):
            before = child.height
            child.fill(least)
            if child.height != before:
                self._own_heights[index] = child.height
        self.stack()

    def open(self, stretch: float) -> None:
        """Opens its gaps by so much (pt)."""
        self.stretch = stretch
        self.stack()

    def stack(self) -> None:
        """Works out how high it is; its children stay as they are."""
        top, bottom = self.edges
        self.heights = list(self._own_heights)
        for index, least in enumerate(self.minimums[: len(self.heights)]):
            self.heights[index] = max(self.heights[index], least)
        total = top
        above: Block | None = None
        for child, height in zip(self.children, self.heights, strict=False):
            if above is not None:
                total += gap_between(above, child) + self.stretch
            total += height
            above = child
        self.height = total + bottom

    def place(self, x: float, y: float) -> None:
        if self.role is None:
            self.draw_children(x, y)
        else:
            with self.canv.element(self.role, self.key):
                self.draw_children(x, y)

    def draw_children(self, left: float, bottom: float) -> None:
        y = bottom + self.height - self.edges[0]
        for index, child in enumerate(self.children):
            if index:
                y -= gap_between(self.children[index - 1], child) + self.stretch
            # A child shorter than its row starts at the row's top.
            child.draw_on(self.canv, left + self.inset(child), y - self._own_heights[index])
            y -= self.heights[index]

    def split(self, width: float, height: float) -> list[Block]:
        """What fits in `height`, and the rest; `[]` if not even the first child fits."""
        if width != self.width:
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
    ) -> tuple[list[Block], list[Block]]:
        child = self.children[index]
        # What stands above it could not stay alone on a page, so to move it on would not help.
        above = self.children[:index]
        alone = index < self.least_head or all(each.keep_with_next for each in above)
        child.on_top = self.on_top and alone
        parts = child.split(width - 2 * self.inset(child), height)
        return (parts[:1], parts[1:]) if len(parts) > 1 else ([], [child])

    def _halves(self, head: list[Block], tail: list[Block]) -> list[Block]:
        # A heading never stays behind at the foot of a page.
        while head and head[-1].keep_with_next:
            tail.insert(0, head.pop())
        if len(head) < self.least_head:
            return []
        # Nor with but one line of what it is the heading of.
        if len(head) == 2 and head[0].keep_with_next and head[1].is_line and not self.on_top:
            return []
        return [self.part(head), self.part(self._continued(tail))]

    def _continued(self, tail: list[Block]) -> list[Block]:
        """What stands on the next page."""
        return tail

    def part(self, children: list[Block]) -> Stack:
        """Some of the children, continuing the same element."""
        before, after = self.space_before, self.space_after
        return Stack(children, role=self.role, before=before, after=after, key=self.key)
