"""Fonts, and documents drawn and read back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfbase.pdfmetrics import registerFontFamily
from tagged_documents import Draw, pdf_of
from tagged_pdf import Reading

from handouts.design import fonts
from handouts.tagged import register_font


@pytest.fixture(scope="session", autouse=True)
def _fonts() -> None:
    register_font("Text", fonts.ATKINSON.path())
    register_font("Text-Bold", fonts.ATKINSON.path(bold=True))
    registerFontFamily("Text", "Text", "Text-Bold", "Text", "Text-Bold")


@pytest.fixture
def read() -> Callable[[Draw], Reading]:
    """Draws a tagged document and reads it back; its marks and tree must agree."""

    def drawn(draw: Draw) -> Reading:
        reading = Reading(pdf_of(draw))
        assert not reading.faults
        return reading

    return drawn
