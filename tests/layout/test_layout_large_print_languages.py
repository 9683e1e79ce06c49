"""Large print of translations, whose words are longer and whose foot of the page is higher."""

from __future__ import annotations

from datetime import date

import pytest
from handout_help import LANGS as EVERY
from samples import sampled

from handouts.approvals.status import Book
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS
from handouts.layout.field_boxes import TickBoxes
from handouts.layout.filling import within
from handouts.layout.lists import ListBlock
from handouts.layout.pages import Pages
from handouts.layout.step_frames import Frames
from handouts.layout.tables import RuledTable
from handouts.layout.typography import ParagraphBlock
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library, load_library
from handouts.storage import paths

# Whose legs have no room on the lower paper, but with smaller pictures; whose days are longest.
LANGS = ("ar", "fr", "uk")
_LEAST_LEADING = 1.25
_HALF = 0.55
"""Of a page: what is there before its gaps are opened."""
HANDOUTS = ("correction", "how-it-works", "log", "questions", "two-steps")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(paths.content_dir(), langs=LANGS)


@pytest.fixture(scope="module", params=LANGS)
def pages(library: Library, request: pytest.FixtureRequest) -> Pages:
    lang = request.param
    status = Book(library).status(lang, "correction", date(2027, 1, 15))
    document = compose(library, lang, "correction", PATTERNS[0], dose=Dose(), status=status)
    theme = FORMATS[document.format].themes["large-print"]
    return Pages(document, PAPERS["letter"], theme, fillable=True)


def test_lines_are_as_far_apart_as_large_print_has_them(pages: Pages) -> None:
    legs = [page for page in pages._pages if any(isinstance(each, Frames) for each in within(page))]
    assert len(legs) == 2
    words = [
        each
        for page in pages._pages
        for each in within(page)
        if isinstance(each, ParagraphBlock) and each.role == "P" and len(each.lines) > 1
    ]
    assert len(words) > 5
    close = [each.style for each in words if each.style.leading < _LEAST_LEADING * each.style.size]
    assert close == []


def test_boxes_to_tick_stay_in_their_column(pages: Pages) -> None:
    tables = [
        each for page in pages._pages for each in within(page) if isinstance(each, RuledTable)
    ]
    assert tables
    for table in tables:
        for row in table.body:
            for cell, width in table._wide(row):
                for block in cell.blocks:
                    if isinstance(block, TickBoxes):
                        assert block.wish <= width - 2 * cell.padding + 0.01


def test_no_word_or_code_stands_alone_at_the_foot(pages: Pages) -> None:
    rows: dict[int, list[str]] = {}
    for line in pages._header_footer.footer_lines:
        rows.setdefault(line.row, []).append(line.text)
    assert len(rows) > 2
    assert [texts for texts in rows.values() if len(" ".join(texts).split()) < 2] == []


@pytest.mark.parametrize("lang", sampled(EVERY, ("hi", "zh-Hans").__contains__))
def test_no_page_is_half_empty_and_no_steps_are_parted(lang: str) -> None:
    """The Hindi questions had a page with one leg and much white, the Chinese log two steps."""
    library = load_library(paths.content_dir(), langs=[lang])
    found: list[str] = []
    for handout in HANDOUTS:
        status = Book(library).status(lang, handout, date(2027, 1, 15))
        pattern = None if handout == "how-it-works" else PATTERNS[0]
        document = compose(library, lang, handout, pattern, dose=Dose(), status=status)
        theme = FORMATS[document.format].themes["large-print"]
        for paper in ("a4", "letter"):
            laid = Pages(document, PAPERS[paper], theme, fillable=True)
            full = [page.height / laid._area.height for page in laid._pages]
            found += [
                f"{handout} {paper}: page {number} is filled to {part:.2f}"
                for number, part in enumerate(full[:-1], start=1)
                if part < _HALF
            ]
            steps = [
                each.key
                for page in laid._pages
                for each in within(page)
                if isinstance(each, ListBlock) and each.ordered
            ]
            found += [f"{handout} {paper}: steps"] if len(set(steps)) < len(steps) else []
    assert found == []
