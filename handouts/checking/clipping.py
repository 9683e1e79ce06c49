"""What of text shows: the parts of a poster on a sheet are cut out of one drawing."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

Box: TypeAlias = tuple[float, float, float, float]


def windows(page: Any) -> Mapping[int, Box]:
    """Where text on a pypdfium2 page is clipped to, in pt, by its address.

    Only the box round a clipping path is told, and only that of text, or of a form with text in it,
    that stands on the page itself.
    """
    found: dict[int, Box] = {}
    kinds = [pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_TEXT]
    for painted in page.get_objects(filter=kinds, max_depth=1):
        window = _window(painted.raw)
        if window is not None:
            is_text = painted.type == pdfium.FPDF_PAGEOBJ_TEXT
            texts = [address(painted.raw)] if is_text else _texts(painted.raw)
            found |= dict.fromkeys(texts, window)
    return found


def address(painted: Any) -> int:
    """What tells one page object from another."""
    return ctypes.addressof(painted.contents)


def _texts(form: Any) -> Iterator[int]:
    for place in range(pdfium.FPDFFormObj_CountObjects(form)):
        painted = pdfium.FPDFFormObj_GetObject(form, place)
        kind = pdfium.FPDFPageObj_GetType(painted)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield address(painted)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _texts(painted)


def _window(form: Any) -> Box | None:
    """What all clipping paths of a form have in common."""
    path = pdfium.FPDFPageObj_GetClipPath(form)
    window: Box | None = None
    for number in range(max(0, pdfium.FPDFClipPath_CountPaths(path))):
        points = list(_points(path, number))
        if not points:
            continue
        xs, ys = zip(*points, strict=True)
        box = min(xs), min(ys), max(xs), max(ys)
        window = box if window is None else _common(window, box)
    return window


def _points(path: Any, number: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(max(0, pdfium.FPDFClipPath_CountPathSegments(path, number))):
        segment = pdfium.FPDFClipPath_GetPathSegment(path, number, place)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _common(one: Box, other: Box) -> Box:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, min(one[2], other[2]), min(one[3], other[3])


def within(box: Box, window: Box) -> bool:
    """Whether a box lies in a window as a whole."""
    left, bottom, right, top = window
    return left <= box[0] and bottom <= box[1] and box[2] <= right and box[3] <= top
