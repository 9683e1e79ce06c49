"""Elements and artifacts on any canvas: nothing on one that does not tag."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from handouts.tagged.structured import StructuredCanvas


def tags(canvas: Any) -> bool:
    """Whether elements opened now on that canvas count."""
    return isinstance(canvas, StructuredCanvas) and canvas.tagging


def element(
    canvas: Any, role: str, key: Hashable | None = None, **attributes: object
) -> AbstractContextManager[None]:
    """`StructuredCanvas.element`, or nothing."""
    if isinstance(canvas, StructuredCanvas):
        return canvas.element(role, key, **attributes)
    return nullcontext()


def figure(canvas: Any, alt: str, *place: Any) -> AbstractContextManager[None]:
    """`StructuredCanvas.figure`, or nothing."""
    if isinstance(canvas, StructuredCanvas):
        return canvas.figure(alt, *place)
    return nullcontext()
