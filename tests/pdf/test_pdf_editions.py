"""Large print and black-and-white: the same words in the same order, set for other needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from collisions import faults
from handout_help import TODAY, Made, make
from PIL import ImageChops
from spoken import told_by_document, told_by_tree
from visible import shown

from handouts.compose import compose
from handouts.layout.boxes import Box
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.theme import EDITIONS, PAPERS

HANDOUTS = ("correction", "how-it-works", "log", "questions")
OTHERS = [edition for edition in EDITIONS if edition != "standard"]
COLOUR = {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS"}
MadeIn = Callable[[str, str], Made]


@pytest.fixture(scope="module")
def made_in(library: Library) -> MadeIn:
    """A handout in an edition, each made once."""

    @cache
    def made(handout: str, edition: str) -> Made:
        front = library.languages["en"].handouts[handout].front
        pattern = PATTERNS[1] if front.per_pattern else None
        document = compose(library, "en", handout, pattern, dose=Dose(), today=TODAY)
        return make(document, PAPERS["letter"], edition)

    return made


@pytest.mark.parametrize("edition", OTHERS)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_same_words_in_the_same_order(made_in: MadeIn, handout: str, edition: str) -> None:
    made = made_in(handout, edition)
    assert told_by_tree(made.reading) == told_by_document(made.document)


@pytest.mark.parametrize("edition", OTHERS)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_nothing_collides(made_in: MadeIn, handout: str, edition: str) -> None:
    assert faults(made_in(handout, edition)) == []


@pytest.mark.parametrize("edition", OTHERS)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_no_type_is_smaller_than_allowed(made_in: MadeIn, handout: str, edition: str) -> None:
    for piece in shown(made_in(handout, edition).pdf):
        assert piece.size >= EDITIONS[edition].minimum - 0.01, piece


@pytest.mark.parametrize("handout", HANDOUTS)
def test_large_print_is_large_and_in_one_column(made_in: MadeIn, handout: str) -> None:
    made = made_in(handout, "large-print")
    assert min(piece.size for piece in shown(made.pdf)) >= 18 - 0.01
    margins = EDITIONS["large-print"].margins
    boxes = [drawn for drawn in made.drawn if isinstance(drawn.flowable, Box)]
    assert boxes
    for box in boxes:
        assert box.left == pytest.approx(margins.left, abs=1)
        assert box.right == pytest.approx(made.paper.width - margins.right, abs=1)


@pytest.mark.parametrize("handout", HANDOUTS)
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
