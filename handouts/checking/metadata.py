"""What a file says of itself: title, language, and which standards it claims to follow."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from handouts.checking.finding import Finding, Level
from handouts.checking.optional_packages import load, quiet

_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_A = "{http://www.aiim.org/pdfa/ns/id/}"
_WITHOUT_INFORMATION = 20  # PDF 2.0 has its title in the XMP packet (ISO 32000-2, 14.3.3)


@dataclass(frozen=True)
class Says:
    """The properties any reader finds."""

    title: str
    lang: str
    tagged: bool


def says(document: Any, path: Path) -> Says:
    """The properties of a pypdfium2 document, which is that of a file."""
    length = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    lang = ""
    if length > 2:
        # UTF-16 code units, the last of them nought.
        words = (ctypes.c_ushort * (length // 2))()
        pdfium.FPDFCatalog_GetLanguage(document.raw, words, length)
        lang = bytes(words).decode("utf-16-le", "replace").rstrip("\0")
    tagged = bool(pdfium.FPDFCatalog_IsTagged(document.raw))
    title = document.get_metadata_value("Title")
    if document.get_version() >= _WITHOUT_INFORMATION:
        title = title or _title_in_packet(path)
    return Says(title, lang, tagged)


def _title_in_packet(path: Path) -> str:
    """The title in the XMP packet; empty where there is none, or nothing to read it with."""
    pikepdf = load("pikepdf")
    if pikepdf is None:
        return ""
    try:
        with quiet(), pikepdf.open(path) as pdf, pdf.open_metadata() as packet:
            return str(packet.get("dc:title", ""))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        return ""


def properties(said: Says) -> Iterator[Finding]:
    """Properties that assistive technology needs (ISO 14289-1, 7.1 and 7.2)."""
    if not said.title.strip():
        yield _error("the file has no title", "viewers show its name instead: give it one")
    if not said.lang.strip():
        yield _error("the file does not say its language", "screen readers guess: name it")
    if not said.tagged:
        yield _error("the file is not tagged", "screen readers cannot follow it: tag it")


def standards(pdf: Any) -> Iterator[Finding]:
    """The standards a pikepdf document claims, and how viewers are told to show its title."""
    if pdf.is_encrypted:
        yield _error("the file is encrypted", "archives refuse it: save it without")
    with pdf.open_metadata() as packet:
        claimed = {name: str(packet.get(name, "")) for name in (f"{_UA}part", f"{_A}part")}
        level = str(packet.get(f"{_A}conformance", "")).upper()
    if not claimed[f"{_UA}part"]:
        yield _error("the file does not claim PDF/UA", "write its identifier into the XMP")
    if not claimed[f"{_A}part"]:
        yield _error("the file does not claim PDF/A", "write its identifier into the XMP")
    elif claimed[f"{_A}part"] in ("1", "2", "3") and level != "A":
        what = f"the file claims PDF/A-{claimed[f'{_A}part']} at level {level or 'none'}"
        yield Finding(Level.WARNING, "metadata", what, "level A is the accessible one")
    preferences = pdf.Root.get("/ViewerPreferences", {})
    if not preferences.get("/DisplayDocTitle", False):
        yield _error("viewers show the file's name, not its title", "set DisplayDocTitle")


def _error(what: str, remedy: str) -> Finding:
    return Finding(Level.ERROR, "metadata", what, remedy)
