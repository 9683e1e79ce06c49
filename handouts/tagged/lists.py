"""Lists whose items are structure elements (ISO 32000-1, 14.8.4.3.3)."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from reportlab.platypus import ListFlowable
from reportlab.platypus.flowables import LIIndenter

from handouts.tagged.inside import element

_NUMBERING = {
    "1": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}


class TaggedList(ListFlowable):
    """A ListFlowable as L, LI, Lbl and LBody; lists inside items are lists inside LBody."""

    _bulletType: str

    def _makeLIIndenter(self, flowable: Any, bullet: Any, params: Any = None) -> Any:
        made = super()._makeLIIndenter(flowable, bullet, params)  # type: ignore[misc]
        return _Part.of(made)

    def _getContent(self) -> list[Any]:
        """The parts of the items: the first of each item has the bullet."""
        parts: list[Any] = super()._getContent()  # type: ignore[misc]
        numbering = _NUMBERING.get(self._bulletType, "Disc")
        item: object = object()
        for part in parts:
            if isinstance(part, _Part):
                if part._bullet:
                    item = object()
                part.place = (self, numbering, item)
        return parts


class _Part(LIIndenter):
    """One flowable of a list item, indented."""

    _flowable: Any
    _bullet: Any
    _leftIndent: float
    _rightIndent: float
    place: tuple[object, str, object]

    @classmethod
    def of(cls, made: Any) -> _Part:
        spaces = {name: made.__dict__.get(name) for name in ("spaceBefore", "spaceAfter")}
        return cls(made._flowable, made._leftIndent, made._rightIndent, made._bullet, **spaces)

    def split(self, aW: float, aH: float) -> list[Any]:
        parts = [_Part.of(part) for part in super().split(aW, aH)]
        for part in parts:
            part.place = self.place
        return parts

    def drawOn(self, canv: Any, x: float, y: float, _sW: float = 0) -> None:
        whole, numbering, item = self.place
        with ExitStack() as stack:
            stack.enter_context(element(canv, "L", whole, ListNumbering=numbering))
            stack.enter_context(element(canv, "LI", item))
            if self._bullet:
                with element(canv, "Lbl", (item, "Lbl")):
                    self._bullet.drawOn(self, canv, x, y, 0)
            stack.enter_context(element(canv, "LBody", (item, "LBody")))
            width = max(0, _sW - self._leftIndent - self._rightIndent)
            self._flowable.drawOn(canv, x + self._leftIndent, y, width)
