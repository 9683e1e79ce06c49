"""What is typed into a form: the letters of the document's language have codes of its font."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from unicodedata import normalize

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_pdf import Reading

from handouts.design.fonts import FIRA, register
from handouts.mail.form import Form
from handouts.tagged import Metadata, TaggedCanvas, codes_named, glyphs
from handouts.tagged.form_letters import WESTERN, differences, form_codes

SAID = {
    "en": "Größe “naïve” O’Neil 5–10",
    "pl": "Zażółć gęślą jaźń ŁÓDŹ",
    "cs-CZ": "Příliš žluťoučký kůň ÚPĚL",
    "hu": "árvíztűrő tükörfúrógép ŐŰ",
    "ro": "Știință și țară Ăâî",
    "tr": "Iğdır’ın İzmir şöyle",
    "lt": "Įlinkdama fechtuotojo špaga ąčęėįšųūž",
    "lv": "Glāžšķūņa rūķīši ĢĶĻŅ",
    "el": "Ελένη Παπαδοπούλου Ϊ ϋ ΐ",
    "ru": "Съешь ещё ЭТИХ булок",
    "uk": "Ґедзь їсть ЄЖАКА і",
    "sr": "Љубазни фењерџија ĐŽ",
    "vi": "Nguyễn Thị Ngọc ĐẶNG Ỷ Ỵ ử ỡ",
}


def made(lang: str, value: str = "") -> bytes:
    """A document in a language that has a field."""
    register(FIRA)
    file = BytesIO()
    about = Metadata(title="Exercises", lang=lang)
    canvas = TaggedCanvas(file, metadata=about, pagesize=(400, 100), form_font=FIRA.regular)
    with canvas.element("P"):
        canvas.setFont(FIRA.regular, 12)
        canvas.drawString(20, 60, "Name")
        canvas.text_field("name", "Your name", 20, 20, 360, 20, value=value)
    canvas.save()
    return file.getvalue()


def seen(pdf: bytes) -> str:
    """The letters that are painted in the field, as the font says what they are."""
    flat = BytesIO()
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]  # kept: it lives as long as this
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        document.save(flat)
    with pypdfium2.PdfDocument(flat.getvalue()) as document:
        page = document[0]
        return str(page.get_textpage().get_text_bounded(20, 20, 380, 40)).strip()


@pytest.mark.parametrize("lang", SAID)
def test_the_letters_of_a_language_are_written_in_the_font_of_the_form(lang: str) -> None:
    filled = Form(made(lang)).fill({"name": SAID[lang]})
    assert seen(filled) == SAID[lang]
    assert Reading(filled).faults == []
    with pikepdf.open(BytesIO(filled)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert list(field.AP.N.Resources.Font.keys()) == ["/FormFont"]
        assert "/FontFile2" in field.AP.N.Resources.Font.FormFont.FontDescriptor


def test_numbers_and_plain_letters_are_the_same_in_every_language() -> None:
    for lang in SAID:
        codes = form_codes(lang)
        assert all(codes[code] == code for code in range(32, 127))
        assert {ord(sign) for sign in "–—‘’“”„…•€°"} <= set(codes.values())


def test_no_letter_has_two_codes_and_all_are_named() -> None:
    for lang in SAID:
        codes = form_codes(lang)
        assert len(set(codes.values())) == len(codes)
        assert codes_named(differences(codes).strip("[]").split()) == {**WESTERN, **codes}
        assert max(codes) < 256
        assert not {0, 9, 10, 12, 13} & codes.keys()


@given(st.text("abc äß–ąłζЖỵ", max_size=20), st.sampled_from(sorted(SAID)))
def test_our_own_values_are_in_any_letters(value: str, lang: str) -> None:
    value = normalize("NFC", value).strip()
    pdf = made(lang, value)
    assert Reading(pdf).faults == []
    if value:
        assert "".join(seen(pdf).split()) == "".join(value.split())


def test_a_font_that_lacks_letters_has_no_codes_for_them() -> None:
    with pikepdf.open(BytesIO(made("ru"))) as pdf:
        font: Any = pdf.Root.AcroForm.DR.Font.FormFont
        assert len(font.Widths) == int(font.LastChar) - int(font.FirstChar) + 1
    known = glyphs(register(FIRA).regular)
    assert all(letter in known for letter in form_codes("ru").values())
