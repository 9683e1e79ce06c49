"""Flowables that tag themselves, laid out by ReportLab."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import grey
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepInFrame,
    ListItem,
    PageTemplate,
    Paragraph,
    Spacer,
)
from tagged_pdf import Node, Reading
from tagged_press import METADATA, PAGE

from handouts.tagged import PlainCanvas, TaggedCanvas
from handouts.tagged.flowables import (
    CloseElement,
    InElement,
    OpenElement,
    TaggedFigure,
    TaggedList,
    TaggedParagraph,
    TaggedTable,
)

WORDS = "Lie on your back with both knees bent and both feet flat on the mat. "


def lay_out(story: list[Any], kind: Any = TaggedCanvas, columns: int = 1) -> bytes:
    """The story in frames of that many columns."""
    file = BytesIO()
    template = BaseDocTemplate(file, pagesize=PAGE)
    width = (PAGE[0] - 40) / columns
    frames = [Frame(20 + i * width, 20, width, PAGE[1] - 40) for i in range(columns)]
    template.addPageTemplates([PageTemplate("page", frames)])

    def canvas(target: Any, **kw: Any) -> Any:
        if kind is Canvas:
            return Canvas(target, **kw)
        return kind(target, metadata=METADATA, form_font="Text", **kw)

    template.build(story, canvasmaker=canvas)
    return file.getvalue()


def read(story: list[Any], columns: int = 1) -> Node:
    """The document element of the story, whose marks and tree agree."""
    reading = Reading(lay_out(story, columns=columns))
    assert not reading.faults
    return reading.document


def words(node: Node) -> list[str]:
    return node.text.split()


def test_a_paragraph_split_over_columns_is_one_element(style: ParagraphStyle) -> None:
    story = [Spacer(1, 400), TaggedParagraph(WORDS * 4, style), TaggedParagraph("end", style)]
    document = read(story, columns=2)
    assert [node.role for node in document.children] == ["P", "P"]
    assert len(document.children[0].kids) == 2
    assert words(document.children[0]) == (WORDS * 4).split()


def test_a_paragraph_split_over_pages_is_one_element(style: ParagraphStyle) -> None:
    document = read([Spacer(1, 400), TaggedParagraph(WORDS * 8, style)])
    [paragraph] = document.children
    assert paragraph.pages == {0, 1}
    assert words(paragraph) == (WORDS * 8).split()


def test_words_at_line_ends_stay_apart_and_text_ends_without_space(style: ParagraphStyle) -> None:
    centred = ParagraphStyle("centred", style, alignment=1)
    justified = ParagraphStyle("justified", style, alignment=4)
    for each in (style, centred, justified):
        for text in (WORDS * 3, f"<b>{WORDS}</b>{WORDS}<i>{WORDS}</i>", "one<br/>two"):
            [paragraph] = read([TaggedParagraph(text, each)]).children
            plain = text.replace("<br/>", " ")
            for tag in ("<b>", "</b>", "<i>", "</i>"):
                plain = plain.replace(tag, "")
            assert paragraph.text == plain.strip()


def test_words_divided_at_line_ends_stay_whole(style: ParagraphStyle) -> None:
    shy = "self-treatment of the Sacro\xadiliac\xadjoint\xadmobi\xadlisa\xadtion " * 5
    address = "https://example.org/a-very-long-address-that-does-not-fit-into-one-line-of-the-page/"
    for text in (shy, f"<b>{shy}</b>{shy}", address, f"See <b>{address}</b> at {address}"):
        [paragraph] = read([TaggedParagraph(text, style)], columns=2).children
        plain = text.replace("<b>", "").replace("</b>", "").replace("\xad", "")
        assert paragraph.text.replace("\xad", "") == plain.strip()
    assert "\xad" in read([TaggedParagraph(shy, style)], columns=2).text


def test_a_line_break_put_into_a_word_is_not_read(style: ParagraphStyle) -> None:
    address = "example.org/a/b"
    broken = "example.org/<br/>a/<br/>b"
    for text in (broken, f'<a href="https://example.org/a/b">{broken}</a>'):
        [paragraph] = read([TaggedParagraph(text, style, unbroken=address)]).children
        assert paragraph.text == address


def test_a_word_divided_between_columns_stays_whole(style: ParagraphStyle) -> None:
    text = "Sacro\xadiliac\xadjoint\xadmobi\xadlisa\xadtion\xadexer\xadcise\xadsheet " * 30
    document = read([TaggedParagraph(text, style)], columns=3)
    assert len(document.children[0].kids) > 1
    assert document.text.replace("\xad", "") == text.replace("\xad", "").strip()


def test_links_in_a_paragraph(style: ParagraphStyle) -> None:
    story = [
        TaggedParagraph(
            'Read <a href="https://e.org/1">a link that runs over the end of the line and then on '
            'to the next one</a>, <a href="https://e.org/2">two</a><a href="https://e.org/3">three'
            '</a> and <a href="#here">below</a>.',
            style,
        ),
        TaggedParagraph('<a name="here"/><a href="tel:+44">The whole is a link</a>', style),
    ]
    document = read(story)
    first, second = document.children
    assert [kid if isinstance(kid, str) else kid.role for kid in first.kids] == [
        "Read ",
        "Link",
        ", ",
        "Link",
        "Link",
        " and ",
        "Link",
        ".",
    ]
    assert second.outline() == ("P", ("Link", "The whole is a link"))
    links = document.all("Link")
    assert [len(link.annotations) for link in links] == [2, 1, 1, 1, 1]
    for link in links:
        for annotation in link.annotations:
            assert annotation["Contents"] == " ".join(link.text.split())
            assert annotation["F"] == "4"
    targets = [a["URI"] for link in links for a in link.annotations if "URI" in a]
    assert targets == [*["https://e.org/1"] * 2, "https://e.org/2", "https://e.org/3", "tel:+44"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://e.org"><b>bold</b> and plain</a>',
        '<a href="https://e.org"><a name="here"/><b>bold</b> and <b>plain</b></a>',
        '<b><a href="https://e.org">bold and plain</a></b>',
    ],
)
def test_links_in_several_styles(link: str, style: ParagraphStyle) -> None:
    for before in ("", "Before ", f"{WORDS}<b>Before </b>"):
        document = read([TaggedParagraph(f"{before}{link} after", style)])
        [found] = document.all("Link")
        assert words(found) == ["bold", "and", "plain"]
        assert document.text.endswith("after")


def test_links_of_a_split_paragraph(style: ParagraphStyle) -> None:
    link = f'<a href="https://e.org">{WORDS * 8}</a>'
    for text in (f"Before {link} after.", link):
        document = read([Spacer(1, 400), TaggedParagraph(text, style)])
        [paragraph] = document.children
        [found] = document.all("Link")
        assert found.pages == {0, 1}
        assert words(found) == (WORDS * 8).split()
        assert paragraph.pages <= {0, 1}
        assert (
            words(paragraph)
            == text.replace('<a href="https://e.org">', "").replace("</a>", "").split()
        )


def test_nested_lists(style: ParagraphStyle) -> None:
    def p(text: str) -> TaggedParagraph:
        return TaggedParagraph(text, style)

    look: dict[str, Any] = {"bulletFontName": "Text", "leftIndent": 18}
    inner = TaggedList([p("a"), p("b")], bulletType="bullet", **look)
    items: list[Any] = [p("one"), ListItem([p("two"), inner], **look), p("three")]
    outer = TaggedList(items, bulletType="1", **look)
    document = read([outer])

    def item(label: str, *body: object) -> tuple[object, ...]:
        return ("LI", ("Lbl", label), ("LBody", *body))

    bullets = ("L", item("•", ("P", "a")), item("•", ("P", "b")))
    assert document.outline() == (
        "Document",
        (
            "L",
            item("1", ("P", "one")),
            item("2", ("P", "two"), bullets),
            item("3", ("P", "three")),
        ),
    )
    assert [node.entries["ListNumbering"] for node in document.all("L")] == ["/Decimal", "/Disc"]


def test_a_list_split_over_pages(style: ParagraphStyle) -> None:
    items = [TaggedParagraph(f"{number}: {WORDS * 4}", style) for number in range(10)]
    document = read([TaggedList(items, bulletType="1", bulletFontName="Text")])
    [whole] = document.children
    assert [node.role for node in whole.children] == ["LI"] * 10
    for number, item in enumerate(whole.children):
        label, body = item.children
        assert label.text == str(number + 1)
        assert words(body) == f"{number}: {WORDS * 4}".split()


def table(style: ParagraphStyle, rows: int, *spans: Any) -> TaggedTable:
    data: list[list[Any]] = [[TaggedParagraph(text, style) for text in ("Day", "Reps", "Notes")]]
    data += [[f"Day {row}", str(row), TaggedParagraph("felt better", style)] for row in range(rows)]
    look = [("FONT", (0, 0), (-1, -1), "Text", 10), ("GRID", (0, 0), (-1, -1), 0.5, grey), *spans]
    return TaggedTable(data, repeatRows=1, headerCols=1, style=look)


def test_a_table_has_header_cells_with_scope(style: ParagraphStyle) -> None:
    [found] = read([table(style, 2)]).children
    head, body = found.children
    assert (head.role, body.role) == ("THead", "TBody")
    assert head.outline()[1] == ("TR", *(("TH", ("P", word)) for word in ("Day", "Reps", "Notes")))
    assert body.outline()[2] == ("TR", ("TH", "Day 1"), ("TD", "1"), ("TD", ("P", "felt better")))
    assert {cell.entries["Scope"] for cell in head.all("TH")} == {"/Column"}
    assert {cell.entries["Scope"] for cell in body.all("TH")} == {"/Row"}


def test_a_table_split_over_pages_repeats_its_header_as_an_artifact(style: ParagraphStyle) -> None:
    reading = Reading(lay_out([table(style, 60)]))
    assert not reading.faults
    assert len(reading.pdf.pages) > 2
    [found] = reading.document.children
    assert [node.role for node in found.children] == ["THead", "TBody"]
    assert [row.children[0].text for row in found.children[1].children] == [
        f"Day {row}" for row in range(60)
    ]
    repeated = [text for _, kind, text in reading.artifacts if kind == "/Pagination"]
    assert [text.split() for text in repeated] == [["DayRepsNotes"]] * (len(reading.pdf.pages) - 1)


def test_spans_of_cells(style: ParagraphStyle) -> None:
    spans = ("SPAN", (0, 1), (0, 3)), ("SPAN", (1, 2), (2, 2))
    [found] = read([table(style, 5, *spans)]).children
    rows = found.children[1].children
    assert [len(row.children) for row in rows] == [3, 1, 2, 3, 3]
    assert rows[0].children[0].entries == {"Scope": "/Row", "RowSpan": "3"}
    assert rows[1].children[0].entries == {"ColSpan": "2"}


def test_a_table_in_a_cell(style: ParagraphStyle) -> None:
    outer = TaggedTable([["Head", "Head"], [table(style, 2), "text"]], repeatRows=1)
    outer.setStyle([("FONT", (0, 0), (-1, -1), "Text", 10)])
    document = read([outer])
    assert len(document.all("Table")) == 2
    assert document.all("TD")[0].children[0].role == "Table"


def test_grouping_by_open_and_close_and_by_path(style: ParagraphStyle) -> None:
    def p(text: str, role: str = "P") -> TaggedParagraph:
        return TaggedParagraph(text, style, role=role)

    document = read(
        [
            InElement(p("one", "H1"), ("Sect", "s"), ("Div", "d")),
            OpenElement("Sect", "t"),
            p("two"),
            CloseElement(),
            InElement(p(WORDS * 30), ("Sect", "s"), ("Div", "d")),
            InElement(p("three"), ("Sect", "s")),
        ],
        columns=2,
    )
    first, second = document.children
    assert [node.role for node in first.children] == ["Div", "P"]
    assert [node.role for node in first.children[0].children] == ["H1", "P"]
    assert second.outline() == ("Sect", ("P", "two"))


def test_a_figure_in_the_text(style: ParagraphStyle) -> None:
    drawing = Drawing(100, 50, Rect(0, 0, 100, 50))
    story = [TaggedFigure(drawing, "A box", width=50), TaggedParagraph("text", style)]
    document = read(story)
    assert [node.role for node in document.children] == ["Figure", "P"]
    assert document.children[0].entries["Alt"] == "A box"


def test_flowables_shrunk_into_a_box(style: ParagraphStyle) -> None:
    story = [KeepInFrame(300, 100, [TaggedParagraph(WORDS * 20, style)], mode="shrink")]
    assert words(read(story)) == (WORDS * 20).split()


def test_ordinary_paragraphs_are_content_of_an_element(style: ParagraphStyle) -> None:
    story = [OpenElement("P"), Paragraph(f'{WORDS}<a href="https://e.org">x</a>', style)]
    assert read([*story, CloseElement()]).all("Link")[0].text.strip() == "x"


@pytest.mark.parametrize("kind", [PlainCanvas, Canvas])
def test_on_a_canvas_that_does_not_tag_they_draw_plainly(kind: Any, style: ParagraphStyle) -> None:
    story = [
        TaggedParagraph(f'{WORDS * 3}<a href="https://e.org">x</a>', style),
        TaggedList([TaggedParagraph("item", style)], bulletFontName="Text"),
        table(style, 3),
        TaggedFigure(Drawing(100, 50, Rect(0, 0, 100, 50)), "A box", width=50),
        OpenElement("Sect"),
        InElement(TaggedParagraph("end", style), ("Sect", "s")),
        CloseElement(),
    ]
    pdf = lay_out(story, kind)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "/StructTreeRoot" not in opened.Root
