"""PDF objects that ReportLab writes otherwise than PDF/A allows, made per document.

ReportLab itself is not changed: other documents of the same process are as before.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    pdfdocEnc,
)

from .operators import numbers
from .uris import uri


class _StreamBody(PDFObject):
    """The bytes of a stream; written with an end-of-line after them that Length does not count."""

    def __init__(self, content: str | bytes) -> None:
        self._content: bytes = pdfdocEnc(content)

    def __len__(self) -> int:
        return len(self._content)

    def format(self, _document: PDFDocument) -> bytes:
        return self._content + b"\n"


class EndedStreams(NoEncryption):
    """Puts an end-of-line marker before `endstream` (ISO 19005-2, 6.1.7.1).

    ReportLab passes every stream through the document's encryption, the last step before it is
    written: so this is the place to end it, for one document alone.
    """

    def encode(self, t: str | bytes) -> Any:
        return _StreamBody(t)


def link_annotation(target: str, box: Sequence[float]) -> PDFDictionary:
    """A link to an address (12.5.6.5), without a border; `box` is its place on the page."""
    action = PDFDictionary({"S": "/URI", "URI": PDFString(uri(target))})
    return PDFDictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": f"[{numbers(*box)}]",
            "Border": "[0 0 0]",
            "A": action,
        }
    )


BEST = 9
"""The level of zlib that makes streams smallest."""


def compressed(
    content: str | bytes, entries: dict[str, Any] | None = None, *, reused: bool = False
) -> PDFStream:
    """A stream compressed with Flate only (no ASCII armour), unless that makes it longer.

    `reused` says that other documents will have the same: it is compressed once.
    """
    plain = content.encode("latin-1") if isinstance(content, str) else content
    entries = entries or {}
    flat = deflated(plain, reused=reused)
    if flat is None:
        return PDFStream(PDFDictionary(entries), plain)
    return PDFStream(PDFDictionary(entries | {"Filter": PDFName("FlateDecode")}), flat)


def deflated(plain: bytes, *, reused: bool = False) -> bytes | None:
    """The same compressed; None if that makes it longer."""
    if len(plain) <= _SHORT:
        return None
    flat = _deflated_once(plain) if reused else zlib.compress(plain, BEST)
    return flat if len(flat) + len(_FLATE) < len(plain) else None


_FLATE = "/Filter /FlateDecode"
_SHORT = 64  # bytes that are hardly ever made fewer


@lru_cache(maxsize=64)
def _deflated_once(plain: bytes) -> bytes:
    return zlib.compress(plain, BEST)


def reference(document: PDFDocument, thing: object) -> PDFObjectReference:
    """A reference to an indirect object, which the document is given if new to it."""
    found: PDFObjectReference = document.Reference(thing)  # type: ignore[no-untyped-call]
    return found


def write_also(thing: Any, **entries: object) -> None:
    """Give one page or catalog entries that ReportLab's class of it does not write."""
    thing.__NoDefault__ = [*thing.__NoDefault__, *entries]
    for name, value in entries.items():
        setattr(thing, name, value)
