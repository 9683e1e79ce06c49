"""The file as a whole: what it says of itself, its bytes, its pages, its cost."""

from __future__ import annotations

import io
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import outloud
import pdfua
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from reportlab.lib.colors import CMYKColor, Color
from reportlab.pdfgen.canvas import Canvas
from tagged_documents import METADATA, pdf_of
from tagged_pdf import Reading
from untagged import UntaggedCanvas

from handouts.tagged import Line, Metadata, Piece, TaggedCanvas, TextBlock
from handouts.tagged.output_intent import srgb_profile

LINK = (1, "https://e.org")
SAID = [
    Piece("Lie on your ", "Text"),
    Piece("back", "Text-Bold", "#204060"),
    Piece(", as shown in ", "Text"),
    Piece("the film", "Text", "#0000FF", LINK),
    Piece(". ", "Text"),
]


def everything(canvas: Any) -> None:
    """One of everything, on two pages."""
    with canvas.artifact("Pagination", "Header"):
        canvas.drawString(20, 485, "A header")
        canvas.line(20, 480, 380, 480)
    canvas.bookmark("Exercises", 1, 470)
    with canvas.element("H1"):
        canvas.setFont("Text-Bold", 20)
        canvas.drawString(20, 455, "Exercises")
    with canvas.element("Sect", "s"):
        canvas.setFillColor(Color(0.8, 0.9, 0.9))
        canvas.rect(15, 300, 370, 140, stroke=0, fill=1)
        canvas.draw_text(TextBlock([Line(tuple(SAID))] * 3, 11, 15), 20, 400)
        with canvas.figure("A red circle in a blue box", 20, 305, 100, 50):
            drawing(canvas)
        canvas.bookmark("Log", 2, 290)
        with canvas.element("H2"):
            canvas.setFillGray(0)
            canvas.drawString(20, 275, "Log")
    with canvas.element("Table"):
        for number, row in enumerate([("Day", "Reps"), ("1", "10"), ("2", "12")]):
            canvas.line(20, 245 - number * 20, 200, 245 - number * 20)
            with canvas.element("TR"):
                for place, words in enumerate(row):
                    scope = {} if number else {"Scope": "Column"}
                    with canvas.element("TD" if number else "TH", **scope):
                        canvas.drawString(20 + place * 80, 230 - number * 20, words)
    canvas.showPage()
    with canvas.element("Sect", "s"), canvas.element("P"):
        canvas.setFont("Text", 12)
        canvas.drawString(20, 400, "Name")
        canvas.rect(100, 395, 200, 20)
        canvas.text_field("name", "Your name", 100, 395, 200, 20)


def drawing(canvas: Any) -> None:
    """Shapes of several colours, one of them translucent, and a word."""
    canvas.saveState()
    canvas.translate(20, 305)
    canvas.setFillColor(Color(0.8, 0.9, 1))
    canvas.rect(0, 0, 100, 50, fill=1)
    canvas.setFillColor(Color(1, 0, 0, 0.5))
    canvas.circle(30, 25, 20, fill=1)
    canvas.setFont("Text", 9)
    canvas.drawString(5, 42, "labelled")
    canvas.restoreState()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(everything)


def test_two_builds_are_the_same_bytes(pdf: bytes) -> None:
    assert pdf_of(everything) == pdf


def test_marks_and_tree_agree(pdf: bytes) -> None:
    assert not Reading(pdf).faults


def test_checkers_find_no_errors(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(pdf)
    assert [finding.message for finding in pdfua.validate(str(file)).findings] == []
    result = outloud.check(str(file))
    errors = [f.message for f in result.findings if f.severity == "error"]
    assert errors == []


def test_pages_look_the_same_untagged(pdf: bytes) -> None:
    plain = pdf_of(everything, UntaggedCanvas)
    assert b"StructTreeRoot" not in plain
    tagged_pages, plain_pages = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument(plain)
    assert len(tagged_pages) == len(plain_pages) == 2
    for tagged, untagged in zip(tagged_pages, plain_pages, strict=True):
        pixels = [page.render(scale=2).to_numpy() for page in (tagged, untagged)]
        assert (pixels[0] == pixels[1]).all()
        assert (pixels[0] < 128).any()


def test_the_catalog(pdf: bytes) -> None:
    opened = pikepdf.open(BytesIO(pdf))
    root: Any = opened.Root
    assert str(root.Lang) == "en-GB"
    assert root.MarkInfo.Marked is True
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert root.PageMode == "/UseOutlines"
    assert root.PageLabels.Nums[1].S == "/D"
    assert root.OutputIntents[0].S == "/GTS_PDFA1"
    assert root.OutputIntents[0].DestOutputProfile.read_bytes() == srgb_profile()


def test_bookmarks_lead_to_their_headings(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        [top] = outline.root
        [below] = top.children
        assert (top.title, below.title) == ("Exercises", "Log")
        assert [_top(entry) for entry in (top, below)] == [470, 290]


def _top(entry: Any) -> float:
    return float(entry.destination[3])


@pytest.mark.parametrize("levels", [[0, 1, 1, 0], [1, 2, 2, 1], [1, 3, 3, 1]])
def test_bookmarks_of_any_levels_nest(levels: list[int]) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for level in levels:
            canvas.bookmark(str(level), level, 400)
        with canvas.element("P"):
            canvas.drawString(20, 400, "text")

    with pikepdf.open(BytesIO(pdf_of(draw))) as opened, opened.open_outline() as outline:
        assert [len(entry.children) for entry in outline.root] == [2, 0]


def test_metadata_say_the_same_twice_and_no_dates(pdf: bytes) -> None:
    opened = pikepdf.open(BytesIO(pdf))
    packet = opened.Root.Metadata.read_bytes()
    information = {name: str(value) for name, value in opened.docinfo.items()}
    with opened.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
        assert information["/Title"] == xmp["dc:title"] == METADATA.title
        assert [information["/Author"]] == xmp["dc:creator"] == [METADATA.author]
        assert information["/Subject"] == xmp["dc:description"] == METADATA.subject
        assert information["/Keywords"] == xmp["pdf:Keywords"] == "back, pelvis"
        assert information["/Creator"] == xmp["xmp:CreatorTool"] == METADATA.creator
        assert information["/Producer"] == xmp["pdf:Producer"]
    assert not any("Date" in name for name in information)
    assert b"Date" not in packet
    ElementTree.fromstring(packet.decode().replace("\ufeff", ""))


def test_a_document_needs_title_and_language() -> None:
    with pytest.raises(ValueError, match="needs a title"):
        Metadata(title=" ", lang="en")
    with pytest.raises(ValueError, match="needs a lang"):
        Metadata(title="Title", lang="")
    for lang in ("en_GB", "en-", "British English", "é"):
        with pytest.raises(ValueError, match="no language tag: write it like en or en-GB"):
            Metadata(title="Title", lang=lang)


def test_streams_end_with_a_line_end_that_their_length_leaves_out(pdf: bytes) -> None:
    assert not re.search(rb"[^\r\n]endstream", pdf)
    lengths = re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", pdf)
    ends = [match.end() + int(match[1]) for match in lengths]
    assert len(ends) > 5
    assert {pdf[end : end + 10] for end in ends} == {b"\nendstream"}


def test_streams_are_compressed_without_armour(pdf: bytes) -> None:
    opened = pikepdf.open(BytesIO(pdf))
    streams = [thing for thing in opened.objects if isinstance(thing, pikepdf.Stream)]
    filters = [stream.get("/Filter") for stream in streams if stream.get("/Subtype") != "/XML"]
    assert {str(each) for each in filters if each is not None} == {"/FlateDecode"}
    long = [stream for stream in streams if len(stream.read_bytes()) > 300]
    assert sum("/Filter" in stream for stream in long) >= len(long) - 1  # XMP is for all to see


def test_ordinary_canvases_of_the_same_process_are_left_alone(pdf: bytes) -> None:
    def stock() -> bytes:
        file = BytesIO()
        canvas = Canvas(file, invariant=1, pageCompression=1)
        canvas.drawString(10, 10, "text")
        canvas.save()
        return file.getvalue()

    assert b"Helvetica" in stock()
    assert re.search(rb"[^\r\n]endstream", stock())
    assert pdf


def test_colours_outside_the_output_intent_are_refused() -> None:
    with pytest.raises(ValueError, match="Non RGB"):
        pdf_of(lambda canvas: canvas.setFillColor(CMYKColor(1, 0, 0, 0)))


def test_the_profile_is_srgb() -> None:
    image = Image.linear_gradient("L")
    colours = Image.merge("RGB", (image, image.rotate(90), image.rotate(180)))
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    converted = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert converted is not None
    pairs = zip(colours.tobytes(), converted.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 1


# --- any document --------------------------------------------------------------------------------

LEAVES = st.tuples(
    st.sampled_from(["P", "Note", "Caption", "Span"]),
    st.text("abc ÄłŠ.-", min_size=1, max_size=12).filter(str.strip),
)
GROUPS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["Sect", "Div", "BlockQuote"]), st.lists(inner, max_size=4)),
        st.tuples(st.just("figure"), st.text("abc", min_size=1, max_size=5)),
        st.tuples(st.just("artifact"), st.lists(inner, max_size=2)),
        st.tuples(st.just("page"), st.lists(inner, max_size=2)),
        st.tuples(st.just("field"), st.text("abc", min_size=1, max_size=5)),
        st.tuples(st.just("L"), st.lists(inner, max_size=3)),
    ),
    max_leaves=25,
)


class Drawn:
    """Draws a random document, and says what tree it must have."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas
        self.count = 0
        self.swallowed = 0

    def draw(self, kind: str, content: Any) -> list[Any]:
        self.count += 1
        canvas = self.canvas
        if isinstance(content, str):
            return self.leaf(kind, content)
        if kind == "artifact":
            self.swallowed += 1
            with canvas.artifact():
                for each in content:
                    self.draw(*each)
            self.swallowed -= 1
            return []
        if kind == "page":
            if not self.swallowed:
                canvas.showPage()
                canvas.setFont("Text", 12)
            return [node for each in content for node in self.draw(*each)]
        if kind == "L":
            return self.list(content)
        with canvas.element(kind):
            nodes = [node for each in content for node in self.draw(*each)]
        return [(kind, *nodes)] if nodes and not self.swallowed else []

    def leaf(self, kind: str, text: str) -> list[Any]:
        canvas = self.canvas
        y = 10 * (self.count % 50)
        if kind == "figure":
            with canvas.figure(text, 10, y, 20, 10):
                canvas.rect(10, y, 20, 10)
                canvas.drawString(10, y, text)
            found: list[Any] = [("Figure", text)]
        elif kind == "field":
            if self.swallowed:
                return []
            canvas.checkbox(f"field {self.count}", text, 10, y, 10)
            found = [("Form",)]
        else:
            with canvas.element(kind):
                canvas.drawString(10, y, text)
                canvas.rect(10, y, 20, 10)
            found = [(kind, text)]
        return [] if self.swallowed else found

    def list(self, content: Any) -> list[Any]:
        items = []
        with self.canvas.element("L"):
            for number, each in enumerate(content):
                with self.canvas.element("LI", (self.count, number)):
                    with self.canvas.element("Lbl"):
                        self.canvas.drawString(5, 5, "•")
                    with self.canvas.element("LBody"):
                        nodes = self.draw(*each)
                items.append(("LI", ("Lbl", "•"), *([("LBody", *nodes)] if nodes else [])))
        return [("L", *items)] if items and not self.swallowed else []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(GROUPS, min_size=1, max_size=6))
def test_any_nested_document_has_the_tree_it_was_drawn_with(groups: list[Any]) -> None:
    expected: list[Any] = []

    def draw(canvas: TaggedCanvas) -> None:
        drawn = Drawn(canvas)
        with canvas.element("P"):
            canvas.drawString(10, 490, "first")
        for group in groups:
            expected.extend(drawn.draw(*group))

    reading = Reading(pdf_of(draw))
    assert not reading.faults
    assert reading.document.outline() == ("Document", ("P", "first"), *expected)
