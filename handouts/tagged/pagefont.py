"""TrueType fonts of which a document gets the characters it shows, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import (
    FF_NONSYMBOLIC,
    FF_SYMBOLIC,
    SUBSETN,
    TTFont,
)

from handouts.tagged.objects import compressed, reference
from handouts.tagged.truetype import Outlines, byte_cmap, numbered

_BLOCK = 100  # most entries of a block in a CMap (Adobe Technical Note 5014)


class PageFont(TTFont):
    """A font of ReportLab's; its subsets have only the characters shown, unhinted.

    ReportLab gives every document all of ASCII, so that its codes are readable. The codes stay so
    here, but those not used have no glyph.
    """

    face: Any
    state: Any

    def __init__(self, name: str, filename: str, **kw: Any) -> None:
        super().__init__(name, filename, **kw)  # type: ignore[no-untyped-call]
        self._shown: WeakKeyDictionary[Any, set[int]] = WeakKeyDictionary()

    @cached_property
    def outlines(self) -> Outlines:
        return Outlines(self.face)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        """The codes of a text in the subsets of a document; its characters will be in them."""
        self._shown.setdefault(doc, set()).update(map(ord, text.replace("\xa0", " ")))
        return super().splitString(text, doc, encoding)  # type: ignore[no-untyped-call]

    def addObjects(self, doc: Any) -> None:
        """Add the subsets to a finished document."""
        shown = self._shown.pop(doc, set())
        state = self.state[doc]
        for number, subset in enumerate(state.subsets):
            codes = [code if code in shown else 0 for code in subset]
            while codes and not codes[-1]:
                codes.pop()
            internal = self.getSubsetInternalName(number, doc)[1:]  # type: ignore[no-untyped-call]
            font = self._font(doc, internal, number, codes)
            reference_by_name(doc, font, internal)
        del self.state[doc]

    def _font(self, doc: Any, internal: str, number: int, codes: Sequence[int]) -> Any:
        """A simple symbolic font (ISO 32000-1, 9.6.3)."""
        face = self.face
        name = (SUBSETN(number) + b"+" + face.name).decode()  # type: ignore[no-untyped-call]
        glyphs = [face.charToGlyph.get(code, 0) if code else 0 for code in codes]
        order = numbered(glyphs)
        program = self.outlines.program(order, byte_cmap([order[glyph] for glyph in glyphs]))
        first = next((place for place, code in enumerate(codes) if code), 0)
        font: Any = PDFTrueTypeFont()
        font.Name = internal
        font.BaseFont = name
        font.FirstChar, font.LastChar = first, max(first, len(codes) - 1)
        font.Widths = PDFArray([face.getCharWidth(code) if code else 0 for code in codes[first:]])
        font.ToUnicode = reference(doc, compressed(to_unicode(codes)))
        font.FontDescriptor = descriptor(
            doc, face, name, face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC, program
        )
        return font


def reference_by_name(doc: Any, font: Any, internal: str) -> None:
    """Put a font among the resources every page has."""
    doc.Reference(font, internal)
    doc.idToObject["BasicFonts"].dict[internal] = font


def descriptor(doc: Any, face: Any, name: str, flags: int, program: bytes) -> Any:
    """A reference to a font descriptor with its font program (ISO 32000-1, 9.8)."""
    entries = {
        "Type": "/FontDescriptor",
        "FontName": PDFName(name),
        "Flags": flags,
        "FontBBox": PDFArray(face.bbox),
        "ItalicAngle": face.italicAngle,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "StemV": face.stemV,
        "MissingWidth": face.defaultWidth,
        "FontFile2": reference(doc, compressed(program, {"Length1": len(program)}, kept=True)),
    }
    return reference(doc, PDFDictionary(entries))


def to_unicode(codes: Sequence[int]) -> str:
    """A ToUnicode CMap of one-byte codes; 0 stands for a code without a character (9.10.3)."""
    ranges: list[list[int]] = []  # first and last code, character of the first
    for code, character in enumerate(codes):
        if not character:
            continue
        if (
            ranges
            and code == ranges[-1][1] + 1
            and character == ranges[-1][2] + code - ranges[-1][0]
            and character & 0xFF
        ):
            ranges[-1][1] = code
        else:
            ranges.append([code, code, character])
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(ranges), _BLOCK):
        block = ranges[start : start + _BLOCK]
        lines += [
            f"{len(block)} beginbfrange",
            *(f"<{first:02X}> <{last:02X}> <{_utf_16(to)}>" for first, last, to in block),
            "endbfrange",
        ]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


def _utf_16(character: int) -> str:
    return chr(character).encode("utf-16-be").hex().upper()
