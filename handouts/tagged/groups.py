"""Grouping elements around flowables, and figures."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import ExitStack
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from handouts.tagged.base import ReproducibleCanvas
from handouts.tagged.inside import element, figure
from handouts.tagged.structured import StructuredCanvas

Step = tuple[str, Hashable]
"""A structure type and the key of the element."""


class InElement(Flowable):
    """A flowable inside elements, outermost first, whichever page or column its parts go to."""

    def __init__(self, flowable: Any, *path: Step) -> None:
        super().__init__()
        self._flowable = flowable
        self._path = path
        self.keepWithNext = flowable.getKeepWithNext()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = self._flowable.wrapOn(
            getattr(self, "canv", None), availWidth, availHeight
        )
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        canvas = getattr(self, "canv", None)
        parts = self._flowable.splitOn(canvas, availWidth, availHeight)
        return [InElement(part, *self._path) for part in parts]

    def getSpaceBefore(self) -> float:
        return float(self._flowable.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        return float(self._flowable.getSpaceAfter())

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        with ExitStack() as stack:
            for role, key in self._path:
                stack.enter_context(element(canvas, role, key))
            self._flowable.drawOn(canvas, x, y, _sW)


class OpenElement(Flowable):
    """Opens an element for the flowables that follow, until `CloseElement`; takes no room."""

    _ZEROSIZE = True
    _SPACETRANSFER = True

    def __init__(self, role: str, key: Hashable | None = None, **attributes: object) -> None:
        super().__init__()
        self._element = role, key, attributes

    def wrap(self, _availWidth: float, _availHeight: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas: Any = self.canv
        if isinstance(canvas, StructuredCanvas):
            role, key, attributes = self._element
            canvas.open_element(role, key, **attributes)


class CloseElement(Flowable):
    """Closes the element opened last; takes no room."""

    _ZEROSIZE = True
    _SPACETRANSFER = True

    def wrap(self, _availWidth: float, _availHeight: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas: Any = self.canv
        if isinstance(canvas, StructuredCanvas):
            canvas.close_element()


class TaggedFigure(Flowable):
    """A drawing as a Figure with a text alternative, `width` points wide, in proportion.

    Without a width it is as wide as drawn.
    """

    def __init__(
        self, drawing: Drawing, alt: str, width: float | None = None, key: Hashable | None = None
    ) -> None:
        super().__init__()
        self.drawing, self.alt, self.key = drawing, alt, key
        self.width = drawing.width if width is None else width
        self.height = drawing.height * self.width / drawing.width

    def wrap(self, _availWidth: float, _availHeight: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas: Any = self.canv
        if isinstance(canvas, ReproducibleCanvas):
            with figure(canvas, self.alt, 0, 0, self.width, self.height, self.key):
                canvas.draw_drawing(self.drawing, 0, 0, self.width)
        else:
            scale = self.width / self.drawing.width
            canvas.scale(scale, scale)
            renderPDF.draw(self.drawing, canvas, 0, 0)
