"""Fitting: the largest type that fits, opened up to fill the page, never below the minimum."""

from __future__ import annotations

import pytest

from handouts.design.papers import mm
from handouts.design.theme import STANDARD, Spacing
from handouts.layout.boxes import Block, Stack, TextArea
from handouts.layout.filling import BOXES_APART, MOST_STRETCH, fill_page, grow
from handouts.layout.fitting import DoesNotFitError, even_last_page, fit, paginate
from handouts.layout.panels import Box, Frame

AREA = TextArea(100, 200)


class Brick(Block):
    """As wide as it may be, of a fixed height in pt; cannot be split."""

    def __init__(self, height: float) -> None:
        self.own = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width, self.height = width, self.own
        return self.width, self.height


def text(lines: int, body: float, spacing: Spacing) -> Stack:
    """Lines that cannot be split, one below another."""
    return Stack([Brick(body * spacing.leading) for _ in range(lines)])


def fitted(lines: int, max_pages: int = 1) -> tuple[list[Stack], set[tuple[float, float]]]:
    """The pages, and every body size and leading they are set in."""
    made: dict[int, tuple[float, float]] = {}

    def lay_out(_: int, body: float, spacing: Spacing) -> Stack:
        stack = text(lines, body, spacing)
        made.update({id(brick): (body, spacing.leading) for brick in stack.children})
        keep.append(stack)
        return stack

    keep: list[Stack] = []
    pages = fit(STANDARD, 1, lay_out, AREA, max_pages=max_pages)
    return pages, {made[id(brick)] for page in pages for brick in page.children}


def test_few_words_are_set_large_and_open() -> None:
    pages, set_in = fitted(3)
    assert len(pages) == 1
    assert set_in == {(STANDARD.bodies[0], STANDARD.spacings[0].leading)}


def test_more_words_are_set_tighter_before_smaller() -> None:
    lines = int(AREA.height / (STANDARD.bodies[0] * STANDARD.spacings[-1].leading))
    _, set_in = fitted(lines)
    ((body, leading),) = set_in
    assert body == STANDARD.bodies[0]
    assert leading < STANDARD.spacings[0].leading


def test_many_words_are_set_at_the_minimum() -> None:
    lines = int(AREA.height / (STANDARD.bodies[-1] * STANDARD.spacings[-1].leading))
    _, set_in = fitted(lines)
    assert {body for body, _ in set_in} == {STANDARD.bodies[-1]} == {STANDARD.minimum}


def test_every_number_of_lines_is_set_whole() -> None:
    for lines in range(1, 42):
        pages, _ = fitted(lines, max_pages=3)
        assert sum(len(page.children) for page in pages) == lines
        assert all(page.height <= AREA.height for page in pages)


def test_more_lines_are_never_set_larger() -> None:
    sizes = [max(fitted(lines)[1])[0] for lines in range(1, 15)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_smaller_type_saves_a_nearly_empty_page() -> None:
    lines = int(AREA.height / (STANDARD.bodies[0] * STANDARD.spacings[-1].leading)) + 1
    pages, set_in = fitted(lines, max_pages=2)
    assert len(pages) == 1
    assert max(body for body, _ in set_in) < STANDARD.bodies[0]


def test_too_many_words_say_by_how_much() -> None:
    least = STANDARD.minimum * STANDARD.spacings[-1].leading
    lines = int(AREA.height / least) + 10
    with pytest.raises(DoesNotFitError) as error:
        fitted(lines)
    assert mm(error.value.excess_mm) == pytest.approx(lines * least - AREA.height, abs=0.1)


def test_one_line_too_many_is_told_as_a_line() -> None:
    lines = int(AREA.height / (STANDARD.minimum * STANDARD.spacings[-1].leading)) + 1
    with pytest.raises(DoesNotFitError) as error:
        fitted(lines)
    assert error.value.excess_mm >= 4


def test_block_higher_than_a_page_does_not_fit() -> None:
    with pytest.raises(DoesNotFitError) as error:
        fit(STANDARD, 1, lambda *_: Stack([Brick(250)]), AREA, max_pages=9)
    assert mm(error.value.excess_mm) == pytest.approx(50)


def test_each_part_starts_a_page() -> None:
    pages = fit(STANDARD, 3, lambda *_: Stack([Brick(20)]), AREA, max_pages=3)
    assert len(pages) == 3
    with pytest.raises(DoesNotFitError):
        fit(STANDARD, 3, lambda *_: Stack([Brick(20)]), AREA, max_pages=2)


def test_pages_in_order() -> None:
    stack = Stack([Brick(height) for height in (90, 80, 70, 60, 50)])
    broken = paginate(stack, AREA)
    assert broken.stuck == 0
    assert [[brick.own for brick in page.children] for page in broken.pages] == [  # type: ignore[attr-defined]
        [90, 80],
        [70, 60, 50],
    ]


def test_gaps_open_to_fill_the_page() -> None:
    page = Stack([Brick(60), Brick(60), Brick(60)])
    page.wrap(AREA.width, AREA.height)
    fill_page(page, AREA)
    assert page.stretch == pytest.approx(10)
    assert page.height == pytest.approx(AREA.height)


def test_gaps_open_only_so_far() -> None:
    page = Stack([Brick(10), Brick(10)])
    page.wrap(AREA.width, AREA.height)
    fill_page(page, AREA)
    assert page.stretch == MOST_STRETCH
    assert page.height < AREA.height


def test_a_page_filled_again_is_the_same() -> None:
    """A card is painted as often as it stands on a sheet."""
    page = Stack([Brick(60), Brick(60), Brick(60)])
    page.wrap(AREA.width, AREA.height)
    fill_page(page, AREA)
    first = page.stretch, page.height
    fill_page(page, AREA)
    assert (page.stretch, page.height) == pytest.approx(first)


def paged(*heights: list[float]) -> list[list[float]]:
    """The heights of the blocks of pages that were evened."""
    pages = [Stack([Brick(height) for height in page]) for page in heights]
    for page in pages:
        page.wrap(AREA.width, AREA.height)
    return [[block.height for block in page.children] for page in even_last_page(pages, AREA)]


def test_a_last_page_that_looks_empty_gets_blocks() -> None:
    assert paged([60, 60, 60], [30]) == [[60, 60], [60, 30]]
    assert paged([90], [30, 30, 30, 30, 30], [10]) == [[90], [30, 30, 30], [30, 30, 10]]


def test_other_pages_stay_as_they_are() -> None:
    cases: list[list[list[float]]] = [[[30.0]], [[60.0, 60.0, 60.0], [80.0]], [[180.0], [10.0]]]
    cases.append([[60.0, 120.0], [70.0]])
    for pages in cases:
        assert paged(*pages) == pages


def test_a_heading_goes_with_its_block() -> None:
    pages = [Stack([Brick(100), Brick(10), Brick(70)]), Stack([Brick(10)])]
    pages[0].children[1].keep_with_next = True
    for page in pages:
        page.wrap(AREA.width, AREA.height)
    evener = even_last_page(pages, AREA)
    assert [len(page.children) for page in evener] == [1, 3]


def test_a_block_is_not_torn_for_it() -> None:
    box = Box([Brick(40), Brick(40), Brick(40)], Frame((2, 2)))
    box.may_split = True
    pages = [Stack([Brick(60), box]), Stack([Brick(10)])]
    for page in pages:
        page.wrap(AREA.width, AREA.height)
    # Without the box, the page would be the emptier one.
    assert even_last_page(pages, AREA) == pages
    pages = [Stack([Brick(60), Brick(60), Stack([Brick(20), box])]), Stack([Brick(10)])]
    for page in pages:
        page.wrap(AREA.width, AREA.height)
    first, last = even_last_page(pages, AREA)
    assert [block.height for block in first.children] == [60, 60, 20]
    assert len(last.children) == 2


class Framed(Brick):
    """With a line all around it."""

    lined = True


class Picture(Block):
    """As high as it is drawn large."""

    may_grow = True

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width, self.height = width, 100 * max(0.5, self.growth)
        return self.width, self.height


@pytest.mark.parametrize(("boxes", "apart"), [(2, BOXES_APART), (1, 0.0)])
def test_a_picture_leaves_boxes_apart_as_it_grows(boxes: int, apart: float) -> None:
    """In Russian it took all that there was, and the boxes below it seemed glued together."""
    room = TextArea(100, 50 + 40 * boxes + 12)
    page = Stack([Picture(), *(Framed(40) for _ in range(boxes))])
    page.wrap(*room)
    assert grow(page, room) == (0.5 if boxes == 2 else 0.6)
    fill_page(page, room)
    assert page.stretch >= apart
    assert page.height == pytest.approx(room.height)


class _ForStaff(Brick):
    may_end_any_page = True


def test_what_alone_would_need_a_page_ends_one_that_has_room() -> None:
    """As the line for staff of a card, which would take a third face."""
    bricks = [Brick(90), Brick(60), Brick(170), _ForStaff(40)]
    pages = paginate(Stack(bricks), AREA).pages
    assert [[each.height for each in page.children] for page in pages] == [[90, 60, 40], [170]]
    full = paginate(Stack([Brick(190), Brick(180), _ForStaff(40)]), AREA).pages
    assert [len(page.children) for page in full] == [1, 1, 1]


def test_no_few_lines_have_a_page_for_themselves_before_what_stays_whole() -> None:
    """As the end of a box of large print, before a leg that is a page high."""
    lines = [Brick(20) for _ in range(11)]
    pages = paginate(Stack([*lines, Brick(190), Brick(100)]), AREA).pages
    assert [page.height for page in pages] == [140, 80, 190, 100]
    two = paginate(Stack([Brick(190), Brick(20), Brick(190)]), AREA).pages
    assert [page.height for page in two] == [190, 20, 190]
