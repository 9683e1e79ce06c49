"""Print dialogues start with what a document needs (ISO 32000-1, 12.2)."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, Cards, Stock, Tiled
from handouts.design.theme import EDITIONS
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.imposition.print_shop import PrintShop
from handouts.render.imposition.spreads import Imposition
from handouts.render.pdf import render_pdf
from handouts.render.print_set import HANDOUTS, render_print_set

LONG, SHORT, ONE_SIDE = "/DuplexFlipLongEdge", "/DuplexFlipShortEdge", "/Simplex"


def duplex(pdf: bytes) -> str:
    """The sides it is printed on; everything else said to print dialogues is as it should be."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        said = {name: str(value) for name, value in opened.Root.ViewerPreferences.items()}
    assert said.pop("/PrintScaling") == "/None"
    assert said.pop("/PickTrayByPDFSize") == "True"
    assert said.pop("/DisplayDocTitle") == "True"
    sides = said.pop("/Duplex")
    assert said == {}, "above all no /NumCopies"
    return sides


def made(
    library: Library, handout: str, stock: Stock, edition: str, shop: PrintShop | None = None
) -> bytes:
    per_pattern = library.languages["en"].handouts[handout].front.per_pattern
    pattern = PATTERNS[0] if per_pattern else None
    document = compose(library, "en", handout, pattern, dose=Dose())
    return render_pdf(document, stock, edition, shop=shop).data


def stocks(library: Library, handout: str) -> list[tuple[Stock, str]]:
    formats = FORMATS[library.languages["en"].handouts[handout].front.format]
    return [(stock, edition) for edition in EDITIONS for stock in formats.stocks.get(edition, ())]


@pytest.mark.parametrize("handout", ["correction", "questions", "card", "poster", "log"])
def test_both_sides_are_upright_as_they_are_turned(library: Library, handout: str) -> None:
    for stock, edition in stocks(library, handout):
        pdf = made(library, handout, stock, edition)
        pages = pypdfium2.PdfDocument(pdf)
        width, height = pages[0].get_size()
        if len(pages) == 1 or isinstance(stock, Tiled):
            expected = ONE_SIDE
        else:
            expected = SHORT if width > height else LONG
        assert duplex(pdf) == expected, (stock.id, edition)


def test_cards_are_turned_over_the_edge_that_keeps_them_upright(library: Library) -> None:
    cards = [
        (each, edition) for each, edition in stocks(library, "card") if isinstance(each, Cards)
    ]
    sides = {edition: duplex(made(library, "card", stock, edition)) for stock, edition in cards}
    assert sides["standard"] == LONG
    assert sides["large-print"] == SHORT, "two of them lie side by side on a sheet that lies"


def test_a_handout_of_two_pages_is_on_both_sides_of_its_sheet(library: Library) -> None:
    assert duplex(made(library, "correction", PAPERS["a4"], "standard")) == LONG


def test_for_a_print_shop(library: Library) -> None:
    stock = FORMATS["poster"].stock("standard", "a3")
    assert duplex(made(library, "poster", stock, "standard", PrintShop(9, True))) == ONE_SIDE


@pytest.mark.parametrize(
    ("way", "expected"),
    [(Imposition.SINGLE, LONG), (Imposition.TWO_UP, SHORT), (Imposition.BOOKLET, SHORT)],
)
def test_print_sets(library: Library, way: Imposition, expected: str) -> None:
    documents = [compose(library, "en", name, PATTERNS[0], dose=Dose()) for name in HANDOUTS]
    pdf = render_print_set(documents, "Set", PAPERS["a4"], "standard", way, fillable=False).data
    assert duplex(pdf) == expected


def test_another_reader_finds_the_same(library: Library) -> None:
    pdf = pypdfium2.PdfDocument(made(library, "correction", PAPERS["a4"], "standard"))
    assert not pdfium.FPDF_VIEWERREF_GetPrintScaling(pdf)
    assert pdfium.FPDF_VIEWERREF_GetDuplex(pdf) == pdfium.DuplexFlipLongEdge
