"""A figure's SVG as operators: what is drawn, and that nothing unknown is left out silently."""

from __future__ import annotations

import pytest

from handouts.layout.svg_operators import FigureOperators, figure_operators

MM = 72 / 25.4


def coded(*shapes: str, grey: bool = False) -> FigureOperators:
    """The code of a drawing of 40 × 20 units on 20 × 10 mm, from -5, 0."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="10mm"'
    return figure_operators(f'{head} viewBox="-5 0 40 20">{"".join(shapes)}</svg>', grey=grey)


def art(*shapes: str, grey: bool = False) -> str:
    return coded(*shapes, grey=grey).operators.decode().replace("\n", " ")


def test_the_matrix_leads_from_units_to_points() -> None:
    code = coded("<title>A</title><desc>B</desc><defs />")
    assert (code.width, code.height) == pytest.approx((20 * MM, 10 * MM))
    assert code.window == (-5, 0, 35, 20)
    a, b, c, d, e, f = code.matrix
    for (x, y), printed in {(-5, 20): (0, 0), (35, 0): (20 * MM, 10 * MM)}.items():
        assert (a * x + c * y + e, b * x + d * y + f) == pytest.approx(printed)
    assert code.operators == b""


def test_paths() -> None:
    outline = '<path d="M1 2L3 4 5 6C1 1 2 2 3 3ZM7-8L.5 9" fill="#000000" />'
    assert art(outline) == "0 g 1 2 m 3 4 l 5 6 l 1 1 2 2 3 3 c h 7 -8 m .5 9 l f"
    quadratic = '<path d="M0 0Q3 0 3 3 3 6 0 6" fill="none" stroke="#FF0000" stroke-width="2" />'
    assert art(quadratic) == ("1 0 0 RG 2 w 0 J 0 j [] 0 d 0 0 m 2 0 3 1 3 3 c 3 5 2 6 0 6 c S")


def test_shapes() -> None:
    assert art('<rect x="1" y="2" width="3" height="4" fill="#FFFFFF" />') == "1 g 1 2 3 4 re f"
    assert "1 2 m 3 4 l S" in art('<line x1="1" y1="2" x2="3" y2="4" stroke="#000000" />')
    circle = art('<circle cx="10" cy="10" r="5" fill="#000000" />')
    assert circle.startswith("0 g 15 10 m 15 12.8 12.8 15 10 15 c")
    assert circle.endswith("15 10 c h f")


def test_what_is_filled_and_then_outlined_is_written_once() -> None:
    data = 'd="M0 0L1 1"'
    both = art(
        f'<path {data} fill="#FF0000" fill-rule="evenodd" />',
        f'<path {data} fill="none" stroke="#000000" />',
    )
    assert both == "1 0 0 rg 0 G 1 w 0 J 0 j [] 0 d 0 0 m 1 1 l B*"


def test_what_stays_the_same_is_said_once() -> None:
    line = '<line x1="1" y1="2" x2="3" y2="4" stroke="#000000" stroke-width="2" />'
    assert art(line, line).count("w") == 1


def test_a_moved_group_leaves_no_trace() -> None:
    inside = '<rect x="0" y="0" width="1" height="1" fill="#FF0000" />'
    after = '<rect x="0" y="0" width="2" height="2" fill="#000000" />'
    before = '<rect x="0" y="0" width="3" height="3" fill="#000000" />'
    moves = "translate(1,2) scale(-1,1) rotate(90,1,1)"
    assert art(before, f'<g transform="{moves}">{inside}</g>', after) == (
        "0 g 0 0 3 3 re f q 1 0 0 1 1 2 cm -1 0 0 1 0 0 cm 0 1 -1 0 2 0 cm "
        "1 0 0 rg 0 0 1 1 re f Q 0 0 2 2 re f"
    )


def test_opacities_are_named() -> None:
    shade = '<rect x="0" y="0" width="1" height="1" fill="#FF0000" fill-opacity="0.25" />'
    solid = '<rect x="0" y="0" width="1" height="1" fill="#FF0000" />'
    code = coded(solid, shade, solid)
    assert code.states == (("o25", "/ca 0.25"), ("o100", "/ca 1"))
    assert code.operators.decode().count(" gs") == 2


def test_in_grey_there_are_no_colours() -> None:
    shape = '<rect x="0" y="0" width="1" height="1" fill="#FF0000" stroke="#0000FF" />'
    code = art(shape, grey=True)
    assert "rg" not in code.lower()
    assert "0.299 g" in code


def test_labels_have_their_place_in_points() -> None:
    label = (
        '<text fill="#FFFFFF" font-family="A B" font-size="4" font-weight="bold"'
        ' text-anchor="end" x="15" y="10">5 &lt; 6°</text>'
    )
    code = coded(f'<g id="words">{label}</g>')
    (found,) = code.labels
    assert (found.text, found.bold, found.anchor) == ("5 < 6°", True, "end")
    assert (found.x, found.y) == pytest.approx((10 * MM, 5 * MM), abs=0.01)
    assert found.size == pytest.approx(2 * MM, abs=0.01)
    assert found.colour == "#FFFFFF"


@pytest.mark.parametrize(
    "shape",
    [
        '<image href="a.png" />',
        '<path d="m0 0l1 1" fill="#000000" />',
        '<path d="M0 0A1 1 0 0 0 1 1" fill="#000000" />',
        '<rect x="0" y="0" width="1" height="1" rx="1" fill="#000000" />',
        '<g opacity="0.5"><rect x="0" y="0" width="1" height="1" /></g>',
        '<g transform="skewX(10)"><rect x="0" y="0" width="1" height="1" /></g>',
        '<g transform="scale(2)"><text x="0" y="0">a</text></g>',
    ],
)
def test_what_is_unknown_is_an_error(shape: str) -> None:
    with pytest.raises(ValueError, match="a figure"):
        coded(shape)


def test_a_part_is_a_form_that_is_drawn_where_it_stands() -> None:
    inside = '<rect x="0" y="0" width="1" height="1" fill="#FF0000" />'
    part = f'<g class="part">{inside}</g>'
    code = coded(part, f'<g transform="translate(5,0)">{part}</g>')
    ((name, form),) = code.parts
    assert code.operators.decode().split("\n").count(f"/{name} Do") == 2
    assert form.code.decode().split("\n") == ["1 0 0 rg", "0 0 1 1 re", "f"]
    assert form.matrix == (1, 0, 0, 1, 0, 0)


def test_what_follows_a_part_does_not_rely_on_its_state() -> None:
    red = '<rect x="0" y="0" width="1" height="1" fill="#FF0000" />'
    assert coded(red, f'<g class="part">{red}</g>', red).operators.decode().count("rg") == 1
    assert coded(f'<g class="part">{red}</g>', red).operators.decode().count("rg") == 1


def test_a_part_with_words_is_an_error() -> None:
    words = (
        '<text fill="#FFFFFF" font-family="A" font-size="4" font-weight="bold"'
        ' text-anchor="end" x="15" y="10">5</text>'
    )
    with pytest.raises(ValueError, match="has words"):
        coded(f'<g class="part">{words}</g>')


def test_a_window_clips_what_is_in_it_and_nothing_else() -> None:
    window = '<defs><clipPath id="w"><rect x="0" y="0" width="9" height="9" /></clipPath></defs>'
    red = '<rect x="0" y="0" width="1" height="1" fill="#FF0000" />'
    assert art(window, f'<g clip-path="url(#w)">{red}</g>', red) == (
        "q 0 0 9 9 re W n 1 0 0 rg 0 0 1 1 re f Q 1 0 0 rg 0 0 1 1 re f"
    )
