"""Where pages break: no heading at the foot, no lone line, no row of a table in two."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from handout_help import Drawn, Made, make
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.design.papers import PAPERS
from handouts.document import Block, Cell, Document, Group, Heading, List, Paragraph, Run, Table
from handouts.layout.breaking import is_address
from handouts.layout.tables import RuledTable
from handouts.layout.typography import ParagraphBlock

WORDS = "Lie on your back and hold your thigh, and let nothing move while you push. "


COLUMNS = ("One", "Two", "Three")
_numbers = count()


def paragraph(lines: int) -> Paragraph:
    """Words that no other paragraph has: equal ones are one object on the pages."""
    return Paragraph((Run(f"{next(_numbers):06} {WORDS * lines}".strip()),))


def blocks() -> st.SearchStrategy[Block]:
    texts = st.integers(1, 6).map(paragraph)
    items = st.lists(texts.map(lambda text: (text,)), min_size=1, max_size=5).map(tuple)
    rows = st.lists(
        st.lists(st.integers(1, 2).map(lambda n: Cell((paragraph(n),))), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    )
    head = tuple(Cell((Paragraph((Run(name),)),), "col") for name in COLUMNS)
    return st.one_of(
        texts,
        st.just(Heading(2, (Run("A heading of some words"),))),
        items.map(lambda found: List(False, found)),
        rows.map(lambda found: Table((head,), tuple(map(tuple, found)))),
    )


def document(children: list[Block]) -> Document:
    flow = Group("flow", (Heading(1, (Run("Title"),)), *children, paragraph(1)))
    return Document(
        id="sample",
        format="handout",
        lang="en",
        title="Title",
        subject="",
        author="",
        keywords=(),
        max_pages=20,
        draft="",
        footer=("Sample",),
        page_label="{page} of {pages}",
        children=(Group("page", (flow,)),),
        markup="",
        letters=(),
        blank="blank",
        source=Path("sample"),
        sections=(),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    children=st.lists(blocks(), min_size=8, max_size=20),
    edition=st.sampled_from(["standard", "large-print"]),
)
def test_pages_break_well(children: list[Block], edition: str) -> None:
    assert faults(make(document(children), PAPERS["letter"], edition)) == []


def test_the_test_sees_faults() -> None:
    """A heading is put where a page ends."""
    made = make(document([paragraph(4)]), PAPERS["letter"], "large-print")
    last = min((each for each in made.drawn if text_of(each)), key=lambda each: each.bottom)
    heading = next(each for each in made.drawn if is_heading(each))
    moved = replace(heading, page=last.page, top=last.bottom - 5, bottom=last.bottom - 20)
    assert faults(replace(made, drawn=(*made.drawn, moved)))


def faults(made: Made) -> list[str]:
    found = []
    pages: dict[int, list[Drawn]] = defaultdict(list)
    for each in made.drawn:
        pages[each.page].append(each)
    lines: dict[object, list[int]] = defaultdict(list)
    for number, drawn in pages.items():
        texts = [each for each in drawn if text_of(each)]
        for heading in filter(is_heading, drawn):
            if not any(text.top <= heading.bottom + 1 for text in texts):
                found.append(f"a heading at the foot of page {number}")
        for text in texts:
            paragraph_ = text_of(text)
            assert paragraph_ is not None
            lines[paragraph_.key].append(len(paragraph_.lines))
    for parts in lines.values():
        if len(parts) > 1 and min(parts) < 2:
            found.append(f"a paragraph in parts of {parts} lines")
    for table in (each for each in made.drawn if isinstance(each.block, RuledTable)):
        if table.bottom < made.theme.margins.bottom - 1:
            found.append(f"a table runs over page {table.page}")
    return found


def is_heading(drawn: Drawn) -> bool:
    return isinstance(drawn.block, ParagraphBlock) and drawn.block.role.startswith("H")


def text_of(drawn: Drawn) -> ParagraphBlock | None:
    """The paragraph that was drawn, unless it is a heading's or heads a column."""
    block = drawn.block
    if not isinstance(block, ParagraphBlock) or is_heading(drawn):
        return None
    # The names of columns are on every page of their table.
    return None if block.runs[0].text in COLUMNS else block


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_a_row_taller_than_what_is_left_goes_to_the_next_page(edition: str) -> None:
    rows = tuple(tuple(Cell((paragraph(4),)) for _ in range(3)) for _ in range(8))
    head = tuple(Cell((Paragraph((Run(name),)),), "col") for name in COLUMNS)
    made = make(document([Table((head,), rows)]), PAPERS["letter"], edition)
    keys: dict[object, set[int]] = defaultdict(set)
    for each in made.drawn:
        if (text := text_of(each)) is not None:
            keys[text.key].add(each.page)
    assert made.rendered.pages > 1
    assert all(len(pages) == 1 for pages in keys.values())  # no cell is on two pages


def test_a_number_that_is_explained_is_no_address() -> None:
    """`10=max.` was parted as an address is, after the 1."""
    assert not is_address("10=max.")
    assert is_address("example.org/a?b=10")
