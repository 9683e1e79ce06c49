"""Whatever markup a template makes is laid out, or refused as no page or as too long."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.compose.completeness import check_complete
from handouts.compose.composer import compose
from handouts.compose.markup import MarkupError, nodes, parse
from handouts.design.papers import A4
from handouts.document import GROUPS, Figure, SourceLine
from handouts.errors import ContentError
from handouts.pattern import PATTERNS, Side
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf

BITS = (
    *("<h2>a</h2>", "<h3>a</h3>", "<h4>a</h4>", "<h2/>", "<p/>", "<p>a</p>", "<p>a<br/><br/>b</p>"),
    *('<p class="note">a</p>', '<p class="nope">a</p>', "<p><strong>a</strong></p>", "<p>\xa0</p>"),
    *('<p><a href="https://example.org">a</a></p>', '<p><a href="tel:1"/></p>', "<p><br/></p>"),
    *("<ul><li>a</li></ul>", "<ol><li>a<ul><li>b</li></ul></li></ol>", "<ul/>", "<ol><li/></ol>"),
    *(
        '<ol data-side="left"><li>a</li><li><p>b</p></li></ol>',
        '<ul data-side="up"><li>a</li></ul>',
    ),
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>a</td><td/></tr></tbody></table>",
    "<table><thead><tr><th>a</th></tr></thead><tbody/></table>",
    "<table><thead><tr><td>a</td></tr></thead><tbody><tr><td>a</td></tr></tbody></table>",
    "<table><thead><tr><th/></tr></thead><tbody><tr><th>a</th></tr></tbody></table>",
    "<table/>",
    '<figure data-name="tilt-icon" data-of="left"/>',
    *('<img alt="a"/>', "<img/>", '<img class="code" alt="a" data-href="https://example.org"/>'),
    *(
        f'<label>a <input type="{kind}" name="{name}" title="{tip}" value="{value}"/> b</label>'
        for kind in ("text", "number", "check", "cell")
        for name, tip, value in (("n1", "t", ""), ("n2", "t", "5"), ("", "t", ""), ("n3", "", ""))
    ),
    "<label/>",
)


def _group(kind: str, inner: list[str], side: str) -> str:
    return f'<div class="{kind}"{side}>{"".join(inner)}</div>'


SIDES = st.sampled_from(["", ' data-side="left"', ' data-side="right"'])
MARKUP = st.recursive(
    st.sampled_from(BITS),
    lambda inner: st.builds(_group, st.sampled_from(GROUPS), st.lists(inner, max_size=3), SIDES),
    max_leaves=6,
)


def figure(name: str, of: str, style: str) -> Figure:
    return Figure(
        name,
        PATTERNS[0].of(Side(of)),
        "Title",
        "Alt",
        SourceLine(Path("figures.yaml"), 1),
        (),
        style,
    )


@pytest.mark.parametrize("kind", GROUPS)
def test_each_group_with_each_block_is_laid_out_or_told(library: Library, kind: str) -> None:
    document = compose(library, "en", "questions", PATTERNS[0], dose=Dose())
    for bit in BITS:
        inner = _group(kind, [bit], "")
        with suppress(MarkupError, ContentError):
            article = parse(f'<article><section class="page"><h1>a</h1>{inner}</section></article>')
            parts = nodes(article, figure)
            check_complete(parts, has_logo=False)
            render_pdf(document._replace(children=parts, draft=""), A4)


@pytest.mark.hostile
@settings(deadline=None, max_examples=25)
@given(st.lists(MARKUP, min_size=1, max_size=3).map("".join))
def test_any_markup_is_laid_out_or_told(library: Library, inner: str) -> None:
    document = compose(library, "en", "questions", PATTERNS[0], dose=Dose())
    with suppress(MarkupError, ContentError):
        article = parse(f'<article><section class="page"><h1>a</h1>{inner}</section></article>')
        parts = nodes(article, figure)
        check_complete(parts, has_logo=False)
        render_pdf(document._replace(children=parts, draft=""), A4)
