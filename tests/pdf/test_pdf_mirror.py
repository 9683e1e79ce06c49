"""The finished PDFs of the two patterns are mirrors, and left stands left in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from handout_help import Made
from mirror import swapped
from spoken import told_by_tree
from visible import shown, words

from handouts.document import Block, Group, Heading
from handouts.pattern import Side
from handouts.studio import Variant
from handouts.theme import PAPERS

MadeOf = Callable[[Variant], Made]
Both = tuple[Made, Made]


@pytest.fixture(params=PAPERS)
def both(
    pair: tuple[object, object],
    request: pytest.FixtureRequest,
    variants: tuple[Variant, ...],
    made_of: MadeOf,
) -> Both:
    """The PDFs of both patterns of a handout on one paper: left backward, right backward."""
    handout = getattr(pair[0], "id", "")
    left, right = (
        made_of(variant)
        for variant in sorted(variants, key=lambda each: each.path)
        if (variant.handout, variant.paper, variant.edition) == (handout, request.param, "standard")
    )
    return left, right


def test_structure_trees_are_mirrors(both: Both) -> None:
    left, right = (told_by_tree(made.reading) for made in both)
    assert [swapped(text) for text in left] == right


def test_words_on_the_pages_are_mirrors(both: Both) -> None:
    """Those of drawings included; they may be painted in another order."""
    left, right = (Counter(words(made.pdf)) for made in both)
    assert Counter(map(swapped, left.elements())) == right


def test_headings_of_the_left_side_stand_left(both: Both) -> None:
    for made in both:
        headings = list(_panel_headings(made.document.children, None))
        assert headings, "the handout has no panel of a side"
        middle = made.paper.width / 2
        painted = {piece.text.strip(): piece for piece in shown(made.pdf)}
        for side, text in headings:
            piece = painted[max((said for said in painted if text.startswith(said)), key=len)]
            if side is Side.LEFT:
                assert piece.right < middle, f"{text!r} is not on the left"
            else:
                assert piece.left > middle, f"{text!r} is not on the right"


def _panel_headings(blocks: tuple[Block, ...], side: Side | None) -> Iterator[tuple[Side, str]]:
    """The heading in the bar of each side's panel."""
    for block in blocks:
        if isinstance(block, Group):
            of = block.side or side
            yield from _panel_headings(block.children, of)
            if block.kind == "bar" and of is not None:
                for child in block.children:
                    if isinstance(child, Heading):
                        yield of, "".join(run.text for run in child.runs)
