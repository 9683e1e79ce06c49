"""The file: packed into object streams, read by others, the same every time."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_documents import pdf_of
from untagged import UntaggedCanvas

from handouts.tagged import TaggedCanvas, file_writer


def draw(canvas: Any) -> None:
    for number in range(300):  # more small objects than one object stream holds
        if number == 150:
            canvas.showPage()
        with canvas.element("P"):
            canvas.drawString(20, 480 - number % 150 * 3, f"Line {number}")
    canvas.checkbox("done", "Tick when done", 20, 10, 12)
    canvas.text_field("name", "Your name", 50, 10, 100, 20, value="Ünal")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(draw)


def test_small_objects_are_packed(pdf: bytes) -> None:
    packed = 0
    with pikepdf.open(BytesIO(pdf)) as opened:
        kinds = [
            str(thing.get("/Type", ""))
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream)
        ]
        assert kinds.count("/XRef") == 1
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/ObjStm":
                packed += int(thing.N)
    in_the_open = re.findall(rb"\d+ 0 obj\n(.*?)endobj", pdf, re.DOTALL)
    assert packed > 300
    assert len(in_the_open) < 30
    assert all(b"stream\n" in each for each in in_the_open)
    assert b"/StructElem" not in pdf
    assert b"\nxref\n" not in pdf


def test_every_object_is_found_where_the_references_say(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as opened:
        assert opened.pdf_version == "1.7"
        assert not opened.check_pdf_syntax()
        size = int(opened.trailer.Size)
        assert len(opened.objects) == size - 1
        assert opened.trailer.ID[0] == opened.trailer.ID[1]
        elements = opened.Root.StructTreeRoot.K.K
        assert len(list(elements)) == 302
        assert [str(field.TU) for field in opened.Root.AcroForm.Fields] == [
            "Tick when done",
            "Your name",
        ]


def test_it_begins_with_its_version_and_bytes_that_are_no_text(pdf: bytes) -> None:
    """ISO 19005-2, 6.1.2."""
    first, second, _ = pdf.split(b"\n", 2)
    assert first == b"%PDF-1.7"
    assert second[:1] == b"%"
    assert len(second) >= 5
    assert min(second[1:5]) > 127


def test_another_reader_finds_the_words(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert text.split() == [word for number in range(300) for word in ("Line", str(number))]


@pytest.mark.parametrize("kind", [TaggedCanvas, UntaggedCanvas])
def test_the_same_drawing_makes_the_same_bytes(kind: type[TaggedCanvas]) -> None:
    assert pdf_of(draw, kind) == pdf_of(draw, kind)


def test_another_drawing_has_another_identifier(pdf: bytes) -> None:
    def other(canvas: Any) -> None:
        draw(canvas)
        canvas.rect(1, 1, 1, 1)

    identifiers = set()
    for each in (pdf, pdf_of(other)):
        with pikepdf.open(BytesIO(each)) as opened:
            identifiers.add(bytes(opened.trailer.ID[0]))
    assert len(identifiers) == 2


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), min_size=1))
def test_bytes_are_subtracted_each_for_itself(pairs: list[tuple[int, int]]) -> None:
    one, other = map(bytes, zip(*pairs, strict=True))
    assert file_writer._difference(one, other) == bytes((a - b) & 0xFF for a, b in pairs)
