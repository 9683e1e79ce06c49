"""Large print and black-and-white: the same words in the same order, set for other needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from collisions import faults
from handout_help import Made, make
from PIL import ImageChops
from spoken import told_by_document, told_by_tree
from visible import shown

from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, Paper
from handouts.layout.headings import HeadingBlock
from handouts.layout.panels import Box
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library

FORMAT_OF = {
    **dict.fromkeys(("correction", "how-it-works", "log", "questions"), "handout"),
    "card": "card",
    **dict.fromkeys(("poster", "poster-overview"), "poster"),
}
OTHERS = [
    (handout, edition)
    for handout, of in FORMAT_OF.items()
    for edition in FORMATS[of].themes
    if edition != "standard"
]
LARGE = [handout for handout, edition in OTHERS if edition == "large-print"]
COLOUR = {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS"}
MadeIn = Callable[[str, str], Made]


@pytest.fixture(scope="module")
def made_in(library: Library) -> MadeIn:
    """A handout in an edition, each made once."""

    @cache
    def made(handout: str, edition: str) -> Made:
        front = library.languages["en"].handouts[handout].front
        pattern = PATTERNS[1] if front.per_pattern else None
        document = compose(library, "en", handout, pattern, dose=Dose())
        papers = [each for each in FORMATS[front.format].stocks[edition] if isinstance(each, Paper)]
        return make(document, papers[1], edition)

    return made


@pytest.mark.parametrize(("handout", "edition"), OTHERS)
def test_same_words_in_the_same_order(made_in: MadeIn, handout: str, edition: str) -> None:
    made = made_in(handout, edition)
    assert told_by_tree(made.reading) == told_by_document(made.document)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("handout", [each for each in LARGE if FORMAT_OF[each] == "handout"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    library: Library, handout: str, paper: str
) -> None:
    front = library.languages["en"].handouts[handout].front
    pattern = PATTERNS[0] if front.per_pattern else None
    made = make(compose(library, "en", handout, pattern, dose=Dose()), PAPERS[paper], "large-print")
    leaves = [each for index, each in enumerate(made.drawn) if is_leaf(made, index)]
    headings = [each for each in leaves if isinstance(each.block, HeadingBlock)]
    assert headings
    for heading in headings:
        below = [each for each in leaves if each.page == heading.page and each not in headings]
        assert any(each.top <= heading.bottom + 1 for each in below), heading.block


def is_leaf(made: Made, index: int) -> bool:
    return all(each.parent != index for each in made.drawn)


@pytest.mark.parametrize(("handout", "edition"), OTHERS)
def test_nothing_of_the_standard_edition_is_missing(
    made_in: MadeIn, handout: str, edition: str
) -> None:
    """Every word, step, figure and form field, as the finished files have them."""
    standard, other = made_in(handout, "standard"), made_in(handout, edition)
    assert told_by_tree(other.reading) == told_by_tree(standard.reading)
    for role in ("LI", "Figure", "H1", "H2", "H3", "TD", "TH"):
        counts = [len(made.reading.document.all(role)) for made in (standard, other)]
        assert counts[0] == counts[1], role
    assert fields(other) == fields(standard)


def fields(made: Made) -> list[tuple[str, str, str]]:
    """Name, kind and tip of every form field."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        return sorted(
            (str(field.T), str(field.FT), str(field.TU)) for field in pdf.Root.AcroForm.Fields
        )


@pytest.mark.parametrize(("handout", "edition"), OTHERS)
def test_nothing_collides(made_in: MadeIn, handout: str, edition: str) -> None:
    assert faults(made_in(handout, edition)) == []


@pytest.mark.parametrize(("handout", "edition"), OTHERS)
def test_no_type_is_smaller_than_allowed(made_in: MadeIn, handout: str, edition: str) -> None:
    made = made_in(handout, edition)
    least = made.theme.minimum * made.paper.scale
    for piece in shown(made.pdf):
        assert piece.size >= least - 0.01, piece


@pytest.mark.parametrize("handout", LARGE)
def test_large_print_is_large_and_in_one_column(made_in: MadeIn, handout: str) -> None:
    made = made_in(handout, "large-print")
    assert min(piece.size for piece in shown(made.pdf)) >= 18 - 0.01
    margins = made.theme.margins
    boxes = [drawn for drawn in made.drawn if isinstance(drawn.block, Box)]
    assert boxes
    for box in boxes:
        assert box.left == pytest.approx(margins.left, abs=1)
        assert box.right == pytest.approx(made.paper.width - margins.right, abs=1)


@pytest.mark.parametrize("handout", FORMAT_OF)
def test_mono_has_no_colour(made_in: MadeIn, handout: str) -> None:
    made = made_in(handout, "mono")
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            used = {str(each.operator) for each in pikepdf.parse_content_stream(page)}
            assert used.isdisjoint(COLOUR)
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        for page in pdf:
            red, green, blue = page.render(scale=1).to_pil().convert("RGB").split()
            for other in (green, blue):
                assert ImageChops.difference(red, other).getextrema() == (0, 0)
