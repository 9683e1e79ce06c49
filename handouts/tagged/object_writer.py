"""ReportLab's objects that hold others as bytes, shorter than it writes them itself.

Kinds of object that are not known here are left to ReportLab.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFObject,
    PDFPage,
    PDFPages,
    PDFResourceDictionary,
    PDFStream,
    PDFTrueTypeFont,
    pdfdocEnc,
)
from reportlab.pdfbase.pdfdoc import format as formatted

from .exceptions import CharacterError
from .operators import factor

# What "Char" of XML 1.0, 2.2, leaves out.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What is the same in ASCII and in PDFDocEncoding (ISO 32000-1, annex D.3).
_ASCII = re.compile("[\t\n\r\x20-\x7e]*")
_ESCAPES = {"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"}
_ESCAPED = str.maketrans(_ESCAPES)


def new_number(document: Any) -> int:
    """The number of an indirect object that ReportLab need not know of."""
    document.objectcounter += 1
    return int(document.objectcounter)


class Written(PDFObject):
    """An indirect object that is written already, but that ReportLab refers to."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content


class Entries:
    """An indirect dictionary whose entries are written at once; ReportLab knows nothing of it.

    Attributes:
        number: that of the object.
        reference: what it is referred to by.
        written: its entries by name, each with its name.
    """

    __slots__ = ("number", "reference", "written")

    def __init__(self, document: Any) -> None:
        self.number = new_number(document)
        self.reference = b"%d 0 R" % self.number
        self.written: dict[str, bytes] = {}

    def __setitem__(self, name: str, value: bytes | int) -> None:
        if isinstance(value, int):
            value = b"%d" % value
        self.written[name] = entry(name, value)

    def __bytes__(self) -> bytes:
        return dictionary(self.written.values())


def written(value: Any, document: Any, *, inside: bool = False) -> bytes:
    """The bytes of an object; a reference to it where it may not stand `inside` another."""
    if inside and hasattr(value, "__RefOnly__"):
        value = document.Reference(value)
    write = _WRITERS.get(type(value))
    if write is None:
        return bytes(formatted(value, document, toplevel=1))
    return write(value, document)


def dictionary(entries: Iterable[bytes]) -> bytes:
    return b"<<" + b"".join(entries) + b">>"


def stream(entries: Iterable[bytes], data: bytes) -> bytes:
    """A stream object (7.3.8)."""
    length = b"/Length %d" % len(data)
    return b"%s\nstream\n%s\nendstream" % (dictionary((*entries, length)), data)


def entry(name: str, value: bytes) -> bytes:
    """A name and its value; a space between where the value does not begin with a delimiter."""
    return b"/%s%s%s" % (_name(name), b"" if value[:1] in b"/<([" else b" ", value)


@lru_cache(maxsize=512)
def _name(name: str) -> bytes:
    """A name without its slash (ISO 32000-1, 7.3.5)."""
    return b"".join(
        bytes([code]) if 0x21 <= code <= 0x7E and code not in b"%()<>{}[]#/" else b"#%02X" % code
        for code in name.encode("latin-1")
    )


def escaped(text: str) -> str:
    """The characters of a literal string (7.3.4.2)."""
    return text.translate(_ESCAPED)


@lru_cache(maxsize=1024)
def text_string(text: str) -> bytes:
    """A text string (7.9.2.2): in one byte a character where ASCII will do, else as UTF-16.

    Raises `CharacterError` for what is no character.
    """
    check_characters(text)
    if _ASCII.fullmatch(text):
        return f"({escaped(text)})".encode("ascii")
    codes = (BOM_UTF16_BE + text.encode("utf-16-be")).decode("latin-1")
    return f"({escaped(codes)})".encode("latin-1")


def check_characters(text: str, of: str = "") -> None:
    """Raise `CharacterError` for what XML cannot hold, of a text that is called `of`."""
    if found := _NO_CHARACTER.search(text):
        raise CharacterError(found[0], of or f"the text {text!r}")


def _dictionary(value: Any, document: Any) -> bytes:
    return dictionary(
        entry(name, written(inner, document, inside=True)) for name, inner in value.dict.items()
    )


def _array(value: Any, document: Any) -> bytes:
    return b"[%s]" % b" ".join(written(inner, document, inside=True) for inner in value.sequence)


def _stream(value: Any, document: Any) -> bytes:
    """A stream whose filters are applied; Length leaves out the end-of-line after it.

    ISO 19005-2, 6.1.7.1.
    """
    if value.filters or document.defaultStreamFilters:
        return bytes(value.format(document))
    data = pdfdocEnc(value.content)
    entries = [
        entry(name, written(inner, document, inside=True))
        for name, inner in value.dictionary.dict.items()
    ]
    return stream(entries, data)


def _attributes(value: Any, document: Any) -> bytes:
    """The catalog, a page and others whose entries are attributes."""
    value.check_format(document)
    entries: dict[str, Any] = {}
    for name in (*value.__Defaults__, *value.__NoDefault__):
        found = getattr(value, name, value.__Defaults__.get(name))
        if found is not None:
            entries[name] = document.Reference(found) if name in value.__Refs__ else found
    return dictionary(
        entry(name, written(inner, document, inside=True)) for name, inner in entries.items()
    )


def _resources(value: Any, document: Any) -> bytes:
    entries = []
    for name in value.dict_attributes:
        if found := getattr(value, name):
            found = PDFDictionary(found) if isinstance(found, dict) else found
            entries.append(entry(name, written(found, document, inside=True)))
    return dictionary(entries)  # a ProcSet is obsolete (14.2)


def _font(value: Any, document: Any) -> bytes:
    entries = [b"/Type/Font/Subtype/TrueType", entry("BaseFont", b"/" + _name(value.BaseFont))]
    for name in value.local_attributes:
        if hasattr(value, name):
            entries.append(entry(name, written(getattr(value, name), document, inside=True)))
    return dictionary(entries)


_WRITERS: dict[type, Callable[[Any, Any], bytes]] = {
    Written: lambda value, _: value.content,
    float: lambda value, _: factor(value).encode("ascii"),
    PDFDictionary: _dictionary,
    PDFArray: _array,
    PDFStream: _stream,
    PDFCatalog: _attributes,
    PDFPages: _attributes,
    PDFPage: _attributes,
    PDFResourceDictionary: _resources,
    PDFTrueTypeFont: _font,
}
