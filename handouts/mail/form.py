"""A finished PDF as a form: each copy is the same file with a few values added at its end.

Laying a handout out takes hundreds of times as long as writing a name into it.  So it is laid out
once, and each copy is an incremental update (ISO 32000-1, 7.5.6), which PDF/A-2 and PDF/UA-1 allow:
the changed fields, what they look like, and where they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from handouts.tagged import codes_named, fitted_size

_PADDING = 2.0  # between a field's edge and its text in pt, as in `handouts.tagged.form_fields`
_FONT = re.compile(r"/(\S+) 0 Tf")  # in type as large as there is room for
_CHANGED = frozenset(["/V", "/DV", "/AP"])


@dataclass(frozen=True)
class _Font:
    """A simple font: the code of each letter it has, and their widths; measures in 1/1000 em."""

    name: str
    reference: bytes
    codes: Mapping[int, int]
    widths: Mapping[int, float]
    ascent: float
    descent: float

    def code(self, value: str) -> bytes | None:
        """The value in the font's encoding, if it has all of its letters."""
        codes = [self.codes.get(ord(letter)) for letter in value]
        return None if None in codes else bytes(code for code in codes if code is not None)

    def width(self, code: bytes) -> float:
        return sum(self.widths[each] for each in code)


@dataclass(frozen=True)
class _Box:
    """A text field: its object number, its size in pt, and the start of its dictionary, without
    what values change."""

    number: int
    width: float
    height: float
    size: float
    font: _Font
    entries: bytes


class Form:
    """A PDF with text fields, some of which are to be filled in.

    Attributes:
        names: the fields there are.
    """

    def __init__(self, pdf: bytes) -> None:
        packed = BytesIO()
        with pikepdf.open(BytesIO(pdf)) as file:
            # One kind of cross-reference, a stream, that the update goes on with.
            file.save(
                packed,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
            )
        self._pdf = packed.getvalue()
        with pikepdf.open(BytesIO(self._pdf)) as file:
            self._boxes = dict(_boxes(file))
            self._size = int(file.trailer.Size)
            self._id = bytes(file.trailer.ID[0])
            keys = ("/Root", "/Info")
            self._trailer = b" ".join(
                key.encode() + b" " + file.trailer[key].unparse()
                for key in keys
                if key in file.trailer
            )
        self._start = int(self._pdf.rsplit(b"startxref", 1)[1].split()[0])

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._boxes)

    def has_room(self, values: Mapping[str, str]) -> bool:
        """Whether each value is in letters the form's font has, and no longer than its field."""
        for name, value in values.items():
            box = self._boxes.get(name)
            code = box.font.code(value) if box else None
            if box is None or code is None:
                return False
            if box.font.width(code) * box.size / 1000 + 2 * _PADDING > box.width:
                return False
        return True

    def room(self, name: str) -> tuple[float, float]:
        """How wide a value of that field may be, and its type size; both in pt."""
        box = self._boxes[name]
        return box.width - 2 * _PADDING, box.size

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The PDF with these values in its fields; what `has_room` refuses is a ValueError."""
        if not self.has_room(values):
            raise ValueError("a value does not fit its field")
        update = _Update(len(self._pdf), self._size)
        for name, value in values.items():
            if value:
                box = self._boxes[name]
                shown = update.add(_appearance(value, box))
                text = _text(value)
                changed = b"/V %s /DV %s /AP << /N %d 0 R >>" % (text, text, shown)
                update.replace(box.number, box.entries + changed + b" >>")
        if not update.places:
            return self._pdf
        ids = (self._id, hashlib.sha256(self._pdf + update.data).digest()[:16])
        trailer = b"%s /ID [%s] /Prev %d" % (
            self._trailer,
            b" ".join(b"<" + each.hex().encode() + b">" for each in ids),
            self._start,
        )
        return self._pdf + update.finished(trailer)


class _Update:
    """The objects of an incremental update, and where in the file they start."""

    def __init__(self, start: int, size: int) -> None:
        self.data = b"\n"
        self.places: dict[int, int] = {}
        self._start, self._size = start, size

    def replace(self, number: int, content: bytes) -> None:
        self.places[number] = self._start + len(self.data)
        self.data += b"%d 0 obj\n%s\nendobj\n" % (number, content)

    def add(self, content: bytes) -> int:
        number = self._size
        self._size += 1
        self.replace(number, content)
        return number

    def finished(self, trailer: bytes) -> bytes:
        """With its cross-reference stream (7.5.8)."""
        number, here = self._size, self._start + len(self.data)
        places = sorted({**self.places, number: here}.items())
        table = b"".join(b"\x01" + place.to_bytes(4, "big") + b"\x00" for _, place in places)
        index = b" ".join(b"%d 1" % each for each, _ in places)
        entries = b"/Type /XRef /Size %d /W [1 4 1] /Index [%s] /Length %d %s" % (
            number + 1,
            index,
            len(table),
            trailer,
        )
        self.replace(number, b"<< %s >>\nstream\n%s\nendstream" % (entries, table))
        return self.data + b"startxref\n%d\n%%%%EOF\n" % here


def _boxes(file: pikepdf.Pdf) -> Iterator[tuple[str, _Box]]:
    """The text fields of one line that have a place of their own, by name."""
    if "/AcroForm" not in file.Root:
        return
    form = file.Root.AcroForm
    fonts: dict[str, _Font | None] = {}
    for field in form.Fields:
        if field.get("/FT") != pikepdf.Name.Tx or "/Rect" not in field or "/Ff" in field:
            continue
        match = _FONT.match(str(field.get("/DA", "")))
        if match is None:
            continue
        if match[1] not in fonts:
            fonts[match[1]] = _font(match[1], form.DR.Font[f"/{match[1]}"])
        font = fonts[match[1]]
        if font is not None:
            left, bottom, right, top = (float(each) for each in field.Rect)
            staying = {key: value for key, value in field.items() if key not in _CHANGED}
            entries = pikepdf.Dictionary(staying).unparse().removesuffix(b">>")
            number = field.objgen[0]
            height = top - bottom
            box = _Box(number, right - left, height, fitted_size(height), font, entries)
            yield str(field.T), box


def _font(name: str, font: pikepdf.Object) -> _Font | None:
    """None for a font whose codes are not those of WinAnsiEncoding, nor named differences."""
    base, named = font.get("/Encoding"), list[str]()
    if isinstance(base, pikepdf.Dictionary):
        named = [str(each) for each in base.get("/Differences", [])]
        base = base.get("/BaseEncoding")
    if base != pikepdf.Name.WinAnsiEncoding or not font.is_indirect:
        return None
    about = font.FontDescriptor
    widths = {code: float(each) for code, each in enumerate(font.Widths, int(font.FirstChar))}
    letters = codes_named(named)
    return _Font(
        name,
        font.unparse(),
        {letter: code for code, letter in letters.items() if widths.get(code)},
        widths,
        float(about.Ascent),
        float(about.Descent),
    )


def _text(value: str) -> bytes:
    """A text string (7.9.2.2) in UTF-16."""
    return b"<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex().encode() + b">"


def _appearance(value: str, box: _Box) -> bytes:
    """The form XObject that shows a value (12.7.3.3), in the middle of the field's height."""
    font, size = box.font, box.size
    y = (box.height - (font.ascent + font.descent) * size / 1000) / 2
    code = (font.code(value) or b"").hex().encode()
    shown = b"/Tx BMC q 1 1 %s %s re W n BT /%s %s Tf 0 g %s %s Td <%s> Tj ET Q EMC" % (
        *(_number(each) for each in (box.width - 2, box.height - 2)),
        font.name.encode(),
        *(_number(each) for each in (size, _PADDING, y)),
        code,
    )
    entries = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 %s %s]"
        b" /Resources << /Font << /%s %s >> >> /Length %d"
        % (
            _number(box.width),
            _number(box.height),
            font.name.encode(),
            font.reference,
            len(shown),
        )
    )
    return b"<< %s >>\nstream\n%s\nendstream" % (entries, shown)


def _number(value: float) -> bytes:
    return f"{value:.3f}".encode()
