"""Documents of PDF 2.0: where bookmarks lead, and types that it does not have."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from tagged_documents import METADATA, PAGE, Draw

from handouts.tagged import PDF_1_7, PDF_2_0, VERSIONS, Line, Piece, TaggedCanvas, TextBlock

LINK = (1, "https://e.org")


def drawn(draw: Draw) -> pikepdf.Pdf:
    file = BytesIO()
    about = {"metadata": METADATA, "pagesize": PAGE, "form_font": "Text"}
    canvas = TaggedCanvas(file, version=PDF_2_0, **about)  # type: ignore[arg-type]
    canvas.setFont("Text", 12)
    draw(canvas)
    canvas.save()
    return pikepdf.open(BytesIO(file.getvalue()))


def text(*pieces: Piece) -> TextBlock:
    return TextBlock([Line(pieces)], 12)


def test_versions_are_known_by_their_numbers() -> None:
    assert dict(VERSIONS) == {"1.7": PDF_1_7, "2.0": PDF_2_0}


def a_heading(canvas: TaggedCanvas) -> None:
    with canvas.element("H1"):
        canvas.bookmark("There", 1, 400)
        canvas.drawString(20, 380, "There")


def a_heading_after_it(canvas: TaggedCanvas) -> None:
    canvas.reserve("H1", "heading")
    with canvas.artifact():
        canvas.drawString(20, 480, "A header")
    canvas.bookmark("There", 1, 400)
    canvas.draw_text(text(Piece("There", "Text")), 20, 380, "H1", "heading")


def a_link_in_a_heading(canvas: TaggedCanvas) -> None:
    canvas.bookmark("There", 1, 400)
    canvas.draw_text(text(Piece("There", "Text", link=LINK)), 20, 380, "H1")


def a_heading_that_runs_in(canvas: TaggedCanvas) -> None:
    canvas.bookmark("There", 1, 400)
    pieces = (Piece("There", "Text", role="H1"), Piece(" and on", "Text"))
    canvas.draw_text(text(*pieces), 20, 380)


@pytest.mark.parametrize(
    "draw", [a_heading, a_heading_after_it, a_link_in_a_heading, a_heading_that_runs_in]
)
def test_a_bookmark_leads_to_the_heading_that_is_drawn_next(draw: Draw) -> None:
    def around(canvas: TaggedCanvas) -> None:
        with canvas.element("Sect", "s"):
            draw(canvas)
            canvas.draw_text(text(Piece("After it", "Text")), 20, 300)

    with drawn(around) as pdf:
        action: Any = pdf.Root.Outlines.First.A
        assert action.SD[0].S == "/H1"
        assert action.D[0].objgen == pdf.pages[0].objgen
        assert list(action.SD)[1:] == list(action.D)[1:]


def test_a_bookmark_of_an_empty_page_leads_to_the_document() -> None:
    with drawn(lambda canvas: canvas.bookmark("An empty page", 0, 100)) as pdf:
        action: Any = pdf.Root.Outlines.First.A
        assert action.SD[0].S == "/Document"
        assert action.D[0].objgen == pdf.pages[0].objgen


def test_types_that_it_does_not_have_are_others() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.element("BlockQuote"), canvas.element("P"):
            canvas.drawString(20, 380, "Quoted")
            for role in ("Quote", "Code", "Note"):
                with canvas.element(role):
                    canvas.drawString(20, 300, role)

    with drawn(draw) as pdf:
        tree: Any = pdf.Root.StructTreeRoot
        quote: Any = tree.K.K
        assert quote.S == "/Div"
        assert [str(each.S) for each in list(quote.K.K)[1:]] == ["/Span", "/Span", "/FENote"]
        assert quote.NS.objgen == tree.K.NS.objgen == tree.Namespaces[0].objgen
