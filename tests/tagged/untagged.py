"""The same drawing without tags, to compare pages and cost with: of tests and benchmarks."""

# ruff: noqa: ARG002 - the arguments are those of TaggedCanvas
from __future__ import annotations

from collections.abc import Hashable
from contextlib import AbstractContextManager, nullcontext

from handouts.tagged import TextBlock
from handouts.tagged.archival_canvas import ArchivalCanvas


class UntaggedCanvas(ArchivalCanvas):
    """Has the methods of `TaggedCanvas`; they draw what it draws, and tag nothing.

    Form fields are left out.
    """

    def draw_text(
        self, block: TextBlock, x: float, y: float, role: str = "P", key: Hashable | None = None
    ) -> None:
        """Draw a block of text, its first baseline at x, y."""
        self._code.append(self._shown(block, x, y))

    def element(
        self, role: str, key: Hashable | None = None, **attributes: object
    ) -> AbstractContextManager[None]:
        """Nothing."""
        return nullcontext()

    def open_element(self, role: str, key: Hashable | None = None, **attributes: object) -> None:
        """Nothing."""

    def close_element(self) -> None:
        """Nothing."""

    def reserve(self, role: str, key: Hashable, **attributes: object) -> None:
        """Nothing."""

    def artifact(
        self, kind: str = "Layout", subtype: str | None = None
    ) -> AbstractContextManager[None]:
        """Nothing."""
        return nullcontext()

    def figure(
        self,
        alt: str,
        x: float,
        y: float,
        width: float,
        height: float,
        key: Hashable | None = None,
    ) -> AbstractContextManager[None]:
        """Nothing."""
        return nullcontext()

    def text_field(
        self,
        name: str,
        tooltip: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        value: str = "",
        font_size: float = 12,
        multiline: bool = False,
        max_length: int | None = None,
    ) -> None:
        """Nothing."""

    def checkbox(
        self, name: str, tooltip: str, x: float, y: float, size: float, *, checked: bool = False
    ) -> None:
        """Nothing."""

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An outline entry that leads to height `y` on this page; none in a form XObject."""
        if self._formData:
            return
        self._bookmark(title, level, y)
