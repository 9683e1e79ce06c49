"""Drawings in SVG, written down."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def whole(inside: str, attributes: str = 'viewBox="0 0 100 60"') -> str:
    return f"<svg {NAMES} {attributes}>{inside}</svg>"


def element(name: str, attributes: dict[str, str], inside: str = "") -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"
