"""Whatever block stands in whatever section, it is laid out or told with its line."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeGuard

import pytest
from handout_help import OwnContent
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_files import DOOR, MAP

from handouts.design.papers import A3, A4, A6
from handouts.document import Block, Group, Heading, walk
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf

BLOCKS = {
    "paragraph": "Words.",
    "bold": "**All of it.**",
    "subheading": "### Why",
    "subheading and words": "### Why\n\nBecause.",
    "two subheadings": "### Why\n\nBecause.\n\n### How\n\nLike this.",
    "list": "- one\n- two",
    "numbered list": "1. one\n2. two",
    "nested list": "- one\n  - in one\n  - in one\n- two\n  1. in two",
    "table": "| a | b |\n|---|---|\n| 1 | 2 |\n| | 4 |",
    "empty table": "| a |\n|---|",
    "table without words": "| | |\n|---|---|\n| | |",
    "link": "[words](https://example.org) and **[bold](tel:1)**",
    "line break": "one\\\ntwo\\\n**three\\\nfour**",
    "list of links": "- [words](https://example.org)\n- **bold**",
    "link in a subheading": "### [words](https://example.org) **bold** {{ clinic.name }}",
    "entities in a subheading": "### a&lt;&nbsp;&gt;",
    "variable": "{{ clinic.name }}",
    "entity": "&nbsp;",
    "figure": "![](arm)",
    "own picture": "![Our door](door.png)",
    "own pictures": "One.\n\n![Our door](door.png)\n\n![The way](map.svg)\n\nTwo.",
    "page break": "{page-break}",
    "page break in words": "One.\n{page-break}\nTwo.\n\n{page-break}\n\n### Three",
}
PAPER = {"handout": A4, "card": A6, "poster": A3}


def places(library: Library) -> list[tuple[str, str, str]]:
    """Each handout with each section that it prints, and the file of that."""
    language = library.languages["en"]
    return [
        (handout.id, source.path.name, section)
        for handout in language.handouts.values()
        for source in (handout, language.shared)
        for section in source.sections
        if source is handout or section not in handout.sections
    ]


def with_block(text: str, section: str, block: str, *, first: bool, alone: bool) -> str:
    """The text of a file with a block under the heading of a section."""
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if line.endswith(f"{{#{section}}}")) + 1
    heads = (at for at, line in enumerate(lines) if at >= start and line.startswith("## "))
    end = next(heads, len(lines))
    body = [] if alone else lines[start:end]
    parts = [["", block, ""], body] if first else [body, ["", block, ""]]
    return "\n".join([*lines[:start], *parts[0], *parts[1], *lines[end:]])


def laid_out_or_told(
    place: tuple[str, str, str], block: str, *, first: bool, alone: bool, edition: str = "standard"
) -> None:
    handout, file, section = place
    with TemporaryDirectory() as folder:
        own = OwnContent(Path(folder, "content"))
        own.write("pictures/door.png", DOOR)
        own.write("pictures/map.svg", MAP)
        path = own.path(f"en/{file}")
        text = path.read_text(encoding="utf-8")
        path.write_text(with_block(text, section, block, first=first, alone=alone))
        try:
            front = own.load().languages["en"].handout(handout).front
            pattern = PATTERNS[0] if front.per_pattern else None
            document = own.compose(handout, pattern, dose=Dose())
            render_pdf(document, PAPER[front.format], edition)
        except ContentError as error:
            told = {problem.file.name for problem in error.problems}
        else:
            told = set()
        assert told <= {file, f"{handout}.md"}


@pytest.mark.parametrize("block", ["### Why", "### Why\n\nBecause.\n\n### How\n\nSo."])
@pytest.mark.parametrize("place", [("how-it-works", "shared.md", "checked-first")])
def test_a_subheading_first_is_laid_out(
    own: OwnContent, place: tuple[str, str, str], block: str
) -> None:
    handout, file, section = place
    text = own.path(f"en/{file}").read_text(encoding="utf-8")
    own.write(f"en/{file}", with_block(text, section, block, first=True, alone=False))
    document = own.compose(handout, None)
    (strip,) = (each for each in walk(document.children) if _is_strip(each))
    subheadings = [each for each in walk(strip.children) if isinstance(each, Heading)]
    assert {each.level for each in subheadings} == {3}  # the title of the section is one of 2
    assert len(subheadings) == block.count("###")
    render_pdf(document, A4)


def _is_strip(block: Block) -> TypeGuard[Group]:
    return isinstance(block, Group) and block.block == "checked-first"


@pytest.mark.hostile
@settings(deadline=None, max_examples=15)
@given(st.data(), st.sampled_from(sorted(BLOCKS)), st.booleans(), st.booleans())
def test_any_block_in_any_section_is_laid_out_or_told(
    library: Library, data: st.DataObject, block: str, first: bool, alone: bool
) -> None:
    place = data.draw(st.sampled_from(places(library)))
    laid_out_or_told(place, BLOCKS[block], first=first, alone=alone)
