"""TrueType programs with a few glyphs of a face, as PDF embeds them (ISO 32000-1, 9.9).

Only the tables PDF asks for are kept. Hinting is left out: it is made for screens of low
resolution, no PDF viewer needs it, and it is a third of the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from struct import pack, unpack_from
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontMaker

_COMPOSITE_HEAD = 10
# Flags of a component (OpenType, "glyf").
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 1, 8, 32, 64, 128, 256


class Outlines:
    """The outlines of a face that ReportLab has read, without their instructions."""

    def __init__(self, face: Any) -> None:
        self.face = face
        self._table: bytes = face.get_table("glyf")
        self._plain: dict[int, tuple[bytes, tuple[int, ...]]] = {}

    def program(self, order: Mapping[int, int], cmap: bytes) -> bytes:
        """A font program of some glyphs, as `numbered` orders them, and the parts they have."""
        numbers = dict(order)
        chosen = list(order)
        for glyph in chosen:  # grows while it is walked: parts may have parts
            for part in self._outline(glyph)[1]:
                if part not in numbers:
                    numbers[part] = len(chosen)
                    chosen.append(part)
        outlines = [self._renumbered(glyph, numbers) for glyph in chosen]
        far, loca = _places(outlines)
        head, hhea, maxp = map(self.face.get_table, ("head", "hhea", "maxp"))
        tables = {
            "cmap": cmap,
            "glyf": b"".join(outlines),
            "head": head[:50] + pack(">H", far) + head[52:],
            "hhea": hhea[:34] + pack(">H", len(chosen)),
            "hmtx": b"".join(pack(">HH", *self._metrics(glyph)) for glyph in chosen),
            "loca": loca,
            "maxp": maxp[:4] + pack(">H", len(chosen)) + maxp[6:26] + pack(">H", 0) + maxp[28:],
        }
        return _made(tables)

    def _metrics(self, glyph: int) -> tuple[int, int]:
        advance, bearing = self.face.hmetrics[glyph]
        return int(advance), int(bearing) & 0xFFFF

    def _outline(self, glyph: int) -> tuple[bytes, tuple[int, ...]]:
        """A glyph without instructions, and the glyphs it is made of."""
        if glyph not in self._plain:
            start, end = self.face.glyphPos[glyph : glyph + 2]
            self._plain[glyph] = _without_hinting(self._table[start:end])
        return self._plain[glyph]

    def _renumbered(self, glyph: int, numbers: Mapping[int, int]) -> bytes:
        data, parts = self._outline(glyph)
        if parts:
            changed = bytearray(data)
            for place, part in zip(_components(data)[:-1], parts, strict=True):
                changed[place + 2 : place + 4] = pack(">H", numbers[part])
            data = bytes(changed)
        return data + bytes(len(data) % 2)


class Glyph(NamedTuple):
    """A glyph without parts: its data, box, counts for `maxp`, and width."""

    data: bytes
    box: tuple[int, int, int, int]
    points: int
    contours: int
    width: int


def cid_program(glyphs: Sequence[Glyph], ascent: int, descent: int) -> bytes:
    """A font program of glyphs in their order, for a CIDFont of 1000 units per em (9.9)."""
    far, loca = _places([glyph.data for glyph in glyphs])
    boxes = [glyph.box for glyph in glyphs]
    left, bottom = (min(box[at] for box in boxes) for at in (0, 1))
    right, top = (max(box[at] for box in boxes) for at in (2, 3))
    widest, count = max(glyph.width for glyph in glyphs), len(glyphs)
    most_points = max(glyph.points for glyph in glyphs)
    most_contours = max(glyph.contours for glyph in glyphs)
    bearings = [glyph.box[0] for glyph in glyphs]
    spare = min(glyph.width - glyph.box[2] for glyph in glyphs)
    return _made(
        {
            "glyf": b"".join(glyph.data for glyph in glyphs),
            "head": pack(
                ">4L2H2q4h2H3h",
                *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0),
                *(left, bottom, right, top, 0, 8, 2, far, 0),
            ),
            "hhea": pack(
                ">2H3hH11hH",
                *(1, 0, ascent, descent, 0, widest, min(bearings), spare, right),
                *(1, 0, 0, 0, 0, 0, 0, 0, count),
            ),
            "hmtx": b"".join(pack(">Hh", glyph.width, glyph.box[0]) for glyph in glyphs),
            "loca": loca,
            "maxp": pack(">2H14H", 1, 0, count, most_points, most_contours, *(0, 0, 2), *[0] * 8),
        }
    )


def _places(outlines: Sequence[bytes]) -> tuple[bool, bytes]:
    """The table `loca` of outlines in a row, and whether it is the long one."""
    places = [0, *accumulate(map(len, outlines))]
    if places[-1] > 2 * 0xFFFF:
        return True, pack(f">{len(places)}L", *places)
    return False, pack(f">{len(places)}H", *(place // 2 for place in places))


def _made(tables: Mapping[str, bytes]) -> bytes:
    maker: Any = TTFontMaker()
    for tag, data in tables.items():
        maker.add(tag, data)
    return bytes(maker.makeStream())


def numbered(glyphs: Iterable[int]) -> dict[int, int]:
    """From glyphs of a face to glyphs of a program, in order; .notdef is the first of both."""
    return {glyph: number for number, glyph in enumerate(dict.fromkeys((0, *glyphs)))}


def byte_cmap(glyphs: Sequence[int]) -> bytes:
    """A `cmap` of a symbolic font: from the codes 0, 1, 2 … to glyphs of the program.

    ISO 32000-1, 9.6.6.4: a (1, 0) subtable; here of format 6.
    """
    count = len(glyphs)
    values = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * count, 0, 0, count, *glyphs)
    return pack(f">{len(values)}H", *values)


def unicode_cmap(glyphs: Mapping[int, int]) -> bytes:
    """A (3, 1) `cmap` of format 4: from code points below U+FFFF to glyphs of the program."""
    runs: list[tuple[int, int, int]] = []  # first and last code, first glyph
    for code, glyph in sorted(glyphs.items()):
        first, last, start = runs[-1] if runs else (-2, -2, 0)
        if code == last + 1 and glyph == start + code - first:
            runs[-1] = first, code, start
        else:
            runs.append((code, code, glyph))
    runs.append((0xFFFF, 0xFFFF, 0))
    count = len(runs)
    power = count.bit_length() - 1
    search = 2 << power
    deltas = [(start - first) & 0xFFFF for first, _, start in runs]
    values = [0, 1, 3, 1, 0, 12]
    values += [4, 16 + 8 * count, 0, 2 * count, search, power, 2 * count - search]
    values += [last for _, last, _ in runs] + [0] + [first for first, _, _ in runs]
    values += [*deltas, *[0] * count]
    return pack(f">{len(values)}H", *values)


def _components(data: bytes) -> list[int]:
    """Where each component of a composite glyph begins, and last, where they end."""
    places = [_COMPOSITE_HEAD]
    flags = _MORE
    while flags & _MORE:
        (flags,) = unpack_from(">H", data, places[-1])
        size = 8 if flags & _WORDS else 6
        size += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        places.append(places[-1] + size)
    return places


def _without_hinting(data: bytes) -> tuple[bytes, tuple[int, ...]]:
    """A glyph without its instructions, and the glyphs it is made of, if any."""
    if not data:
        return b"", ()
    (contours,) = unpack_from(">h", data)
    if contours >= 0:
        place = _COMPOSITE_HEAD + 2 * contours
        (length,) = unpack_from(">H", data, place)
        return data[:place] + bytes(2) + data[place + 2 + length :], ()
    plain = bytearray(data)
    places = _components(data)
    parts = []
    for start, _ in pairwise(places):
        flags, part = unpack_from(">HH", data, start)
        plain[start : start + 2] = pack(">H", flags & ~_INSTRUCTIONS)
        parts.append(part)
    return bytes(plain[: places[-1]]), tuple(parts)
