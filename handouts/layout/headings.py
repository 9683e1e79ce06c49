"""Headings: tagged by their level, and listed in the document's outline."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from handouts.document import Runs
from handouts.layout.lines import TextStyle
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

    def split(self, width: float, height: float) -> list[Flowable]:  # noqa: ARG002
        """A heading stays whole."""
        return []

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self.listed:
            canvas.bookmark(self.title, self.level, y + self.height)
        super().drawOn(canvas, x, y, _sW)
