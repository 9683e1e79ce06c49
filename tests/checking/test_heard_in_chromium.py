"""Chromium reads handouts aloud as they are meant, by their tags and without.

Not our faults, and told apart here: it has no form fields and no pictures without words in its
tree, and reads artifacts (the footer, the bar of later pages) as the end of what is before them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from chromium import CHROMIUM
from chromium_tree import Told, browser, trees

from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import A4, Tiled
from handouts.document import Document, Heading, Paragraph, figures_of, walk
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf

GUESSED = ("correction", "card")
pytestmark = [pytest.mark.sweep, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text.replace("\xad", ""))


@pytest.fixture(scope="module")
def documents(library: Library) -> dict[str, Document]:
    names = ("correction", "card", "poster")
    return {name: compose(library, "en", name, PATTERNS[0], dose=Dose()) for name in names}


@pytest.fixture(scope="module")
def files(
    documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("heard")
    stocks = {
        "correction": A4,
        "card": FORMATS["card"].stocks["standard"][0],
        "poster": next(
            each for each in FORMATS["poster"].stocks["standard"] if isinstance(each, Tiled)
        ),
    }
    for name, document in documents.items():
        (folder / f"{name}.pdf").write_bytes(render_pdf(document, stocks[name]).data)
    return {name: folder / f"{name}.pdf" for name in documents}


@pytest.fixture(scope="module")
def tagged(files: dict[str, Path]) -> dict[str, list[Told]]:
    with browser(tags=True) as opened:
        return trees(opened, files)


@pytest.fixture(scope="module")
def guessed(files: dict[str, Path]) -> dict[str, list[Told]]:
    with browser(tags=False) as opened:
        return trees(opened, {name: files[name] for name in GUESSED})


def texts_below(told: list[Told], role: str) -> list[str]:
    """The words of each object of a role."""
    found = []
    for place, each in enumerate(told):
        if each.role == role:
            below = []
            for other in told[place + 1 :]:
                if other.depth <= each.depth:
                    break
                below += [other.words] if other.role == "staticText" else []
            found.append(" ".join(below))
    return found


@pytest.mark.parametrize("name", ["correction", "card", "poster"])
def test_by_their_tags(
    name: str, documents: dict[str, Document], tagged: dict[str, list[Told]]
) -> None:
    document, told = documents[name], tagged[name]
    said = [each.words for each in told if each.role == "staticText"]
    assert squeezed(said[1]) == squeezed(document.draft), "after 'Finished loading'"
    headings = [squeezed(text) for text in texts_below(told, "heading")]
    expected = []
    for block in walk(document.children):
        if isinstance(block, Heading):
            expected.append("".join(run.text for run in block.runs))
        elif isinstance(block, Paragraph) and block.runs[0].level:
            expected.append("".join(run.text for run in block.runs if run.level))
    assert headings == [squeezed(text) for text in expected]
    with_words = [figure for figure in figures_of(document.children) if figure.labels]
    assert len(texts_below(told, "figure")) == len(with_words)


@pytest.mark.parametrize("name", ["correction", "card", "poster"])
def test_no_sign_is_read_into_words(name: str, tagged: dict[str, list[Told]]) -> None:
    paragraphs = texts_below(tagged[name], "paragraph") + texts_below(tagged[name], "heading")
    assert [text for text in paragraphs if re.search(r"(?:^|[\s:.])[LR]$", text)] == []


@pytest.mark.parametrize("name", GUESSED)
def test_without_tags_no_word_is_missing(
    name: str, documents: dict[str, Document], guessed: dict[str, list[Told]]
) -> None:
    said = squeezed("".join(each.words for each in guessed[name] if each.role == "staticText"))
    for block in walk(documents[name].children):
        if isinstance(block, Heading | Paragraph):
            assert squeezed("".join(run.on_paper for run in block.runs)) in said
