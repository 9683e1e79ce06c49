"""Pictures of pages.

Drawn by PDFium through its plain bindings, which load in half the time that pypdfium2 itself takes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Any

# PDFium can do one thing at a time.
_one_at_a_time = Lock()
_WHITE = 0xFFFFFFFF


class NoPicture(Exception):
    """There is no such page, or no PDF that can be read."""


def get_ready() -> None:
    """Loads beforehand what makes a picture."""
    from PIL import Image, JpegImagePlugin  # noqa: F401

    with _one_at_a_time:
        _pdfium()


def render(pdf: Path | bytes, page: int, width: int) -> Any:
    """A page as a Pillow picture.

    Args:
        page: counted from 1.
        width: in pixels.

    Raises:
        NoPicture: there is no such page, or no PDF that can be read.
    """
    from PIL import Image

    try:
        data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    except OSError as error:
        raise NoPicture from error
    with _one_at_a_time, _opened(data, page) as sheet:
        pdfium = _pdfium()
        height = ceil(width * pdfium.FPDF_GetPageHeightF(sheet) / pdfium.FPDF_GetPageWidthF(sheet))
        pixels = (ctypes.c_ubyte * (3 * width * height))()
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, pixels, 3 * width)
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", 3 * width, 1)


@cache
def _pdfium() -> Any:
    from pypdfium2_raw import bindings

    bindings.FPDF_InitLibraryWithConfig(bindings.FPDF_LIBRARY_CONFIG(version=2))
    return bindings


@contextmanager
def _opened(data: bytes, page: int) -> Iterator[Any]:
    """A page of a file, counted from 1."""
    pdfium = _pdfium()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise NoPicture
    try:
        sheet = pdfium.FPDF_LoadPage(document, page - 1)  # none if there is no such page
        if not sheet:
            raise NoPicture
        try:
            yield sheet
        finally:
            pdfium.FPDF_ClosePage(sheet)
    finally:
        pdfium.FPDF_CloseDocument(document)


class _Named(BytesIO):
    """So that Pillow loads one format instead of the five it always might need."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def jpeg(picture: Any) -> bytes:
    """The picture's bytes, made several times as fast as WebP; for small pictures."""
    target = _Named("picture.jpg")
    picture.save(target, quality=80)
    return target.getvalue()


def webp(picture: Any) -> bytes:
    """The picture's bytes; lines and letters stay clear at this quality."""
    target = _Named("picture.webp")
    picture.save(target, quality=78, method=0)
    return target.getvalue()
