"""Markup to nodes, and the words of nodes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from handouts.compose.markup import MarkupError, nodes, parse, section_lengths
from handouts.document import (
    GROUPS,
    Block,
    Cell,
    Field,
    Figure,
    Group,
    Heading,
    List,
    Logo,
    Paragraph,
    QRCode,
    Run,
    SourceLine,
    Table,
    texts,
)
from handouts.pattern import Side


def figure(name: str, of: str, style: str) -> Figure:
    labels = (("a", "Label"),)
    return Figure(name, None, f"Title of {of}", "Alt", SourceLine(Path("f.yaml"), 1), labels, style)


def read(inner: str) -> tuple[Block, ...]:
    """The blocks of a part."""
    (part,) = nodes(parse(f'<article><section class="page">{inner}</section></article>'), figure)
    return part.children


def one(inner: str) -> Block:
    (block,) = read(inner)
    return block


def said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.mark.parametrize(
    ("markup", "runs"),
    [
        ("<p>One  two\n three</p>", [Run("One two three")]),
        ("<p> <strong>One</strong> two </p>", [Run("One", bold=True), Run(" two")]),
        ("<p>a<br/>b</p>", [Run("a"), Run("\n"), Run("b")]),
        ("<p>&lt;b&gt; &amp; {{ x }}</p>", [Run("<b> & {{ x }}")]),
        ("<p>a\u00a0b</p>", [Run("a\u00a0b")]),
        ('<p><a href="tel:1">call</a></p>', [Run("call", href="tel:1")]),
        (
            '<p><strong>a <a href="u">b</a></strong></p>',
            [Run("a ", bold=True), Run("b", bold=True, href="u")],
        ),
        ("<p/>", []),
        ("<p>  </p>", []),
    ],
)
def test_runs(markup: str, runs: list[Run]) -> None:
    assert one(markup) == Paragraph(tuple(runs))


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings(level: int) -> None:
    assert one(f"<h{level}>Now</h{level}>") == Heading(level, (Run("Now"),))


SUBHEADINGS = {
    "below a title": ("<h1>a</h1><h2>b</h2><h3 {}>c</h3><p {}>d</p><h3 {}>e</h3>", [1, 2, 3, 3]),
    "without a title": ("<h1>a</h1><h3 {}>c</h3><p {}>d</p><h3 {}>e</h3><h2>f</h2>", [1, 2, 2, 2]),
    "both": ("<h1>a</h1><h3 {}>b</h3><h2>c</h2><h3 {}>d</h3><p {}>e</p>", [1, 2, 2, 3]),
}


@pytest.mark.parametrize(("inner", "levels"), SUBHEADINGS.values(), ids=SUBHEADINGS)
def test_subheadings_follow_the_heading_above_them(inner: str, levels: list[int]) -> None:
    blocks = read(inner.replace("{}", 'data-section="s"'))
    assert [each.level for each in blocks if isinstance(each, Heading)] == levels


def test_tight_and_loose_lists_read_the_same() -> None:
    items = ((said("One"),), (said("Two"),))
    assert one("<ul><li>One</li><li>Two</li></ul>") == List(False, items)
    assert one("<ol><li><p>One</p></li>\n<li><p>Two</p></li></ol>") == List(True, items)


def test_list_in_a_list() -> None:
    nested = one("<ul><li>One <strong>bold</strong><ol><li>In</li></ol>after</li></ul>")
    bold = Paragraph((Run("One "), Run("bold", bold=True)))
    assert nested == List(False, ((bold, List(True, ((said("In"),),)), said("after")),))


def test_table() -> None:
    table = one(
        '<table class="log"><thead><tr><th scope="col">Day</th></tr></thead>'
        '<tbody><tr><th scope="row">Mon</th><td>1</td><td/></tr></tbody></table>'
    )
    head = ((Cell((said("Day"),), "col"),),)
    row = (Cell((said("Mon"),), "row"), Cell((said("1"),)), Cell((Paragraph(()),)))
    assert table == Table(head, (row,), "log")


def test_figure_and_logo() -> None:
    assert one('<figure class="small" data-name="arm" data-of="left"><img alt="x"/></figure>') == (
        figure("arm", "left", "small")
    )
    assert one('<img alt="Logo"/>') == Logo("Logo")
    assert one('<img class="code" alt="Opens u" data-href="u"/>') == QRCode("u", "Opens u")


def test_field() -> None:
    markup = (
        '<label> Hold <input type="number" name="n" title="Tip" value="5" data-side="left"/>'
        " seconds </label>"
    )
    assert one(markup) == Field("number", "n", "Tip", "Hold", "seconds", "5", Side.LEFT)


@pytest.mark.parametrize("kind", sorted(GROUPS))
def test_groups(kind: str) -> None:
    assert one(f'<section class="{kind}" data-block="b" data-side="right"><p>x</p></section>') == (
        Group(kind, (said("x"),), Side.RIGHT, "b")
    )


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<p>a", "not well-formed"),
        ("<blink>a</blink>", "unknown element <blink>"),
        ('<div class="fancy"/>', "unknown class 'fancy'"),
        ("<div/>", "unknown class ''"),
        ("bare", "text outside a paragraph: 'bare'"),
        ("<p>a</p>bare", "text outside a paragraph: 'bare'"),
        ('<div class="row">bare<p>a</p></div>', "text outside a paragraph: 'bare'"),
        ("<p><em>a</em></p>", "<em> inside <p>"),
        ("<p><p>a</p></p>", "<p> inside <p>"),
        ("<label>a</label>", "<label> without <input>"),
    ],
)
def test_whatever_is_outside_the_vocabulary_is_refused(markup: str, message: str) -> None:
    with pytest.raises(MarkupError) as error:
        read(markup)
    assert message in str(error.value)


def test_other_roots_are_refused() -> None:
    with pytest.raises(MarkupError, match="expected <article>, found <html>"):
        parse("<html/>")


# Characters XML 1.0 allows, white space apart: it is collapsed, which other tests show.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"])).filter(
    lambda text: "\ufffe" not in text and "\uffff" not in text
)


@given(TEXT.filter(bool))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert one(f"<p>{escape(text)}</p>") == said(text)
    assert texts(read(f"<h1>{escape(text)}</h1>")) == [text]


def test_words_are_in_reading_order() -> None:
    blocks = read(
        '<section class="panel"><h2>One</h2><p>Two <strong>three</strong></p>'
        "<ul><li>Four</li><li><p>Five</p></li></ul>"
        '<figure data-name="n" data-of="six"/><img alt="Logo"/>'
        '<label>Before <input type="text" name="x" title="Tip" value="Value"/> after</label>'
        '<table><thead><tr><th scope="col">Head</th></tr></thead>'
        "<tbody><tr><td>Cell</td></tr></tbody></table></section>"
    )
    assert texts(blocks) == [
        *("One", "Two three", "Four", "Five", "Title of six", "Alt", "Label", "Logo"),
        *("Before", "Value", "after", "Tip", "Head", "Cell"),
    ]


@pytest.mark.parametrize("inner", ["<p>a</p>", '<div class="page"><p>a</p></div><h2>b</h2>'])
def test_nothing_stands_outside_a_part(inner: str) -> None:
    with pytest.raises(MarkupError, match="outside a part"):
        nodes(parse(f"<article>{inner}</article>"), figure)


def test_sections_are_known_by_their_blocks() -> None:
    article = parse(
        '<article><section class="page"><h2>Title</h2><p data-section="a">1234</p>'
        '<section class="box"><ul data-section="b"><li>12</li><li>3</li></ul></section>'
        '<p data-section="a">5<strong>6</strong>7</p></section>'
        '<section class="page"><p data-section="b">1</p><p>none</p></section></article>'
    )
    assert section_lengths(article) == ({"a": 7, "b": 3}, {"b": 1})
