"""Every figure on one sheet with its English words: for the README, and to look at a change.

    python figures/contact_sheet.py OUT.png

Needs the test dependencies.  Colour comes first, then black and white, then one bit a pixel, as a
printer without greys shows it.  A figure of one hip bone or pattern is shown for one pattern.
"""

from __future__ import annotations

import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from handouts.design.fonts import ATKINSON
from handouts.pattern import PATTERNS
from handouts.reading import load_library
from handouts.render import figure_export
from handouts.storage import paths

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_DPI = 124
_GAP = 18
_SHEET_WIDTH = 2200
_HEADING, _CAPTION = 44, 26
_INK = "#14212B"
_ROWS = {
    "The exercise in three steps, held with the hands": (
        ("get-ready", 62),
        ("press", 62),
        ("rest", 62),
    ),
    "The same with a foam roller": (("get-ready-roller", 62), ("press-roller", 62)),
    "In one picture, with hands or roller": (("exercise-hands", 85), ("exercise-roller", 85)),
    "The same with its muscle named": (("exercise-named", 112),),
    "The same for a poster that names no side": (("exercise-either", 85), ("tilt-either", 40)),
    "Each hip bone inside the body, and how it is tipped now": (
        ("hip-inside", 82),
        ("tilt-icon", 40),
    ),
    "The same in a lens": (("hip-lens", 150),),
    "The whole pelvis in both patterns, and what the marks mean": (
        ("pelvis-front", 82),
        ("marks", 91),
    ),
    "Anchor and moving end: an arm, and a hip with the leg free or held still": (
        ("arm", 70),
        ("flexor-free", 82),
        ("flexor-held", 82),
        ("extensor-free", 82),
        ("extensor-held", 82),
    ),
}
"""The figures of each row and their widths in mm."""
_STYLES = {"Colour": "colour", "Black and white": "mono", "One bit a pixel": "mono"}


@cache
def pictures(style: str, name: str, width: float) -> list[Image]:
    """A figure of each of its subjects."""
    from PIL import Image as images

    patterns = PATTERNS if name == "pelvis-front" else PATTERNS[:1]
    wanted = figure_export.wanted(load_library(paths.content_dir()), ["en"], [name], patterns)
    look = figure_export.Look("png", style, width, _DPI)
    made = figure_export.export(wanted, look, on_made=lambda _: None)
    return [images.open(BytesIO(each.data)).convert("RGB") for each in made]


def one_bit(picture: Image) -> Image:
    return picture.convert("L").point(lambda grey: 255 if grey > 127 else 0).convert("RGB")


def written(text: str, font: FreeTypeFont) -> Image:
    """A line of words, as wide as the sheet."""
    from PIL import Image as images
    from PIL import ImageDraw

    line = images.new("RGB", (_SHEET_WIDTH - 2 * _GAP, round(font.size * 1.9)), "white")
    ImageDraw.Draw(line).text((0, round(font.size * 0.5)), text, _INK, font)
    return line


def rows() -> list[list[Image]]:
    """Headings, captions and figures, from top to bottom, each row from left to right."""
    from PIL import ImageFont

    heading = ImageFont.truetype(str(ATKINSON.path(bold=True)), _HEADING)
    caption = ImageFont.truetype(str(ATKINSON.path()), _CAPTION)
    out: list[list[Image]] = []
    for title, style in _STYLES.items():
        out.append([written(title, heading)])
        for said, figures in _ROWS.items():
            row = [each for name, width in figures for each in pictures(style, name, width)]
            out.append([written(said, caption)])
            out.append([one_bit(each) for each in row] if title == "One bit a pixel" else row)
    return out


def main(out: Path) -> None:
    from PIL import Image as images

    drawn = rows()
    height = sum(max(image.height for image in row) + _GAP for row in drawn) + _GAP
    inner = _SHEET_WIDTH - 2 * _GAP
    sheet = images.new("RGB", (_SHEET_WIDTH, height), "white")
    y = _GAP
    for row in drawn:
        spare = (inner - sum(image.width for image in row)) // max(len(row) - 1, 1)
        x = _GAP
        for image in row:
            sheet.paste(image, (x, y))
            x += image.width + spare
        y += max(image.height for image in row) + _GAP
    sheet.quantize(256, images.Quantize.FASTOCTREE).save(out, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
