"""Fonts, and documents drawn and read back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from tagged_pdf import Reading
from tagged_press import Draw, press

from handouts.design import fonts
from handouts.tagged.pagefont import PageFont


@pytest.fixture(scope="session", autouse=True)
def _fonts() -> None:
    registerFont(PageFont("Text", str(fonts.ATKINSON.path())))
    registerFont(PageFont("Text-Bold", str(fonts.ATKINSON.path(bold=True))))
    registerFontFamily("Text", "Text", "Text-Bold", "Text", "Text-Bold")


@pytest.fixture
def read() -> Callable[[Draw], Reading]:
    """Draws a tagged document and reads it back; its marks and tree must agree."""

    def drawn(draw: Draw) -> Reading:
        reading = Reading(press(draw))
        assert not reading.faults
        return reading

    return drawn
