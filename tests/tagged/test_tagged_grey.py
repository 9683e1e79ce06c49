"""Pages without colour operators."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from reportlab.lib.colors import Color, red
from tagged_documents import METADATA, PAGE
from untagged import UntaggedCanvas

from handouts.tagged.operators import colour_operator


@pytest.mark.parametrize(
    ("colour", "name", "coloured", "grey"),
    [
        ("#000000", "rg", "0 g", "0 g"),
        ("#FFFFFF", "RG", "1 G", "1 G"),
        ("#FF0000", "rg", "1 0 0 rg", "0.299 g"),
        ("#00FF00", "RG", "0 1 0 RG", "0.587 G"),
        ("#14212B", "rg", ".0784 .1294 .1686 rg", "0.119 g"),
    ],
)
def test_every_colour_becomes_its_grey(colour: str, name: str, coloured: str, grey: str) -> None:
    assert colour_operator(colour, name) == coloured
    assert colour_operator(colour, name, grey=True) == grey


@pytest.mark.parametrize("grey", [True, False])
def test_colours_of_any_kind_are_grey_and_text_stays(grey: bool) -> None:
    file = BytesIO()
    canvas = UntaggedCanvas(file, metadata=METADATA, pagesize=PAGE, form_font="Text", grey=grey)
    canvas.setFillColor(red)
    canvas.setStrokeColorRGB(0, 1, 0)
    canvas.rect(10, 10, 20, 20, fill=1)
    canvas.setFillColor(Color(0.5, 0.5, 0.5))
    canvas.drawString(20, 400, "1 0 0 rg (a)")
    canvas.save()
    with pikepdf.open(BytesIO(file.getvalue())) as pdf:
        code = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    assert r"(1 0 0 rg \(a\)) Tj" in code
    assert "0.5 g" in code
    assert ("0.299 g" in code and "0.587 G" in code) is grey
    assert ("1 0 0 rg\n" in code and "0 1 0 RG" in code) is not grey
