"""Fonts, and documents drawn and read back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from tagged_documents import Draw, pdf_of
from tagged_pdf import Reading

from handouts.design import fonts
from handouts.tagged.subset_font import SubsetFont


@pytest.fixture(scope="session", autouse=True)
def _fonts() -> None:
    registerFont(SubsetFont("Text", str(fonts.ATKINSON.path())))
    registerFont(SubsetFont("Text-Bold", str(fonts.ATKINSON.path(bold=True))))
    registerFontFamily("Text", "Text", "Text-Bold", "Text", "Text-Bold")


@pytest.fixture
def read() -> Callable[[Draw], Reading]:
    """Draws a tagged document and reads it back; its marks and tree must agree."""

    def drawn(draw: Draw) -> Reading:
        reading = Reading(pdf_of(draw))
        assert not reading.faults
        return reading

    return drawn
