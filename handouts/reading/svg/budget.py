"""How much a drawing may hold, counted as it is drawn: the same drawing is always told the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .elements import Element
from .svg_error import SvgError

MAX_ELEMENTS = 10_000
MAX_POINTS = 100_000
MAX_DASHES = 100_000
MAX_LAYERS = 300
MAX_DEPTH = 100


class Budget:
    """Each method raises SvgError where it is overspent."""

    def __init__(self) -> None:
        self._elements, self._points, self._layers, self._depth = 0, 0, 0, 0
        self._dashes = 0.0

    def element(self, element: Element) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise _too_much(element, f"{MAX_ELEMENTS:,} elements, copies (<use>) included")

    def points(self, element: Element, count: int) -> None:
        self._points += count
        if self._points > MAX_POINTS:
            raise _too_much(element, f"{MAX_POINTS:,} points, copies (<use>) included")

    def dashes(self, element: Element, count: float) -> None:
        self._dashes += count
        if not self._dashes < MAX_DASHES:
            raise _too_much(element, f"{MAX_DASHES:,} dashes")

    def layer(self, element: Element) -> None:
        """A group or gradient that fades, which printers first paint apart."""
        self._layers += 1
        if self._layers > MAX_LAYERS:
            raise _too_much(element, f"{MAX_LAYERS:,} groups or gradients that fade")

    @contextmanager
    def deeper(self, element: Element) -> Iterator[None]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise element.fails("has copies (<use>) of copies, too deep", "unlink the copies")
        yield
        self._depth -= 1


def _too_much(element: Element, what: str) -> SvgError:
    return element.fails(f"has more than {what}", "simplify it, or save it as PNG")
