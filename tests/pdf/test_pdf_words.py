"""Every word of a handout is in its PDF, in order, as often as it should be, and no other."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path
from shutil import which

import pytest
from handout_help import Made, figure_words
from printed import printed_words
from spoken import figures, told_by_document, told_by_tree
from visible import words

from handouts.design.theme import EDITIONS
from handouts.document import Block, Figure, Group, figures_of
from handouts.document import texts as said


def test_structure_tree_says_what_the_document_says(made: Made) -> None:
    assert told_by_tree(made.reading) == told_by_document(made.document)


def test_figures_show_their_labels(made: Made) -> None:
    nodes = list(figures_of(made.document.children))
    shown = [(alt, text.replace(" ", "")) for alt, text in figures(made.reading)]
    assert [alt for alt, _ in shown] == [node.alt for node in nodes]
    for node, (_, text) in zip(nodes, shown, strict=True):
        expected = "".join(figure_words(node, edition=made.edition)).replace(" ", "")
        bare = "".join(figure_words(node, edition="large-print")).replace(" ", "")
        less = expected.replace(captions(node).replace(" ", ""), "")
        assert text in (expected, less, *((bare,) if node.style == "plain" else ()))


def captions(figure: Figure) -> str:
    """What a figure leaves out where it is small: words beside it, or its signs, say the same."""
    labels = dict(figure.labels)
    if figure.style == "plain":
        return " ".join(labels.values())
    is_small = figure.style == "large" or figure.name == "exercise-either"
    return labels.get("still", "") if is_small else ""


def test_words_on_the_pages(made: Made) -> None:
    _assert_all_there(words(made.pdf), made)


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler-utils is not installed")
def test_words_on_the_pages_by_another_reader(made: Made, tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(made.pdf)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "one.pdf", "-"]
    text = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    _assert_all_there(text.split(), made)


def _assert_all_there(found: list[str], made: Made) -> None:
    """None is missing but labels of small figures, none too many but bars where a panel goes on."""
    missing, extra = differences(found, made)
    labels = " ".join(map(captions, figures_of(made.document.children))).split()
    assert not Counter(missing) - Counter(labels)
    bars = set(" ".join(bar_words(made.document.children)).split())
    assert set(extra) <= (bars if EDITIONS[made.edition].reflow else set())


def bar_words(blocks: tuple[Block, ...]) -> list[str]:
    """The headings in the bars of panels."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Group):
            found += said(block.children) if block.kind == "bar" else bar_words(block.children)
    return found


def differences(found: list[str], made: Made) -> tuple[dict[str, int], dict[str, int]]:
    """The words that are missing from the pages, and those that are too many."""
    expected = Counter(printed_words(made.document, made.rendered.pages, made.edition))
    return dict(expected - Counter(found)), dict(Counter(found) - expected)
