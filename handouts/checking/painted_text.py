"""The text on a page as it is painted: where, how large, in which colour and font."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from handouts.checking.clipping import Box, address, windows, within

INVISIBLE = 3  # ISO 32000-1, table 106
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Font:
    """A font by its PostScript name, without the tag of a subset; whether the file carries it."""

    name: str
    embedded: bool


@dataclass(frozen=True)
class Piece:
    """Text painted at once.

    Attributes:
        text: blanks and line ends that follow it are one blank.
        mcid: its marked-content identifier; None if it has none.
        box: left, bottom, right, top of its ink in pt; None if it is all blanks.  Characters that
            a window cuts off are left out.
        size: the type size as it comes out on the page, in pt.
        bold: so called by its font.
        opacity: from 0 to 1.
        pagination: marked as a header, a footer or the like, which readers skip.
    """

    text: str
    mcid: int | None
    box: Box | None
    size: float
    bold: bool
    font: Font
    colour: Colour
    opacity: float
    visible: bool
    pagination: bool


def pieces(page: Any) -> list[Piece]:
    """All text of a pypdfium2 page, in the order it is painted."""
    text, cut = page.get_textpage(), windows(page)
    return [_piece(text, places, said, cut) for places, said in _runs(text)]


def _runs(text: Any) -> Iterator[tuple[list[int], str]]:
    """Places of the characters of each text object, with its words."""
    places: list[int] = []
    said = ""
    current = None
    for place in range(text.count_chars()):
        painted = pdfium.FPDFText_GetTextObject(text.raw, place)
        char = _char(text, place)
        if not painted:  # a blank or line end that PDFium adds
            said += " " if said and not said.endswith("\N{SOFT HYPHEN}") else ""
            continue
        of = address(painted)
        if of != current and places:
            yield places, said.replace("\N{SOFT HYPHEN}", "-")
            places, said = [], ""
        current = of
        places.append(place)
        said += char
    if places:
        yield places, said.replace("\N{SOFT HYPHEN}", "-")


def _char(text: Any, place: int) -> str:
    if pdfium.FPDFText_IsHyphen(text.raw, place) == 1:
        return "\N{SOFT HYPHEN}"  # a word goes on in the next line
    code = pdfium.FPDFText_GetUnicode(text.raw, place)
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= code < 0xE000 else chr(code)


def _piece(text: Any, places: list[int], said: str, cut: Mapping[int, Box]) -> Piece:
    painted = pdfium.FPDFText_GetTextObject(text.raw, places[0])
    mcid = pdfium.FPDFPageObj_GetMarkedContentID(painted)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(text.raw, places[0], red, green, blue, alpha):
        alpha.value = 255
    boxes = [text.get_charbox(place) for place in places if not _char(text, place).isspace()]
    if window := cut.get(address(painted)):
        boxes = [box for box in boxes if within(box, window)]
    font = _font(painted)
    return Piece(
        text=said,
        mcid=mcid if mcid >= 0 else None,
        box=_around(boxes),
        size=_size(text, places[0]),
        bold="bold" in font.name.lower() or "black" in font.name.lower(),
        font=font,
        colour=(red.value, green.value, blue.value),
        opacity=alpha.value / 255,
        visible=pdfium.FPDFTextObj_GetTextRenderMode(painted) != INVISIBLE,
        pagination=any(_is_pagination(mark) for mark in _marks(painted)),
    )


def _marks(painted: Any) -> Iterator[Any]:
    for number in range(pdfium.FPDFPageObj_CountMarks(painted)):
        yield pdfium.FPDFPageObj_GetMark(painted, number)


def _is_pagination(mark: Any) -> bool:
    """Whether a mark makes a header, a footer or a watermark.

    PDFium does not tell names, but only these artifacts have a subtype (ISO 32000-1, table 330).
    """
    kind = pdfium.FPDFPageObjMark_GetParamValueType(mark, b"Subtype")
    return bool(kind == pdfium.FPDF_OBJECT_NAME)


def _around(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _size(text: Any, place: int) -> float:
    """The font size times the height of the text's and the form's matrix."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text.raw, place))
    if not pdfium.FPDFText_GetMatrix(text.raw, place, matrix):
        return size
    return size * hypot(matrix.c, matrix.d)


def _font(painted: Any) -> Font:
    font = pdfium.FPDFTextObj_GetFont(painted)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    embedded = pdfium.FPDFFont_GetIsEmbedded(font) == 1
    return Font(name.value.decode("utf-8", "replace"), embedded)
