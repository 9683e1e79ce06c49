"""Pages for a print shop: boxes that say what is kept, and marks outside it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from imposed import sheets
from tagged_pdf import Reading
from visible import words

from handouts.design.papers import PAPERS, POSTER_PAPERS, Paper, mm
from handouts.render.imposition.print_shop import PrintShop

CASES = [("log", PAPERS["a4"]), ("poster", POSTER_PAPERS["a3"])]
SHOPS = [PrintShop(mm(3), True), PrintShop(mm(5), False), PrintShop(0, True)]


@pytest.mark.parametrize("shop", SHOPS, ids=["bleed and marks", "bleed", "marks"])
@pytest.mark.parametrize(("handout", "paper"), CASES, ids=["log", "poster"])
def test_boxes(handout: str, paper: Paper, shop: PrintShop) -> None:
    with pikepdf.open(BytesIO(sheets(handout, paper, shop=shop))) as pdf:
        for page in pdf.pages:
            media, trim, bleed = (
                [float(edge) for edge in page.obj[name]]
                for name in ("/MediaBox", "/TrimBox", "/BleedBox")
            )
            assert "/CropBox" not in page.obj or page.cropbox == page.mediabox
            assert media[:2] == [0, 0]
            assert trim[2] - trim[0] == pytest.approx(paper.width, abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(paper.height, abs=0.01)
            around = [trim[0], trim[1], media[2] - trim[2], media[3] - trim[3]]
            assert around == pytest.approx([shop.slug] * 4, abs=0.01)
            bled = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
            assert bled == pytest.approx([shop.bleed] * 4, abs=0.01)


def marks(pdf: bytes, trim: tuple[float, ...]) -> list[tuple[float, float, float, float]]:
    """The boxes of everything painted as a whole outside the trimmed page."""
    found = []
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        for each in document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
            left, bottom, right, top = each.get_bounds()
            if right < trim[0] or left > trim[2] or top < trim[1] or bottom > trim[3]:
                found.append((left, bottom, right, top))
    return found


def test_crop_marks_stand_outside_the_bleed() -> None:
    shop = PrintShop(mm(3), True)
    paper = POSTER_PAPERS["a3"]
    slug = shop.slug
    trim = slug, slug, slug + paper.width, slug + paper.height
    found = marks(sheets("poster", paper, shop=shop), trim)
    assert len(found) == 8
    hair = 0.6
    for left, bottom, right, top in found:
        outside = (
            right <= trim[0] - shop.bleed + hair
            or left >= trim[2] + shop.bleed - hair
            or top <= trim[1] - shop.bleed + hair
            or bottom >= trim[3] + shop.bleed - hair
        )
        assert outside
        # Each points along an edge of the page.
        x, y = (left + right) / 2, (bottom + top) / 2
        upright = top - bottom > right - left
        edges = (trim[0], trim[2]) if upright else (trim[1], trim[3])
        assert any((x if upright else y) == pytest.approx(edge, abs=0.1) for edge in edges)


def test_without_marks_there_are_none() -> None:
    shop = PrintShop(mm(5), False)
    paper = POSTER_PAPERS["a3"]
    trim = shop.slug, shop.slug, shop.slug + paper.width, shop.slug + paper.height
    assert marks(sheets("poster", paper, shop=shop), trim) == []


def test_the_words_are_the_same() -> None:
    """What the shop adds is for hands: it is neither written nor read."""
    paper = PAPERS["a4"]
    plain, shop = sheets("log", paper), sheets("log", paper, shop=PrintShop(mm(3), True))
    assert words(shop) == words(plain)
    readings = Reading(plain), Reading(shop)
    assert [reading.faults for reading in readings] == [[], []]
    assert readings[0].document.outline() == readings[1].document.outline()
