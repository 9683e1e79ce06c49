"""Form fields have a size that can be seen and typed in."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import inf, nan
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagged_documents import pdf_of

from handouts.tagged import GeometryError, TaggedCanvas

BAD = [0, -1, -0.0, nan, inf, 1e-9]
SIZES = st.one_of(st.floats(0.5, 300), st.sampled_from(BAD))


def field(width: float, height: float, **more: Any) -> Callable[[TaggedCanvas], None]:
    return lambda canvas: canvas.text_field("name", "Your name", 10, 10, width, height, **more)


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(
    "draw",
    [
        lambda bad: field(bad, 20),
        lambda bad: field(90, bad),
        lambda bad: field(90, 20, font_size=bad),
        lambda bad: field(90, 20, value="two words", multiline=True, font_size=bad),
        lambda bad: lambda canvas: canvas.checkbox("name", "Done", 10, 10, bad),
    ],
)
def test_fields_without_a_size_are_refused(draw: Any, bad: float) -> None:
    with pytest.raises(GeometryError, match="the form field 'name' has no size: its"):
        pdf_of(draw(bad))


@pytest.mark.parametrize("scale", [(0, 1), (1, 0), (1e-9, 1), (0, 0)])
def test_nor_may_they_be_scaled_to_nothing(scale: tuple[float, float]) -> None:
    for draw in (field(90, 20), lambda canvas: canvas.checkbox("name", "Done", 10, 10, 9)):

        def scaled(canvas: TaggedCanvas, draw: Callable[[TaggedCanvas], None] = draw) -> None:
            canvas.scale(*scale)
            draw(canvas)

        with pytest.raises(GeometryError, match="'name' has no size"):
            pdf_of(scaled)


@pytest.mark.parametrize("length", [0, -1, 2**31])
def test_a_longest_length_has_room_for_a_letter(length: int) -> None:
    with pytest.raises(GeometryError, match=rf"'name' holds {length} letters at most"):
        pdf_of(field(90, 20, max_length=length))


def test_a_value_is_no_longer_than_a_field_holds() -> None:
    with pytest.raises(GeometryError, match="'name' holds 3 letters at most, not 'four'"):
        pdf_of(field(90, 20, value="four", max_length=3))


@settings(max_examples=60, deadline=None)
@given(SIZES, SIZES, SIZES, st.booleans(), st.sampled_from(["", "some words"]))
def test_any_size_is_a_field_or_refused(
    width: float, height: float, font_size: float, multiline: bool, value: str
) -> None:
    draw = field(width, height, font_size=font_size, multiline=multiline, value=value)
    if {width, height, font_size} & set(BAD) or any(each != each for each in (width, height)):
        with pytest.raises(GeometryError):
            pdf_of(draw)
        return
    with pikepdf.open(BytesIO(pdf_of(draw))) as pdf:
        annotation: Any = pdf.pages[0].Annots[0]
        left, bottom, right, top = map(float, annotation.Rect)
        assert (right - left, top - bottom) == pytest.approx((width, height), abs=0.002)
        box = [float(side) for side in annotation.AP.N.BBox]
        assert box == pytest.approx([0, 0, width, height], abs=0.002)
