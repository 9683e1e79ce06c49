"""The typeface inside the page: only the characters that are near those of the document."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import TypeAlias

from handouts.design.fonts import TYPEFACES, Typeface, typeface_for
from handouts.storage import cache
from handouts.storage.tracking import note

FAMILY = "Handout"
# Pages of a language should have the same characters, so that they are picked once: all of a few
# blocks, and the accented letters of Latin-1, small or large ones, all or none; but not of scripts
# with thousands of letters.
_BLOCK, _IDEOGRAPHS = 16, 0x2E80
_USUAL = (*range(0x20, 0x80, _BLOCK), 0xA0, 0xB0, 0x2010, 0x2020)
_ACCENTED = ((0xC0, 0xD0), (0xE0, 0xF0))
Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Characters: the first one and how many."""


def font_faces(texts: Iterable[str]) -> str:
    """The style rules of a regular and a bold face with all characters of some texts."""
    shown = list(texts)
    typeface = typeface_for(shown)
    codes = {ord(each) for text in shown for each in text}
    ranges = {
        (code // _BLOCK * _BLOCK, _BLOCK) if code < _IDEOGRAPHS else (code, 1) for code in codes
    }
    if typeface == TYPEFACES[0]:
        ranges |= {(block, _BLOCK) for block in _USUAL}
    for blocks in _ACCENTED:
        if any((block, _BLOCK) in ranges for block in blocks):
            ranges |= {(block, _BLOCK) for block in blocks}
    return "".join(_face(typeface, bold, tuple(sorted(ranges))) for bold in (False, True))


def _face(typeface: Typeface, bold: bool, ranges: Ranges) -> str:
    note(typeface.path(bold=bold))
    return (
        f"@font-face{{font-family:{FAMILY};font-weight:{700 if bold else 400};font-display:swap;"
        f"src:url(data:font/woff2;base64,{_subset(typeface, bold, ranges)})format('woff2')}}"
    )


@lru_cache(maxsize=32)
def _subset(typeface: Typeface, bold: bool, ranges: Ranges) -> str:
    """The face as WOFF2 (W3C), in base64."""
    made_from = repr((typeface.family, bold, ranges))
    if (before := cache.get("web-fonts", made_from)) is not None:
        return before
    import brotli  # type: ignore[import-untyped] # noqa: F401 - so that a bundle has it
    from fontTools import subset  # takes long to import
    from fontTools.ttLib import TTFont

    options = subset.Options(
        hinting=False,
        name_IDs=[1, 2, 13, 14],  # what it is called, and its licence
        notdef_outline=True,
    )
    if typeface != TYPEFACES[0]:  # kerning and marks of so many letters are a third of the file
        options.layout_features = ["ccmp", "locl"]
    target = BytesIO()
    with TTFont(typeface.path(bold=bold), recalcTimestamp=False) as font:
        # The same bytes, whether HarfBuzz is installed or not.
        font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=[code + place for code, many in ranges for place in range(many)])
        chosen.subset(font)
        font.flavor = "woff2"
        font.save(target)
    made = base64.b64encode(target.getvalue()).decode()
    cache.keep("web-fonts", made_from, made)
    return made
