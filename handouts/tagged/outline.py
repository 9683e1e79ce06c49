"""The document outline: bookmarks (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas


class Outline:
    """Adds entries of any levels to a canvas's outline, which accepts no gaps."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._levels: list[int] = []
        self._count = 0

    def add(self, title: str, level: int, y: float) -> None:
        """An entry that leads to height `y`, in points in the current coordinates."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self._count += 1
        name = f"outline-{self._count}"
        _, top = self._canvas.absolutePosition(0, y)
        self._canvas.bookmarkPage(name, fit="XYZ", left=0, top=top, zoom=0)
        self._canvas.addOutlineEntry(title, name, len(self._levels) - 1)
        self._canvas.showOutline()
