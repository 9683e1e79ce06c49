"""Drawings print as a renderer of SVG shows them, and in greys as grey as that."""

from __future__ import annotations

from io import BytesIO

import pytest
import resvg_py
from hypothesis import assume, given, settings
from PIL import Image, ImageChops, ImageStat
from svg_markup import whole
from svg_sound import sound

from handouts.reading.svg import SvgError, read_svg
from handouts.render.own_images import artwork_image

WIDTH = 600
BLOCK = 12  # edges are smoothed otherwise by each program: pixels are compared by so many


def shown(svg: str) -> Image.Image:
    """The drawing on white, by a renderer of SVG."""
    png = resvg_py.svg_to_bytes(svg_string=svg, zoom=6, skip_system_fonts=True, background="white")
    return Image.open(BytesIO(png)).convert("RGB")


def printed(svg: str, *, grey: bool = False) -> Image.Image:
    return artwork_image(read_svg(svg.encode()), WIDTH, grey=grey)


def assert_alike(one: Image.Image, other: Image.Image) -> None:
    one, other = one.reduce(BLOCK), other.resize(one.size).reduce(BLOCK)
    difference = ImageChops.difference(one, other)
    histograms = (band.histogram() for band in difference.split())
    assert not any(sum(histogram[71:]) for histogram in histograms)
    assert max(ImageStat.Stat(difference).mean) <= 4


STOPS = '<stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
FADING = '<stop stop-color="red"/><stop offset="1" stop-color="blue" stop-opacity="0"/>'
GRADIENT = f'<linearGradient id="a">{STOPS}</linearGradient>'
FADE = f'<linearGradient id="a" gradientTransform="rotate(30)">{FADING}</linearGradient>'
HARD = "".join(
    f'<stop offset="{offset}" stop-color="{colour}"/>'
    for offset, colour in ((0.3, "red"), (0.3, "blue"), (0.7, "blue"), (0.2, "lime"))
)
RECT = '<rect x="5" y="5" width="70" height="40" {}/>'
CIRCLE = '<circle cx="70" cy="40" r="15" {}/>'
BLACK, RED = RECT.format(""), CIRCLE.format('fill="red"')
LINE = '<path d="M10 50L40 10L50 50L60 10L64 50" fill="none" stroke="red" stroke-width="6" {}/>'
SCALED = '<g transform="skewX(30) scale(1 .5)">{}</g>'
DRAWINGS = {
    "line alone": '<path d="M0 0L100 60" stroke="#000" fill="none"/>' + RECT.format('fill="none"'),
    "gradient": GRADIENT + RECT.format('fill="url(#a)"'),
    "gradient in a line": GRADIENT + LINE.format('style="stroke:url(#a)"'),
    "gradient round what is filled": GRADIENT + RECT.format('stroke="url(#a)" stroke-width="12"'),
    "fading": FADE + RECT.format('fill="url(#a)"') + CIRCLE.format('fill="url(#a)"'),
    "fading line": FADE + LINE.format('style="stroke:url(#a)"'),
    "fading, and bent": SCALED.format(FADE + LINE.format('style="stroke:url(#a)"')),
    "hard stops": f'<linearGradient id="a">{HARD}</linearGradient>' + RECT.format('fill="url(#a)"'),
    "group": f'<g opacity=".5">{BLACK}{RED}</g>',
    "group that fades": f'{FADE}<g opacity=".5"><g fill="url(#a)">{BLACK}</g>{RED}</g>',
    "dashes": LINE.format('stroke-dasharray="11 5 3" stroke-dashoffset="-4"'),
    "bent dashes": SCALED.format(LINE.format('stroke-dasharray="11 5" stroke-linecap="round"')),
    "miter": LINE.format('stroke-miterlimit="3"'),
    "half clear": RECT.format('fill="red" fill-opacity=".5" stroke="blue" stroke-width="9"')
    + RECT.format('fill="none" stroke="#00FF0080" stroke-width="15"'),
    "line below": RECT.format('fill="red" stroke="blue" stroke-width="20" paint-order="stroke"'),
    "frame": '<svg x="9" y="9" width="40" height="40" viewBox="0 0 9 20" '
    'preserveAspectRatio="xMaxYMin slice"><circle cx="5" cy="9" r="8"/></svg>',
    "clip": '<clipPath id="a"><path d="M9 9h60v40h-60zM20 20h30v20h-30z" clip-rule="evenodd"/>'
    f'</clipPath><g clip-path="url(#a)">{BLACK}{RED}</g>',
    "tiny units": '<path transform="scale(.0001)" d="M100000 100000h400000v200000h-400000z" '
    'fill="red" stroke="blue" stroke-width="90000"/>',
}
SOUND = {name: whole(inside) for name, inside in DRAWINGS.items()}


@pytest.mark.parametrize("svg", SOUND.values(), ids=SOUND)
def test_drawings_print_as_they_are_shown(svg: str) -> None:
    assert_alike(printed(svg), shown(svg))


@pytest.mark.parametrize("svg", SOUND.values(), ids=SOUND)
def test_in_greys_nothing_is_coloured(svg: str) -> None:
    grey = printed(svg, grey=True)
    red, green, blue = grey.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert_alike(grey, shown(svg).convert("L").convert("RGB"))


@settings(deadline=5000)
@given(sound())
def test_any_sound_drawing_prints_as_it_is_shown(svg: str) -> None:
    try:
        drawn = printed(svg)
    except SvgError as error:
        assume("no shapes that show" not in str(error))
        raise
    assert_alike(drawn, shown(svg))
