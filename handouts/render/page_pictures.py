"""Pictures of pages.

Drawn by PDFium.  Small ones become PNG without Pillow, which takes longer to load than one edited
page to be set.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from threading import Lock
from typing import Any, NamedTuple

from handouts.render import pdfium

# PDFium can do one thing at a time.
_one_at_a_time = Lock()
_NUMBER = re.compile("[1-9][0-9]{0,5}")
_WHITE = 0xFFFFFFFF
# 32 steps from dark to light: nobody sees a difference, and the file is a third smaller.
_STEPS = bytes(round(round(level * 31 / 255) * 255 / 31) for level in range(256))


class NoPicture(Exception):
    """There is no such page, or no PDF that can be read."""


class Picture(NamedTuple):
    """Rows of pixels from top to bottom: a byte 0, then red, green and blue of each pixel."""

    width: int
    height: int
    rows: Any  # an array of ctypes, a byte longer than its rows


def numbered(page: str) -> int:
    """A page's number, counted from 1, as it is written in an address, in one way only.

    Raises:
        NoPicture: it is none, or has more digits than any document has pages.
    """
    if not _NUMBER.fullmatch(page):
        raise NoPicture
    return int(page)


def get_ready() -> None:
    """Loads beforehand what makes a picture."""
    with _one_at_a_time:
        pdfium.library()


def render(pdf: bytes, page: int, width: int) -> Picture:
    """A picture of a page.

    Args:
        page: counted from 1.
        width: in pixels.

    Raises:
        NoPicture: there is no such page, or no PDF that can be read.
    """
    with _one_at_a_time, _opened(pdf, page) as (sheet, form):
        library = pdfium.library()
        shape = library.FPDF_GetPageHeightF(sheet) / library.FPDF_GetPageWidthF(sheet)
        height = ceil(width * shape)
        stride = 1 + 3 * width
        rows = (ctypes.c_ubyte * (stride * height + 1))()
        pixels = ctypes.byref(rows, 1)
        bitmap = library.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, pixels, stride)
        library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        look = pdfium.FPDF_ANNOT | pdfium.FPDF_REVERSE_BYTE_ORDER
        library.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, width, height, 0, look)
        if form:  # which draws what is filled in, as annotations alone do not
            library.FPDF_FFLDraw(form, bitmap, sheet, 0, 0, width, height, 0, look)
        library.FPDFBitmap_Destroy(bitmap)
    return Picture(width, height, rows)


@contextmanager
def _opened(data: bytes, page: int) -> Iterator[Any]:
    """A page of a file, counted from 1, and the file's form, if it has one."""
    library = pdfium.library()
    document = library.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise NoPicture
    form = None
    if library.FPDF_GetFormType(document) != pdfium.FORMTYPE_NONE:
        about = pdfium.Settings(version=2)  # which the form looks at while it is there
        form = library.FPDFDOC_InitFormFillEnvironment(document, about)
    try:
        # PDFium would count a number of more than 32 bits from the start again.
        if not 1 <= page <= library.FPDF_GetPageCount(document):
            raise NoPicture
        sheet = library.FPDF_LoadPage(document, page - 1)
        if not sheet:
            raise NoPicture
        try:
            yield sheet, form
        finally:
            library.FPDF_ClosePage(sheet)
    finally:
        if form:
            library.FPDFDOC_ExitFormFillEnvironment(form)
        library.FPDF_CloseDocument(document)


class Letter(NamedTuple):
    """A letter or digit on a page, and its box in parts of the page's width, from its top left."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


def shape(pdf: bytes, page: int) -> float:
    """The height of a page by its width.

    Raises:
        NoPicture: there is no such page, or no PDF that can be read.
    """
    with _one_at_a_time, _opened(pdf, page) as (sheet, _):
        library = pdfium.library()
        wide, high = library.FPDF_GetPageWidthF(sheet), library.FPDF_GetPageHeightF(sheet)
        return float(high / wide)


def letters(pdf: bytes, page: int) -> list[Letter]:
    """The letters and digits of a page, counted from 1, in the order they were painted.

    Raises:
        NoPicture: there is no such page, or no PDF that can be read.
    """
    found = []
    with _one_at_a_time, _opened(pdf, page) as (sheet, _):
        library = pdfium.library()
        wide, high = library.FPDF_GetPageWidthF(sheet), library.FPDF_GetPageHeightF(sheet)
        text = library.FPDFText_LoadPage(sheet)
        box = tuple(ctypes.c_double() for _ in range(4))  # left, right, bottom, top
        for at in range(library.FPDFText_CountChars(text)):
            char = chr(library.FPDFText_GetUnicode(text, at))
            if char.isalnum() and library.FPDFText_GetCharBox(text, at, *map(ctypes.byref, box)):
                left, right, bottom, top = (each.value for each in box)
                of = (left, high - top, right, high - bottom)
                found.append(Letter(char, *(each / wide for each in of)))
        library.FPDFText_ClosePage(text)
    return found


def png(picture: Picture) -> bytes:
    """The picture's bytes (ISO/IEC 15948), a little coarser; for small pictures."""
    width, height, rows = picture
    pixels = zlib.compress(bytes(rows)[:-1].translate(_STEPS), 3)
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    header = size + bytes((8, 2, 0, 0, 0))  # eight bits of red, of green and of blue
    chunks = (b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return len(data).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")
