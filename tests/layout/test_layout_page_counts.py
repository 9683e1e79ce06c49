"""In every language there is, `correction` is a sheet of two pages and the card one of two faces.

Type, pictures and gaps give way for that, and nothing is left out.
"""

from __future__ import annotations

from datetime import date

import pytest
from samples import WHOLE

from handouts.approvals.status import Book
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import Paper
from handouts.layout.filling import within
from handouts.layout.pages import Pages
from handouts.layout.panels import Bar
from handouts.pattern import PATTERNS, Pattern, Side
from handouts.reading import Dose, Library, load_library
from handouts.storage import paths

TODAY = date(2027, 1, 15)
LANGS = tuple(sorted(each.name for each in paths.content_dir().iterdir() if each.is_dir()))
LOWER = {"correction": "letter", "card": "quarter-letter"}
HIGHER = {"correction": "a4", "card": "a6"}
SHEETS = [
    (handout, paper)
    for papers in ((LOWER, HIGHER) if WHOLE else (LOWER,))
    for handout, paper in papers.items()
]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(paths.content_dir(), langs=LANGS)


def laid_out(library: Library, lang: str, handout: str, paper: str, pattern: Pattern) -> Pages:
    """As it is built: as a draft, whose marks need room, too."""
    status = Book(library).status(lang, handout, TODAY)
    document = compose(library, lang, handout, pattern, dose=Dose(), status=status)
    format_ = FORMATS[document.format]
    stock, theme = format_.stock("standard", paper), format_.themes["standard"]
    assert isinstance(stock, Paper)
    return Pages(document, stock, theme, fillable=True)


@pytest.mark.parametrize("lang", LANGS)
def test_a_translation_needs_no_more_pages(library: Library, lang: str) -> None:
    for handout, paper in SHEETS:
        for pattern in PATTERNS if WHOLE else PATTERNS[:1]:
            pages = laid_out(library, lang, handout, paper, pattern)
            assert (len(pages), pages.left_out) == (2, ()), f"{handout} on {paper}"
            if handout == "card":
                bars = [each for each in within(pages._pages[0]) if isinstance(each, Bar)]
                assert {bar.side for bar in bars} == set(Side), "both legs are on one face"
