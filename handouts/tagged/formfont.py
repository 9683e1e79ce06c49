"""The font of form fields, so that what is typed is also set in an embedded font."""

from __future__ import annotations

from typing import Any

from reportlab.lib.utils import asNative
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFTrueTypeFont,
)

from handouts.tagged.fonts import registered
from handouts.tagged.objects import compressed, reference

_CODES = [bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)]


def form_font(document: Any, name: str) -> PDFObjectReference:
    """Embed a registered TrueType font whole, as a simple font in WinAnsiEncoding.

    ReportLab's own fonts are subsets of the characters drawn, with codes of their own: nothing
    else can be typed in them. A simple font in a named encoding is what every program that
    fills forms can write with (ISO 32000-1, 12.7.3.3): viewers, and libraries that know neither
    composite fonts nor encodings with differences, which were tried. It holds the letters of
    western Europe. For others the value is kept as Unicode text, and the viewer shows it in a
    font of its own, which it may not embed.

    ISO 32000-1, 9.6.3; ISO 14289-1, 7.21.6: non-symbolic, with a (3, 1) `cmap` in the program.
    """
    face = registered(name).face
    program = face._ttf_data
    widths = [_width(face, character) for character in _CODES]
    descriptor = PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": PDFName(asNative(face.name)),
            "Flags": 32,  # non-symbolic (table 123)
            "FontBBox": PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "MissingWidth": face.defaultWidth,
            "FontFile2": reference(document, compressed(program, {"Length1": len(program)})),
        }
    )
    font: Any = PDFTrueTypeFont()
    font.BaseFont = asNative(face.name)
    font.FirstChar, font.LastChar = 32, 255
    font.Encoding = "/WinAnsiEncoding"
    font.Widths = PDFArray(widths)
    font.FontDescriptor = reference(document, descriptor)
    return reference(document, font)


def _width(face: Any, character: str) -> float:
    """The advance width, in 1/1000 em; codes that WinAnsiEncoding leaves free have none."""
    if not character:
        return float(face.defaultWidth)
    return float(face.charWidths.get(ord(character), face.defaultWidth))
