"""An artwork as operators: what is painted, in colour and in greys."""

from __future__ import annotations

import pytest

from handouts.design.artwork import (
    Artwork,
    Clip,
    Fill,
    Gradient,
    Group,
    Matrix,
    Paint,
    Part,
    Pen,
    Stop,
    Stroke,
)
from handouts.layout.artwork_operators import artwork_form
from handouts.tagged import Form

THIN = Pen(2, 1, 2, 4, (), 0)
RED_TO_BLUE = Gradient(
    (0, 0, 1, 0), (9, 0, 0, 9, 1, 1), (Stop(0, "#FF0000", 1), Stop(1, "#0000FF", 1))
)
FADING = RED_TO_BLUE._replace(stops=(Stop(0.25, "#FF0000", 1), Stop(1, "#FF0000", 0)))


def form(*parts: Part, grey: bool = False) -> Form:
    return artwork_form(Artwork(1000, 500, parts), grey=grey)


def code(*parts: Part, grey: bool = False) -> str:
    return form(*parts, grey=grey).code.decode().replace("\n", " ")


def fill(paint: Paint = "#FF0000", opacity: float = 1, *, even_odd: bool = False) -> Fill:
    return Fill("0 0 m 1 1 l", paint, opacity, even_odd)


def stroke(paint: Paint = "#FF0000", opacity: float = 1, matrix: Matrix | None = None) -> Stroke:
    return Stroke("0 0 m 1 1 l", paint, opacity, THIN, matrix)


def test_y_runs_down() -> None:
    assert form(fill()).matrix == (1, 0, 0, -1, 0, 500)
    assert form(fill()).window == (0, 0, 1000, 500)


def test_fills() -> None:
    assert code(fill()) == "1 0 0 rg 0 0 m 1 1 l f"
    assert code(fill(even_odd=True), fill()) == "1 0 0 rg 0 0 m 1 1 l f* 0 0 m 1 1 l f"
    assert code(fill(), grey=True) == "0.299 g 0 0 m 1 1 l f"


def test_lines() -> None:
    pen = "2 w 1 J 2 j 4 M [] 0 d"
    assert code(stroke()) == f"1 0 0 RG {pen} 0 0 m 1 1 l S"
    assert code(stroke(), stroke()) == f"1 0 0 RG {pen} 0 0 m 1 1 l S 0 0 m 1 1 l S"
    assert code(stroke(), grey=True).startswith("0.299 G ")
    bent = code(stroke(matrix=(2, 0, 0, 0.5, 0, 0)), stroke())
    assert bent == f"q 1 0 0 RG {pen} 2 0 0 0.5 0 0 cm 0 0 m 1 1 l S Q 1 0 0 RG {pen} 0 0 m 1 1 l S"


@pytest.mark.parametrize("even_odd", [False, True])
def test_what_is_filled_and_then_outlined_is_written_once(even_odd: bool) -> None:
    both = code(fill(even_odd=even_odd), stroke())
    assert both.endswith(f"d 0 0 m 1 1 l {'B*' if even_odd else 'B'}")
    assert both.count(" m ") == 1


def test_what_shows_through_its_line_is_painted_before_it() -> None:
    assert code(fill(), stroke(opacity=0.5)).count(" m ") == 2


def test_opacities_are_set_where_they_change() -> None:
    parts = (fill(), fill(opacity=0.5), fill(opacity=0.5), fill())
    assert form(*parts).states == (("ca0_500", "/ca 0.5"), ("ca1_000", "/ca 1"))
    assert code(*parts).count(" gs") == 2
    assert form(stroke(opacity=0.25)).states == (("CA0_250", "/CA 0.25"),)


def test_a_group_is_one_picture() -> None:
    whole = form(Group((fill(), fill()), (), 0.5), Group((fill(), fill()), (), 0.5))
    ((name, inside),) = whole.forms
    assert whole.code.decode().count(f"/{name} Do") == 2
    assert inside.group == "/Group<</S/Transparency>>"
    assert inside.code.decode().startswith("1 0 0 rg")


def test_a_clip_ends_with_its_group() -> None:
    group = Group((fill(),), (Clip("0 0 m 9 9 l", True), Clip("1 1 m 9 9 l", False)), 1)
    clips = "0 0 m 9 9 l W* n 1 1 m 9 9 l W n"
    assert code(group, fill()) == f"q {clips} 1 0 0 rg 0 0 m 1 1 l f Q 1 0 0 rg 0 0 m 1 1 l f"


def test_gradients() -> None:
    made = form(fill(RED_TO_BLUE), stroke(RED_TO_BLUE._replace(coordinates=(0, 0, 0, 1, 1, 2))))
    (_, linear), (_, radial) = made.patterns
    assert "/Matrix[9 0 0 9 1 1]" in linear
    assert "/ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 0]" in linear
    assert "/C0[1 0 0]/C1[0 0 1]" in linear
    assert "/ShadingType 3/ColorSpace/DeviceRGB/Coords[0 0 0 1 1 2]" in radial
    assert b"/Pattern cs /p1 scn" in made.code
    assert b"/Pattern CS /p2 SCN" in made.code


def test_gradients_in_greys() -> None:
    ((_, pattern),) = form(fill(RED_TO_BLUE), grey=True).patterns
    assert "/ColorSpace/DeviceGray" in pattern
    assert "/C0[0.299]/C1[0.114]" in pattern


def test_a_gradient_that_fades_is_masked_by_its_opacities() -> None:
    made = form(fill(FADING), fill())
    ((name, mask),) = made.masks
    assert made.code.decode().startswith(f"q\n/{name} gs\n/Pattern cs /p1 scn\n")
    assert made.code.decode().count("Q\n1 0 0 rg") == 1
    assert mask.group == "/Group<</S/Transparency/CS/DeviceGray>>"
    ((_, pattern),) = mask.patterns
    assert "/Bounds[0.25]" in pattern
    assert "/C0[1]/C1[1]>><</FunctionType 2/Domain[0 1]/N 1/C0[1]/C1[0]" in pattern


def test_stops_in_one_place_are_a_sharp_edge() -> None:
    stops = tuple(
        Stop(offset, colour, 1)
        for offset, colour in ((0.5, "#FF0000"), (0.5, "#00FF00"), (0.5, "#0000FF"), (1, "#000000"))
    )
    ((_, pattern),) = form(fill(RED_TO_BLUE._replace(stops=stops))).patterns
    assert "/Bounds[0.5]" in pattern
    assert "/C0[1 0 0]/C1[1 0 0]" in pattern
    assert "/C0[0 0 1]/C1[0 0 0]" in pattern
    assert pattern.count("/C0") == 2


def test_every_stop_in_one_place() -> None:
    stops = (Stop(1, "#FF0000", 1), Stop(1, "#0000FF", 1))
    ((_, pattern),) = form(fill(RED_TO_BLUE._replace(stops=stops))).patterns
    assert "/Bounds[]" in pattern
    assert "/C0[1 0 0]/C1[1 0 0]" in pattern


def test_resources_name_all_that_is_drawn() -> None:
    made = form(Group((fill(FADING), fill()), (), 0.5))
    ((_, inside),) = made.forms
    references = iter(["7 0 R", "8 0 R"])
    assert inside.resources(lambda _: next(references)).startswith(
        "/ExtGState<</m1<</SMask<</S/Luminosity/G 7 0 R>>>>>>/Pattern<</p1 <<"
    )
    assert made.resources(lambda _: "9 0 R") == (
        "/ExtGState<</ca0_500<</ca 0.5>>>>/XObject<</g1 9 0 R>>"
    )
