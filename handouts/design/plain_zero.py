"""Makes the project's typeface: Atkinson Hyperlegible with a zero that has no stroke through it.

Read as `0`, not as a figure crossed out or an 8.  The typeface has no such zero of its own, and its
licence (SIL Open Font License 1.1) lets it be changed under another name.  Run it, where the
package `fontpkg-atkinson-hyperlegible` is, to make the files again:

    python -m handouts.design.plain_zero
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

FOLDER = Path(__file__).parent / "typefaces"
_OLD, _NEW = "Atkinson Hyperlegible", "Plain Zero Legible"
_NAMES = (1, 3, 4, 6, 16)  # that name a font: ISO/IEC 14496-22, 5.2.8


def main() -> None:
    spec = find_spec("fontpkg_atkinson_hyperlegible")
    assert spec is not None
    assert spec.origin is not None
    for face in ("Regular", "Bold"):
        source = Path(spec.origin).parent / "files" / f"AtkinsonHyperlegible-{face}.ttf"
        _derive(source, FOLDER / f"PlainZeroLegible-{face}.ttf")


def _derive(source: Path, target: Path) -> None:
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    drawn, pen = RecordingPen(), TTGlyphPen(None)
    font.getGlyphSet()["zero"].draw(drawn)  # others are made of it
    for operator, points in _without_stroke(drawn.value):
        getattr(pen, operator)(*points)
    font["glyf"]["zero"] = pen.glyph()
    for record in font["name"].names:
        if record.nameID in _NAMES:
            text = str(record)
            for old, new in ((_OLD, _NEW), (_OLD.replace(" ", ""), _NEW.replace(" ", ""))):
                text = text.replace(old, new)
            record.string = text
    for table in ("DSIG", "fpgm", "prep", "cvt "):  # signed and hinted as it was
        if table in font:
            del font[table]
    for glyph in font["glyf"].glyphs.values():
        glyph.expand(font["glyf"])
        glyph.removeHinting()
    font.save(target)


_Contour: TypeAlias = list[tuple[str, tuple[Any, ...]]]


def _without_stroke(value: _Contour) -> _Contour:
    """The outer contour, and the two halves inside it as one: what parted them was the stroke."""
    contours: list[_Contour] = []
    for operator, points in value:
        if operator == "moveTo":
            contours.append([])
        contours[-1].append((operator, points))
    outer, right, left = contours
    # The left half from its end to the stroke; then round the right one; then on to where it began.
    cut = next(index for index, (operator, _) in enumerate(left) if operator == "lineTo")
    joined = [
        *left[:cut],
        ("lineTo", right[0][1]),
        *right[1:-1],
        left[cut],
        *left[cut + 1 :],
    ]
    return [*outer, *joined]


if __name__ == "__main__":
    main()
