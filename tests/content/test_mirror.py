"""The two patterns are exact mirrors: swap left and right in one, and you have the other."""

from __future__ import annotations

import pytest
from handout_help import figure_words
from mirror import mirrored, swapped

from handouts.document import Document, figures_of, texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your LEFT side. Right leg, left knee.", "Your RIGHT side. Left leg, right knee."),
        ("L R l r", "R L l r"),
        ("Rest your right-hand side (L). Brightly leftover.", None),
    ],
)
def test_swapping(text: str, expected: str | None) -> None:
    assert swapped(swapped(text)) == text
    expected = expected or "Rest your left-hand side (R). Brightly leftover."
    assert swapped(text) == expected


def test_words_are_mirrors(pair: tuple[Document, Document]) -> None:
    left, right = pair
    said = texts(left.children)
    assert [swapped(text) for text in said] == texts(right.children)
    assert said != texts(right.children)  # the handout does name sides


def test_nodes_are_mirrors(pair: tuple[Document, Document]) -> None:
    """Sides of panels, lists and boxes, and the subjects of figures, are swapped as well."""
    left, right = pair
    assert mirrored(left.children) == right.children


def test_everything_around_the_page_is_mirrored(pair: tuple[Document, Document]) -> None:
    left, right = pair
    for name in ("title", "subject", "footer", "page_label", "draft", "author", "keywords"):
        assert mirrored(getattr(left, name)) == getattr(right, name)
    assert left.letters == right.letters  # a side keeps its letter


def test_words_of_drawings_are_mirrors(pair: tuple[Document, Document]) -> None:
    left, right = (figures_of(document.children) for document in pair)
    for one, other in zip(left, right, strict=True):
        assert sorted(map(swapped, figure_words(one))) == sorted(figure_words(other))
