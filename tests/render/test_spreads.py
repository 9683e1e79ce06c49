"""Two pages on a side: in order, or so that folded sheets make a booklet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.design.papers import PAPERS
from handouts.render.imposition.spreads import Imposition, placements, sides

A4 = PAPERS["a4"]


def halves(way: Imposition, count: int) -> list[tuple[int, str]]:
    """The side of each page, from 1, and its half."""
    middle = A4.height / 2
    return [
        (spot.side, "left" if spot.part.x < middle - 1 else "right")
        for spot in placements(way, count, A4)
    ]


def test_a_booklet_of_eight_pages() -> None:
    assert halves(Imposition.BOOKLET, 8) == [
        (1, "right"),
        (2, "left"),
        (3, "right"),
        (4, "left"),
        (4, "right"),
        (3, "left"),
        (2, "right"),
        (1, "left"),
    ]


@given(st.integers(1, 60))
def test_folded_a_booklet_reads_in_order(count: int) -> None:
    """Folded sheets lie inside one another: each leaf turned shows the next two pages."""
    at = {place: page for page, place in enumerate(halves(Imposition.BOOKLET, count), start=1)}
    sheets = sides(Imposition.BOOKLET, count) // 2
    order: list[int | None] = []
    for sheet in range(sheets):  # first halves, from the outermost sheet to the innermost
        order += [at.get((2 * sheet + 1, "right")), at.get((2 * sheet + 2, "left"))]
    for sheet in reversed(range(sheets)):
        order += [at.get((2 * sheet + 2, "right")), at.get((2 * sheet + 1, "left"))]
    assert [page for page in order if page] == list(range(1, count + 1))
    assert all(page is None for page in order[count:])  # blank pages are at the end
    assert len(order) == sides(Imposition.BOOKLET, count) * 2


@given(st.integers(1, 60))
def test_two_up_is_in_order(count: int) -> None:
    expected = [(1 + page // 2, ("left", "right")[page % 2]) for page in range(count)]
    assert halves(Imposition.TWO_UP, count) == expected
    assert sides(Imposition.TWO_UP, count) == expected[-1][0]


@pytest.mark.parametrize("way", Imposition)
def test_no_place_is_given_twice(way: Imposition) -> None:
    places = [(spot.side, spot.part.x) for spot in placements(way, 13, A4)]
    assert len(set(places)) == 13
    assert max(side for side, _ in places) <= sides(way, 13)


def test_a_booklet_to_the_left_is_bound_at_the_right() -> None:
    """Each page stands where it would in the mirror: the first is on the left half."""
    paper = PAPERS["letter"]
    for imposition in (Imposition.TWO_UP, Imposition.BOOKLET):
        for count in (1, 4, 7):
            usual = placements(imposition, count, paper)
            mirrored = placements(imposition, count, paper, to_left=True)
            width = paper.turned.width
            assert [each.side for each in usual] == [each.side for each in mirrored]
            assert [each.part.x for each in mirrored] == [width / 2 - each.part.x for each in usual]
