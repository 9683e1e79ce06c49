"""A photocopy of a photocopy still shows every arrow, dash and hatch.

A copy blurs and has two tones: what is darker than a muscle's red is black.  Each mark is looked
for by what the copy is without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import resvg_py
from figure_help import NAMES, draw, figures, layer, subjects
from PIL import Image, ImageChops, ImageFilter, ImageStat

PIXELS_A_MM = 8  # about 200 dpi
BLUR_MM = 0.08
DARK = 110  # of 255
KEPT = 0.3  # of what a mark darkens or lightens, at least
LEAST_PT = 0.5
STYLES = (figures.Style.COLOUR, figures.Style.MONO)  # of the editions
_PT = 25.4 / 72
_STROKE_OF_HATCH = re.compile("[Mm]")
_SCALE = re.compile(r"scale\((-?[\d.]+)")
_MANY = 4  # strokes in one path: hatch
_AROUND = 24  # pixels beyond which no copy's blur reaches


def seen(root: Element) -> Image.Image:
    """As it is printed, in grey."""
    png = resvg_py.svg_to_bytes(
        svg_string=ElementTree.tostring(root, encoding="unicode"),
        zoom=PIXELS_A_MM,
        dpi=26,  # about 25.4: a millimetre is a pixel
        skip_system_fonts=True,
        background="white",
    )
    return Image.open(BytesIO(bytes(png))).convert("L")


def copied(picture: Image.Image) -> Image.Image:
    blurred = picture.filter(ImageFilter.GaussianBlur(BLUR_MM * PIXELS_A_MM))
    return blurred.point(lambda tone: 255 if tone > DARK else 0)


def differs(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).sum[0]


def marks(root: Element) -> Iterator[tuple[str, Element]]:
    """What means something: arrows, dashed lines, hatch."""
    arrows = {id(each) for part in layer(root, "arrows") for each in part.iter()}
    for element in root.iter():
        if element.get("stroke-dasharray"):
            yield "dashes", element
        elif id(element) in arrows and element.get("fill", "none") not in ("none", "#FFFFFF"):
            yield "arrow", element
        elif (
            element.get("fill") == "none"
            and len(_STROKE_OF_HATCH.findall(element.get("d", ""))) >= _MANY
        ):
            yield "hatch", element


def without(root: Element, element: Element) -> Image.Image:
    shown = element.get("display")
    element.set("display", "none")
    picture = seen(root)
    if shown is None:
        del element.attrib["display"]
    return picture


def undashed(root: Element, element: Element) -> Image.Image:
    dashes = element.attrib.pop("stroke-dasharray")
    picture = seen(root)
    element.set("stroke-dasharray", dashes)
    return picture


def kept(whole: Image.Image, other: Image.Image) -> float:
    """How much of a difference is one on a copy of a copy."""
    place = ImageChops.difference(whole, other).getbbox()
    if place is None:
        return 1.0
    left, top, right, bottom = place
    around = (left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)
    one, two = (picture.crop(around) for picture in (whole, other))
    return differs(copied(copied(one)), copied(copied(two))) / differs(one, two)


@pytest.mark.sweep
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", STYLES, ids=str)
def test_a_copy_of_a_copy_shows_every_mark(name: str, style: object) -> None:
    root = ElementTree.fromstring(draw(name, subjects(name)[0], style=style).svg)
    whole = seen(root)
    lost = []
    for kind, element in list(marks(root)):
        others = [without(root, element)]
        if kind == "dashes":
            others.append(undashed(root, element))
        lost += [
            (kind, element.get("stroke"), round(share, 2))
            for other in others
            if (share := kept(whole, other)) < KEPT
        ]
    assert lost == []


def enlarged(root: Element, element: Element) -> float:
    """How much groups enlarge what is in them."""
    above = {child: parent for parent in root.iter() for child in parent}
    factor = 1.0
    while element in above:
        element = above[element]
        for scale in _SCALE.findall(element.get("transform", "")):
            factor *= abs(float(scale))
    return factor


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.value)
@pytest.mark.parametrize("name", NAMES)
def test_marks_are_no_hairlines(name: str, style: object) -> None:
    drawn = draw(name, subjects(name)[0], style=style)
    root = ElementTree.fromstring(drawn.svg)
    per_mm = float(root.attrib["viewBox"].split()[2]) / drawn.width
    widths = {
        round(float(element.get("stroke-width", 1)) * enlarged(root, element) / per_mm / _PT, 3)
        for kind, element in marks(root)
        if kind != "arrow"
    }
    assert [width for width in widths if width < LEAST_PT] == []


def test_the_test_sees_what_is_lost() -> None:
    """Dashes too near to each other are a line on a copy, and a hairline is nothing."""
    line = '<line x1="2" x2="38" y1="5" y2="5" stroke="#000" stroke-width="{}" {}/>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="10mm" viewBox="0 0 40 10">'
    for width, dashes, is_kept in (
        (0.3, 'stroke-dasharray="1.5 1"', True),
        (0.3, 'stroke-dasharray="0.3 0.05"', False),
        (0.05, 'stroke-dasharray="1.5 1"', False),
    ):
        root = ElementTree.fromstring(f"{svg}{line.format(width, dashes)}</svg>")
        whole, (_, element) = seen(root), next(marks(root))
        shares = [kept(whole, without(root, element)), kept(whole, undashed(root, element))]
        assert (min(shares) >= KEPT) == is_kept
