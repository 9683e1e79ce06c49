"""Fonts, and documents drawn on tagged and plain canvases."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from tagged_pdf import Reading

from handouts import fonts
from handouts.tagged import Metadata, PlainCanvas, TaggedCanvas

Draw = Callable[[Any], None]
METADATA = Metadata(
    title="Exercises & “questions”",
    lang="en-GB",
    author="A <clinic>",
    subject="What to do",
    keywords=("back", "pelvis"),
    creator="tests",
)
PAGE = (400.0, 500.0)


@pytest.fixture(scope="session", autouse=True)
def _fonts() -> None:
    registerFont(TTFont("Text", str(fonts.font_path(fonts.REGULAR))))
    registerFont(TTFont("Text-Bold", str(fonts.font_path(fonts.BOLD))))
    registerFontFamily("Text", "Text", "Text-Bold", "Text", "Text-Bold")


def press(draw: Draw, kind: type[TaggedCanvas] | type[PlainCanvas] = TaggedCanvas) -> bytes:
    """The document that `draw` draws on a canvas of that kind."""
    file = BytesIO()
    canvas = kind(file, metadata=METADATA, pagesize=PAGE, form_font="Text")
    canvas.setFont("Text", 12)
    draw(canvas)
    canvas.save()
    return file.getvalue()


@pytest.fixture
def read() -> Callable[[Draw], Reading]:
    """Draws a tagged document and reads it back; its marks and tree must agree."""

    def drawn(draw: Draw) -> Reading:
        reading = Reading(press(draw))
        assert not reading.faults
        return reading

    return drawn


@pytest.fixture
def style() -> ParagraphStyle:
    return ParagraphStyle("text", fontName="Text", fontSize=11, leading=15, bulletFontName="Text")
