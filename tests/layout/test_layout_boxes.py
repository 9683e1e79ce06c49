"""Boxes: blocks below and beside each other, and how they break across pages."""

from __future__ import annotations

from unittest.mock import MagicMock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.design.fonts import ATKINSON
from handouts.design.papers import mm
from handouts.design.theme import STANDARD, Spacing
from handouts.document import Cell, Field, Group, Heading, List, Paragraph, Run, Table
from handouts.layout.blocks import Layout
from handouts.layout.boxes import Block, Stack
from handouts.layout.columns import Columns, places_by_side
from handouts.layout.dose_cells import DoseCells
from handouts.layout.fields import FieldRow
from handouts.layout.headings import unsigned_heading
from handouts.layout.lists import ListBlock, ListColumns
from handouts.layout.one_line import OneLine
from handouts.layout.panels import Box, Frame
from handouts.layout.typography import TypeScale
from handouts.pattern import Side

TYPE = TypeScale(STANDARD, 12.0, Spacing(1.2), ATKINSON)


class Brick(Block):
    """As wide as it may be, of a fixed height in pt; cannot be split."""

    def __init__(
        self, height: float, before: float = 0, after: float = 0, keep: bool = False
    ) -> None:
        self.own = height
        self.space_before, self.space_after, self.keep_with_next = before, after, keep

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width, self.height = width, self.own
        return self.width, self.height

    def draw(self) -> None:
        self.canv.rect(0, 0, self.width, self.height)


def height(block: Block, width: float = 100) -> float:
    return float(block.wrap(width, 1e6)[1])


def bricks(stack: Block) -> list[float]:
    assert isinstance(stack, Stack)
    return [brick.own for brick in stack.children if isinstance(brick, Brick)]


def test_of_two_distances_the_larger_counts() -> None:
    assert height(Stack([Brick(10, after=3), Brick(20, before=5), Brick(5, before=1)])) == 41


def test_stack_splits_between_its_children() -> None:
    head, tail = Stack([Brick(10), Brick(20), Brick(30)]).split(100, 35)
    assert (bricks(head), bricks(tail)) == ([10, 20], [30])


def test_stack_that_fits_stays_whole() -> None:
    stack = Stack([Brick(10), Brick(20)])
    assert stack.split(100, 30) == [stack]


def test_stack_whose_first_child_is_too_high_moves_on() -> None:
    assert Stack([Brick(10), Brick(20)]).split(100, 5) == []


def test_stack_within_a_stack_splits() -> None:
    head, tail = Stack([Brick(10), Stack([Brick(20), Brick(30)])]).split(100, 40)
    assert isinstance(head, Stack)
    assert isinstance(tail, Stack)
    assert bricks(head.children[1]) == [20]
    assert bricks(tail.children[0]) == [30]


def test_heading_goes_with_what_it_heads() -> None:
    stack = Stack([Brick(10), Brick(5, keep=True), Brick(4, keep=True), Brick(30)])
    head, tail = stack.split(100, 25)
    assert (bricks(head), bricks(tail)) == ([10], [5, 4, 30])


def test_heading_goes_on_with_the_only_line_below_it() -> None:
    """“My two weeks” and a line stood at the foot of a page, and its boxes on the next."""
    line = paragraphs("Tick a box.").children
    section = Stack([Brick(20, keep=True), *line, Brick(90)])
    assert section.split(200, 80) == []
    section.on_top = True
    assert len(section.split(200, 80)) == 2
    two = Stack([Brick(20, keep=True), *paragraphs("Tick a box. " * 5).children, Brick(90)])
    assert len(two.split(200, 80)) == 2


def test_heading_alone_at_the_top_moves_on_whole() -> None:
    assert Stack([Brick(10, keep=True), Brick(30)]).split(100, 20) == []


@given(
    st.lists(st.tuples(st.floats(1, 50), st.booleans()), min_size=1, max_size=12),
    st.floats(20, 200),
)
def test_splitting_loses_nothing_and_fits(rows: list[tuple[float, bool]], room: float) -> None:
    stack = Stack([Brick(tall, before=2, keep=keep) for tall, keep in rows])
    halves = stack.split(100, room)
    if len(halves) == 2:
        head, tail = halves
        assert bricks(head) + bricks(tail) == [tall for tall, _ in rows]
        assert height(head) <= room + 1e-6
        assert bricks(tail)
        assert not rows[len(bricks(head)) - 1][1]  # no heading at the foot
    elif halves:
        assert height(stack) <= room + 1e-6


def test_box_stays_whole() -> None:
    box = Box([Brick(10), Brick(20)], Frame((3, 3), stroke=1))
    assert height(box) > 36
    assert box.split(100, 20) == []


@pytest.mark.parametrize(
    ("sides", "places"),
    [
        ([Side.LEFT, Side.RIGHT], [0, 1]),
        ([Side.RIGHT, Side.LEFT], [1, 0]),
        ([None, None], [0, 1]),
        ([Side.RIGHT, None], [0, 1]),
        ([Side.LEFT, Side.LEFT], [0, 1]),
    ],
)
def test_left_stands_left(sides: list[Side | None], places: list[int]) -> None:
    assert places_by_side(sides) == places


def test_columns_keep_rows_level() -> None:
    left, right = Stack([Brick(10), Brick(20)]), Stack([Brick(30), Brick(5)])
    columns = Columns([left, right], gutter=4, level=True)
    assert height(columns) == 50
    assert left.heights == right.heights == [30, 20]


def test_an_answer_follows_its_question_however_long_the_one_beside_it() -> None:
    """The gap below “Where should I lie?” was a line, as the next question took two."""

    def answered(question: str) -> Group:
        return Group("flow", (Heading(2, said(question)), Paragraph(said("Yes."))))

    week = Group("flow", (*answered("Short?").children, Table((), ())))
    layout = Layout(TYPE, letters={}, blank="blank")
    for other, is_level in ((answered("A long one? " * 12), False), (week, True)):
        columns = layout.block(Group("pair", (answered("Short?"), other)), None, "")
        assert isinstance(columns, Columns)
        assert columns.level is is_level


def test_columns_make_boxes_equally_tall() -> None:
    low, high = (Box([Brick(tall)], Frame((0, 0))) for tall in (10, 40))
    height(Columns([low, high], gutter=4))
    assert low.height == high.height == 40


def test_columns_share_the_width() -> None:
    one, two, three = Brick(5), Brick(5), Brick(5)
    height(Columns([one, two], gutter=10, shares=(2, 1)), width=100)
    assert (one.width, two.width) == (60, 30)
    height(Columns([one, two, three], gutter=5, widths=(20, None, 30)), width=110)
    assert (one.width, two.width, three.width) == (20, 50, 30)


def test_balanced_columns_give_more_room_to_more_words() -> None:
    few, many = (paragraphs("A few words. " * count) for count in (3, 12))
    height(columns := Columns([few, many], gutter=0, balance={}), width=300)
    assert many.width > few.width
    assert columns.height <= height(
        Columns([paragraphs("A few words. " * 3), paragraphs("A few words. " * 12)], gutter=0), 300
    )


def paragraphs(text: str) -> Stack:
    return Stack(Layout(TYPE, letters={}, blank="blank").blocks([Paragraph((Run(text),))]))


# --- lists --------------------------------------------------------------------------------------


def test_list_splits_between_items_and_counts_on() -> None:
    steps = ListBlock([Stack([Brick(30)]) for _ in range(8)], TYPE, ordered=True, colour="#000000")
    head, tail = steps.split(200, 80)
    assert isinstance(head, ListBlock)
    assert isinstance(tail, ListBlock)
    assert (len(head.items), len(tail.items)) == (2, 6)
    assert (head.first, tail.first) == (1, 3)
    assert head.key == tail.key  # one list for a screen reader


def test_few_steps_stay_on_one_page() -> None:
    steps = ListBlock([Stack([Brick(30)]) for _ in range(7)], TYPE, ordered=True, colour="#000000")
    assert steps.split(200, 80) == []
    steps.on_top = True  # no page has room for all
    assert len(steps.split(200, 80)) == 2


def test_no_item_of_a_list_stands_alone_on_the_next_page() -> None:
    items = [Stack([Brick(20)]) for _ in range(5)]
    steps = ListBlock(items, TYPE, colour="#000000")
    for room, halves in ((4.9, [3, 2]), (3.5, [3, 2]), (2.5, [2, 3]), (9, [5])):
        height = room * (20 + steps.item_gap)
        parts = steps.split(200, height)
        assert [len(part.items) for part in parts] == halves  # type: ignore[attr-defined]


def test_list_without_room_for_an_item_moves_on() -> None:
    items = ListBlock([Stack([Brick(30)])], TYPE, colour="#000000")
    assert items.split(200, 20) == []


def test_tails_below_items_side_by_side_keep_off_what_follows() -> None:
    items = [Stack([paragraphs("dig")]), Stack([paragraphs("ace")])]
    columns = ListColumns(items, TYPE, ordered=True, colour="#000000")
    height(columns, 300)
    assert columns.hang == items[0].hang == ListBlock(items[:1], TYPE, colour="#000000").hang


def test_the_line_between_rows_of_a_dose_ends_at_its_name() -> None:
    """It ran through words of two lines, as “Gaano karami”."""
    head = unsigned_heading(Heading(2, said("How much")), TYPE, None, "dose")
    fields = [Field("number", f"dose-{n}", "Tip", "Unmistakably longwinded") for n in range(5)]
    dose = DoseCells(fields, TYPE, fillable=False, blank="blank", head=head)
    height(dose, mm(150))
    assert len(dose.rows) > 1
    dose.canv = MagicMock()
    dose.draw()
    [call] = dose.canv.lines.call_args_list
    between = [line for line in call.args[0] if line[1] == line[3]][: len(dose.rows) - 1]
    assert {line[0] for line in between} == {dose.first} != {0.0}


# --- from nodes ---------------------------------------------------------------------------------


def said(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_heading_beside_its_words_goes_with_its_table() -> None:
    cell = Cell((Paragraph(said("Mon")),))
    beside = Group("beside", (Heading(2, said("Log")), Paragraph(said("Tick."))))
    layout = Layout(TYPE, letters={}, blank="blank")
    flow = layout.block(Group("flow", (beside, Table((), ((cell,),) * 3))), None, "")
    alone = height(layout.block(beside, None, ""), 300)
    assert height(flow, 300) > alone + 20
    assert flow.split(300, alone + 5) == []


def test_every_kind_of_list_is_laid_out() -> None:
    items = ((Paragraph(said("One")),), (Paragraph(said("Two")),))
    for ordered in (True, False):
        block = Layout(TYPE, letters={}, blank="blank").block(List(ordered, items), None, "")
        assert isinstance(block, ListBlock)
        assert block.ordered is ordered
        assert len(block.items) == 2


@pytest.mark.parametrize("width", range(150, 500, 10))
def test_a_line_of_blanks_is_set_the_same_however_often(width: int) -> None:
    """Pages are laid out more than once; what a blank was before has no say."""

    def blanks() -> list[FieldRow]:
        fields = (Field("text", "clinic", "Clinic", "Clinic", size=40, least=10),)
        phone = (Field("text", "phone", "Phone", "Phone", size=25, least=8),)
        return [FieldRow(each, TYPE, fillable=True, blank="") for each in (fields, phone)]

    def seen() -> list[object]:
        return [(row.lines, list(row.above), row.height) for row in rows]

    once = OneLine(rows := blanks(), TYPE)
    height = once.wrap(width, 1000)[1]
    first = seen()
    for other in (width, 2 * width, width):
        again = once.wrap(other, 1000)[1]
    assert again == height
    assert seen() == first
