"""Headings: tagged by their level, and listed in the document's outline."""

from __future__ import annotations

from handouts.document import Runs
from handouts.layout.lines import TextStyle
from handouts.layout.surface import Block
from handouts.layout.type import Words


class HeadingBlock(Words):
    """A heading of a level from 1 to 6.

    Attributes:
        listed: it is in the document's outline; not so where it is only repeated.
    """

    def __init__(self, runs: Runs, style: TextStyle, level: int) -> None:
        super().__init__(runs, style, role=f"H{level}")
        self.level = level
        self.listed = True
        self.title = " ".join("".join(run.text for run in runs).split())

    def split(self, width: float, height: float) -> list[Block]:  # noqa: ARG002
        """A heading stays whole."""
        return []

    def place(self, x: float, y: float) -> None:
        if self.listed:
            self.canv.bookmark(self.title, self.level, y + self.height)
        super().place(x, y)
