"""All that one visit needs in one PDF: read in order, filled in once, in every way to print it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import TypeAlias

import pikepdf
import pytest
from samples import every
from tagged_pdf import Node, Reading
from visible import shown

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS
from handouts.pattern import PATTERNS
from handouts.reading import Dose, DoseValue, Library
from handouts.render.imposition.spreads import Imposition
from handouts.render.print_set import HANDOUTS, render_print_set

TITLE = "For your visit"


MadeIn: TypeAlias = Callable[..., bytes]


@pytest.fixture(scope="module")
def made(library: Library) -> MadeIn:
    """A set in a way, an edition and with a number of repeats, each made once."""

    @cache
    def make(way: Imposition, edition: str = "standard", repeats: int | None = None) -> bytes:
        dose = Dose() if repeats is None else Dose(repeats=DoseValue(repeats, repeats))
        documents = [compose(library, "en", name, PATTERNS[0], dose=dose) for name in HANDOUTS]
        return render_print_set(documents, TITLE, PAPERS["a4"], edition, way, fillable=True).data

    return make


@pytest.mark.parametrize("way", Imposition)
@pytest.mark.parametrize("edition", every(2, ["large-print", "standard", "mono"]))
def test_read_in_order_however_it_is_printed(made: MadeIn, way: Imposition, edition: str) -> None:
    reading = Reading(made(way, edition))
    assert reading.faults == []
    assert [part.role for part in reading.document.children] == ["Part"] * len(HANDOUTS)
    assert list(told(reading.document)) == list(
        told(Reading(made(Imposition.SINGLE, edition)).document)
    )


def told(node: Node) -> Iterator[tuple[str, str]]:
    """What is said, in order, but for form fields, which imposed pages have none of."""
    own = "".join(kid for kid in node.kids if isinstance(kid, str))
    said = " ".join(own.split()) or node.entries.get("Alt", "")
    if said:
        yield node.role, said
    for kid in node.children:
        if kid.role != "Form":
            yield from told(kid)


def test_no_sheet_has_the_end_of_one_document_and_the_start_of_another(library: Library) -> None:
    names = ("log", "correction", "how-it-works", "log", "card", "questions")
    patterns = {name: library.languages["en"].handouts[name].front.per_pattern for name in names}
    documents = [
        compose(library, "en", name, PATTERNS[0] if patterns[name] else None, dose=Dose())
        for name in dict.fromkeys(names)
    ]
    paper, way = PAPERS["a4"], Imposition.SINGLE
    made = render_print_set(documents, TITLE, paper, "standard", way, fillable=True)
    reading = Reading(made.data)
    assert reading.faults == []
    assert len(reading.pdf.pages) == made.pages
    pages = [part_pages(part) for part in reading.document.children]
    assert len(pages) == len(documents)
    assert all(min(of) % 2 == 0 for of in pages)
    assert any(len(of) % 2 for of in pages), "else no side stays empty"


def part_pages(node: Node) -> set[int]:
    return node.pages.union(*(part_pages(child) for child in node.children))


@pytest.mark.parametrize("way", Imposition)
def test_bookmarks_lead_to_the_sheets_of_their_pages(made: MadeIn, way: Imposition) -> None:
    pdf = made(way)
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        assert len(titles) == len(HANDOUTS)
        for entry in outline.root:
            assert isinstance(entry.destination, pikepdf.Array)
            page = file.pages.index(pikepdf.Page(entry.destination[0])) + 1
            on_page = " ".join(piece.text for piece in shown(pdf) if piece.page == page)
            assert entry.title.split()[0] in on_page


def test_a_field_of_several_pages_is_filled_in_once(made: MadeIn) -> None:
    with pikepdf.open(BytesIO(made(Imposition.SINGLE, "standard", 3))) as file:
        fields = {str(field.T): field for field in file.Root.AcroForm.Fields}
        assert len(fields) == len(file.Root.AcroForm.Fields)
        repeats = fields["dose-repeats"]
        assert str(repeats.V) == "3"
        assert len(repeats.Kids) == 3  # on the exercises, the card and the log
        for widget in repeats.Kids:
            assert "/T" not in widget
            assert widget.Parent.objgen == repeats.objgen
            assert str(widget.TU)
            assert widget.AP.N.read_bytes().count(b"Tj") == 1


@pytest.mark.parametrize("way", [Imposition.TWO_UP, Imposition.BOOKLET])
def test_imposed_pages_have_no_fields_and_cards_keep_their_size(
    made: MadeIn, way: Imposition
) -> None:
    pdf = made(way)
    with pikepdf.open(BytesIO(pdf)) as file:
        assert "/AcroForm" not in file.Root
        boxes = {tuple(round(float(edge)) for edge in page.MediaBox) for page in file.pages}
    assert boxes == {(0, 0, 842, 595)}  # A4 on its side
    card = [piece for piece in shown(pdf) if "Do this only if we checked you." in piece.text]
    assert card
    assert min(piece.size for piece in card) >= 12


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("way", [Imposition.TWO_UP, Imposition.BOOKLET])
def test_large_print_keeps_twelve_point_two_pages_to_a_side(
    library: Library, way: Imposition, paper: str
) -> None:
    documents = [compose(library, "en", name, PATTERNS[0], dose=Dose()) for name in HANDOUTS]
    made = render_print_set(documents, TITLE, PAPERS[paper], "large-print", way, fillable=False)
    assert min(piece.size for piece in shown(made.data)) >= 12 - 1e-3
    assert Reading(made.data).faults == []
