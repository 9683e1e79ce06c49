"""PDF 2.0 where it is asked for: what PDF/UA-2 and PDF/A-4 want, on the same pages as ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pytest
from samples import every
from tagged_pdf import Reading

from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.patient import PatientRequest, patient_pdf
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.backend import render
from handouts.render.imposition.spreads import Imposition
from handouts.storage import paths

LIBRARY = load_library(paths.content_dir(), langs=["en"])
HANDOUTS = sorted(LIBRARY.languages["en"].handouts)
DOSE = {"hold_seconds": "5", "repeats": "3-5"}
NAMESPACE = "http://iso.org/pdf2/ssn"
# ISO 32000-2, annex L, as far as there are such elements here.
TYPES = {"Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "L", "LI", "Lbl", "LBody"}
TYPES |= {"Table", "THead", "TBody", "TR", "TH", "TD", "Span", "Link", "Form", "Figure", "Caption"}
# Deprecated in ISO 32000-2, or forbidden by ISO 19005-4.
GONE = {"/CIDSet", "/CharSet", "/ProcSet", "/NeedAppearances", "/XFA", "/Suspects", "/Trans"}


@cache
def blank(handout: str, pdf: str) -> bytes:
    """A handout as it is built, each in another edition and on another sheet."""
    front = LIBRARY.languages["en"].handouts[handout].front
    stocks = FORMATS[front.format].stocks
    number = HANDOUTS.index(handout)
    edition = list(stocks)[number % len(stocks)]
    pattern = PATTERNS[number % 2] if front.per_pattern else None
    document = compose(LIBRARY, "en", handout, pattern, dose=Dose())
    stock = stocks[edition][number % len(stocks[edition])]
    return render(document, stock, edition, fillable=True, pdf=pdf).data


@cache
def filled(handout: str, pdf: str) -> bytes:
    """A patient's own; of posters there are none."""
    name = "Größe" if handout not in ("card", "two-steps") else ""
    asked = PatientRequest(
        "2027-01-15",
        "left",
        (handout, "correction"),
        name=name,
        dose=DOSE,
        pdf=pdf,
        imposition=Imposition.BOOKLET if handout == "log" else Imposition.SINGLE,
    )
    return patient_pdf(LIBRARY, asked).data


class File(NamedTuple):
    make: Callable[[str, str], bytes]
    handout: str


FILES = [File(blank, each) for each in HANDOUTS]
FILES += [File(filled, each) for each in HANDOUTS if "poster" not in each]


@pytest.fixture(params=every(2, FILES), ids=lambda of: f"{of.handout}-{of.make.__name__}")
def both(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """A file as PDF 1.7 and as PDF 2.0."""
    make, handout = request.param
    return make(handout, "1.7"), make(handout, "2.0")


@pytest.fixture
def pdf(both: tuple[bytes, bytes]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(both[1])) as opened:
        yield opened


def test_the_pages_are_the_same(both: tuple[bytes, bytes], pdf: pikepdf.Pdf) -> None:
    with pikepdf.open(BytesIO(both[0])) as usual:
        assert usual.pdf_version == "1.7"
        shown = [[page.Contents.read_bytes() for page in each.pages] for each in (usual, pdf)]
    assert shown[0] == shown[1]


def test_it_says_which_standards_it_follows(both: tuple[bytes, bytes], pdf: pikepdf.Pdf) -> None:
    assert both[1].startswith(b"%PDF-2.0\n")
    assert "/Info" not in pdf.trailer
    packet = pdf.Root.Metadata.read_bytes()
    assert b"Extension" not in packet.replace(b"xmlns:pdfaExtension", b"")
    with pikepdf.open(BytesIO(both[0])) as usual, pdf.open_metadata() as said:
        assert (said["pdfaid:part"], said["pdfaid:rev"]) == ("4", "2020")
        assert "pdfaid:conformance" not in said
        assert (said["pdfuaid:part"], said["pdfuaid:rev"]) == ("2", "2024")
        assert said["dc:title"] == str(usual.docinfo["/Title"])
        assert said["xmp:CreatorTool"] == str(usual.docinfo["/Creator"])


def test_every_element_is_of_pdf_2(both: tuple[bytes, bytes], pdf: pikepdf.Pdf) -> None:
    tree: Any = pdf.Root.StructTreeRoot
    assert tree.K.S == "/Document"
    assert [str(each.NS) for each in tree.Namespaces] == [NAMESPACE]
    elements = list(_elements(tree.K))
    assert {str(each.NS.NS) for each in elements} == {NAMESPACE}
    assert {str(each.S)[1:] for each in elements} <= TYPES
    assert Reading(both[1]).faults == []


def _elements(element: Any) -> Iterator[Any]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_bookmarks_lead_to_headings(pdf: pikepdf.Pdf) -> None:
    items = list(_bookmarks(pdf.Root.Outlines))
    assert items
    for item in items:
        assert "/Dest" not in item
        assert item.A.S == "/GoTo"
        (page, *there), (element, *there_too) = item.A.D, item.A.SD
        assert str(element.S)[1:] in ("H1", "H2", "H3", "H4"), item.Title
        assert element.Pg.objgen == page.objgen, item.Title
        assert there == there_too
    elements = [item.A.SD[0].objgen for item in items]
    assert len(set(elements)) == len(elements)


def _bookmarks(above: Any) -> Iterator[Any]:
    item = above.get("/First")
    while item is not None:
        yield item
        yield from _bookmarks(item)
        item = item.get("/Next")


def test_every_widget_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    widgets = [
        each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == "/Widget"
    ]
    for widget in widgets:
        assert str(widget.Contents) == str(widget.TU)
    forms = [each for each in _elements(pdf.Root.StructTreeRoot.K) if each.S == "/Form"]
    held = [[kid.Obj.objgen for kid in _kids(form)] for form in forms]
    assert sorted(held) == sorted([widget.objgen] for widget in widgets)


def test_nothing_is_in_it_that_pdf_2_gave_up(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            assert not GONE & set(thing.keys())
            if thing.get("/Type") in ("/Font", "/XObject"):
                assert "/Name" not in thing
