"""The drawing methods of a canvas that a page calls most, many times faster than ReportLab's.

They write the same operators, with lengths to a thousandth of a point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from .operators import colour_operator, ellipse, factor, in_greys, number, numbers

_CORNER = 0.4472  # of the way from a corner, where the handles of its rounding are
_PAINT: dict[tuple[float, float], str] = {(0, 0): "n", (0, 1): "f", (1, 0): "S", (1, 1): "B"}
_STATE = Canvas.STATE_ATTRIBUTES
_saved = itemgetter(*_STATE)


class DrawingCanvas(Canvas):
    """Colours are `#RRGGBB` or any of ReportLab's; with `grey`, they are written as greys.

    Attributes:
        mirrored: x runs to the left, from the right edge of what is drawn (`from_right`).  Places
            are mirrored, letters and pictures are not: they are drawn `upright`.
    """

    grey = False
    mirrored = False
    _code: list[str]
    _currentMatrix: tuple[float, float, float, float, float, float]
    _fontname: str
    _fontsize: float
    _lineWidth: float
    _extgstate: Any
    state_stack: list[Any]

    # --- state -----------------------------------------------------------------------------------

    def push_state_stack(self) -> None:
        self.state_stack.append(_saved(self.__dict__))
        self._extgstate = self._extgstate.pushCopy()

    def pop_state_stack(self) -> None:
        self.__dict__.update(zip(_STATE, self.state_stack.pop(), strict=True))

    @contextmanager
    def from_right(self, width: float) -> Iterator[None]:
        """What is drawn inside, on a page `width` wide, is mirrored: its start is at the right."""
        self.translate(width, 0)
        self.mirrored = True
        try:
            yield
        finally:
            self.mirrored = False
            self.translate(-width, 0)

    @contextmanager
    def upright(self, x: float, width: float) -> Iterator[None]:
        """What is drawn inside, from x to x + `width`, stands there as it is on any page."""
        if not self.mirrored:
            yield
            return
        self.saveState()
        self.translate(2 * x + width, 0)
        self.mirrored = False
        try:
            yield
        finally:
            self.mirrored = True
            self.restoreState()

    def translate(self, dx: float, dy: float) -> None:
        if self.mirrored:
            dx = -dx
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        if dx or dy:
            self._code.append(f"1 0 0 1 {number(dx)} {number(dy)} cm")

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        if self.mirrored:
            b, c, e = -b, -c, -e
        a0, b0, c0, d0, e0, f0 = self._currentMatrix
        self._currentMatrix = (
            *(a0 * a + c0 * b, b0 * a + d0 * b, a0 * c + c0 * d, b0 * c + d0 * d),
            *(a0 * e + c0 * f + e0, b0 * e + d0 * f + f0),
        )
        self._code.append(f"{' '.join(map(factor, (a, b, c, d)))} {numbers(e, f)} cm")

    def setLineWidth(self, width: float) -> None:
        self._lineWidth = width
        self._code.append(f"{number(width)} w")

    # --- colours ---------------------------------------------------------------------------------

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        if type(aColor) is str and aColor[0] == "#" and alpha is None:
            self._fillColorObj = aColor
            self._code.append(colour_operator(aColor, "rg", grey=self.grey))
            return
        place = len(self._code)
        super().setFillColor(aColor, alpha)
        self._make_grey(place)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:
        if type(aColor) is str and aColor[0] == "#" and alpha is None:
            self._strokeColorObj = aColor
            self._code.append(colour_operator(aColor, "RG", grey=self.grey))
            return
        place = len(self._code)
        super().setStrokeColor(aColor, alpha)
        self._make_grey(place)

    def _make_grey(self, place: int) -> None:
        self._code[place:] = [in_greys(code, grey=self.grey) for code in self._code[place:]]

    # --- shapes ----------------------------------------------------------------------------------

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        if self.mirrored:
            x1, x2 = -x1, -x2
        self._code.append(f"{number(x1)} {number(y1)} m {number(x2)} {number(y2)} l S")

    def lines(self, linelist: Sequence[tuple[float, float, float, float]]) -> None:
        """Lines as one path: where they meet, they are painted once."""
        if not linelist:
            return
        if self.mirrored:
            linelist = [(-x1, y1, -x2, y2) for x1, y1, x2, y2 in linelist]
        path = (f"{numbers(x1, y1)} m {numbers(x2, y2)} l" for x1, y1, x2, y2 in linelist)
        self._code.append(f"{' '.join(path)} S")

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0
    ) -> None:
        x = -x - width if self.mirrored else x
        place = f"{number(x)} {number(y)} {number(width)} {number(height)}"
        self._code.append(f"{place} re {_PAINT[stroke, fill]}")

    def roundRect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        stroke: float = 1,
        fill: float = 0,
    ) -> None:
        x = -x - width if self.mirrored else x
        right, top, t = x + width, y + height, _CORNER * radius
        r = radius
        self._code.append(
            f"{numbers(x + r, y)} m {numbers(right - r, y)} l"
            f" {numbers(right - t, y, right, y + t, right, y + r)} c {numbers(right, top - r)} l"
            f" {numbers(right, top - t, right - t, top, right - r, top)} c {numbers(x + r, top)} l"
            f" {numbers(x + t, top, x, top - t, x, top - r)} c {numbers(x, y + r)} l"
            f" {numbers(x, y + t, x + t, y, x + r, y)} c h {_PAINT[stroke, fill]}"
        )

    def fill_path(self, path: str) -> None:
        """Fills what a path's operators go round (ISO 32000-1, 8.5.2)."""
        assert not self.mirrored, "a path is drawn upright"
        self._code += [f"n {path}", "f*"]

    def circle(
        self, x_cen: float, y_cen: float, r: float, stroke: float = 1, fill: float = 0
    ) -> None:
        x_cen = -x_cen if self.mirrored else x_cen
        path = " ".join(ellipse(x_cen, y_cen, r, r))
        self._code.append(f"{path} h {_PAINT[stroke, fill]}")
