"""A paper, an edition or a format is added in one place; what else it asks for is told here."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import chain

import pytest

from handouts.checking.sheets import sheet_name
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, Paper, page_paper
from handouts.design.theme import EDITIONS
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.reading import handout as reading
from handouts.render.imposition.spreads import Imposition
from handouts.render.print_set import HANDOUTS, render_print_set

# In a process of its own: what follows from a paper is worked out at import.
NEW_PAPER = """
import json
from datetime import date
from handouts.design import papers
papers.PAPERS["legal"] = legal = papers.Paper("legal", "US Legal", 612, 1008)

from handouts.building.plan import Selection, plan
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.gallery.entries import gallery
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.imposition.spreads import Imposition
from handouts.render.pdf import render_pdf
from handouts.render.print_set import HANDOUTS, render_print_set
from handouts.storage import paths

library = load_library(paths.content_dir(), langs=["en"])

def composed(name):
    return compose(library, "en", name, PATTERNS[0], dose=Dose())

documents = [composed(name) for name in HANDOUTS]
sets = [
    render_print_set(documents, "Set", legal, edition, way, fillable=False).pages
    for edition in ("standard", "mono") for way in Imposition
]
render_print_set(documents, "Set", legal, "large-print", Imposition.SINGLE, fillable=False)
tiles = render_pdf(composed("poster"), FORMATS["poster"].stock("mono", "legal"), "mono").pages
variants = plan(library, Selection(papers=("legal",)))
found = gallery({each.path: {"paper": "legal", "sha256": ""} for each in variants})
papers = next(each.choices for each in found.filters if each.name == "paper")
stocks = {card.stock for section in found.sections for card in section.cards}
print(json.dumps([sets, tiles, papers, sorted(stocks)]))
"""


def test_a_new_paper_is_printed_on_by_all() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NEW_PAPER], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    sets, tiles, names, stocks = json.loads(done.stdout)
    assert sets == [5, 3, 4] * 2  # the exercises and the card have two pages, the log has one
    assert tiles > 1
    assert names == [["legal", "US Legal"]]
    assert stocks == ["US Legal", "US Legal sheets", "US Legal, 2 cards", "US Legal, 4 cards"]


def test_every_sheet_has_a_name_when_pdfs_are_checked() -> None:
    for stock in chain(*(chain(*each.stocks.values()) for each in FORMATS.values())):
        sheet = stock if isinstance(stock, Paper) else stock.sheet
        for paper in (page_paper(stock), sheet):
            name = sheet_name(paper.width, paper.height)
            assert name is not None
            assert name.removesuffix(" on its side") == paper.name


def test_editions_and_formats_are_the_same_in_every_table() -> None:
    assert tuple(FORMATS) == reading.FORMATS
    for each in FORMATS.values():
        assert list(each.themes) == list(each.stocks)
        assert set(each.themes) <= set(EDITIONS)
    # A print set has both: whoever adds an edition says how its cards look.
    assert list(FORMATS["handout"].themes) == list(FORMATS["card"].themes) == list(EDITIONS)


@pytest.mark.parametrize("edition", ["large-print", "new"])
def test_a_format_without_the_edition_is_told(library: Library, edition: str) -> None:
    """A clinic's content may say `format: poster` of any handout."""
    names = (*HANDOUTS, "poster")
    documents = [compose(library, "en", name, PATTERNS[0], dose=Dose()) for name in names]
    with pytest.raises(ContentError) as caught:
        render_print_set(documents, "Set", PAPERS["a4"], edition, Imposition.SINGLE, fillable=True)
    named = ["poster"] if edition == "large-print" else list(names)
    assert [problem.file.stem for problem in caught.value.problems] == sorted(named)
    assert "has no edition" in caught.value.problems[0].what
