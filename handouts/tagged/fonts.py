"""What ReportLab knows of a registered font."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase import pdfmetrics


def registered(name: str) -> Any:
    """ReportLab's font object of that name. Raises `KeyError` if there is none."""
    return pdfmetrics.getFont(name)


def width_of(text: str, name: str, size: float) -> float:
    """The width of a text, in the unit of `size`."""
    return float(registered(name).stringWidth(text, size))


def embeddable(name: str) -> bool:
    """Whether the font is embedded when used: a TrueType font, of which a subset is made."""
    return bool(registered(name)._dynamicFont)


def glyphs(name: str) -> Mapping[int, int]:
    """The glyphs of an embeddable font, by code point."""
    found: Mapping[int, int] = registered(name).face.charToGlyph
    return found
