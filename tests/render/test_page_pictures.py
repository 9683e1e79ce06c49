"""Small pictures of pages, read back by another program than the one that wrote them."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.compose.composer import compose
from handouts.compose.status_words import NAME_FIELD
from handouts.design.papers import PAPERS
from handouts.mail.nodes import filled
from handouts.pattern import PATTERNS
from handouts.reading import Dose, DoseValue, load_library
from handouts.render.page_pictures import NoPicture, png, render
from handouts.render.pdf import render_pdf
from handouts.storage import paths

WIDTH = 301  # odd: no row of it is a whole number of words


@pytest.fixture(scope="module")
def pdf() -> bytes:
    library = load_library(paths.content_dir(), langs=["en"])
    document = compose(library, "en", "log", PATTERNS[0], dose=Dose())
    return render_pdf(document, PAPERS["a4"]).data


def test_a_picture_is_a_png_of_the_page_a_little_coarser(pdf: bytes) -> None:
    made = Image.open(BytesIO(png(render(pdf, 1, WIDTH))))
    made.load()  # checks its checksums
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[0]
    by_another = page.render(scale=WIDTH / page.get_width()).to_pil()
    assert (made.format, made.mode, made.width) == ("PNG", "RGB", WIDTH)
    assert abs(made.height - by_another.height) <= 1
    one, two = (
        each.convert("RGB").resize((60, 84), Image.Resampling.BOX) for each in (made, by_another)
    )
    assert max(ImageChops.difference(one, two).tobytes()) <= 10
    assert min(made.tobytes()) < 40  # something is drawn


def picture_of(pdf: bytes) -> Image.Image:
    width, height, rows = render(pdf, 1, 800)
    pixels = bytes(rows)[1:]
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "RGB", 1 + 3 * width, 1)


def ink(picture: Image.Image, box: tuple[float, ...]) -> float:
    """How much of a rectangle is not white, from 0 to 1; in pt from the page's lower left."""
    left, bottom, right, top = (value * 800 / PAPERS["a4"].width for value in box)
    inside = picture.convert("L").crop((left, picture.height - top, right, picture.height - bottom))
    pixels = inside.tobytes()
    return sum(255 - value for value in pixels) / 255 / len(pixels)


def test_pictures_show_what_is_filled_in() -> None:
    """A name, the dose, and a tick that somebody made: in their boxes, and nowhere else."""
    library = load_library(paths.content_dir(), langs=["en"])
    dose = Dose(hold_seconds=DoseValue(8, 8))
    document = compose(library, "en", "log", PATTERNS[0], dose=dose, made_for="Ana Filledin")
    blank = compose(library, "en", "log", PATTERNS[0], dose=Dose(), made_for="x")
    full, empty = (
        render_pdf(each, PAPERS["a4"]).data for each in (document, filled(blank, {NAME_FIELD: ""}))
    )
    target = BytesIO()
    with pikepdf.open(BytesIO(full)) as file:
        fields = {str(field.T): field for field in file.Root.AcroForm.Fields}
        boxes = {name: tuple(map(float, field.Rect)) for name, field in fields.items()}
        tick = next(name for name, field in fields.items() if field.FT == "/Btn")
        fields[tick].V = fields[tick].AS = pikepdf.Name.Yes
        file.save(target)
    before, after = picture_of(empty), picture_of(target.getvalue())
    changed = {name for name, box in boxes.items() if ink(after, box) > ink(before, box) + 0.005}
    assert changed == {"made_for", "dose-hold_seconds", tick}
    same = ImageChops.difference(before, after)
    for name in changed:
        left, bottom, right, top = (value * 800 / PAPERS["a4"].width for value in boxes[name])
        same.paste(
            0, (int(left), int(same.height - top), int(right) + 1, int(same.height - bottom) + 1)
        )
    assert same.getbbox() is None


# PDFium's numbers have 32 bits: those that are a page again beyond them.
@pytest.mark.parametrize("page", [2, 0, -1, 2**31, 2**32, 2**32 + 1, 2**64 + 1, 10**999])
def test_there_is_no_picture_of_a_page_that_is_not_there(pdf: bytes, page: int) -> None:
    with pytest.raises(NoPicture):
        render(pdf, page, WIDTH)


def test_there_is_no_picture_of_what_is_no_pdf() -> None:
    with pytest.raises(NoPicture):
        render(b"not a PDF", 1, WIDTH)
