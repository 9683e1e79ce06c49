"""Finished PDFs as they are heard: what is said, in which order, and what is not said."""

from __future__ import annotations

import re

import pytest
from handout_help import Made
from tagged_pdf import Node, Reading

from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.document import Document
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf

LONGEST_ALT = 150  # characters, about what is listened to in one breath
_HEADING = re.compile(r"H[1-6]")


def test_draft_is_said_once_and_first(made: Made) -> None:
    said = [node.text.strip() for node in made.reading.document.all("P")]
    assert said[0] == made.document.draft
    assert said.count(made.document.draft) == 1


def test_alternative_texts_are_short(made: Made) -> None:
    alts = [node.entries["Alt"] for node in made.reading.document.all("Figure")]
    assert [alt for alt in alts if len(alt) > LONGEST_ALT] == []


def test_a_heading_is_heard_before_its_figure(made: Made) -> None:
    for section in made.reading.document.all("Sect"):
        roles = [child.role for child in section.children]
        if "Figure" in roles and (headings := [r for r in roles if _HEADING.fullmatch(r)]):
            assert roles.index(headings[0]) < roles.index("Figure")


def test_titles_that_run_into_their_words_are_headings(made: Made) -> None:
    headings = {node.text.strip() for node in all_headings(made.reading.document)}
    bold = {
        run_in.strip()
        for run_in in re.findall(r"<strong data-level=.2.>(.*?)</strong>", made.document.markup)
    }
    assert bold <= headings
    assert bold or made.document.format != "card"


def test_signs_are_no_text(made: Made) -> None:
    """A letter beside the words of a side would be read into them."""
    letters = {letter for _, letter in made.document.letters}
    shown = [text.split() for _, _, text in made.reading.artifacts]
    assert [words for words in shown if letters & {*words}] == []


def test_labels_of_figures_do_not_run_together(made: Made) -> None:
    for figure in made.reading.document.all("Figure"):
        runs = [kid for kid in figure.kids if isinstance(kid, str)]
        words = {word for _, label in labels(made.document) for word in label.split()}
        assert {*" ".join(runs).split()} <= words | {letter for _, letter in made.document.letters}


@pytest.mark.parametrize("handout", ["correction", "card", "log"])
def test_what_is_empty_on_paper_is_said_to_be_blank(library: Library, handout: str) -> None:
    document = compose(library, "en", handout, PATTERNS[0], dose=Dose(hold_seconds=None))
    stock = FORMATS[document.format].stocks["standard"][0]
    fields = len(Reading(render_pdf(document, stock).data).document.all("Form"))
    cells = sum(name.endswith("-note") for name in re.findall(r'name="(.*?)"', document.markup))
    told = Reading(render_pdf(document, stock, fillable=False).data)
    blanks = [
        node.entries["ActualText"]
        for node in told.document.all("Span")
        if "ActualText" in node.entries
    ]
    assert told.faults == []
    assert len(blanks) == fields - cells  # an empty cell of a table is heard to be one
    assert all(blank.split()[-1] == "blank" for blank in blanks)


def labels(document: Document) -> list[tuple[str, str]]:
    from handouts.document import figures_of

    return [label for figure in figures_of(document.children) for label in figure.labels]


def all_headings(node: Node) -> list[Node]:
    found = [node] if _HEADING.fullmatch(node.role) else []
    return found + [each for child in node.children for each in all_headings(child)]
