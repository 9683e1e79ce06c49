"""The finished PDFs of the two patterns are mirrors, and left stands left in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from handout_help import Made
from mirror import swapped
from spoken import told_by_tree
from visible import shown, words

from handouts.building.plan import Variant
from handouts.document import Block, Group, Heading
from handouts.pattern import Side

MadeOf = Callable[[Variant], Made]
Both = tuple[Made, Made]


@pytest.fixture(params=(0, 1), ids=("metric", "US"))
def both(
    pair: tuple[object, object],
    request: pytest.FixtureRequest,
    variants: tuple[Variant, ...],
    made_of: MadeOf,
) -> Both:
    """The PDFs of both patterns of a handout on one paper: left backward, right backward."""
    handout = getattr(pair[0], "id", "")
    found = [each for each in variants if (each.handout, each.edition) == (handout, "standard")]
    papers = list(dict.fromkeys(each.stock.id for each in found))
    assert len(papers) == 2
    left, right = (
        made_of(each)
        for each in sorted(found, key=lambda each: each.path)
        if each.stock.id == papers[request.param]
    )
    return left, right


def test_structure_trees_are_mirrors(both: Both) -> None:
    left, right = (told_by_tree(made.reading) for made in both)
    assert [swapped(text) for text in left] == right


def test_words_on_the_pages_are_mirrors(both: Both) -> None:
    """Those of drawings included; they may be painted in another order."""
    left, right = (Counter(words(made.pdf)) for made in both)
    assert Counter(map(swapped, left.elements())) == right


def test_panels_are_read_backward_first(both: Both) -> None:
    """Wherever they stand; so the patterns read alike."""
    for made, first in zip(both, (Side.LEFT, Side.RIGHT), strict=True):
        sides = [side for side, _ in _panel_headings(made.document.children, None)]
        assert sides[:2] == [first, first.other]


def test_headings_of_the_left_side_stand_left_or_on_top(both: Both) -> None:
    """In every pattern: side by side the left one left, one below the other the left one first."""
    for made in both:
        headings = list(_panel_headings(made.document.children, None))
        assert headings, "the handout has no panel of a side"
        middle = made.paper.width / 2
        painted = {piece.text.strip(): piece for piece in shown(made.pdf)}
        found = [
            (side, text, painted[max((said for said in painted if text.startswith(said)), key=len)])
            for side, text in headings
        ]
        for one, other in zip(found[::2], found[1::2], strict=True):
            pieces = {side: piece for side, _, piece in (one, other)}
            left, right = pieces[Side.LEFT], pieces[Side.RIGHT]
            beside = left.right < middle < right.left
            above = left.bottom > right.top + 10
            assert left.page == right.page
            assert beside or above, (one, other)


def _panel_headings(blocks: tuple[Block, ...], side: Side | None) -> Iterator[tuple[Side, str]]:
    """The heading of each side's answer, and in the bar of its panel."""
    for block in blocks:
        if isinstance(block, Group):
            of = block.side or side
            yield from _panel_headings(block.children, of)
            if block.kind in ("bar", "answer") and of is not None:
                for child in block.children:
                    if isinstance(child, Heading):
                        yield of, "".join(run.text for run in child.runs)
