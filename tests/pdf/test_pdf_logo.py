"""A clinic's logo in finished PDFs: seen and told, in colour or in greys."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from collisions import faults
from handout_help import Made, OwnContent, make, unpacked
from PIL import Image, ImageChops
from spoken import told_by_document, told_by_tree

from handouts.design.papers import PAPERS
from handouts.layout.picture_blocks import PictureBlock
from handouts.pattern import Pattern

LEFT = Pattern.from_id("left-backward")
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">
<defs><linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>
</linearGradient><radialGradient id="b"><stop stop-color="#fc0"/>
<stop offset="1" stop-color="#fc0" stop-opacity="0"/></radialGradient>
<clipPath id="c"><circle cx="30" cy="30" r="25"/></clipPath></defs>
<rect width="60" height="60" fill="url(#a)" clip-path="url(#c)"/>
<circle cx="90" cy="30" r="28" fill="url(#b)" stroke="url(#a)" stroke-width="3"/>
<g opacity=".5"><rect x="120" width="40" height="40" fill="#c00"/>
<rect x="140" y="20" width="40" height="40" fill="#00c" stroke="#0a0" stroke-opacity=".4"/></g>
</svg>"""


def png() -> bytes:
    target = BytesIO()
    image = Image.linear_gradient("L").resize((200, 60)).convert("RGBA")
    image.paste((255, 0, 0, 128), (50, 10, 150, 50))
    image.save(target, "PNG")
    return target.getvalue()


FILES = {"logo.svg": SVG.encode(), "logo.png": png()}


def with_logo(own: OwnContent, file: str, edition: str) -> Made:
    own.write(file, FILES[file])
    own.clinic(f"name: Riverside\nlogo: {file}\nlogo_alt: Two circles\n")
    return make(own.compose("correction", LEFT), PAPERS["a4"], edition)


def is_coloured(made: Made) -> bool:
    """Whether the logo is, where it is drawn."""
    (place,) = (each for each in made.drawn if isinstance(each.block, PictureBlock))
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[place.page - 1]
        picture = page.render(scale=2).to_pil().convert("RGB")
        top = page.get_height() - place.top
    corners = (place.left, top, place.right, top + place.block.height)
    red, green, blue = picture.crop(tuple(round(2 * each) for each in corners)).split()
    return any(ImageChops.difference(red, other).getextrema() != (0, 0) for other in (green, blue))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("edition", ["standard", "large-print", "mono"])
def test_a_logo_is_seen_and_told(own: OwnContent, file: str, edition: str) -> None:
    made = with_logo(own, file, edition)
    assert faults(made) == []
    assert told_by_tree(made.reading) == told_by_document(made.document)
    assert "Two circles" in told_by_tree(made.reading)
    assert is_coloured(made) == (edition != "mono")


@pytest.mark.parametrize("file", FILES)
def test_in_the_mono_edition_a_logo_has_no_colours(own: OwnContent, file: str) -> None:
    pdf = unpacked(with_logo(own, file, "mono").pdf)
    assert not re.search(rb"\s(rg|RG|k|K)\s", pdf)
    assert b"DeviceRGB" not in pdf


def test_vectors_stay_vectors_and_are_written_once(own: OwnContent) -> None:
    once, twice = with_logo(own, "logo.svg", "standard"), with_logo(own, "logo.svg", "standard")
    assert once.pdf == twice.pdf
    with pikepdf.open(BytesIO(once.pdf)) as pdf:
        forms = [each for each in pdf.objects if _is(each, "/Form")]
        assert not [each for each in pdf.objects if _is(each, "/Image")]
        assert sum("/Pattern" in each.get("/Resources", {}) for each in forms) == 2


def _is(thing: pikepdf.Object, subtype: str) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == subtype
