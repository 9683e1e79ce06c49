"""A canvas is saved once, and what is saved is tagged."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from tagged_documents import METADATA, PAGE

from handouts.tagged import (
    HeadingLevelError,
    MissingAlternativeError,
    SavedError,
    StructureError,
    TableHeaderError,
    TaggedCanvas,
    TaggingError,
)


def canvas_on(file: BytesIO) -> TaggedCanvas:
    canvas = TaggedCanvas(file, metadata=METADATA, pagesize=PAGE, form_font="Text")
    canvas.setFont("Text", 12)
    return canvas


def skipped_level(canvas: TaggedCanvas) -> None:
    with canvas.element("H2"):
        canvas.drawString(20, 400, "text")


def no_header(canvas: TaggedCanvas) -> None:
    with canvas.element("Table"), canvas.element("TR"), canvas.element("TD"):
        canvas.drawString(20, 400, "text")


def left_open(canvas: TaggedCanvas) -> None:
    canvas.open_element("P")
    canvas.drawString(20, 400, "text")


def two_of_one_id(canvas: TaggedCanvas) -> None:
    for words in ("one", "two"):
        with canvas.element("P", ID="same"):
            canvas.drawString(20, 400, words)


def link_without_words(canvas: TaggedCanvas) -> None:
    with canvas.element("Link"):
        canvas.linkURL("https://e.org", (0, 0, 9, 9))


_KEPT: list[object] = []  # a context that is let go of is left


def page_ends_in_an_artifact(canvas: TaggedCanvas) -> None:
    left_open = canvas.artifact()
    left_open.__enter__()
    _KEPT.append(left_open)
    canvas.drawString(20, 400, "text")


@pytest.mark.parametrize(
    ("draw", "error"),
    [
        (skipped_level, HeadingLevelError),
        (no_header, TableHeaderError),
        (left_open, StructureError),
        (two_of_one_id, StructureError),
        (link_without_words, MissingAlternativeError),
        (page_ends_in_an_artifact, StructureError),
    ],
)
def test_what_failed_once_is_never_written(
    draw: Callable[[TaggedCanvas], None], error: type[TaggingError]
) -> None:
    file = BytesIO()
    canvas = canvas_on(file)
    canvas.checkbox("field", "A field", 10, 10, 10)
    draw(canvas)
    for again in (canvas.save, canvas.save, canvas.getpdfdata, canvas.save):
        with pytest.raises(error):
            again()
    assert file.getvalue() == b""


def test_a_canvas_is_saved_once() -> None:
    file = BytesIO()
    canvas = canvas_on(file)
    with canvas.element("P"):
        canvas.drawString(20, 400, "text")
    canvas.save()
    written = file.getvalue()
    assert b"%%EOF" in written
    for again in (canvas.save, canvas.getpdfdata):
        with pytest.raises(SavedError, match="saved already: draw the next document on a new"):
            again()
    assert file.getvalue() == written


def test_a_document_has_a_page() -> None:
    """ISO 32000-1, 7.7.3: also one on which nothing is painted, or only a bookmark leads to it."""

    def pages(draw: Callable[[TaggedCanvas], None]) -> int:
        file = BytesIO()
        canvas = canvas_on(file)
        draw(canvas)
        canvas.save()
        with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
            leads_to: list[Any] = [entry.destination for entry in outline.root]
            assert all(pikepdf.Page(place[0]) in pdf.pages for place in leads_to)
            return len(pdf.pages)

    def bookmarked(canvas: TaggedCanvas) -> None:
        canvas.showPage()
        canvas.bookmark("An empty page", 0, 100)

    assert pages(lambda _: None) == 1
    assert pages(lambda canvas: canvas.showPage()) == 1
    assert pages(bookmarked) == 2
