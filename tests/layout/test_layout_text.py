"""Text and tables on pages: what is read, however they are broken."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from tagged_pdf import Node, Reading
from untagged import UntaggedCanvas

from handouts.design.fonts import ATKINSON
from handouts.design.theme import STANDARD
from handouts.document import Cell, Paragraph, Run, Runs, Table
from handouts.layout.blocks import Layout
from handouts.layout.boxes import Block, Stack, TextArea
from handouts.layout.fitting import paginate
from handouts.layout.tables import table
from handouts.layout.typography import ParagraphBlock, TypeScale, paragraph
from handouts.tagged import Metadata, TaggedCanvas

WORDS = "Lie on your back with both knees bent and both feet flat on the mat. "
TYPE = TypeScale(STANDARD, 12, STANDARD.spacings[0], ATKINSON)
STYLE = TYPE.style(12)
AREA = TextArea(300, 400)


def lay_out(*blocks: Block, kind: Any = TaggedCanvas, area: TextArea = AREA) -> bytes:
    """The blocks, one below another, on as many pages as it takes."""
    file = BytesIO()
    canvas = kind(
        file,
        metadata=Metadata(title="Title", lang="en"),
        pagesize=(area.width + 40, area.height + 40),
        form_font=ATKINSON.regular,
    )
    for page in paginate(Stack(blocks), area).pages:
        page.draw_on(canvas, 20, 20 + area.height - page.height)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read(*blocks: Block, area: TextArea = AREA) -> Node:
    """The document element, whose marks and tree agree."""
    reading = Reading(lay_out(*blocks, area=area))
    assert not reading.faults
    return reading.document


def words(node: Node) -> list[str]:
    return node.text.split()


def said(text: str, **look: Any) -> ParagraphBlock:
    return paragraph((Run(text, **look),), STYLE)


def test_a_paragraph_split_over_pages_is_one_element() -> None:
    document = read(said(WORDS * 30))
    [found] = document.children
    assert found.pages == {0, 1}
    assert words(found) == (WORDS * 30).split()


@pytest.mark.parametrize("align", ["left", "center"])
def test_words_at_line_ends_stay_apart_and_text_ends_without_space(align: Any) -> None:
    style = TYPE.style(12, align=align)
    for runs in (
        (Run(WORDS * 3),),
        (Run(WORDS, bold=True), Run(WORDS), Run(WORDS, bold=True)),
        (Run("one\ntwo"),),
    ):
        [found] = read(paragraph(runs, style)).children
        plain = "".join(run.text for run in runs).replace("\n", " ")
        assert found.text == plain.strip()


def test_words_divided_at_line_ends_stay_whole() -> None:
    shy = "self-treatment of the Sacro\xadiliac\xadjoint\xadmobi\xadlisa\xadtion " * 5
    address = "https://example.org/a-very-long-address-that-does-not-fit-into-one-line-of-the-page/"
    narrow = TextArea(160, 400)
    for runs in (
        (Run(shy),),
        (Run(shy, bold=True), Run(shy)),
        (Run(address),),
        (Run("See "), Run(address, bold=True), Run(f" at {address}")),
    ):
        [found] = read(paragraph(runs, STYLE), area=narrow).children
        plain = "".join(run.text for run in runs).replace("\xad", "")
        assert found.text.replace("\xad", "") == plain.strip()
    assert "\xad" in read(said(shy), area=narrow).text


def test_a_line_break_put_into_a_word_is_not_read() -> None:
    broken = "example.org/\na/\nb"
    for href in (None, "https://example.org/a/b"):
        [found] = read(ParagraphBlock((Run(broken, href=href),), STYLE, joined=True)).children
        assert found.text == "example.org/a/b"


def test_a_word_divided_between_pages_stays_whole() -> None:
    text = "Sacro\xadiliac\xadjoint\xadmobi\xadlisa\xadtion\xadexer\xadcise\xadsheet " * 30
    document = read(said(text), area=TextArea(120, 90))
    assert len(document.children[0].kids) > 1
    assert document.text.replace("\xad", "") == text.replace("\xad", "").strip()


def test_links_in_a_paragraph() -> None:
    runs: Runs = (
        Run("Read "),
        Run(
            "a link that runs over the end of the line and then on to the next one",
            href="https://e.org/1",
        ),
        Run(", "),
        Run("two", href="https://e.org/2"),
        Run("three", href="https://e.org/3"),
        Run("."),
    )
    whole = (Run("The whole is a link", href="tel:+44"),)
    document = read(paragraph(runs, STYLE), paragraph(whole, STYLE))
    first, second = document.children
    kinds = [kid if isinstance(kid, str) else kid.role for kid in first.kids]
    assert kinds == ["Read ", "Link", ", ", "Link", "Link", "."]
    assert second.outline() == ("P", ("Link", "The whole is a link"))
    links = document.all("Link")
    assert [len(link.annotations) for link in links] == [2, 1, 1, 1]
    for link in links:
        for annotation in link.annotations:
            assert annotation["Contents"] == " ".join(link.text.split())
            assert annotation["F"] == "4"
    targets = [annotation["URI"] for link in links for annotation in link.annotations]
    assert targets == [*["https://e.org/1"] * 2, "https://e.org/2", "https://e.org/3", "tel:+44"]


def test_links_of_a_split_paragraph() -> None:
    link = Run(WORDS * 30, href="https://e.org")
    for runs in ((Run("Before "), link, Run(" after.")), (link,)):
        document = read(paragraph(runs, STYLE))
        [whole] = document.children
        [found] = document.all("Link")
        assert found.pages == {0, 1}
        assert words(found) == (WORDS * 30).split()
        assert whole.pages <= {0, 1}
        assert words(whole) == "".join(run.text for run in runs).split()


def test_neither_a_first_nor_a_last_line_stands_alone() -> None:
    text = said("word " * 200)
    _, height = text.wrap(300, 0)
    count = len(text.lines)
    for room in range(0, int(height), 4):
        parts = text.split(300, room)
        if len(parts) == 2:
            heights = [part.wrap(300, 0)[1] for part in parts]
            assert heights[0] <= room
            assert sum(heights) == pytest.approx(height)
            assert min(heights) >= 2 * STYLE.leading
        else:
            assert room < 2 * STYLE.leading
    assert text.split(300, height + 0.01) == [text]
    head, rest = text.split(300, 10.01 * STYLE.leading)
    again = rest.split(300, 5.01 * STYLE.leading)
    parts_of = [part for part in (head, *again) if isinstance(part, ParagraphBlock)]
    for part in parts_of:
        part.wrap(300, 0)
    assert [len(part.lines) for part in parts_of] == [10, 5, count - 15]
    assert [line for part in parts_of for line in part.lines] == text.lines


# --- tables -------------------------------------------------------------------------------------


def sheet(rows: int) -> Block:
    def cell(text: str, scope: str | None = None) -> Cell:
        return Cell((Paragraph((Run(text),)),), scope)

    head = tuple(cell(text, "col") for text in ("Day", "Reps", "Notes"))
    body = tuple(
        (cell(f"Day {row}", "row"), cell(str(row)), cell("felt better")) for row in range(rows)
    )
    return table(Table((head,), body), TYPE, Layout(TYPE, letters={}, blank="blank").blocks)


def test_a_table_has_header_cells_with_scope() -> None:
    [found] = read(sheet(2)).children
    head, body = found.children
    assert (head.role, body.role) == ("THead", "TBody")
    assert head.outline()[1] == ("TR", *(("TH", ("P", word)) for word in ("Day", "Reps", "Notes")))
    first, *others = body.outline()[2][1:]
    assert (first, *others) == (
        ("TH", ("P", "Day 1")),
        ("TD", ("P", "1")),
        ("TD", ("P", "felt better")),
    )
    assert {cell.entries["Scope"] for cell in head.all("TH")} == {"/Column"}
    assert {cell.entries["Scope"] for cell in body.all("TH")} == {"/Row"}


def test_a_table_split_over_pages_repeats_its_header_as_an_artifact() -> None:
    reading = Reading(lay_out(sheet(60)))
    assert not reading.faults
    assert len(reading.pdf.pages) > 2
    [found] = reading.document.children
    assert [node.role for node in found.children] == ["THead", "TBody"]
    assert [row.children[0].text for row in found.children[1].children] == [
        f"Day {row}" for row in range(60)
    ]
    repeated = [text for _, kind, text in reading.artifacts if kind == "/Pagination"]
    assert repeated == ["DayRepsNotes"] * (len(reading.pdf.pages) - 1)


def test_a_table_goes_on_only_with_rows_below_its_head() -> None:
    whole = sheet(3)
    _, height = whole.wrap(300, 0)
    row = height / 4
    assert whole.split(300, row * 1.5) == []
    assert whole.split(300, row * 2.5) == []  # as short as it is, it goes on the next page
    assert whole.split(300, height) == [whole]
    whole.on_top = True
    assert len(whole.split(300, row * 2.5)) == 2
    assert whole.split(300, row * 1.5) == []
    assert len(sheet(9).split(300, row * 2.5)) == 2


def test_on_a_canvas_that_does_not_tag_they_draw_plainly() -> None:
    pdf = lay_out(said(WORDS * 3), said("x", href="https://e.org"), sheet(3), kind=UntaggedCanvas)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "/StructTreeRoot" not in opened.Root
