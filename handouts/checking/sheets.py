"""Sheets of paper: the boxes of a page, its size by name, and its margins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from handouts.checking.finding import Finding, Level
from handouts.checking.page_images import Seen
from handouts.checking.painted_text import Piece
from handouts.design.formats import FORMATS
from handouts.design.papers import MM, Paper, page_paper

_SLACK = 1.0  # pt: papers are rounded to whole points by some programs
_PRINTABLE = 5.0  # mm: office printers leave the rest white
_SAFE = 10.0
_PIXEL = 0.3  # mm, of the picture that is measured


def _sheets() -> dict[str, tuple[float, float]]:
    found = {"US Legal": (612.0, 1008.0)}  # ANSI/ASME Y14.1; handouts of others may be on it
    for each in FORMATS.values():
        for stock in chain(*each.stocks.values()):
            for paper in (page_paper(stock), stock if isinstance(stock, Paper) else stock.sheet):
                short, long = sorted((paper.width, paper.height))
                found[paper.name] = short, long
    return found


SHEETS: Mapping[str, tuple[float, float]] = _sheets()
"""Width and height in pt of the sheets there are, upright, by their names."""


def sheet_name(width: float, height: float) -> str | None:
    """The sheet of that size in pt, upright or on its side."""
    short, long = sorted((width, height))
    for name, size in SHEETS.items():
        if abs(size[0] - short) <= _SLACK and abs(size[1] - long) <= _SLACK:
            return name if width <= height else f"{name} on its side"
    return None


def in_mm(length: float) -> float:
    """Points to millimetres."""
    return length / MM


def size(page: Any) -> str:
    """The sheet of a pypdfium2 page by name, or its size in mm."""
    width, height = page.get_size()
    return sheet_name(width, height) or f"{width / MM:.0f} × {height / MM:.0f} mm"


def boxes(page: Any, number: int) -> Iterator[Finding]:
    """Boxes that make viewers or printers show other than the whole sheet."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    if any(abs(one - other) > _SLACK for one, other in zip(media, crop, strict=True)):
        what = "the page shows only a part of its sheet (CropBox)"
        yield Finding(Level.WARNING, "page", what, "let it show the whole sheet", number)
    if sheet_name(*page.get_size()) is None:
        what = f"the page is {size(page)}, which is no office paper"
        yield Finding(Level.NOTE, "page", what, "it will be scaled when printed", number)


def margins(page: Any, seen: Seen, number: int, painted: Sequence[Piece]) -> Iterator[Finding]:
    """Ink too near the edge of a sheet that may be printed.

    What is repeated, or said to whoever prints, may stand in the margin, where printers reach.
    """
    margin = seen.margin()
    if margin is None or sheet_name(*page.get_size()) is None:
        return
    distance = in_mm(margin)
    if distance < _SAFE - _PIXEL:
        lost = distance < _PRINTABLE - _PIXEL
        what = f"something is {distance:.1f} mm from the edge of the paper"
        if lost:
            what += ", where office printers do not print"
        inner = seen.margin(each.box for each in painted if each.pagination and each.box)
        words = inner is None or in_mm(inner) < _SAFE - _PIXEL
        level = Level.ERROR if lost else Level.WARNING if words else Level.NOTE
        yield Finding(level, "page", what, f"leave {_SAFE:g} mm on every side", number)
