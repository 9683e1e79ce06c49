"""Headings: tagged by their level, and listed in the document's outline."""

from __future__ import annotations

from typing import Any

from handouts.document import Runs
from handouts.layout.type import TextStyle, Words, mini_markup


class HeadingBlock(Words):
    """A heading of a level from 1 to 6.

    Attributes:
        listed: it is in the document's outline; not so where it is only repeated.
    """

    def __init__(self, runs: Runs, style: TextStyle, level: int, **kw: Any) -> None:
        super().__init__(mini_markup(runs, style), style, role=f"H{level}", **kw)
        self.style: TextStyle = style
        self.runs = runs
        self.level = level
        self.listed = True
        self.title = " ".join("".join(run.text for run in runs).split())

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: ARG002
        """A heading stays whole."""
        return []

    def draw(self) -> None:
        if self.listed:
            self.canv.bookmark(self.title, self.level, self.height)
        super().draw()
