"""Words in narrow places: whole, or divided where they may be, or told; never torn."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_layout_text import TYPE, read

from handouts.compose.composer import compose
from handouts.document import Block as Node
from handouts.document import Cell, List, Paragraph, Run, Table
from handouts.layout.blocks import Layout
from handouts.layout.boxes import TextArea
from handouts.layout.breaking import WordTooWideError, _plain
from handouts.layout.filling import within
from handouts.layout.tables import RuledTable, _least_width, make_alike, table
from handouts.layout.typography import paragraph
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
DIVIDED = tuple(f"{day[:-3]}\xad{day[-3:]}" for day in DAYS)


def text(words: str) -> Node:
    return Paragraph((Run(words),))


def sheet(head: Sequence[str], *rows: Sequence[Node | str], style: str = "") -> RuledTable:
    def cell(of: Node | str, scope: str | None = None) -> Cell:
        return Cell((text(of) if isinstance(of, str) else of,), scope)

    heads = (tuple(cell(each, "col") for each in head),) if head else ()
    body = tuple(tuple(map(cell, row)) for row in rows)
    return table(Table(heads, body, style), TYPE, Layout(TYPE, letters={}, blank="blank").blocks)


def width_of_days(days: Sequence[str], style: str = "") -> int:
    """The least whole width in pt in which a table has room for the days as heads of columns."""
    for width in range(50, 1000):
        try:
            sheet(days, [""] * len(days), style=style).wrap(width, 0)
        except WordTooWideError:
            continue
        return width
    raise AssertionError("never")


@pytest.mark.parametrize("style", ["", "log"])
def test_days_as_heads_are_whole_words_or_told(style: str) -> None:
    least = width_of_days(DAYS, style)
    with pytest.raises(WordTooWideError) as caught:
        sheet(DAYS, [""] * 7, style=style).wrap(least - 1, 0)
    assert set(caught.value.words) <= set(DAYS)
    document = read(sheet(DAYS, [""] * 7, style=style), area=TextArea(least, 400))
    assert [cell.text for cell in document.all("TH")] == list(DAYS)


def least_width(made: RuledTable) -> float:
    """The width of all columns in which no word is too wide."""
    return sum(max(map(_least_width, column)) for column in zip(*made._rows, strict=True))


def test_rows_of_two_tables_side_by_side_are_level() -> None:
    """The name of one, a figure wider, may leave less room to what stands beside it."""
    weeks = [sheet((f"Week {n}", "Better, same, worse"), ("Mon", ""), ("Tue", "")) for n in (1, 22)]
    make_alike(weeks)
    heights = []
    for width in range(120, 300):
        for each in weeks:
            each.wrap(width, 0)
        one, other = (each._heights for each in weeks)
        assert one == other, width
        heights.append(one[0])
    assert len(set(heights)) > 1


def test_columns_share_the_width_so_that_whole_words_fit() -> None:
    """No column has more room than it needs while another has too little."""
    assert width_of_days(DAYS) == pytest.approx(least_width(sheet(DAYS, [""] * 7)), abs=1)


def test_soft_hyphens_make_columns_narrower_and_are_seen_as_hyphens() -> None:
    made, least = sheet(DIVIDED, [""] * 7), width_of_days(DIVIDED)
    assert least < width_of_days(DAYS) - 90
    heads = [cell.text for cell in read(made, area=TextArea(least, 400)).all("TH")]
    assert [head.replace("\xad", "") for head in heads] == list(DAYS)
    assert "Mon\xadtag" in heads


WORD = st.text("aiWmé", min_size=1, max_size=12)
PHRASE = st.lists(st.one_of(WORD, st.lists(WORD, min_size=2).map("\xad".join)), max_size=4)
CELL = st.one_of(
    PHRASE.map(" ".join).map(text),
    st.lists(PHRASE.filter(any).map(" ".join), min_size=1, max_size=3).map(
        lambda items: List(False, tuple((text(item),) for item in items))
    ),
)


@pytest.mark.hostile
@example(rows=[[text(""), text(""), text("")], [text(""), text(""), text("W\xadW")]], width=60.0)
@settings(max_examples=60, deadline=None)
@given(
    rows=st.integers(1, 4).flatmap(
        lambda count: st.lists(st.lists(CELL, min_size=count, max_size=count), min_size=1)
    ),
    width=st.floats(60, 500),
)
def test_every_word_of_any_table_is_whole_or_told(rows: list[list[Node]], width: float) -> None:
    made = sheet((), *rows)
    try:
        made.wrap(width, 0)
    except WordTooWideError:
        assert least_width(made) > width - 1e-6
        return
    assert sum(made._widths) == pytest.approx(width)
    for column, given_ in zip(zip(*made._rows, strict=True), made._widths, strict=True):
        for cell in column:
            if any(block.least_width for block in cell.blocks):
                assert _least_width(cell) <= given_ + 1e-3


@pytest.mark.parametrize("handout", ["correction", "two-steps", "log", "card", "poster"])
def test_a_place_that_was_too_narrow_leaves_no_trace(library: Library, handout: str) -> None:
    """Fitting tries widths in vain; what comes of another one does not depend on that."""
    document = compose(library, "en", handout, PATTERNS[0], dose=Dose())

    def placed(*widths: float) -> list[tuple[object, ...]]:
        page = Layout(TYPE, letters=dict(document.letters), blank="blank").page(part, "")
        for width in widths:
            with suppress(WordTooWideError):
                page.wrap(width, 0)
        return [(type(each), getattr(each, "width", None), each.height) for each in within(page)]

    for part in document.children:
        usual = placed(500)
        with pytest.raises(WordTooWideError):
            Layout(TYPE, letters=dict(document.letters), blank="").page(part, "").wrap(40, 0)
        for narrow in range(40, 300, 20):
            assert placed(500, narrow, 500) == usual


@pytest.mark.parametrize(
    ("typed", "told"), [("“ஓய்வெடுக்கவும்”,", "ஓய்வெடுக்கவும்"), ("(x\u0302).", "x\u0302"), ("…", "…")]
)
def test_a_word_is_told_with_all_its_letters(typed: str, told: str) -> None:
    assert _plain(typed) == told


@pytest.mark.parametrize("width", range(60, 200, 10))
def test_a_word_that_ends_with_a_hyphen_is_not_joined_to_the_next(width: int) -> None:
    said = "Knee up - that side. Vor- und Nachteile"
    (read_,) = read(paragraph((Run(said),), TYPE.style(12)), area=TextArea(width, 400)).all("P")
    assert read_.text == said
