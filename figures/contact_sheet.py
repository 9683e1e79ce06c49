"""All figures on one sheet, for the README and for looking at a change: a developer's tool.

    python figures/contact_sheet.py OUT.png

Needs the test dependencies.  Colour comes first, then black and white, then one bit a pixel, as a
printer without greys shows it.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from handouts import rooms
from handouts.fonts import BOLD, FAMILY, REGULAR, font_path
from handouts.pattern import PATTERNS, Correction, Pattern

if TYPE_CHECKING:
    from PIL.Image import Image

figures: Any = rooms.figures()
_DPI = 110
_GAP = 12
_SHEET_WIDTH = 2200
_WIDTHS = {"tilt-icon": 30.0, "nutshell": 40.0}
_SUBJECTS: dict[str, tuple[Correction | Pattern | None, ...]] = {
    "hip": (PATTERNS[0].backward, PATTERNS[0].forward),
    "pattern": PATTERNS,
    "none": (None,),
}


def words(name: str, subject: Correction | Pattern | None) -> Any:
    """Stand-in words: the label keys themselves, and the right letters."""
    letters = {"right_letter": "R", "left_letter": "L"}
    if isinstance(subject, Correction):
        letters["letter"] = subject.side.value[0].upper()
    elif isinstance(subject, Pattern):
        letters["backward_letter"] = subject.backward.side.value[0].upper()
        letters["forward_letter"] = subject.forward.side.value[0].upper()
    labels = {
        key: letters.get(key) or key.replace("_", " ").capitalize() for key in figures.LABELS[name]
    }
    return figures.FigureWords(name, name, labels)


def picture(svg: str) -> Image:
    """The SVG as the PDF shows it."""
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
    from reportlab.graphics import renderPDF
    from svglib.svglib import svg2rlg

    drawing = svg2rlg(BytesIO(svg.encode()))
    assert drawing is not None
    page = PdfDocument(renderPDF.drawToString(drawing))[0]
    drawn: Image = page.render(scale=_DPI / 72).to_pil().convert("RGB")
    return drawn


def pictures() -> list[Image]:
    """Every figure in colour, then in black and white, then at one bit a pixel."""
    out: list[Image] = []
    for style in (figures.Style.COLOUR, figures.Style.MONO):
        for name, kind in figures.SUBJECT_KINDS.items():
            width = _WIDTHS.get(name, 80.0)
            for subject in _SUBJECTS[kind]:
                known = words(name, subject)
                drawing = figures.draw(name, subject, known, width=width, style=style)
                out.append(picture(drawing.svg))
    plain = out[len(out) // 2 :]
    return [*out, *(image.convert("L").point(_black_or_white).convert("RGB") for image in plain)]


def _black_or_white(grey: int) -> int:
    return 255 if grey > 127 else 0


def in_rows(images: list[Image]) -> list[list[Image]]:
    """Side by side until the sheet is full."""
    rows: list[list[Image]] = [[]]
    for image in images:
        used = sum(other.width + _GAP for other in rows[-1])
        if rows[-1] and used + image.width > _SHEET_WIDTH - 2 * _GAP:
            rows.append([])
        rows[-1].append(image)
    return rows


def main(out: Path) -> None:
    from PIL import Image as images
    from svglib.fonts import get_global_font_map

    fonts = get_global_font_map()
    for face, weight in ((REGULAR, "normal"), (BOLD, "bold")):
        fonts.register_font(FAMILY, font_path=str(font_path(face)), weight=weight, rlgFontName=face)
    rows = in_rows(pictures())
    height = sum(max(image.height for image in row) + _GAP for row in rows) + _GAP
    sheet = images.new("RGB", (_SHEET_WIDTH, height), "white")
    y = _GAP
    for row in rows:
        x = _GAP
        for image in row:
            sheet.paste(image, (x, y))
            x += image.width + _GAP
        y += max(image.height for image in row) + _GAP
    sheet.quantize(64).save(out, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
