"""Fonts in the file: only what is shown, unhinted, whole for what is typed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from tagged_documents import pdf_of

from handouts.design import fonts
from handouts.tagged.form_letters import WIN_ANSI
from handouts.tagged.subset_font import registered

WHOLE = TTFont(fonts.ATKINSON.path())


def said(text: str) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        with canvas.element("P"):
            canvas.drawString(20, 400, text)

    return draw


def embedded(pdf: bytes) -> dict[str, tuple[Any, TTFont]]:
    """The font dictionaries of the first page and their programs, by name."""
    opened = pikepdf.open(BytesIO(pdf))
    _OPEN.append(opened)
    found = {}
    for font in opened.pages[0].Resources.Font.values():
        program = font.FontDescriptor.FontFile2.read_bytes()
        found[str(font.BaseFont)] = font, TTFont(BytesIO(program))
    return found


_OPEN: list[pikepdf.Pdf] = []  # what is found in a file lives as long as it


def read(pdf: bytes) -> str:
    text: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    return text.strip()


def outlines(font: TTFont, code: int) -> Any:
    glyphs = font.getGlyphSet()
    cmap = font.getBestCmap()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[cmap[code]].draw(pen)
    return pen.value, glyphs[cmap[code]].width


def test_a_page_carries_the_letters_it_shows_and_no_hinting() -> None:
    ((_, (font, program)),) = embedded(pdf_of(said("Abé"))).items()
    assert font.Encoding == "/WinAnsiEncoding"
    assert set(program.getBestCmap()) == set(map(ord, "Abé"))
    assert {"fpgm", "prep", "cvt ", "GSUB", "GPOS", "name", "post"}.isdisjoint(program.keys())
    for code in map(ord, "Abé"):
        assert outlines(program, code) == outlines(WHOLE, code)
    assert all(
        not getattr(program["glyf"][name], "program", None)
        or not program["glyf"][name].program.getBytecode()
        for name in program.getGlyphOrder()
    )


def test_widths_are_those_of_the_letters() -> None:
    ((_, (font, _)),) = embedded(pdf_of(said("Wi"))).items()
    face = registered("Text").face
    for letter in "Wi":
        width = font.Widths[ord(letter) - int(font.FirstChar)]
        assert float(width) == pytest.approx(face.getCharWidth(ord(letter)), abs=0.01)


@pytest.mark.parametrize("text", ["Plain", "5° “quoted” – • €", "Ł ě ½", "→ A", "Ωmega", ""])
def test_what_is_shown_is_read(text: str) -> None:
    known = registered("Text").face.charToGlyph
    text = "".join(letter for letter in text if ord(letter) in known)
    assert read(pdf_of(said(f"x{text}"))) == f"x{text}"


def test_other_letters_have_codes_of_their_own() -> None:
    found = embedded(pdf_of(said("Łódź ě")))
    assert len(found) == 2
    others = next(font for font, _ in found.values() if "/ToUnicode" in font)
    assert b"<0141>" in others.ToUnicode.read_bytes()


def test_a_second_document_has_its_own_letters() -> None:
    for text in ("abc", "cde°", "abc"):
        ((_, (_, program)),) = embedded(pdf_of(said(text))).items()
        assert set(program.getBestCmap()) == set(map(ord, text))


def test_a_form_carries_what_will_be_typed_and_shares_it_with_the_page() -> None:
    def draw(canvas: Any) -> None:
        said("abc")(canvas)
        canvas.text_field("name", "Your name", 50, 10, 100, 20)

    pdf = pdf_of(draw)
    ((name, (_, program)),) = embedded(pdf).items()
    assert name == "/PlainZeroLegible-Regular"
    western = {ord(letter) for letter in WIN_ANSI if letter and ord(letter) >= 32}
    lacking = western - set(program.getBestCmap())
    assert lacking <= {0x7F, 0xA0, 0xAD}
    for code in (0x20AC, 0xC5, 0xDF, 0xFC, 0x178):
        assert outlines(program, code) == outlines(WHOLE, code)
    with pikepdf.open(BytesIO(pdf)) as opened:
        form = opened.Root.AcroForm.DR.Font.FormFont
        assert form.objgen == next(iter(opened.pages[0].Resources.Font.values())).objgen


def test_a_program_is_a_fraction_of_the_font() -> None:
    ((_, (font, _)),) = embedded(pdf_of(said("Exercises for your back"))).items()
    whole = fonts.ATKINSON.path().stat().st_size
    assert int(font.FontDescriptor.FontFile2.Length1) < whole / 10


@pytest.mark.parametrize("inside", [None, "form"])
def test_every_letter_is_read_on_a_page_and_in_a_form(inside: str | None) -> None:
    """Whatever codes the letters have: also those that stand for nothing in a text string."""
    known = sorted(registered("Text").face.charToGlyph)
    letters = [chr(code) for code in known if chr(code).isprintable() and chr(code) != " "]
    lines = ["".join(letters[start : start + 20]) for start in range(0, len(letters), 20)]

    def draw(canvas: Any) -> None:
        if inside:
            canvas.beginForm("words", 0, 0, 400, 500)
        else:
            canvas.open_element("P")
        for number, line in enumerate(lines):
            canvas.setFont("Text", 12)
            canvas.drawString(20, 480 - 14 * number, line)
        if inside:
            canvas.endForm()
            with canvas.figure("words", 0, 0, 400, 500):
                canvas.doForm("words")
        else:
            canvas.close_element()

    shown = "".join(read(pdf_of(draw)).split())
    assert sorted(set(letters) - set(shown)) == []
