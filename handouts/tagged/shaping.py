"""Text of scripts whose letters change with their neighbours, shaped by HarfBuzz.

What is seen is a row of clusters: one or more characters that belong together, such as a letter
with its marks.  A cluster is drawn as one glyph, so that a document has one code and one meaning
for it (see `cluster_font`).  The libraries are imported when the first such text is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from .exceptions import UnsupportedError

PER_EM = 1000
_MOST_MARKS = 128  # characters of a cluster; a text that is normalized for streams has 30 (UAX 15)
_FLATNESS = 1.0  # how far quadratic curves may be from cubic ones


class FontFile(NamedTuple):
    """A font program: `number` counts in a collection; `weight` is set where it can be varied."""

    path: Path
    number: int = 0
    weight: int = 400


class Cluster(NamedTuple):
    """Characters that are seen as one; lengths in 1/1000 em.

    Attributes:
        parts: its glyphs, each with its place from the cluster's left end and the baseline.
        text: its characters, in the order they are read.
        advance: how far the next cluster is.
    """

    parts: tuple[tuple[int, int, int], ...]
    text: str
    advance: int


class Outline(NamedTuple):
    """A cluster as a glyph of a TrueType program: its data, box, and what `maxp` counts."""

    data: bytes
    box: tuple[int, int, int, int]
    points: int
    contours: int


EMPTY = Outline(b"", (0, 0, 0, 0), 0, 0)


class Face:
    """A font at one weight, that texts are shaped in."""

    def __init__(self, file: FontFile) -> None:
        import uharfbuzz

        face = uharfbuzz.Face(_blob(file.path), file.number)
        self.name = f"{file.path.stem.partition('[')[0]}-{file.number}-{file.weight}"
        self.weight = file.weight
        self._font: Any = uharfbuzz.Font(face)
        self._font.scale = PER_EM, PER_EM
        if any(axis.tag == "wght" for axis in face.axis_infos):
            self._font.set_variations({"wght": file.weight})
        self._characters = face
        extents = self._font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender, extents.descender
        self._shaped: dict[tuple[str, bool, str], tuple[Cluster, ...]] = {}
        self._outlines: dict[tuple[tuple[int, int, int], ...], Outline] = {}

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that it has glyphs for."""
        return frozenset(self._characters.unicodes)

    def width(self, text: str, *, right_to_left: bool, lang: str) -> int:
        """The width of a text, in 1/1000 em."""
        return sum(
            cluster.advance for cluster in self.shape(text, right_to_left=right_to_left, lang=lang)
        )

    def shape(self, text: str, *, right_to_left: bool, lang: str) -> tuple[Cluster, ...]:
        """The clusters of a text in one direction, from left to right.

        Raises `UnsupportedError` if more marks than anybody can read stand on one letter.
        """
        key = text, right_to_left, lang
        found = self._shaped.get(key)
        if found is None:
            if len(self._shaped) >= _MOST_KEPT:
                self._shaped.clear()
            found = self._shaped[key] = tuple(self._clusters(text, right_to_left, lang))
        return found

    def _clusters(self, text: str, right_to_left: bool, lang: str) -> Sequence[Cluster]:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_codepoints(list(map(ord, text)))
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if right_to_left else "ltr"
        if lang:
            buffer.language = lang
        # Marks are of the cluster of their letter.
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        uharfbuzz.shape(self._font, buffer)
        glyphs = [
            (info.cluster, info.codepoint, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        starts = sorted({glyph[0] for glyph in glyphs})
        # What is shaped away before the first letter is read with it.
        begins = dict(zip(starts, [0, *starts[1:]], strict=True))
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        made: list[Cluster] = []
        for cluster, group in groupby(glyphs, lambda glyph: glyph[0]):
            parts, at = [], 0
            for _, glyph, advance, x, y in group:
                parts.append((glyph, at + x, y))
                at += advance
            made.append(Cluster(tuple(parts), text[begins[cluster] : ends[cluster]], at))
        for cluster in made:
            if len(cluster.text) > _MOST_MARKS:
                raise UnsupportedError(f"a letter with {len(cluster.text)} marks cannot be shown")
        return _joined(made, right_to_left=right_to_left)

    def outline(self, parts: tuple[tuple[int, int, int], ...]) -> Outline:
        """A cluster's glyphs as one."""
        found = self._outlines.get(parts)
        if found is None:
            found = self._outlines[parts] = self._drawn(parts)
        return found

    def draw(self, parts: Sequence[tuple[int, int, int]], pen: Any) -> None:
        """Draws a cluster's glyphs with a pen of fontTools', in 1/1000 em."""
        from fontTools.pens.transformPen import TransformPen

        for glyph, x, y in parts:
            self._font.draw_glyph_with_pen(glyph, TransformPen(pen, (1, 0, 0, 1, x, y)))

    def _drawn(self, parts: Sequence[tuple[int, int, int]]) -> Outline:
        from fontTools.pens.cu2quPen import Cu2QuPen
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        pen = TTGlyphPen(None)
        quadratic = Cu2QuPen(pen, _FLATNESS)
        self.draw(parts, quadratic)
        drawn = pen.glyph(dropImpliedOnCurves=True)
        if not drawn.numberOfContours:
            return EMPTY
        drawn.recalcBounds(None)
        data = drawn.compile(None, recalcBBoxes=False)
        box = drawn.xMin, drawn.yMin, drawn.xMax, drawn.yMax
        return Outline(
            data + bytes(-len(data) % 4), box, len(drawn.coordinates), drawn.numberOfContours
        )


_MOST_KEPT = 8192  # texts of a face


def _joined(clusters: list[Cluster], *, right_to_left: bool) -> list[Cluster]:
    """The clusters, those that take no room of their own joined to the one that is read before."""
    made: list[Cluster] = []
    for cluster in reversed(clusters) if right_to_left else clusters:
        if made and not cluster.advance:
            before = made.pop()
            # What takes no room stands left of the one before if that is read to the left.
            shift = 0 if right_to_left else before.advance
            moved = tuple((glyph, x + shift, y) for glyph, x, y in cluster.parts)
            cluster = Cluster((*before.parts, *moved), before.text + cluster.text, before.advance)
        made.append(cluster)
    return made[::-1] if right_to_left else made


@lru_cache(maxsize=32)
def _blob(path: Path) -> Any:
    import uharfbuzz

    return uharfbuzz.Blob.from_file_path(str(path))


@lru_cache(maxsize=64)
def face(file: FontFile) -> Face:
    """The face of a font file: opened once."""
    return Face(file)
