"""ReportLab's flowables on a tagged canvas: tagged, or refused in words, never flattened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from io import BytesIO
from typing import Any

import PIL.Image
import pypdfium2
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import (
    Flowable,
    Image,
    Paragraph,
    Preformatted,
    SimpleDocTemplate,
    Table,
    XPreformatted,
)
from tagged_documents import METADATA, PAGE, pdf_of
from tagged_pdf import Reading

from handouts.tagged import TaggedCanvas, UnsupportedError, UntaggedContentError

STYLE = ParagraphStyle("text", fontName="Text", fontSize=12)
Where = Callable[[TaggedCanvas], AbstractContextManager[Any]]
OPEN: dict[str, Where] = {
    "nothing": lambda _: nullcontext(),
    "Sect": lambda canvas: canvas.element("Sect"),
    "P": lambda canvas: canvas.element("P"),
    "Caption": lambda canvas: canvas.element("Caption"),
    "Table": lambda canvas: canvas.element("Table"),
}
WHOLE: dict[str, Where] = {
    "artifact": lambda canvas: canvas.artifact(),
    "figure": lambda canvas: canvas.figure("What it shows", 20, 20, 100, 100),
}


def picture() -> BytesIO:
    file = BytesIO()
    PIL.Image.new("RGBA", (20, 10), (255, 0, 0, 128)).save(file, "PNG")
    file.seek(0)
    return file


def table(*rows: tuple[Any, ...], align: str = "LEFT") -> Table:
    style = [("FONTNAME", (0, 0), (-1, -1), "Text"), ("ALIGN", (0, 0), (-1, -1), align)]
    return Table(rows or [("Day", "1.5"), ("One", "2.5")], style=style)


def drawn(make: Callable[[], Flowable], where: Where) -> Callable[[TaggedCanvas], None]:
    def draw(canvas: TaggedCanvas) -> None:
        flowable = make()
        flowable.wrapOn(canvas, 300, 400)
        with where(canvas):
            flowable.drawOn(canvas, 20, 20)

    return draw


@pytest.mark.parametrize("where", [*OPEN.values(), *WHOLE.values()], ids=[*OPEN, *WHOLE])
@pytest.mark.parametrize(
    "make",
    [
        lambda: Paragraph("Some <b>words</b>", STYLE),
        lambda: Paragraph("Some words", STYLE, bulletText="•"),
        lambda: Preformatted("Some words", STYLE),
        lambda: XPreformatted("Some words", STYLE),
        lambda: table((Paragraph("Some words", STYLE),)),
    ],
)
def test_paragraphs_are_refused_and_it_is_said_what_to_draw(
    make: Callable[[], Flowable], where: Where
) -> None:
    with pytest.raises(UnsupportedError, match=r"Paragraph.*: draw a TextBlock with draw_text"):
        pdf_of(drawn(make, where))


@pytest.mark.parametrize("where", OPEN.values(), ids=OPEN)
@pytest.mark.parametrize(
    "make",
    [
        *[lambda a=a: table(align=a) for a in ("LEFT", "CENTER", "RIGHT", "DECIMAL")],
        lambda: Table([("Day", 1)]),  # in Helvetica, which cannot be embedded
        lambda: table((table(),)),
    ],
)
def test_tables_are_refused_and_it_is_said_what_to_draw(
    make: Callable[[], Flowable], where: Where
) -> None:
    with pytest.raises(UnsupportedError, match=r"'Day'.*Table.*: open the elements Table, TR"):
        pdf_of(drawn(make, where))


def test_a_table_may_be_a_picture(read: Callable[..., Reading]) -> None:
    [figure] = read(drawn(table, WHOLE["figure"])).document.children
    assert figure.entries["Alt"] == "What it shows"
    assert figure.text.split() == ["Day1.5One2.5"]
    reading = read(drawn(table, WHOLE["artifact"]))
    assert reading.document.outline() == ("Document",)
    assert reading.artifacts[0][2] == "Day1.5One2.5"


@pytest.mark.parametrize("where", OPEN.values(), ids=OPEN)
@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: drawn(lambda: Image(picture(), 40, 20), OPEN["nothing"])(canvas),
        lambda canvas: canvas.drawImage(ImageReader(picture()), 20, 20, 40, 20),
        lambda canvas: canvas.drawInlineImage(PIL.Image.open(picture()), 20, 20, 40, 20),
        lambda canvas: drawn(lambda: table((Image(picture(), 40, 20),)), OPEN["nothing"])(canvas),
    ],
)
def test_images_need_words(draw: Callable[[TaggedCanvas], None], where: Where) -> None:
    def in_element(canvas: TaggedCanvas) -> None:
        with where(canvas):
            draw(canvas)

    with pytest.raises(UntaggedContentError, match=r"an image .* outside.*canvas.figure\(alt"):
        pdf_of(in_element)


def test_an_image_in_a_figure_is_the_figure(read: Callable[..., Reading]) -> None:
    draw = drawn(lambda: Image(picture(), 40, 20), WHOLE["figure"])
    [figure] = read(draw).document.children
    assert (figure.role, figure.entries["Alt"]) == ("Figure", "What it shows")
    assert figure.kids == [""]
    page = pypdfium2.PdfDocument(pdf_of(draw))[0].render().to_numpy()
    red = page[int(PAGE[1]) - 30, 40]
    assert red[2] > red[0] + 50


def test_an_image_in_a_form_xobject_needs_words_where_it_is_drawn(
    read: Callable[..., Reading],
) -> None:
    def draw(canvas: TaggedCanvas, where: Where) -> None:
        canvas.beginForm("form", 0, 0, 100, 100)
        canvas.drawImage(ImageReader(picture()), 0, 0, 40, 20)
        canvas.endForm()
        with where(canvas):
            canvas.doForm("form")

    with pytest.raises(UntaggedContentError, match="shows text or an image"):
        pdf_of(partial(draw, where=OPEN["nothing"]))
    assert read(partial(draw, where=WHOLE["figure"])).document.outline() == (
        "Document",
        ("Figure", ""),
    )


def test_whole_documents_of_flowables_are_refused_too() -> None:
    maker = partial(_maker, metadata=METADATA, form_font="Text")
    for story in ([Paragraph("Some words", STYLE)], [table()]):
        with pytest.raises(UnsupportedError):
            SimpleDocTemplate(BytesIO(), pagesize=PAGE).build(list(story), canvasmaker=maker)


def _maker(file: Any, **options: Any) -> TaggedCanvas:
    return TaggedCanvas(file, **options)


def test_words_of_ones_own_are_not_taken_for_a_table(read: Callable[..., Reading]) -> None:
    class Words(Flowable):
        def draw(self) -> None:
            canvas: Any = self.canv
            with canvas.element("P"):
                canvas.drawRightString(50, 10, "word")

    assert read(drawn(Words, OPEN["nothing"])).document.outline() == ("Document", ("P", "word"))
