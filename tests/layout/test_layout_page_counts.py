"""In every language there is, a sheet needs no more pages than in English, and a card two faces.

Type, pictures and gaps give way for that, and nothing is left out.
"""

from __future__ import annotations

from datetime import date

import pytest
from handout_help import OwnContent
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
HANDOUTS = {"correction": 2, "card": 2, "two-steps": 1, "log": 1, "questions": 2}
SHEETS = [
    (handout, paper)
    for handout in HANDOUTS
    for paper in (("quarter-letter", "a6") if handout == "card" else ("letter", "a4"))
    if WHOLE or paper in ("letter", "quarter-letter")
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
            assert (len(pages), pages.left_out) == (HANDOUTS[handout], ()), f"{handout} on {paper}"
            if handout == "card":
                bars = [each for each in within(pages._pages[0]) if isinstance(each, Bar)]
                assert {bar.side for bar in bars} == set(Side), "both legs are on one face"


def test_a_clinic_with_words_for_its_country_has_its_pages(own: OwnContent) -> None:
    """Approved, with a dose: what stands at the foot of a page is longer than a draft's."""
    own.clinic(
        "name: Riverside Physiotherapy\nphone: 01632 960 134\ncountry: GB\n"
        "dose:\n  hold_seconds: 5\n  repeats: 3\n  times_a_day: 2\n  days_a_week: 7\n"
    )
    handouts = own.load().languages["en"].handouts
    own.approve(*handouts)
    for name, source in handouts.items():
        document = own.compose(name, PATTERNS[0] if source.front.per_pattern else None)
        for stock in FORMATS[document.format].stocks["standard"]:
            if isinstance(stock, Paper):
                theme = FORMATS[document.format].themes["standard"]
                assert Pages(document, stock, theme, fillable=True).left_out == ()
