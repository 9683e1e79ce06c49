"""What pages are painted on, and the base of everything painted on it."""

from __future__ import annotations

from typing import TypeAlias

from handouts.tagged import TaggedCanvas

Surface: TypeAlias = TaggedCanvas


class Block:
    """Something that takes a place on a page; lengths in pt.

    Attributes:
        width, height: what it takes, once it is wrapped.
        space_before, space_after: distances to what is above and below; the larger one counts.
        keep_with_next: it must not be the last thing on a page, as a heading.
        on_top: set while a page is broken: nothing stands above it on the page.
        canv: what it is drawn on, while it is drawn.
    """

    canv: Surface
    width = 0.0
    height = 0.0
    space_before = 0.0
    space_after = 0.0
    keep_with_next = False
    on_top = False

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes in a width."""
        raise NotImplementedError

    def split(self, width: float, height: float) -> list[Block]:  # noqa: ARG002 - some do
        """What fits in `height`, and the rest; itself if all fits; nothing if nothing does."""
        return []

    def draw_on(self, canvas: Surface, x: float, y: float) -> None:
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
