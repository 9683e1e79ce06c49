"""The first page of every document on one picture, for the README and to look at a change.

    python docs/contact_sheet.py OUT.png

Needs the test dependencies.  Pages are shown to scale within a row, not between rows.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from handouts.compose.composer import compose
from handouts.design.fonts import ATKINSON
from handouts.design.formats import FORMATS
from handouts.pattern import Pattern
from handouts.reading import Dose, Library, load_library
from handouts.render.pdf import render_pdf
from handouts.storage import paths

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH, _GAP = 2000, 26
_HEADING, _CAPTION = 34, 20
_INK, _GROUND, _EDGE = "#14212B", "#EEF1F3", "#6B7780"
_LEFT, _RIGHT = "left-backward", "right-backward"


@dataclass(frozen=True)
class Shown:
    """One page: what it is of, and the words below it."""

    handout: str
    stock: str
    caption: str
    pattern: str = _LEFT
    edition: str = "standard"
    page: int = 1


_ROWS: dict[str, tuple[int, tuple[Shown, ...]]] = {
    "Handouts, A4 and US Letter, for either pattern": (
        440,
        (
            Shown("correction", "a4", "left hip bone backward"),
            Shown("correction", "a4", "right hip bone backward", _RIGHT),
            Shown("two-steps", "a4", "two steps"),
            Shown("how-it-works", "a4", "how it works"),
            Shown("questions", "a4", "questions"),
            Shown("log", "a4", "two-week log"),
            Shown("log", "letter", "the same on US Letter", _RIGHT),
        ),
    ),
    "Large print, and black and white": (
        440,
        (
            Shown("correction", "a4", "large print", edition="large-print"),
            Shown("questions", "a4", "large print", _RIGHT, "large-print"),
            Shown("log", "a4", "large print", edition="large-print"),
            Shown("correction", "a4", "black and white", edition="mono"),
            Shown("how-it-works", "a4", "black and white", edition="mono"),
            Shown("questions", "a4", "black and white", _RIGHT, "mono"),
        ),
    ),
    "Pocket cards, alone or to cut from a sheet": (
        400,
        (
            Shown("card", "a6", "front"),
            Shown("card", "a6", "back", page=2),
            Shown("card", "a6", "other pattern", _RIGHT),
            Shown("card", "a6", "black and white", _RIGHT, "mono"),
            Shown("card", "a5", "large print", edition="large-print"),
            Shown("card", "a4", "four on A4"),
        ),
    ),
    "Posters, A3 to A1 and Tabloid": (
        420,
        (
            Shown("poster", "a3", "left hip bone backward"),
            Shown("poster", "tabloid", "right hip bone backward, Tabloid", _RIGHT),
            Shown("poster-overview", "a2", "both tilts, for the waiting room"),
        ),
    ),
    "Black and white, and spread over office sheets": (
        420,
        (
            Shown("poster", "a3", "black and white", edition="mono"),
            Shown("poster-overview", "a3", "black and white", edition="mono"),
            Shown("poster", "a4", "sheet 1 of 8"),
            Shown("poster", "a4", "sheet 6 of 8", page=6),
        ),
    ),
}
"""For each heading, how tall its pages are in pixels at most, and the pages."""


@cache
def _library() -> Library:
    return load_library(paths.content_dir(), langs=["en"])


@cache
def _pdf(handout: str, stock_id: str, pattern_id: str, edition: str) -> bytes:
    library = _library()
    front = library.languages["en"].handouts[handout].front
    pattern = Pattern.from_id(pattern_id) if front.per_pattern else None
    document = compose(library, "en", handout, pattern, dose=Dose())
    return render_pdf(document, FORMATS[front.format].stock(edition, stock_id), edition).data


def picture(shown: Shown, height: int) -> Image:
    """The page, `height` pixels tall, with a thin edge."""
    import pypdfium2
    from PIL import Image as images
    from PIL import ImageOps

    pdf = _pdf(shown.handout, shown.stock, shown.pattern, shown.edition)
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        document.init_forms()
        page = document[shown.page - 1]
        scale = height / page.get_height()
        large = page.render(scale=2 * scale).to_pil().convert("RGB")
    size = round(large.width / 2), round(large.height / 2)
    return ImageOps.expand(large.resize(size, images.Resampling.LANCZOS), 1, _EDGE)


def row(height: int, pages: tuple[Shown, ...]) -> list[Image]:
    """Pages of equal height, as tall as the sheet's width allows."""
    inner = _WIDTH - (len(pages) + 1) * _GAP
    wide = sum(picture(each, height).width for each in pages)
    if wide > inner:
        height = int(height * inner / wide) - 1
    return [picture(each, height) for each in pages]


def main(out: Path) -> None:
    from PIL import Image as images
    from PIL import ImageDraw, ImageFont

    heading = ImageFont.truetype(str(ATKINSON.path(bold=True)), _HEADING)
    caption = ImageFont.truetype(str(ATKINSON.path()), _CAPTION)
    rows = {title: (row(height, pages), pages) for title, (height, pages) in _ROWS.items()}
    title_height, caption_height = round(_HEADING * 1.7), round(_CAPTION * 2)
    total = _GAP + sum(
        title_height + max(page.height for page in drawn) + caption_height + _GAP
        for drawn, _ in rows.values()
    )
    sheet = images.new("RGB", (_WIDTH, total), _GROUND)
    draw = ImageDraw.Draw(sheet)
    y = _GAP
    for title, (drawn, pages) in rows.items():
        draw.text((_GAP, y), title, _INK, heading)
        y += title_height
        spare = _WIDTH - 2 * _GAP - sum(page.width for page in drawn)
        gap = spare / max(1, len(drawn) - 1)
        x = float(_GAP)
        for page, shown in zip(drawn, pages, strict=True):
            sheet.paste(page, (round(x), y))
            draw.text((round(x), y + page.height + 4), shown.caption, _INK, caption)
            x += page.width + gap
        y += max(page.height for page in drawn) + caption_height + _GAP
    sheet.quantize(128, images.Quantize.FASTOCTREE).save(out, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
