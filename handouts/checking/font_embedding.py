"""Fonts in the file: which are carried whole, and which a form needs (ISO 32000-1, 9.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from handouts.checking.finding import Finding, Level

_SUBSET = re.compile(r"/[A-Z]{6}\+")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def findings(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Fonts embedded whole without need, and fonts of form fields that are not embedded.

    A form's font is whole on purpose: nobody knows what will be typed.
    """
    form: Any = pdf.Root.get("/AcroForm", {})
    fields = {font.objgen for font in dict(form.get("/DR", {}).get("/Font", {})).values()}
    seen: set[str] = set()
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font":
            continue
        name = str(font.get("/BaseFont", ""))
        if name in seen or not name:
            continue
        plain = name.removeprefix("/")
        if font.objgen in fields:
            if not _embedded(font):
                seen.add(name)
                what = f"the font {plain} of the form fields is not embedded"
                yield Finding(Level.ERROR, "fonts", what, "embed it: other machines lack it")
        elif _embedded(font) and not _SUBSET.match(name):
            seen.add(name)
            what = f"the font {plain} is embedded whole"
            yield Finding(Level.WARNING, "fonts", what, "embed only the characters in use")


def _embedded(font: Any) -> bool:
    descriptor = font.get("/FontDescriptor", {})
    return any(name in descriptor for name in _FILES)
