"""Text whose letters join, carry marks or run to the left: set, read back, and hostile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from mupdf_pages import by_mupdf
from tagged_documents import PAGE
from tagged_pdf import Reading

from handouts.design import fonts
from handouts.design.scripts import ARABIC, CJK, DEVANAGARI, fallbacks
from handouts.tagged import (
    FSI,
    PDI,
    Face,
    FontFile,
    Line,
    Metadata,
    MissingGlyphError,
    Piece,
    TaggedCanvas,
    TextBlock,
    UnsupportedError,
    face,
    register_font,
    registered,
    width_of,
)
from handouts.tagged.script_runs import runs_of

SAMPLES = {
    "ar": "استلقِ على ظهرك (5 ثوانٍ).",
    "fa": "نگه‌دارید و به‌آرامی",
    "he": "שכבו על הגב: 555-0100",
    "hi": "क्षेत्र की कि र्त्स्न्य",
    "bn": "ণ্ড হাঁটু",
    "th": "ทั้งสองข้าง น้ำ",
    "zh": "请平躺（五秒）。𠮷",
    "ko": "무릎을 각 굽",
    "en": "王诊所, عيادة and คลินิก, Клиника",
}


def regular(lang: str) -> str:
    return fonts.register(fonts.ATKINSON.of_language(lang)).regular


def pdf_in(lang: str, draw: Callable[[TaggedCanvas], None]) -> bytes:
    file = BytesIO()
    about = Metadata(title="A text", lang=lang)
    canvas = TaggedCanvas(file, metadata=about, pagesize=PAGE, form_font=regular(lang))
    draw(canvas)
    canvas.save()
    return file.getvalue()


def paragraph(lang: str, *texts: str) -> bytes:
    lines = [Line((Piece(text, regular(lang)),)) for text in texts]
    return pdf_in(lang, lambda canvas: canvas.draw_text(TextBlock(lines, 12, 18), 20, 400))


@pytest.mark.parametrize("lang", SAMPLES)
def test_text_is_read_as_it_was_given(lang: str) -> None:
    reading = Reading(paragraph(lang, SAMPLES[lang]))
    assert not reading.faults
    assert reading.document.all("P")[0].text == SAMPLES[lang]


@pytest.mark.parametrize("lang", SAMPLES)
def test_a_program_has_a_glyph_and_a_width_for_each_code(lang: str) -> None:
    with pikepdf.open(BytesIO(paragraph(lang, SAMPLES[lang]))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if font.Subtype != "/Type0":
                continue
            descendant = font.DescendantFonts[0]
            program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
            first, widths = descendant.W
            assert first == 1
            metrics = [program["hmtx"][name][0] for name in program.getGlyphOrder()]
            assert metrics == [0, *map(int, widths)]
            assert program["head"].unitsPerEm == 1000
            for name in program.getGlyphOrder():
                program["glyf"][name].expand(program["glyf"])


@pytest.mark.parametrize("lang", SAMPLES)
def test_a_text_is_as_wide_as_it_is_measured(lang: str) -> None:
    """By where MuPDF finds its letters."""
    text = SAMPLES[lang].replace(" ", "\xa0")
    with by_mupdf(paragraph(lang, text)) as pdf:
        lines = [line for block in pdf[0].get_text("dict")["blocks"] for line in block["lines"]]
    left, right = min(each["bbox"][0] for each in lines), max(each["bbox"][2] for each in lines)
    assert left == pytest.approx(20, abs=0.1)
    assert right - left == pytest.approx(width_of(text, regular(lang), 12), abs=0.2)


def test_what_is_the_same_twice_is_one_code() -> None:
    data = paragraph("hi", "कि कि कि", "कि")
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts_of_page = pdf.pages[0].Resources.Font.values()
        (font,) = (each for each in fonts_of_page if each.Subtype == "/Type0")
        assert len(font.DescendantFonts[0].W[1]) == 1


def test_one_glyph_that_means_two_things_has_two_codes() -> None:
    """At the end of a Persian word two letters look the same."""
    text = "نی نى"
    assert Reading(paragraph("fa", text)).document.text.strip() == text


def test_letters_join_within_a_word_of_one_look() -> None:
    (run,) = runs_of("سلام", registered(regular("ar")))
    assert isinstance(run.font, Face)
    joined = [cluster.parts for cluster in run.font.shape("سلام", right_to_left=True, lang="ar")]
    alone = [run.font.shape(letter, right_to_left=True, lang="ar")[0].parts for letter in "سلام"]
    assert joined[::-1] != alone


def test_a_word_is_not_set_in_two_typefaces_of_one_script() -> None:
    found = runs_of("a Łįњ b", registered(regular("en")))
    assert [run.text for run in found] == ["a ", "Łįњ", " b"]


# --- direction -----------------------------------------------------------------------------------


def test_a_mirrored_page_begins_at_its_right_edge() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.from_right(PAGE[0]):
            lines = [Line((Piece(text, regular("ar")),)) for text in ("على ظهرك", "ثم")]
            canvas.draw_text(TextBlock(lines, 12, 18), 30, 400)
            with canvas.figure("A square", 30, 100, 50, 40):
                canvas.rect(30, 100, 50, 40)
            canvas.rect(30, 300, 100, 10, fill=1)

    data = pdf_in("ar", draw)
    with by_mupdf(data) as pdf:
        blocks = pdf[0].get_text("dict")["blocks"]
        rights = [line["bbox"][2] for block in blocks for line in block["lines"]]
        shapes = [tuple(map(round, each["rect"])) for each in pdf[0].get_drawings()]
    assert rights == pytest.approx([PAGE[0] - 30] * len(rights), abs=0.1)
    assert shapes == [(320, 360, 370, 400), (270, 190, 370, 200)]
    box = Reading(data).document.all("Figure")[0].entries["BBox"]
    assert [float(each) for each in box.split()] == [320, 100, 370, 140]


def test_a_link_to_the_left_is_where_its_words_are() -> None:
    link = (0, "https://example.org/")
    font = regular("he")
    line = Line((Piece("ראו ", font), Piece("כאן", font, link=link), Piece(" abc", font)))
    with pikepdf.open(
        BytesIO(pdf_in("he", lambda canvas: canvas.draw_text(TextBlock([line], 12), 20, 400)))
    ) as pdf:
        (annotation,) = pdf.pages[0].Annots
        left, _, right, _ = map(float, annotation.Rect)
    assert left == pytest.approx(20 + width_of(" abc", font, 12), abs=0.1)
    assert right - left == pytest.approx(width_of("כאן", font, 12), abs=0.1)


@pytest.mark.parametrize("value", ["محمد علي", "John Smith", "+1 (555) 010-0000", "王小明"])
def test_a_value_stands_at_the_right_of_its_field(value: str) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.text_field("name", "اسم", 20, 300, 200, 20, value=value)

    data = pdf_in("ar", draw)
    with pikepdf.open(BytesIO(data)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert str(field.V) == value
        assert field.Q == 2
        shown = field.AP.N.read_bytes()
        for name in set(shown.split()) & {b"/S1", b"/S2"}:
            assert name.decode() in field.AP.N.Resources.Font
    with by_mupdf(data) as pdf:
        rects = [word[:4] for word in pdf[0].get_text("words")]
    assert max(each[2] for each in rects) == pytest.approx(218, abs=1.5)


# --- hostile -------------------------------------------------------------------------------------

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "a1عשกक王가\u0301\u0651\u200b\u200c\u200d\u202e\u2066\u2067\u2068\u2069()«"
        ),
        st.characters(categories=["Lo", "Lu", "Nd", "Mn", "Po"], max_codepoint=0xFFFF),
    ),
    max_size=30,
)


@pytest.mark.hostile
@settings(deadline=None)
@given(HOSTILE, st.sampled_from(["en", "ar", "zh"]))
def test_any_text_is_set_or_refused_by_name(text: str, lang: str) -> None:
    font = regular(lang)
    try:
        block = TextBlock([Line((Piece(text, font),))], 12)
    except (MissingGlyphError, UnsupportedError):
        return
    shown = {"\u200b", "\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F))}
    shown |= set(map(chr, range(0x2066, 0x206A)))
    if not registered(font).sets(text):
        kept = "".join(each for each in text if each not in shown)
        assert block.text.replace("\u200c", "").replace("\u200d", "") == kept.replace(
            "\u200c", ""
        ).replace("\u200d", "")
    assert width_of(text, font, 12) >= 0


@pytest.mark.parametrize("letter", ["ع", "क", "王", "ก"])
def test_a_heap_of_marks_is_refused(letter: str) -> None:
    mark = {"ع": "\u0651", "क": "\u0902", "王": "\u0301", "ก": "\u0e48"}[letter]
    with pytest.raises((UnsupportedError, MissingGlyphError)):
        TextBlock([Line((Piece(letter + mark * 10_000, regular("ar")),))], 12)


def test_isolates_are_obeyed_and_never_shown() -> None:
    text = f"call {FSI}עיאדה (1){PDI} now"
    assert Reading(paragraph("en", text)).document.text == "call עיאדה (1) now"


# --- what it costs where it is not needed --------------------------------------------------------


def test_nothing_is_imported_for_latin_text() -> None:
    code = (
        "import sys; from handouts.design.fonts import register, typeface_for;"
        "from handouts.tagged import TextBlock, Line, Piece;"
        "t = register(typeface_for(['Rest, ąę “Łódź” Лягте']));"
        "TextBlock([Line((Piece('Rest', t.regular),))], 12);"
        "print({'uharfbuzz._harfbuzz', 'budoux', 'fontTools', 'PIL._imaging'} & {*sys.modules})"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


def test_a_font_without_other_scripts_refuses_them() -> None:
    register_font("Alone", fonts.ATKINSON.path())
    with pytest.raises(MissingGlyphError):
        TextBlock([Line((Piece("ع", "Alone"),))], 12)


@pytest.mark.parametrize("script", [ARABIC, DEVANAGARI, CJK], ids=lambda script: script.font)
def test_a_bold_face_is_heavier(script: object) -> None:
    place = (ARABIC, DEVANAGARI, CJK).index(script)
    letter = "سक王"[place]
    found = []
    for bold in (False, True):
        for fallback in fallbacks("", bold=bold):
            if isinstance(fallback.font, FontFile) and fallback.is_for(letter):
                of = face(fallback.font)
                (cluster,) = of.shape(letter, right_to_left=False, lang="")
                found.append(of.outline(cluster.parts).data)
    assert len(set(found)) == 2
