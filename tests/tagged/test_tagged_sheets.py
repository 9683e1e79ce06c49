"""Sheets that are painted in reading order, whichever order they are printed in."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagged_documents import pdf_of
from tagged_pdf import Reading

from handouts.tagged import Line, Piece, StructureError, TaggedCanvas, TextBlock

Read = Callable[[Callable[[Any], None]], Reading]


def painted(canvas: TaggedCanvas, number: int) -> None:
    """A paragraph with a link, and a field, that name their page."""
    link = Piece(f"link {number}", "Text", "", (1, f"https://e.org/{number}"))
    canvas.draw_text(TextBlock([Line((Piece("A ", "Text"), link))], 11), 20, 100 + number)
    canvas.checkbox(f"field {number}", "A field", 20, 200 + number, 10)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_links_and_fields_are_on_the_sheet_of_their_words(sheets: list[int]) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for number, sheet in enumerate(sheets):
            with canvas.sheet(sheet):
                painted(canvas, number)
        canvas.show_sheets(max(sheets))

    data = pdf_of(draw)
    reading = Reading(data)
    assert not reading.faults
    words = "".join(f"A link {number}" for number in range(len(sheets)))
    assert reading.document.text == words
    with pikepdf.open(BytesIO(data)) as pdf:
        for place, page in enumerate(pdf.pages, start=1):
            found: Any = page.obj.get("/Annots", [])
            uris = [str(each.A.URI) for each in found if "/A" in each]
            names = [str(each.T) for each in found if "/T" in each]
            here = [number for number, sheet in enumerate(sheets) if sheet == place]
            assert uris == [f"https://e.org/{number}" for number in here]
            assert names == [f"field {number}" for number in here]
            assert all(each.P.objgen == page.obj.objgen for each in found if "/P" in each)


def test_sheets_go_on_after_pages(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        painted(canvas, 0)
        canvas.showPage()
        for number, sheet in ((1, 2), (2, 1)):
            with canvas.sheet(sheet):
                painted(canvas, number)
        canvas.show_sheets(2)
        painted(canvas, 3)

    links = read(draw).document.all("Link")
    assert [link.pages for link in links] == [{0}, {2}, {1}, {3}]


def test_sheets_that_are_never_shown_are_told() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.sheet(1):
            painted(canvas, 1)

    with pytest.raises(StructureError, match="sheets that are never shown: 1"):
        pdf_of(draw)

    def too_few(canvas: TaggedCanvas) -> None:
        for number in (1, 2, 3):
            with canvas.sheet(number):
                painted(canvas, number)
        canvas.show_sheets(1)

    with pytest.raises(StructureError, match="sheets that are never shown: 2, 3"):
        pdf_of(too_few)
