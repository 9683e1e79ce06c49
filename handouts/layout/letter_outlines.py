"""Letters that are signs, not text: shapes, so that nothing reads them into the words beside.

Programs that read PDFs aloud take text outside the structure for a part of what was read before it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple

from handouts.storage import cache
from handouts.tagged import Face, TaggedCanvas, ink_of, numbers, placed_runs, registered

_STEPS = 1000  # per em
# Cap height of Atkinson Hyperlegible, in em (OS/2 sCapHeight).
CAP_HEIGHT = 0.668


class Shape(NamedTuple):
    """What a letter, or a mark of it, takes: from its lower left corner to its upper right one."""

    left: float
    bottom: float
    right: float
    top: float

    def placed(self, size: float, left: float) -> Shape:
        """The same in type of that size, so far to the right."""
        x, y, right, top = (each * size for each in self)
        return Shape(x + left, y, right + left, top)


def draw_letters(
    canvas: TaggedCanvas, text: str, font: str, size: float, x: float, baseline: float
) -> None:
    """Letters of a registered font in the current colour, their middle at `x`; lengths in pt."""
    with canvas.upright(x, 0):
        canvas.fill_path(_path(text, font, size, x, baseline))


@lru_cache(maxsize=1024)
def _path(text: str, font: str, size: float, x: float, baseline: float) -> str:
    """The operators of a path: many signs of a page, and of the next document, are alike."""
    width, outline = _outline(text, font)
    scale = size / _STEPS
    starts = x - width * size / _STEPS / 2, baseline + shift_to_middle(text, font) * size
    steps = (
        (*(numbers(round(starts[i % 2] + each * scale, 2)) for i, each in enumerate(points)), name)
        for name, *points in outline
    )
    return " ".join(operator for step in steps for operator in step)


@lru_cache(maxsize=256)
def shift_to_middle(text: str, font: str) -> float:
    """How far, in em, letters are moved up to stand in the middle of a sign as capitals do."""
    ink = ink_of(text, font)
    return CAP_HEIGHT / 2 - sum(ink) / 2 if ink else 0.0


@lru_cache(maxsize=1024)
def shapes(text: str, font: str) -> tuple[Shape, ...]:
    """Where the letters of a text and their marks stand, in em from its left end."""
    _, outline = _outline(text, font)
    found: list[Shape] = []
    xs: list[float] = []
    ys: list[float] = []
    for name, *points in outline:
        xs += points[::2]
        ys += points[1::2]
        if name == "h":
            sides = (min(xs), min(ys), max(xs), max(ys))
            found.append(Shape(*(each / _STEPS for each in sides)))
            xs, ys = [], []
    return tuple(found)


@lru_cache(maxsize=64)
def _outline(text: str, font: str) -> tuple[float, list[list[Any]]]:
    """How wide letters are, and the steps of their outline: `m`, `l`, `c` and `h` as in PDF."""
    made_from = repr((text, font, registered(font).file.stat().st_size))
    known = cache.get("letters", made_from)
    if known is None:
        known = json.dumps(_drawn(text, font))
        cache.keep("letters", made_from, known)
    width, outline = json.loads(known)
    return width, outline


def _drawn(text: str, font: str) -> tuple[float, list[list[Any]]]:
    # Few builds have not drawn these letters before.
    from fontTools.pens.basePen import BasePen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    steps: list[list[Any]] = []

    class Pen(BasePen):  # type: ignore[misc]  # it makes cubic curves of quadratic ones
        def _moveTo(self, pt: tuple[float, float]) -> None:
            steps.append(["m", *map(round, pt)])

        def _lineTo(self, pt: tuple[float, float]) -> None:
            steps.append(["l", *map(round, pt)])

        def _curveToOne(self, *pts: tuple[float, float]) -> None:
            steps.append(["c", *(round(each) for pt in pts for each in pt)])

        def _closePath(self) -> None:
            steps.append(["h"])

    width, runs = placed_runs(text, font)
    for run, x in runs:
        if isinstance(run.font, Face):
            for cluster in run.font.shape(run.text, right_to_left=run.right_to_left, lang=run.lang):
                pen = TransformPen(Pen(None), (1, 0, 0, 1, x * _STEPS, 0))
                run.font.draw(cluster.parts, pen)
                x += cluster.advance / _STEPS
            continue
        with TTFont(run.font.file, lazy=True) as file:
            glyphs, names = file.getGlyphSet(), file.getBestCmap()
            scale = _STEPS / file["head"].unitsPerEm
            for letter in run.text:
                glyph = glyphs[names[ord(letter)]]
                glyph.draw(TransformPen(Pen(glyphs), (scale, 0, 0, scale, x * _STEPS, 0)))
                x += glyph.width / file["head"].unitsPerEm
    return width * _STEPS, steps
