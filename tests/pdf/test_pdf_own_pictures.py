"""Pictures of the clinic's own on finished pages: seen whole, told, and no larger than is sharp."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from collisions import faults
from handout_help import Drawn, Made, OwnContent, make, unpacked
from hypothesis import given
from hypothesis import strategies as st
from picture_files import PICTURES, png, visit
from spoken import told_by_document, told_by_tree

from handouts.design.artwork import Artwork, Bitmap
from handouts.design.papers import A4, A5, MM
from handouts.layout.picture_blocks import PictureBlock
from handouts.pattern import Pattern

_DPI = 150


def drawn(made: Made) -> list[Drawn]:
    return [each for each in made.drawn if isinstance(each.block, PictureBlock)]


@pytest.mark.parametrize("edition", ["standard", "large-print", "mono"])
def test_pictures_are_seen_and_told(own: OwnContent, edition: str) -> None:
    visit(own)
    made = make(own.compose("visit", None), A4, edition)
    assert faults(made) == []
    assert told_by_tree(made.reading) == told_by_document(made.document)
    assert {"Our red door", "The way from the bus"} <= {*told_by_tree(made.reading)}
    assert len(drawn(made)) == 2


def test_in_the_mono_edition_they_have_no_colours(own: OwnContent) -> None:
    visit(own)
    pdf = unpacked(make(own.compose("visit", None), A4, "mono").pdf)
    assert not re.search(rb"\s(rg|RG|k|K)\s", pdf)
    assert b"DeviceRGB" not in pdf


def test_both_patterns_print_the_same_picture(own: OwnContent) -> None:
    visit(own)
    own.edit("en/shared.md", "{#stop}\n", "{#stop}\n\n![Our red door](door.png)\n")
    places = []
    for pattern in ("left-backward", "right-backward"):
        made = make(own.compose("correction", _pattern(pattern)), A4)
        assert faults(made) == []
        (place,) = drawn(made)
        places.append((place.page, place.block.width, place.block.height))
    assert places[0] == places[1]


def _pattern(id_: str) -> Pattern:
    return Pattern.from_id(id_)


def test_a_small_picture_is_not_printed_larger_than_it_is_sharp(own: OwnContent) -> None:
    visit(own)
    own.write("pictures/door.png", png(60, 40))
    block = drawn(make(own.compose("visit", None), A4))[0].block
    assert isinstance(block, PictureBlock)
    assert block.drawn == pytest.approx((60 * 72 / _DPI, 40 * 72 / _DPI))


def test_pictures_of_large_print_are_larger(own: OwnContent) -> None:
    visit(own)
    own.write("pictures/door.png", png(900, 600))
    document = own.compose("visit", None)
    usual, large = (
        drawn(make(document, A4, each))[0].block for each in ("standard", "large-print")
    )
    assert large.height > 1.3 * usual.height
    assert usual.height > 40 * MM


@pytest.mark.parametrize("size", [(1900, 100), (100, 1900), (1200, 1200)])
def test_a_picture_of_any_shape_is_whole(own: OwnContent, size: tuple[int, int]) -> None:
    visit(own, f"{PICTURES}\n\n{PICTURES}")
    own.write("pictures/door.png", png(*size))
    made = make(own.compose("visit", None), A5, "large-print")
    assert faults(made) == []
    assert len(drawn(made)) == 4


@given(
    st.builds(Bitmap, st.integers(1, 2000), st.integers(1, 2000), st.just(b"")),
    st.floats(20, 700),
    st.floats(20, 400),
    st.floats(0.1, 1.5),
)
def test_none_is_larger_than_its_place(
    picture: Bitmap, width: float, height: float, growth: float
) -> None:
    block = PictureBlock(picture, "a", max_height=height, pixel=72 / _DPI, share=0.6)
    for block.growth in (0.0, growth):
        block.wrap(width, 1e6)
        assert 0 < block.drawn[0] <= width * 1.0001
        assert 0 < block.drawn[1] == block.height <= height * max(growth, 0.6) * 1.0001
        assert block.drawn[0] <= picture.width * 72 / _DPI * 1.0001


def test_vectors_are_as_large_as_there_is_room() -> None:
    block = PictureBlock(Artwork(1000, 200, ()), "a", max_height=200, pixel=0.01)
    sizes = [block.wrap(width, 1e6) and block.drawn for width in (100, 500, 2000)]
    assert all(one[0] < other[0] for one, other in pairwise(sizes))
    assert sizes[-1] == (1000, 200)
