"""The few functions of PDFium that make a picture of a page, as its public headers declare them.

pypdfium2 brings the library.  Its own bindings declare all that PDFium can do, which takes as long
as a quarter of a build of one page.
"""

from __future__ import annotations

import sys
from ctypes import (
    CDLL,
    POINTER,
    Structure,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_size_t,
    c_uint,
    c_ulong,
    c_void_p,
)
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FORMTYPE_NONE = 0
FPDF_ANNOT = 0x01
FPDF_REVERSE_BYTE_ORDER = 0x10
FPDFBitmap_BGR = 2


class Settings(Structure):
    """An `FPDF_LIBRARY_CONFIG` or `FPDF_FORMFILLINFO`: a version, and pointers to nothing."""

    _fields_ = (("version", c_int), ("unset", c_void_p * 48))


_PAGE = _DOCUMENT = _BITMAP = _FORM = _TEXT = c_void_p
_FUNCTIONS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    # fpdfview.h
    ("FPDF_InitLibraryWithConfig", None, (POINTER(Settings),)),
    ("FPDF_LoadMemDocument64", _DOCUMENT, (c_char_p, c_size_t, c_char_p)),
    ("FPDF_CloseDocument", None, (_DOCUMENT,)),
    ("FPDF_GetPageCount", c_int, (_DOCUMENT,)),
    ("FPDF_LoadPage", _PAGE, (_DOCUMENT, c_int)),
    ("FPDF_ClosePage", None, (_PAGE,)),
    ("FPDF_GetPageWidthF", c_float, (_PAGE,)),
    ("FPDF_GetPageHeightF", c_float, (_PAGE,)),
    ("FPDFBitmap_CreateEx", _BITMAP, (c_int, c_int, c_int, c_void_p, c_int)),
    ("FPDFBitmap_FillRect", c_int, (_BITMAP, *(c_int,) * 4, c_ulong)),
    ("FPDFBitmap_Destroy", None, (_BITMAP,)),
    ("FPDF_RenderPageBitmap", None, (_BITMAP, _PAGE, *(c_int,) * 6)),
    # fpdf_text.h
    ("FPDFText_LoadPage", _TEXT, (_PAGE,)),
    ("FPDFText_ClosePage", None, (_TEXT,)),
    ("FPDFText_CountChars", c_int, (_TEXT,)),
    ("FPDFText_GetUnicode", c_uint, (_TEXT, c_int)),
    ("FPDFText_GetCharBox", c_int, (_TEXT, c_int, *(POINTER(c_double),) * 4)),
    # fpdf_formfill.h
    ("FPDF_GetFormType", c_int, (_DOCUMENT,)),
    ("FPDFDOC_InitFormFillEnvironment", _FORM, (_DOCUMENT, POINTER(Settings))),
    ("FPDFDOC_ExitFormFillEnvironment", None, (_FORM,)),
    ("FPDF_FFLDraw", None, (_FORM, _BITMAP, _PAGE, *(c_int,) * 6)),
)


@cache
def library() -> Any:
    """PDFium, ready for use.

    Raises:
        OSError: it is not there.
    """
    loaded = CDLL(_path())
    for name, result, arguments in _FUNCTIONS:
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
    loaded.FPDF_InitLibraryWithConfig(Settings(version=2))
    return loaded


def _path() -> str:
    """The library that pypdfium2 brings, or the system's, where it was packaged without."""
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    spec = find_spec("pypdfium2_raw")
    brought = Path(spec.origin).with_name(name) if spec and spec.origin else None
    if brought and brought.exists():
        return str(brought)
    from ctypes.util import find_library

    return find_library("pdfium") or name
