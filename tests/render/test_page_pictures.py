"""Small pictures of pages, read back by another program than the one that wrote them."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.page_pictures import NoPicture, png, render
from handouts.render.pdf import render_pdf
from handouts.storage import paths

WIDTH = 301  # odd: no row of it is a whole number of words


@pytest.fixture(scope="module")
def pdf() -> bytes:
    library = load_library(paths.content_dir())
    document = compose(library, "en", "log", PATTERNS[0], dose=Dose())
    return render_pdf(document, PAPERS["a4"]).data


def test_a_picture_is_a_png_of_the_page_a_little_coarser(pdf: bytes) -> None:
    made = Image.open(BytesIO(png(render(pdf, 1, WIDTH))))
    made.load()  # checks its checksums
    page = pypdfium2.PdfDocument(pdf)[0]
    by_another = page.render(scale=WIDTH / page.get_width(), may_draw_forms=False).to_pil()
    assert (made.format, made.mode, made.width) == ("PNG", "RGB", WIDTH)
    assert abs(made.height - by_another.height) <= 1
    one, two = (
        each.convert("RGB").resize((60, 84), Image.Resampling.BOX) for each in (made, by_another)
    )
    assert max(ImageChops.difference(one, two).tobytes()) <= 10
    assert min(made.tobytes()) < 40  # something is drawn


def test_there_is_no_picture_of_what_is_not_there(pdf: bytes) -> None:
    with pytest.raises(NoPicture):
        render(pdf, 2, WIDTH)
    with pytest.raises(NoPicture):
        render(b"not a PDF", 1, WIDTH)
