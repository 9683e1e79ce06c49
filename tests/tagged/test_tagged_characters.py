"""Texts that are not drawn: what the file says of itself, and what assistive technology reads."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tagged_documents import PAGE, pdf_of

from handouts.tagged import CharacterError, Metadata, TaggedCanvas

# XML 1.0, 2.2, "Char": what an XMP packet can hold.
ALLOWED = st.characters(exclude_categories=["Cs"]).filter(
    lambda each: each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff")
)
FORBIDDEN = st.sampled_from(
    [chr(code) for code in range(32) if chr(code) not in "\t\n\r"]
    + ["\ufffe", "\uffff", "\ud800", "\udc80", "\udfff"]
)
SAID = st.text(ALLOWED, min_size=1, max_size=9).filter(str.strip)
NAMES = ("title", "author", "subject", "creator", "keywords", "lang")

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDF, XMP = "{http://ns.adobe.com/pdf/1.3/}", "{http://ns.adobe.com/xap/1.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"


def document(**said: Any) -> bytes:
    file = BytesIO()
    metadata = Metadata(**{"title": "Title", "lang": "en"} | said)
    canvas = TaggedCanvas(file, metadata=metadata, pagesize=PAGE, form_font="Text")
    canvas.save()
    return file.getvalue()


@settings(max_examples=100, deadline=None)
@example(*["a\tb\nc\rd"] * 5)
@example(*["\x7f\x80\x9f"] * 5)
@example(*["]]> \"'&<"] * 5)
@given(SAID, SAID, SAID, SAID, SAID)
def test_any_text_is_the_same_in_packet_and_dictionary(
    title: str, author: str, subject: str, creator: str, keyword: str
) -> None:
    pdf = document(
        title=title, author=author, subject=subject, creator=creator, keywords=(keyword, "second")
    )
    with pikepdf.open(BytesIO(pdf)) as opened:
        information = {name: str(value) for name, value in opened.docinfo.items()}
        packet: Any = opened.Root.Metadata
        [description] = ElementTree.fromstring(packet.read_bytes()).iter(f"{RDF}Description")

    def item(name: str) -> str | None:
        return description.findtext(f"{DC}{name}//{RDF}li")

    assert information["/Title"] == item("title") == title
    assert information["/Author"] == item("creator") == author
    assert information["/Subject"] == item("description") == subject
    assert information["/Creator"] == description.get(f"{XMP}CreatorTool") == creator
    assert information["/Keywords"] == description.get(f"{PDF}Keywords") == f"{keyword}, second"


@given(st.sampled_from(NAMES), FORBIDDEN, st.sampled_from(["", "a"]))
def test_what_xml_forbids_is_refused(name: str, character: str, before: str) -> None:
    word = f"{before}{character}b"
    said: dict[str, Any] = {"title": "T", "lang": "en"}
    said[name] = (word,) if name == "keywords" else word
    with pytest.raises(CharacterError, match=rf"U\+{ord(character):04X}") as caught:
        Metadata(**said)
    assert f"the {name}" in str(caught.value)


READ: dict[str, Callable[[TaggedCanvas, str], None]] = {
    "Alt": lambda canvas, text: figure(canvas, text),
    "ActualText": lambda canvas, text: said(canvas, ActualText=text),
    "E": lambda canvas, text: said(canvas, E=text),
    "T": lambda canvas, text: said(canvas, T=text),
    "ID": lambda canvas, text: said(canvas, ID=text),
    "Lang": lambda canvas, text: said(canvas, Lang=text),
    "Contents": lambda canvas, text: link(canvas, text),
    "bookmark": lambda canvas, text: canvas.bookmark(text, 0, 100),
    "field name": lambda canvas, text: canvas.checkbox(text, "tooltip", 0, 0, 9),
    "tooltip": lambda canvas, text: canvas.checkbox("name", text, 0, 0, 9),
    "text field": lambda canvas, text: canvas.text_field("name", text, 0, 0, 9, 9),
}


def said(canvas: TaggedCanvas, **attributes: str) -> None:
    with canvas.element("P", **attributes):
        canvas.drawString(20, 400, "text")


def figure(canvas: TaggedCanvas, text: str) -> None:
    with canvas.figure(text, 0, 0, 9, 9):
        canvas.rect(0, 0, 9, 9)


def link(canvas: TaggedCanvas, text: str) -> None:
    with canvas.element("Link", Alt=text):
        canvas.linkURL("https://e.org", (0, 0, 9, 9))


@given(st.sampled_from(sorted(READ)), FORBIDDEN)
def test_no_text_of_the_file_holds_what_is_no_character(name: str, character: str) -> None:
    with pytest.raises(CharacterError, match=rf"U\+{ord(character):04X}"):
        pdf_of(lambda canvas: READ[name](canvas, f"a{character}"))


@given(st.text(st.characters(max_codepoint=0x9F, min_codepoint=0x20), min_size=1).filter(str.strip))
@example("\x7f")
def test_every_character_is_read_as_it_was_given(text: str) -> None:
    """The first bytes of PDFDocEncoding are no control characters (ISO 32000-1, annex D.3)."""
    pdf = pdf_of(lambda canvas: said(canvas, ActualText=text))
    with pikepdf.open(BytesIO(pdf)) as opened:
        root: Any = opened.Root
        assert str(root.StructTreeRoot.K.K.ActualText) == text
