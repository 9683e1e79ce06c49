"""Blocks of text: what they become on tagged and untagged canvases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from tagged_documents import pdf_of
from tagged_pdf import Reading
from untagged import UntaggedCanvas

from handouts.tagged import (
    Line,
    MissingGlyphError,
    Piece,
    TaggedCanvas,
    TextBlock,
    UnembeddedFontError,
    UntaggedContentError,
)

Read = Callable[[Callable[[Any], None]], Reading]
ONE, TWO = (1, "https://e.org/1"), (2, "tel:+44")


def block(*lines: Sequence[Piece] | str, spread: float = 0.0) -> TextBlock:
    set_ = [(Piece(line, "Text"),) if isinstance(line, str) else tuple(line) for line in lines]
    return TextBlock([Line(pieces, 0.0, spread) for pieces in set_], 11, 15)


def code(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return opened.pages[0].Contents.read_bytes().decode("latin-1")


def test_a_block_is_one_element_and_one_sequence(read: Read) -> None:
    reading = read(lambda canvas: canvas.draw_text(block("one ", "two"), 20, 400, "H1"))
    assert reading.document.outline() == ("Document", ("H1", "one two"))


def test_blocks_of_one_key_are_one_element(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.draw_text(block("one "), 20, 400, "P", "key")
        canvas.showPage()
        canvas.draw_text(block("two"), 20, 400, "P", "key")

    [paragraph] = read(draw).document.children
    assert paragraph.outline() == ("P", "one ", "two")
    assert paragraph.pages == {0, 1}


def test_links_are_elements_of_their_own_with_an_annotation_for_each_line(read: Read) -> None:
    first = [Piece("Read ", "Text"), Piece("a link ", "Text-Bold", "#0000FF", ONE)]
    second = [
        Piece("over lines", "Text-Bold", "#0000FF", ONE),
        Piece(", ", "Text"),
        Piece("call", "Text", "", TWO),
    ]
    reading = read(lambda canvas: canvas.draw_text(block(first, second), 20, 400))
    [paragraph] = reading.document.children
    assert paragraph.outline() == (
        "P",
        *("Read ", ("Link", "a link over lines"), ", ", ("Link", "call")),
    )
    one, two = reading.document.all("Link")
    assert [annotation["URI"] for annotation in (*one.annotations, *two.annotations)] == [
        *("https://e.org/1", "https://e.org/1", "tel:+44")
    ]
    assert {annotation["F"] for annotation in one.annotations} == {"4"}
    assert [annotation["Contents"] for annotation in one.annotations] == ["a link over lines"] * 2


def test_annotations_lie_on_their_words() -> None:
    words = [Piece("Read ", "Text"), Piece("this", "Text", "", ONE)]

    def draw(canvas: TaggedCanvas) -> None:
        canvas.translate(100, 50)
        canvas.draw_text(TextBlock([Line(tuple(words), 7)], 10, 12), 20, 300)

    with pikepdf.open(BytesIO(pdf_of(draw))) as opened:
        left, bottom, right, top = map(float, opened.pages[0].Annots[0].Rect)
    before = stringWidth("Read ", "Text", 10)
    assert left == pytest.approx(127 + before, abs=0.01)
    assert right > left + 10
    assert (bottom, top) == (348, 360)


def test_a_whole_block_may_be_a_link(read: Read) -> None:
    link = [Piece("The whole", "Text", "", ONE)]
    [paragraph] = read(lambda canvas: canvas.draw_text(block(link), 20, 400)).document.children
    assert paragraph.outline() == ("P", ("Link", "The whole"))


def test_a_canvas_that_does_not_tag_shows_the_same() -> None:
    words = block([Piece("a (b) \\ ", "Text", "#FF0000"), Piece("link", "Text", "", ONE)])
    assert r"(a \(b\) \\ ) Tj" in code(pdf_of(lambda canvas: canvas.draw_text(words, 9, 9)))
    plain = pdf_of(lambda canvas: canvas.draw_text(words, 9, 9), UntaggedCanvas)
    assert r"(a \(b\) \\ ) Tj" in code(plain)
    assert "BDC" not in code(plain)
    with pikepdf.open(BytesIO(plain)) as opened:
        assert "/Annots" not in opened.pages[0]


def test_spaces_that_are_narrower_are_so_only_in_their_block() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.draw_text(block("a b", spread=-0.25), 20, 400)
        canvas.draw_text(block("c d"), 20, 300)

    text = code(pdf_of(draw))
    assert text.index("-0.25 Tw") < text.index("(a b)") < text.index("0 Tw") < text.index("(c d)")


@pytest.mark.parametrize("words", ["plain", "5°", "Łódź", "Sacro\xadiliac", "no\xa0break"])
def test_a_block_shown_in_several_documents_is_whole_in_each(words: str, read: Read) -> None:
    """Its codes belong to the document: others may have given them to other letters."""
    shown = block(words, "ž" + words)
    for others in ("", "ąćęłńóśźż", words[::-1]):

        def draw(canvas: TaggedCanvas, others: str = others) -> None:
            if others:
                canvas.draw_text(block(others), 20, 400)
            canvas.draw_text(shown, 20, 300, "Note")

        [note] = read(draw).document.all("Note")
        assert note.text.replace("\xa0", " ") == (words + "ž" + words).replace("\xa0", " ")


def test_inside_an_artifact_or_a_figure_it_is_part_of_that(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.artifact():
            canvas.draw_text(block([Piece("faint", "Text", "", ONE)]), 20, 400)
        with canvas.figure("A figure", 0, 0, 9, 9):
            canvas.draw_text(block("label"), 20, 300)

    reading = read(draw)
    assert reading.document.outline() == ("Document", ("Figure", "label"))
    assert not reading.document.all("Link")


def test_what_is_refused() -> None:
    with pytest.raises(UntaggedContentError, match="'lost' is drawn in Sect"):
        pdf_of(lambda canvas: canvas.draw_text(block("lost"), 20, 400, "Sect"))
    with pytest.raises(MissingGlyphError, match="no glyph for '☃'"):
        block("snow ☃")
    with pytest.raises(UnembeddedFontError, match="Helvetica"):
        block([Piece("leak", "Helvetica")])
    with pytest.raises(NotImplementedError, match="draw_text"):
        pdf_of(lambda canvas: canvas.beginText(10, 10))


def test_an_empty_block_is_nothing(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.draw_text(block(), 20, 400)
        canvas.draw_text(block("text"), 20, 400)

    assert read(draw).document.outline() == ("Document", ("P", "text"))
