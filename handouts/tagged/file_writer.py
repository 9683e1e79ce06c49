"""The file itself: objects packed into object streams, and a cross-reference stream.

ReportLab writes every object on its own and uncompressed; a tagged document has some hundred small
ones. Packed (ISO 32000-1, 7.5.7 and 7.5.8) they are a fifth of the size. PDF/A-2 allows it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from hashlib import md5
from struct import Struct
from typing import Any

from .object_writer import entry, stream, written
from .versions import Version

_HEAD = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n"  # bytes above 127, ISO 19005-2, 6.1.2
_IN_FILE, _IN_STREAM = 1, 2  # types of cross-reference entries (table 18)
_FIELDS = (1, 4, 2)  # their widths in bytes
_ROW = Struct(">BIH")
# Most objects of one object stream: readers that want one object read them all.
_MOST = 500
# Of zlib: so many small objects alike take twice as long at the best level, and save 0.5 %.
_LEVEL = 7

Entry = tuple[int, int, int]


def file_bytes(document: Any, known: Mapping[int, bytes], version: Version) -> bytes:
    """The file of a finished ReportLab document: the same bytes for the same document.

    Args:
        known: objects that are written already, by number.
    """
    said = {"Root": document.Catalog}
    if version.has_information:
        said["Info"] = document.info
    trailer = b" ".join(
        entry(name, written(document.Reference(thing), document)) for name, thing in said.items()
    )
    contents = [content.strip() for content in _contents(document, known)]
    file = _File(version)
    small: list[tuple[int, bytes]] = []
    for number, content in enumerate(contents, start=1):
        if content.endswith(b"endstream"):
            file.write(number, content)
        else:
            small.append((number, content))
    number = len(contents)
    for start in range(0, len(small), _MOST):
        number += 1
        packed = small[start : start + _MOST]
        file.write(number, _object_stream(packed))
        for index, (inside, _) in enumerate(packed):
            file.entries[inside] = (_IN_STREAM, number, index)
    return file.ended(number + 1, trailer)


class _File:
    """The bytes so far, and where each object is: the cross-reference entries by number."""

    def __init__(self, version: Version) -> None:
        head = _HEAD % version.number.encode("ascii")
        self.parts = [head]
        self.place = len(head)
        self.entries: dict[int, Entry] = {0: (0, 0, 0xFFFF)}

    def write(self, number: int, content: bytes) -> None:
        self.entries[number] = (_IN_FILE, self.place, 0)
        part = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        self.parts.append(part)
        self.place += len(part)

    def ended(self, number: int, trailer: bytes) -> bytes:
        """The whole, with its cross-reference stream as the object of that number."""
        start = self.place
        identifier = md5(b"".join(self.parts), usedforsecurity=False).hexdigest().encode()
        self.entries[number] = (_IN_FILE, start, 0)
        trailer += b" /ID [<%s> <%s>]" % (identifier, identifier)
        self.write(number, _references(self.entries, trailer))
        return b"".join((*self.parts, b"startxref\n%d\n%%%%EOF\n" % start))


def _contents(document: Any, known: Mapping[int, bytes]) -> list[bytes]:
    """What each indirect object holds, by number from 1."""
    contents: list[bytes] = []
    # Formatting an object may add others.
    while (number := len(contents) + 1) <= document.objectcounter:
        content = known.get(number)
        if content is None:
            content = written(document.idToObject[document.numberToId[number]], document)
        contents.append(content)
    return contents


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    """Objects that are not streams, in one that is (7.5.7)."""
    index: list[int] = []
    place = 0
    for number, content in objects:
        index += (number, place)
        place += len(content) + 1
    head = " ".join(map(str, index)).encode("ascii") + b"\n"
    data = head + b"\n".join(content for _, content in objects)
    entries = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
    return _stream(entries, data)


def _references(entries: dict[int, Entry], trailer: bytes) -> bytes:
    """The cross-reference stream (7.5.8), each row as what it adds to the one before (7.4.4.4)."""
    rows = b"".join(_ROW.pack(*entries[number]) for number in range(len(entries)))
    width = _ROW.size
    added = _difference(rows, bytes(width) + rows[:-width])
    data = b"".join(b"\x02" + added[start : start + width] for start in range(0, len(added), width))
    parameters = b"/DecodeParms <</Predictor 12 /Columns %d>>" % width
    fields = b"/W [%s]" % b" ".join(b"%d" % each for each in _FIELDS)
    size = b"/Type /XRef /Size %d" % len(entries)
    return _stream(b"\n".join((size, fields, trailer, parameters)), data)


def _difference(one: bytes, other: bytes) -> bytes:
    """Each byte of one less that of the other, modulo 256: of all at once, as two large numbers.

    The highest bit of each byte is kept out of the subtraction, so that no byte borrows from the
    next (H. S. Warren, Hacker's Delight, 2-18).
    """
    high = int.from_bytes(b"\x80" * len(one), "big")
    low = (1 << 8 * len(one)) - 1 - high
    x, y = int.from_bytes(one, "big"), int.from_bytes(other, "big")
    difference = ((x | high) - (y & low)) ^ ((x ^ y ^ high) & high)
    return difference.to_bytes(len(one), "big")


def _stream(entries: bytes, data: bytes) -> bytes:
    return stream([entries, b" /Filter /FlateDecode"], zlib.compress(data, _LEVEL))
