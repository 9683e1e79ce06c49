"""What a tagged canvas makes of what is drawn on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tagged_documents import pdf_of
from tagged_pdf import Reading

from handouts.tagged import (
    Form,
    HeadingLevelError,
    MissingAlternativeError,
    MissingGlyphError,
    StructureError,
    TableHeaderError,
    TaggedCanvas,
    UnembeddedFontError,
    UntaggedContentError,
)

Read = Callable[[Callable[[Any], None]], Reading]


def p(canvas: TaggedCanvas, text: str, y: float = 400, role: str = "P", **element: Any) -> None:
    with canvas.element(role, **element):
        canvas.drawString(20, y, text)


def test_structure_order_is_the_order_of_elements_whatever_is_painted_first(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.reserve("H1", "heading")
        canvas.reserve("Sect", "left")
        canvas.reserve("Sect", "right")
        with canvas.element("Sect", "right"):
            p(canvas, "third", 300)
        with canvas.element("Sect", "left"):
            p(canvas, "second", 350)
        p(canvas, "first", 400, "H1", key="heading")

    assert read(draw).document.outline() == (
        "Document",
        ("H1", "first"),
        ("Sect", ("P", "second")),
        ("Sect", ("P", "third")),
    )


def test_an_element_goes_on_over_pages_by_its_key(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.element("Sect", "section"):
            p(canvas, "one ", key="paragraph")
            canvas.showPage()
            canvas.setFont("Text", 12)
            p(canvas, "two", key="paragraph")
        canvas.showPage()
        canvas.setFont("Text", 12)
        with canvas.element("Sect", "section"):
            p(canvas, "three")

    reading = read(draw)
    assert reading.document.outline() == (
        "Document",
        ("Sect", ("P", "one ", "two"), ("P", "three")),
    )
    [section] = reading.document.children
    assert [paragraph.pages for paragraph in section.children] == [{0, 1}, {2}]


def test_what_is_not_text_of_an_element_is_an_artifact(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.artifact("Pagination", "Header"):
            canvas.drawString(20, 480, "header")
        with canvas.element("P"):
            canvas.rect(10, 390, 200, 30)
            canvas.drawString(20, 400, "text")
            canvas.line(10, 380, 200, 380)

    reading = read(draw)
    assert reading.document.outline() == ("Document", ("P", "text"))
    assert reading.artifacts == [
        (0, "/Pagination /Header", "header"),
        (0, "/Layout", ""),
        (0, "/Layout", ""),
    ]


def test_everything_in_a_figure_is_the_figure(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.translate(5, 6)
        with canvas.element("Sect"):
            with canvas.figure("A square, labelled", 10, 20, 30, 40, key="f"):
                canvas.rect(10, 20, 30, 40, fill=1)
                with canvas.element("P"):
                    canvas.drawString(12, 22, "label")
            with canvas.element("Figure", "f"):
                p(canvas, "Figure 1", 10, "Caption")

    [figure] = read(draw).document.all("Figure")
    assert figure.entries["Alt"] == "A square, labelled"
    assert figure.entries["BBox"] == "15 26 45 66"
    assert figure.outline() == ("Figure", "label", ("Caption", "Figure 1"))


def test_operators_are_written_once_and_used_again(read: Read) -> None:
    def box(canvas: TaggedCanvas, x: float, y: float) -> None:
        with canvas.figure("A box", x, y, 100, 50):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.draw_form(Form(b"0 0 100 50 re S", (0, 0, 100, 50), (1, 0, 0, 1, 0, 0)))
            canvas.restoreState()

    def draw(canvas: TaggedCanvas) -> None:
        for number in range(3):
            box(canvas, 20, 100 * number)
        canvas.showPage()
        box(canvas, 0, 0)

    reading = read(draw)
    assert len(reading.document.all("Figure")) == 4
    forms = {form.objgen for page in reading.pdf.pages for form in page.resources.XObject.values()}
    assert len(forms) == 1


def test_attributes_reach_the_element(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        p(canvas, "1/2", ActualText="one half", Lang="en", ID="half", E="a half", T="title")
        with canvas.element("L", ListNumbering="Decimal"), canvas.element("LI"):
            p(canvas, "1", 350, "Lbl")
            p(canvas, "item", 350, "LBody")
        p(canvas, "a note", 300, "Note")

    reading = read(draw)
    paragraph, list_, note = reading.document.children
    expected = {"ActualText": "one half", "Lang": "en", "ID": "half", "E": "a half", "T": "title"}
    assert paragraph.entries == expected
    assert list_.entries == {"ListNumbering": "/Decimal"}
    assert note.entries == {"ID": "note-1"}
    names = reading.pdf.Root.StructTreeRoot.IDTree.Names
    assert [str(names[i]) for i in range(0, len(names), 2)] == ["half", "note-1"]


def test_elements_that_hold_nothing_are_left_out(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.reserve("P", "never filled")
        with canvas.element("Sect"), canvas.element("Div"):
            pass
        p(canvas, "text")

    assert read(draw).document.outline() == ("Document", ("P", "text"))


# --- what is refused -----------------------------------------------------------------------------


def refused(error: type[Exception], match: str, draw: Callable[[TaggedCanvas], None]) -> None:
    with pytest.raises(error, match=match):
        pdf_of(draw)


def test_text_outside_any_element() -> None:
    refused(
        UntaggedContentError, "'lost' is drawn in Document", lambda c: c.drawString(1, 1, "lost")
    )


def test_text_directly_in_a_grouping_element() -> None:
    refused(UntaggedContentError, "'lost' is drawn in Sect", lambda c: p(c, "lost", role="Sect"))


def test_text_in_a_form_xobject_that_becomes_an_artifact() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.beginForm("form", 0, 0, 100, 100)
        canvas.setFont("Text", 12)
        canvas.drawString(0, 0, "lost")
        canvas.endForm()
        canvas.doForm("form")

    refused(UntaggedContentError, "shows text", draw)


def test_a_link_outside_any_link_element() -> None:
    refused(UntaggedContentError, "a link", lambda c: c.linkURL("https://e.org", (0, 0, 9, 9)))


def test_a_link_without_words() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.element("Link"):
            canvas.linkURL("https://e.org", (0, 0, 9, 9))

    refused(MissingAlternativeError, "neither text nor Alt", draw)


def test_a_link_around_a_figure_is_described_by_its_alternative(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.element("Link", Alt="Watch the film"):
            with canvas.figure("A camera", 10, 10, 20, 20):
                canvas.rect(10, 10, 20, 20)
            canvas.linkURL("https://e.org", (10, 10, 30, 30))

    [link] = read(draw).document.all("Link")
    assert link.annotations[0]["Contents"] == "Watch the film"
    assert link.children[0].entries["Placement"] == "/Inline"


def test_an_annotation_that_is_neither_link_nor_field() -> None:
    refused(StructureError, "/Text", lambda c: c.textAnnotation("a note", (0, 0, 9, 9)))


def test_a_character_the_font_lacks() -> None:
    with pytest.raises(MissingGlyphError, match=r"no glyph for '☃' \(U\+2603\)") as caught:
        pdf_of(lambda c: p(c, "snow ☃"))
    assert (caught.value.character, caught.value.font) == ("☃", "Text")


def test_a_font_that_cannot_be_embedded() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.setFont("Helvetica", 12)
        p(canvas, "leak")

    refused(UnembeddedFontError, "Helvetica", draw)


def test_a_font_named_but_not_used_is_no_leak(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.setFont("Text", 12)
        p(canvas, "text")

    reading = read(draw)
    assert all("/FontDescriptor" in font for font in reading.pdf.pages[0].resources.Font.values())


@pytest.mark.parametrize(
    ("roles", "message"),
    [
        (["H2"], "'H2 text' is an H2, the first heading; make it H1"),
        (["H1", "H2", "H4"], "'H4 text' is an H4, directly after an H2; make it H3"),
    ],
)
def test_a_skipped_heading_level(roles: list[str], message: str) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for role in roles:
            p(canvas, f"{role} text", role=role)

    refused(HeadingLevelError, message, draw)


def test_headings_may_rise_by_any_number(read: Read) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for role in ("H1", "H2", "H3", "H1", "H2"):
            p(canvas, role, role=role)

    assert [node.role for node in read(draw).document.children] == ["H1", "H2", "H3", "H1", "H2"]


def test_a_figure_without_text_alternative() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.figure(" ", 0, 0, 9, 9):
            canvas.rect(0, 0, 9, 9)

    refused(MissingAlternativeError, r"figure at \(0, 0\)", draw)


def test_a_table_without_headers_or_with_uneven_rows() -> None:
    def table(rows: list[list[str]]) -> Callable[[TaggedCanvas], None]:
        def draw(canvas: TaggedCanvas) -> None:
            with canvas.element("Table"):
                for row in rows:
                    with canvas.element("TR"):
                        for role in row:
                            p(canvas, "cell", role=role)

        return draw

    refused(TableHeaderError, "begins 'cell cell' has no header", table([["TD", "TD"]]))
    refused(StructureError, "differ in width: .2, 1.", table([["TH", "TH"], ["TD"]]))


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("Sect", "LI"), ("L", "P"), ("Table", "TD"), ("TR", "TH"), ("Document", "H7")],
)
def test_a_type_where_it_may_not_stand(outer: str, inner: str) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.element(outer), canvas.element(inner):
            pass

    refused(StructureError, f"{outer if inner == 'TH' else inner}", draw)


def test_an_unknown_attribute_or_value() -> None:
    refused(StructureError, "no such attribute: Colour", lambda c: p(c, "x", Colour="red"))
    refused(StructureError, "Scope is one of", lambda c: p(c, "x", Scope="Sideways"))


def test_one_key_for_two_types() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        p(canvas, "x", key="k")
        p(canvas, "y", role="H1", key="k")

    refused(StructureError, "the key 'k' is P, not H1", draw)


def test_elements_left_open_and_pages_ended_too_early() -> None:
    refused(StructureError, "never closed: Sect", lambda c: c.open_element("Sect"))

    def draw(canvas: TaggedCanvas) -> None:
        with canvas.artifact():
            canvas.showPage()

    refused(StructureError, "inside an artifact", draw)


def test_encryption() -> None:
    refused(ValueError, "not encrypted", lambda c: c.setEncrypt("secret"))
