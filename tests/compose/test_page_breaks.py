"""`{page-break}` on a line of its own begins a page, where one can begin; elsewhere it is told."""

from __future__ import annotations

import pytest
from handout_help import OwnContent
from pypdfium2 import PdfDocument

from handouts.design.papers import A4, LETTER, Paper
from handouts.document import Document, texts
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading import Dose
from handouts.render.pdf import render_pdf

FRONT = '---\ntitle: After your visit\nversion: "1"\npages: 9\nper_pattern: false\n---\n'
BREAK = "{page-break}"


def after(own: OwnContent, body: str) -> Document:
    own.write("en/after.md", FRONT + body)
    return own.compose("after", None, dose=Dose())


def begins(document: Document) -> list[str]:
    """The first words of each part."""
    return [texts(part.children)[0] for part in document.children]


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (f"## A {{#a}}\n\none\n\n{BREAK}\n\n## B {{#b}}\n\ntwo\n", ["After your visit", "B"]),
        (f"## A {{#a}}\n\none\n\n## B {{#b}}\n\n{BREAK}\n\ntwo\n", ["After your visit", "B"]),
        (f"## A {{#a}}\n\none\n{BREAK}\ntwo\n", ["After your visit", "two"]),
        (f"## A {{#a}}\n\n- one\n{BREAK}\n- two\n", ["After your visit", "two"]),
        (
            f"## A {{#a}}\n\none\n\n {BREAK} \n\n{BREAK}\n\n### B\n\ntwo\n",
            ["After your visit", "B"],
        ),
        (f"## A {{#a}}\n\n### B\n\n{BREAK}\n\none\n", ["After your visit", "A"]),
        (f"## A {{#a}}\n\none\n\n{BREAK}\n", ["After your visit", "How much"]),
        (
            f"## A {{#a}}\n\none\n\n{BREAK}\n\ntwo\n\n{BREAK}\n\nthree\n",
            ["After your visit", "two", "three"],
        ),
    ],
)
def test_a_page_begins(own: OwnContent, body: str, pages: list[str]) -> None:
    assert begins(after(own, body)) == pages


@pytest.mark.parametrize("edition", ["standard", "large-print", "mono"])
@pytest.mark.parametrize("paper", [A4, LETTER])
def test_it_begins_on_paper(own: OwnContent, paper: Paper, edition: str) -> None:
    plain = after(own, "## A {#a}\n\none\n\n## B {#b}\n\ntwo\n")
    broken = after(own, f"## A {{#a}}\n\none\n\n{BREAK}\n\n## B {{#b}}\n\ntwo\n")
    shown = [
        [page.get_textpage().get_text_bounded() for page in PdfDocument(made.data)]
        for made in (render_pdf(each, paper, edition) for each in (plain, broken))
    ]
    assert "two" in shown[0][0]
    assert "two" not in shown[1][0]
    assert "two" in shown[1][1]
    assert texts(plain.children) == texts(broken.children)


def test_it_changes_no_words_that_were_approved(own: OwnContent) -> None:
    after(own, "## A {#a}\n\none\n\ntwo\n")
    own.approve("after")
    assert not after(own, f"## A {{#a}}\n\none\n\n{BREAK}\n\ntwo\n").draft


def test_more_pages_than_allowed_are_told(own: OwnContent) -> None:
    own.write("en/after.md", FRONT.replace("9", "1") + f"## A {{#a}}\n\none\n\n{BREAK}\n\ntwo\n")
    with pytest.raises(ContentError, match="write 'pages: 2' at its top"):
        render_pdf(own.compose("after", None, dose=Dose()), A4)


@pytest.mark.parametrize(
    ("handout", "file", "section"),
    [("correction", "correction.md", "{#why-hip}"), ("questions", "shared.md", "{#known}")],
)
def test_where_no_page_can_begin_it_is_told_with_its_line(
    own: OwnContent, handout: str, file: str, section: str
) -> None:
    lines = own.path(f"en/{file}").read_text(encoding="utf-8").split("\n")
    head = next(number for number, each in enumerate(lines) if each.endswith(section))
    lines[head + 1 : head + 1] = ["", "Words.", "", BREAK]
    own.write(f"en/{file}", "\n".join(lines))
    with pytest.raises(ContentError) as caught:
        own.compose(handout, PATTERNS[0])
    assert {(each.file.name, each.line) for each in caught.value.problems} == {(file, head + 5)}


@pytest.mark.parametrize("body", [f"- one\n  {BREAK}\n", f"- one\n  - two\n    {BREAK}\n"])
def test_a_break_in_a_list_item_is_told(own: OwnContent, body: str) -> None:
    with pytest.raises(ContentError, match="a page break in a list"):
        after(own, f"## A {{#a}}\n\n{body}")
