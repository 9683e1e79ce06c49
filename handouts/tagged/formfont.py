"""The font of form fields, so that what is typed is also set in an embedded font."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.lib.utils import asNative
from reportlab.pdfbase.pdfdoc import PDFArray, PDFObjectReference, PDFTrueTypeFont

from handouts.tagged.fonts import registered
from handouts.tagged.objects import reference
from handouts.tagged.pagefont import descriptor
from handouts.tagged.truetype import Outlines, numbered, unicode_cmap

_CODES = [bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)]
_NON_SYMBOLIC = 1 << 5  # font flag 6 (table 123)


def form_font(document: Any, name: str) -> PDFObjectReference:
    """Embed a registered TrueType font as a simple font with all of WinAnsiEncoding.

    The fonts of pages are subsets of the characters drawn, with codes of their own: nothing
    else can be typed in them. A simple font in a named encoding is what every program that
    fills forms can write with (ISO 32000-1, 12.7.3.3): viewers, and libraries that know neither
    composite fonts nor encodings with differences, which were tried. It holds the letters of
    western Europe, and its name is that of a font carried whole: for a form it is. For other
    letters the value is kept as Unicode text, and the viewer shows it in a font of its own,
    which it may not embed.

    ISO 32000-1, 9.6.3; ISO 14289-1, 7.21.6: non-symbolic, with a (3, 1) `cmap` in the program.
    """
    face = registered(name).face
    font: Any = PDFTrueTypeFont()
    font.BaseFont = asNative(face.name)
    font.FirstChar, font.LastChar = 32, 255
    font.Encoding = "/WinAnsiEncoding"
    font.Widths = PDFArray([_width(face, character) for character in _CODES])
    font.FontDescriptor = descriptor(document, face, font.BaseFont, _NON_SYMBOLIC, _program(face))
    return reference(document, font)


@lru_cache(maxsize=8)
def _program(face: Any) -> bytes:
    """The face's characters of WinAnsiEncoding, by code point."""
    codes = [ord(character) for character in _CODES if character]
    glyphs = {code: face.charToGlyph[code] for code in codes if code in face.charToGlyph}
    order = numbered(glyphs.values())
    cmap = unicode_cmap({code: order[glyph] for code, glyph in glyphs.items()})
    return Outlines(face).program(order, cmap)


def _width(face: Any, character: str) -> float:
    """The advance width, in 1/1000 em; codes that WinAnsiEncoding leaves free have none."""
    if not character:
        return float(face.defaultWidth)
    return float(face.charWidths.get(ord(character), face.defaultWidth))
