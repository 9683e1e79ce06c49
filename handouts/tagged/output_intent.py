"""The output intent, sRGB (ISO 19005-2, 6.2.3): its profile, from the numbers that define sRGB.

A profile of some library carries the time it was made, or changes with the library's version;
this one is the same bytes everywhere.
"""

from __future__ import annotations

import struct
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFString

from .objects import compressed, reference

# IEC 61966-2-1 primaries, adapted from D65 to the D50 of the connection space (Bradford).
_D50 = (0.96420, 1.00000, 0.82491)
_COLORANTS = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
_BRADFORD = (1.04788, 0.02292, -0.05022, 0.02960, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168)
# IEC 61966-2-1, 5.2: ((x + 0.055) / 1.055) ** 2.4, and x / 12.92 below 0.04045.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def _fixed(*numbers: float) -> bytes:
    """Numbers as s15Fixed16 (ICC.1:2004-10, 5.1.3)."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _text(text: str) -> bytes:
    """A multiLocalizedUnicodeType of one English record (ICC.1:2004-10, 10.13)."""
    encoded = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """An ICC version 4.2 display profile of sRGB (ICC.1:2004-10), about 600 bytes."""
    curve = b"para" + struct.pack(">4xHH", 3, 0) + _fixed(*_CURVE)
    tags = {
        "desc": _text("sRGB IEC61966-2.1"),
        "cprt": _text("No copyright, use freely"),
        "wtpt": b"XYZ " + bytes(4) + _fixed(*_D50),
        "chad": b"sf32" + bytes(4) + _fixed(*_BRADFORD),
        **{name: b"XYZ " + bytes(4) + _fixed(*xyz) for name, xyz in _COLORANTS.items()},
        "rTRC": curve,
        "gTRC": curve,
        "bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for data in tags.values():
        if data not in places:  # tags may share their data (ICC.1:2004-10, 7.3.1)
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
    table = struct.pack(">I", len(tags))
    for name, data in tags.items():
        table += struct.pack(">4sII", name.encode(), places[data], len(data))
    date = (2004, 10, 1, 0, 0, 0)  # of the ICC specification: a profile must have one
    header = struct.pack(
        ">I4xI4s4s4s6H4s4xI16xI", 0, 0x04200000, b"mntr", b"RGB ", b"XYZ ", *date, b"acsp", 0, 0
    )
    header += _fixed(*_D50) + bytes(128 - len(header) - 12)
    profile = header + table + body
    return struct.pack(">I", len(profile)) + profile[4:]


def output_intent(document: PDFDocument) -> PDFArray:
    """The output intent of a document whose colours are sRGB (ISO 19005-2, 6.2.3)."""
    profile = reference(document, compressed(srgb_profile(), {"N": 3}, reused=True))
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": profile,
    }
    return PDFArray([PDFDictionary(intent)])
