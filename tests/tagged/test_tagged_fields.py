"""Form fields: tagged, named, printable, and set in an embedded font."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form
from tagged_documents import PAGE, pdf_of
from tagged_pdf import Reading

from handouts.tagged import (
    FieldNameError,
    MissingAlternativeError,
    MissingGlyphError,
    TaggedCanvas,
    UntaggedContentError,
)

Read = Callable[[Callable[[Any], None]], Reading]


def draw(canvas: TaggedCanvas) -> None:
    with canvas.element("P"):
        canvas.drawString(20, 400, "Name")
        canvas.text_field("name", "Your name", 100, 395, 200, 20, max_length=40)
    with canvas.element("P"):
        canvas.drawString(20, 300, "Notes")
        canvas.text_field("notes", "Your notes", 100, 240, 200, 80, multiline=True)
    with canvas.element("P"):
        canvas.translate(10, 20)
        canvas.checkbox("done", "Done", 90, 180, 16)
        canvas.checkbox("known", "Understood", 120, 180, 16, checked=True)


class Fields(dict[str, Any]):
    """The fields of a document by name; they live as long as this does."""

    def __init__(self, pdf: bytes) -> None:
        self.opened = pikepdf.open(BytesIO(pdf))
        self.form: Any = self.opened.Root.AcroForm
        super().__init__((str(field.T), field) for field in self.form.Fields)


def looks(pdf: bytes) -> Any:
    """The first page with its fields, as pixels."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return document[0].render(scale=2).to_numpy()


def ink(pdf: bytes, x: float, y: float, width: float, height: float) -> int:
    """How many pixels are dark in a rectangle of the page."""
    pixels = looks(pdf)
    left, top = int(x * 2), int((PAGE[1] - y - height) * 2)
    part = pixels[top : top + int(height * 2), left : left + int(width * 2)]
    return int((part.min(axis=2) < 100).sum())


def test_each_field_is_a_form_element_where_it_was_drawn(read: Read) -> None:
    document = read(draw).document
    assert document.outline() == (
        "Document",
        ("P", "Name", ("Form",)),
        ("P", "Notes", ("Form",)),
        ("P", ("Form",), ("Form",)),
    )
    widgets = [form.annotations for form in document.all("Form")]
    assert [[widget["T"] for widget in each] for each in widgets] == [
        ["name"],
        ["notes"],
        ["done"],
        ["known"],
    ]
    assert [widget["TU"] for [widget] in widgets][:2] == ["Your name", "Your notes"]
    assert {widget["F"] for [widget] in widgets} == {"4"}
    assert (widgets[0][0]["MaxLen"], widgets[1][0]["Ff"]) == ("40", "4096")


def test_fields_stand_where_the_coordinates_say() -> None:
    found = Fields(pdf_of(draw))
    assert [float(side) for side in found["name"].Rect] == [100, 395, 300, 415]
    assert [float(side) for side in found["done"].Rect] == [100, 200, 116, 216]


def test_only_what_an_archival_file_may_have() -> None:
    found = Fields(pdf_of(draw))
    form = found.form
    assert "/NeedAppearances" not in form
    font = form.DR.Font.FormFont
    assert font.Encoding == "/WinAnsiEncoding"
    assert "/FontFile2" in font.FontDescriptor
    for field in found.values():
        assert list(field.AP) == ["/N"]
        assert "/MK" not in field
        assert "/A" not in field


def test_values_of_any_latin_letters_the_font_has() -> None:
    value = "Zoë Łukasz Čapek “quoted” (in) brackets\\"

    def with_value(canvas: TaggedCanvas) -> None:
        with canvas.element("P"):
            canvas.text_field("n", "Name", 20, 400, 300, 20, value=value)

    pdf = pdf_of(with_value)
    found = Fields(pdf)
    assert str(found["n"].V) == value
    assert ink(pdf, 20, 400, 300, 20) > 500


def test_a_long_value_is_wrapped_and_kept_inside_its_box() -> None:
    def with_value(canvas: TaggedCanvas) -> None:
        with canvas.element("P"):
            canvas.text_field(
                "n", "Notes", 20, 350, 200, 80, value="word " * 60 + "\nnew line", multiline=True
            )

    pdf = pdf_of(with_value)
    assert ink(pdf, 20, 350, 200, 40) > 100
    assert ink(pdf, 222, 300, 100, 150) == 0


def test_checked_boxes_show_a_tick() -> None:
    pdf = pdf_of(draw)
    assert ink(pdf, 100, 200, 16, 16) == 0
    assert ink(pdf, 130, 200, 16, 16) > 50


@pytest.mark.parametrize("value", ["Größe Müsli", "naïve “quotes”"])
def test_filled_by_a_library_the_text_is_in_the_embedded_font(value: str) -> None:
    with pikepdf.open(BytesIO(pdf_of(draw))) as pdf:
        form: Any = Form(pdf, ExtendedAppearanceStreamGenerator)
        form["name"].value = value
        form["notes"].value = f"{value} " * 20
        form["done"].checked = True
        filled = BytesIO()
        pdf.save(filled)
    found = Fields(filled.getvalue())
    assert str(found["name"].V) == value
    font = found["name"].AP.N.Resources.Font.FormFont
    assert "/FontFile2" in font.FontDescriptor
    for place in ((100, 395, 200, 20), (100, 240, 200, 80), (100, 200, 16, 16)):
        assert ink(filled.getvalue(), *place) > 50
    assert not Reading(filled.getvalue()).faults


def typed(pdf: bytes, x: float, y: float, text: str) -> bytes:
    """The document after someone clicked at x, y and typed, in the engine of a browser."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page, form = document[0], document.formenv.raw
    for event in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
        event(form, page.raw, 0, x, y)
    for character in text:
        raw.FORM_OnChar(form, page.raw, ord(character), 0)
    raw.FORM_ForceToKillFocus(form)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_typed_in_a_browser_the_text_is_in_the_embedded_font() -> None:
    filled = typed(pdf_of(draw), 150, 405, "Größe Müsli")
    found = Fields(filled)
    assert str(found["name"].V) == "Größe Müsli"
    assert "(Größe Müsli)".encode("latin-1") in found["name"].AP.N.read_bytes()
    assert all("/FontDescriptor" in font for font in found["name"].AP.N.Resources.Font.values())
    assert not Reading(filled).faults


def test_letters_beyond_the_form_font_are_kept_when_typed() -> None:
    filled = typed(pdf_of(draw), 150, 405, "Łukasz")
    found = Fields(filled)
    assert str(found["name"].V) == "Łukasz"
    assert ink(filled, 100, 395, 200, 20) > 100


def refused(error: type[Exception], match: str, draw: Callable[[TaggedCanvas], None]) -> None:
    with pytest.raises(error, match=match):
        pdf_of(draw)


def test_fields_that_are_refused() -> None:
    def field(name: str, tooltip: str, value: str = "") -> Callable[[TaggedCanvas], None]:
        return lambda canvas: canvas.text_field(name, tooltip, 0, 0, 90, 20, value=value)

    def twice(canvas: TaggedCanvas) -> None:
        canvas.checkbox("n", "one", 0, 0, 9)
        canvas.checkbox("n", "two", 0, 20, 9)

    def in_an_artifact(canvas: TaggedCanvas) -> None:
        with canvas.artifact():
            canvas.checkbox("n", "one", 0, 0, 9)

    refused(MissingAlternativeError, "'n' has no tooltip", field("n", " "))
    refused(FieldNameError, "'a.b'", field("a.b", "tip"))
    refused(FieldNameError, "''", field("", "tip"))
    refused(FieldNameError, "two form fields are named 'n'", twice)
    refused(MissingGlyphError, "名", field("n", "tip", "名前"))
    refused(UntaggedContentError, "a form field stands in an artifact", in_an_artifact)


def test_type_grows_with_the_canvas() -> None:
    """On a poster, set larger as a whole, what is typed is as large as what is printed."""

    def enlarged(canvas: TaggedCanvas) -> None:
        with canvas.element("P"):
            canvas.scale(2, 2)
            canvas.text_field("name", "Your name", 50, 100, 80, 20, value="Ada", font_size=14)

    form = Fields(pdf_of(enlarged))  # kept: the field lives as long as its file
    found = form["name"]
    assert [float(side) for side in found.Rect] == [100, 200, 260, 240]
    assert str(found.DA).split()[1] == "28"
    assert [float(side) for side in found.AP.N.BBox] == [0, 0, 160, 40]
    assert b" 28 Tf" in found.AP.N.read_bytes()
