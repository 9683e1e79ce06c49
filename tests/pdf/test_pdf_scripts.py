"""Whole handouts in other scripts: what is read, what is seen, and what is mirrored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import combinations
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest
from handout_help import NOT_APPROVED
from mupdf_pages import by_mupdf
from pseudo_languages import SENTENCES, in_pseudo_language
from samples import every
from tagged_pdf import Node, Reading

from handouts.compose.composer import compose
from handouts.design.fonts import register, typeface_for
from handouts.design.formats import FORMATS
from handouts.design.theme import STANDARD
from handouts.document import Document, Figure, Paragraph, figures_of, walk
from handouts.layout.figures import drawing
from handouts.layout.svg_operators import Label, figure_operators
from handouts.pattern import Correction, Pattern, Tilt
from handouts.reading import Dose, Library, load_library
from handouts.render.pdf import render_pdf
from handouts.storage import paths
from handouts.tagged import ink_of

TO_THE_LEFT = ("ar", "fa", "he")
TO_THE_RIGHT = ("hi", "th", "zh", "ko")
PATTERN = Pattern(Tilt.BACKWARD, Tilt.FORWARD)
_INVISIBLE = re.compile("[\u200b\u2066-\u2069\xad]")


@cache
def _library() -> Library:
    return load_library(paths.content_dir())


@cache
def _english(handout: str) -> Document:
    return compose(_library(), "en", handout, PATTERN, dose=Dose(), status=NOT_APPROVED)


@cache
def _made(handout: str, lang: str) -> tuple[Document, bytes]:
    document = _english(handout)
    if lang != "en":
        document = in_pseudo_language(document, lang)
    stock = FORMATS[document.format].stock("standard", "letter")
    return document, render_pdf(document, stock, "standard").data


def _plain(text: str) -> str:
    """As readers compare it: line ends and spaces are where they may be."""
    return re.sub(r"\s+", "", normalize("NFC", _INVISIBLE.sub("", text)))


def _paragraphs(document: Document) -> Iterator[str]:
    for block in walk(document.children):
        if isinstance(block, Paragraph):
            yield _plain("".join(run.on_paper for run in block.runs))


def _texts(node: Node) -> Iterator[str]:
    yield _plain(node.text)
    for child in node.children:
        yield from _texts(child)


@pytest.mark.parametrize("lang", every(2, SENTENCES))
def test_the_structure_reads_as_the_markup_does(lang: str) -> None:
    document, pdf = _made("correction", lang)
    reading = Reading(pdf)
    assert not reading.faults
    found = set(_texts(reading.document))
    assert [text for text in _paragraphs(document) if text not in found] == []


@pytest.mark.parametrize("lang", TO_THE_RIGHT)
@pytest.mark.parametrize("reader", ["PDFium", "MuPDF"])
def test_the_page_is_read_as_the_markup(lang: str, reader: str) -> None:
    document, pdf = _made("correction", lang)
    if reader == "PDFium":
        with pypdfium2.PdfDocument(pdf) as file:
            pages = [page.get_textpage().get_text_range() for page in file]
    else:
        with by_mupdf(pdf) as file:
            pages = [page.get_text() for page in file]
    read = _plain("".join(pages))
    words = {word for text in _paragraphs(document) for word in re.findall(r"[^\W\d]+", text)}
    assert sorted(word for word in words if _plain(word) not in read and len(word) < 12) == []


@pytest.mark.parametrize("lang", TO_THE_LEFT)
def test_words_to_the_left_are_on_the_page(lang: str) -> None:
    _, pdf = _made("correction", lang)
    with by_mupdf(pdf) as file:
        read = "".join(page.get_text() for page in file)
    words = set(SENTENCES[lang].split())
    known = {word for word in words if word in read}
    assert len(known) > 0.8 * len(words)


@pytest.mark.parametrize("lang", [*TO_THE_LEFT, "hi"])
def test_the_file_says_its_language_and_direction(lang: str) -> None:
    _, data = _made("correction", lang)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == lang
        direction = pdf.Root.ViewerPreferences.get("/Direction")
        assert direction == ("/R2L" if lang in TO_THE_LEFT else None)


# --- mirrored, and not ---------------------------------------------------------------------------


def _blocks(pdf: bytes) -> list[tuple[float, float, str, float]]:
    """Left and right end of each line of text, the text, and how wide the page is."""
    with by_mupdf(pdf) as file:
        return [
            (
                line["bbox"][0],
                line["bbox"][2],
                "".join(s["text"] for s in line["spans"]),
                page.rect.x1,
            )
            for page in file
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
        ]


def test_a_page_to_the_left_begins_at_the_right() -> None:
    margin = STANDARD.margins.left
    for lang, at_right in (("en", False), ("ar", True)):
        _, pdf = _made("correction", lang)
        bullets = [(x0 + x1) / 2 / width for x0, x1, text, width in _blocks(pdf) if "•" in text]
        lefts = sum(abs(x0 - margin) < 1 for x0, _, _, _ in _blocks(pdf))
        rights = sum(abs(width - x1 - margin) < 1 for _, x1, _, width in _blocks(pdf))
        assert bullets
        assert (rights > lefts) is at_right


def _figure_boxes(lang: str) -> list[tuple[Figure, int, list[float]]]:
    """The figures of a handout with their pages and boxes."""
    document, pdf = _made("correction", lang)
    drawn = Reading(pdf).document.all("Figure")
    by_alt = {figure.alt: figure for figure in figures_of(document.children)}
    return [
        (
            by_alt[node.entries["Alt"]],
            min(node.pages),
            [float(each) for each in node.entries["BBox"].split()],
        )
        for node in drawn
    ]


def test_left_stays_left_and_what_has_no_side_is_mirrored() -> None:
    """Figures side by side: of two sides they keep their places, steps of one are exchanged."""
    order: dict[str, dict[tuple[int, int], bool]] = {}
    kept, exchanged = 0, 0
    for lang in ("en", "ar"):
        boxes = _figure_boxes(lang)
        order[lang] = {
            (one, other): boxes[one][2][0] < boxes[other][2][0]
            for one, other in combinations(range(len(boxes)), 2)
            if boxes[one][1] == boxes[other][1] and abs(boxes[one][2][1] - boxes[other][2][1]) < 40
        }
    english = _figure_boxes("en")
    for pair in order["en"].keys() & order["ar"].keys():
        one, other = (english[at][0].subject for at in pair)
        assert isinstance(one, Correction)
        assert isinstance(other, Correction)
        if one.side is other.side:
            assert order["en"][pair] != order["ar"][pair]
            exchanged += 1
        else:
            assert order["en"][pair] == order["ar"][pair]
            kept += 1
    assert kept
    assert exchanged


def test_boxes_to_tick_keep_the_places_of_their_sides() -> None:
    for lang in ("en", "ar"):
        _, data = _made("log", lang)
        rows: dict[tuple[int, int], dict[str, float]] = {}
        with pikepdf.open(BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages):
                for field in page.obj.get("/Annots", []):
                    if field.get("/FT") == "/Btn" and re.search("backward|forward", str(field.T)):
                        x = float(field.Rect[0])
                        name = re.sub("backward|forward", "", str(field.T))
                        side = "left" if "backward" in str(field.T) else "right"  # PATTERN
                        rows.setdefault((number, hash(name)), {})[side] = x
        pairs = [row for row in rows.values() if len(row) == 2]
        assert pairs
        assert all(row["left"] < row["right"] for row in pairs)


@pytest.mark.parametrize("handout", ["correction", "card", "how-it-works"])
def test_no_drawing_is_mirrored(handout: str) -> None:
    """Words apart, the operators of each figure are the same, and so are its letters' places."""
    english = figures_of(_english(handout).children)
    arabic = figures_of(in_pseudo_language(_english(handout), "ar").children)
    assert len(english) == len(arabic) > 0
    for one, other in zip(english, arabic, strict=True):
        drawn = [
            figure_operators(
                drawing(figure, 110, 12.0, "colour", typeface_for([], lang), labelled=False).svg
            )
            for figure, lang in ((one, "en"), (other, "ar"))
        ]
        assert drawn[0]._replace(labels=()) == drawn[1]._replace(labels=())
        places = [list(map(_middle, of.labels)) for of in drawn]
        for here, there in zip(*places, strict=True):
            assert here == pytest.approx(there, abs=0.2)


def _middle(letter: Label) -> tuple[float, float]:
    """Where the middle of a side's letter is, as far as it is inked."""
    typeface = register(typeface_for([letter.text], "ar"))
    low, high = ink_of(letter.text, typeface.bold) or (0.0, 0.67)
    return letter.x, letter.y + letter.size * (low + high) / 2


def test_figures_stand_upright_on_a_mirrored_page() -> None:
    """No matrix on the page turns anything about."""
    _, data = _made("correction", "ar")
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) in ("cm", "Tm"):
                    a, b, c, d, *_ = map(float, instruction.operands)
                    assert a * d - b * c > 0
