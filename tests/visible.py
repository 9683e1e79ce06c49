"""What is seen on the pages of a PDF, by an independent reader (pypdfium2)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Shown:
    """One piece of text as painted: page from 1, its ink's rectangle and size in pt."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    colour: tuple[int, int, int]


def shown(pdf: bytes) -> list[Shown]:
    """Every piece of text in the order it is painted; pieces of nothing but space left out."""
    pieces: list[Shown] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            places = [place for place in range(text.count_chars()) if _object(text, place)]
            for _, group in groupby(places, key=lambda place: _address(text, place)):
                piece = _piece(text, list(group), number)
                if piece is not None:
                    pieces.append(piece)
    return pieces


def words(pdf: bytes) -> list[str]:
    """The words of all pages as a reader extracts them, blank-separated."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document).split()


def _object(text: pypdfium2.PdfTextPage, place: int) -> object:
    """The text object of a character; a null pointer for white space the reader made up."""
    return pdfium.FPDFText_GetTextObject(text.raw, place)


def _address(text: pypdfium2.PdfTextPage, place: int) -> int:
    return ctypes.addressof(_object(text, place).contents)  # type: ignore[attr-defined]


def _piece(text: pypdfium2.PdfTextPage, places: list[int], page: int) -> Shown | None:
    chars = [(chr(pdfium.FPDFText_GetUnicode(text.raw, place)), place) for place in places]
    inked = [text.get_charbox(place) for char, place in chars if not char.isspace()]
    if not inked:
        return None
    lefts, bottoms, rights, tops = zip(*inked, strict=True)
    said = "".join(char for char, _ in chars)
    painted = _object(text, places[0])
    box = min(lefts), min(bottoms), max(rights), max(tops)
    return Shown(said, page, *box, _size(painted), _fill(painted))


def _size(painted: object) -> float:
    """The font size as it comes out on paper, in pt."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    assert pdfium.FPDFTextObj_GetFontSize(painted, size)
    assert pdfium.FPDFPageObj_GetMatrix(painted, matrix)
    return size.value * sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _fill(painted: object) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert pdfium.FPDFPageObj_GetFillColor(painted, red, green, blue, alpha)
    assert alpha.value == 255, "text is not see-through"
    return red.value, green.value, blue.value
