"""Posters as printed: read from two metres, sparing with ink, the same at every size."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pypdfium2
import pytest
from handout_help import Made, make
from PIL import Image, ImageChops
from visible import shown

from handouts.compose.composer import compose
from handouts.design.fonts import ATKINSON
from handouts.design.formats import FORMATS
from handouts.design.papers import POSTER_PAPERS, Paper, Tiled, mm
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf

HANDOUTS = ("poster", "poster-overview")
SMALLEST = ("a3", "tabloid")
MOST_INK = 0.15  # of the paper, by any one ink
COLOUR = {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS"}
MadeOn = Callable[[str, str, str], Made]


@pytest.fixture(scope="module")
def made_on(library: Library) -> MadeOn:
    """A poster on a paper in an edition, each made once."""

    @cache
    def made(handout: str, paper: str, edition: str) -> Made:
        pattern = PATTERNS[0] if handout == "poster" else None
        document = compose(library, "en", handout, pattern, dose=Dose())
        return make(document, POSTER_PAPERS[paper], edition)

    return made


def cap_height() -> float:
    """Height of capitals as a part of the type size, from the font itself."""
    from fontTools.ttLib import TTFont

    font = TTFont(ATKINSON.path())
    return float(font["OS/2"].sCapHeight / font["head"].unitsPerEm)


@pytest.mark.parametrize("paper", SMALLEST)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_type_is_large_enough_to_be_read_from_afar(
    made_on: MadeOn, handout: str, paper: str
) -> None:
    """An inch of letter for 25 feet: capitals of 1/300 of the distance."""
    made = made_on(handout, paper, "standard")
    assert min(piece.size for piece in shown(made.pdf)) >= 21
    body = [
        piece
        for piece in shown(made.pdf)
        if re.search(r"presses|hold it still|FRONT|BEHIND|Tipped|press ", piece.text)
    ]
    assert len(body) >= 4
    for piece in body:
        assert piece.size >= 28, piece
        assert piece.size * cap_height() >= mm(2000 / 300) - 0.1, piece


@pytest.mark.parametrize("handout", HANDOUTS)
def test_larger_posters_are_the_same_enlarged(made_on: MadeOn, handout: str) -> None:
    """So what holds of A3 holds of A2 and A1."""
    small = made_on(handout, "a3", "standard")
    picture = seen(small, 1.0)
    for paper in ("a2", "a1"):
        large = made_on(handout, paper, "standard")
        scale = large.paper.scale / small.paper.scale
        pairs = zip(shown(small.pdf), shown(large.pdf), strict=True)
        for one, other in pairs:
            assert one.text == other.text
            assert other.size == pytest.approx(one.size * scale, rel=1e-3)
            assert other.left == pytest.approx(one.left * scale, abs=large.paper.width * 1e-3)
            assert other.bottom == pytest.approx(one.bottom * scale, abs=large.paper.width * 1e-3)
        enlarged = seen(large, 1 / scale)
        assert abs(enlarged.width - picture.width) <= 1
        size = min(picture.width, enlarged.width), min(picture.height, enlarged.height)
        pair = (each.crop((0, 0, *size)) for each in (picture, enlarged))
        assert grey(ImageChops.difference(*pair)) < 0.02


def seen(made: Made, scale: float) -> Image.Image:
    with pypdfium2.PdfDocument(BytesIO(made.pdf)) as document:
        picture: Image.Image = document[0].render(scale=scale).to_pil()
    return picture.convert("RGB")


def grey(picture: Image.Image) -> float:
    """How bright a picture is on average, from 0 to 1."""
    counts = picture.convert("L").histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts) / 255


# --- ink ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", FORMATS["poster"].themes)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_ink_as_seen(made_on: MadeOn, handout: str, edition: str) -> None:
    """Cyan, magenta and yellow, each the lack of its opposite, with their grey part as black."""
    picture = ImageChops.invert(seen(made_on(handout, "a3", edition), 1.0))
    assert grey(picture) < MOST_INK
    cyan, magenta, yellow = picture.split()
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    inks = [*(ImageChops.subtract(each, black) for each in (cyan, magenta, yellow)), black]
    assert 0.02 < max(map(grey, inks)) < MOST_INK


@pytest.mark.skipif(which("gs") is None, reason="Ghostscript is not installed")
@pytest.mark.parametrize("paper", SMALLEST)
@pytest.mark.parametrize("edition", FORMATS["poster"].themes)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_ink_by_ghostscript(
    made_on: MadeOn, handout: str, edition: str, paper: str, tmp_path: Path
) -> None:
    """How much of the paper each ink touches, however little of it."""
    (tmp_path / "one.pdf").write_bytes(made_on(handout, paper, edition).pdf)
    # It counts every pixel a line touches, so the coarser it looks, the more it overstates.
    command = ["gs", "-q", "-sDEVICE=inkcov", "-r300", "-o", "-", "one.pdf"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    inks = [float(part) for part in told.stdout.split("CMYK")[0].split()]
    assert len(inks) == 4
    assert 0.02 < max(inks) < MOST_INK
    if edition == "mono":
        assert inks[:3] == [0, 0, 0]


# --- black and white ----------------------------------------------------------------------------


@pytest.mark.parametrize("stock", FORMATS["poster"].stocks["mono"], ids=lambda stock: stock.id)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_mono_has_no_colour_anywhere(library: Library, handout: str, stock: Paper | Tiled) -> None:
    """Nor within the forms that sheets show parts of, nor the appearances of fields."""
    pattern = PATTERNS[0] if handout == "poster" else None
    document = compose(library, "en", handout, pattern, dose=Dose())
    with pikepdf.open(BytesIO(render_pdf(document, stock, "mono").data)) as pdf:
        forms = [each for each in pdf.objects if is_form(each)]
        assert bool(forms) or not isinstance(stock, Tiled)
        for content in (*pdf.pages, *forms):
            used = {str(each.operator) for each in pikepdf.parse_content_stream(content)}
            assert used.isdisjoint(COLOUR)


def is_form(each: Any) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
