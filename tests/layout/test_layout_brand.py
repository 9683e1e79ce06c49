"""Any palette a clinic may choose can be read wherever it is printed."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_layout_theme import body_text, graphics, other_text, ratio

from handouts.design.brand import Brand, branded, too_faint
from handouts.design.contrast import contrast
from handouts.design.theme import EDITIONS, STANDARD
from handouts.pattern import Side
from handouts.storage import paths

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def allowed(name: str) -> st.SearchStrategy[str]:
    """Colours that are taken: as they are, or what is suggested in their place."""

    def taken(colour: str) -> str:
        fault = too_faint(name, colour)
        return fault.nearest if fault else colour

    return COLOURS.map(taken)


BRANDS = st.builds(
    Brand,
    left=st.none() | allowed("left"),
    right=st.none() | allowed("right"),
    headings=st.none() | allowed("headings"),
)


@settings(deadline=None)
@given(brand=BRANDS)
def test_contrast(brand: Brand) -> None:
    colours = branded(STANDARD, brand).colours
    links = [(colours.link, paper) for _, paper in body_text(colours)]
    headings = [(colours.headings, paper) for paper in (colours.paper, colours.soft)]
    for pairs, least in (
        (body_text(colours), 7),
        (other_text(colours) + links + headings, 4.5),
        (graphics(colours), 3),
    ):
        for pair in pairs:
            assert ratio(pair) >= least, pair


@settings(deadline=None)
@given(brand=BRANDS)
def test_what_is_chosen_is_printed_and_nothing_else_changes(brand: Brand) -> None:
    own, made = STANDARD.colours, branded(STANDARD, brand).colours
    assert made.left == (brand.left or own.left)
    assert made.right == (brand.right or own.right)
    assert made.headings == (brand.headings or own.headings)
    assert (made.left_tint == own.left_tint) or brand.left
    assert (made.right_tint == own.right_tint) or brand.right
    for name in ("ink", "paper", "rule", "soft", "stop", "stop_tint"):
        assert getattr(made, name) == getattr(own, name)


def test_without_a_brand_and_in_black_and_white_nothing_changes() -> None:
    for theme in EDITIONS.values():
        assert branded(theme, Brand()) is theme
    assert branded(EDITIONS["mono"], Brand("#00695C", "#AD1457", "#00695C")) is EDITIONS["mono"]


@settings(deadline=None)
@given(colour=allowed("left"))
def test_figures(colour: str) -> None:
    """Ink outlines stand out from the bone; the arrow stands out from paper and bone."""
    style = paths.figures().style
    assume(colour != STANDARD.colours.left)
    for side in Side:
        made = style.palette(style.Style.COLOUR, side=side, colour=colour)
        assert made.arrow == colour
        for bone in (made.hip, made.hip_shade):
            assert contrast(made.ink, bone) >= 7
        assert contrast(made.arrow, made.hip) >= 3
        light = style.palette(style.Style.INK_SAVING, side=side, colour=colour)
        assert light.arrow == colour
        assert contrast(light.ink, light.hip) >= 10
        usual = style.palette(style.Style.MONO, side=side)
        assert style.palette(style.Style.MONO, side=side, colour=colour) == usual
