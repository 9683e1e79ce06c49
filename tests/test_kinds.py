"""Kinds of blocks: whatever sets documents knows each of them, and loses no word of any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from visible import words

from handouts.compose.composer import compose
from handouts.design.artwork import Artwork
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS
from handouts.document import (
    FIELDS,
    GROUPS,
    KINDS,
    Block,
    Cell,
    Document,
    Field,
    Figure,
    Group,
    Heading,
    Kind,
    List,
    Logo,
    OwnPicture,
    Paragraph,
    QRCode,
    Run,
    Runs,
    SourceLine,
    Table,
    figures_of,
    for_every_kind,
    kind_of,
    texts,
    walk,
)
from handouts.layout import blocks as layout
from handouts.layout.pages import GIVES_WAY
from handouts.mail import body_html, body_text
from handouts.mail.nodes import filled
from handouts.mail.phrases import EmailWords
from handouts.pattern import PATTERNS, Side
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf
from handouts.render.web import page_blocks as web

BACKENDS = {each.__name__: each._WAYS for each in (layout, body_html, body_text, web)}
PHRASES = EmailWords(
    "s", ("Hello,",), ("Bye.",), "ask", "table", "Picture: {alt}", "H", "Words 7F3A-91C2"
)


def runs(text: str) -> Runs:
    return (Run(text),)


def said(text: str) -> Paragraph:
    return Paragraph(runs(text))


HEAD = Heading(2, runs("Heading"))
NUMBER = Field("number", "dose-hold", "Tip", "Before", "after", "5")
TICK = Field("check", "log-1", "Tip", "L")
CODE = QRCode("https://example.org", "Code")
FIGURE = Figure(
    "tilt-icon", PATTERNS[0].of(Side.LEFT), "Title", "Alt", SourceLine(Path("f.yaml"), 1)
)
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
LINK = Group("link", (CODE, said("Label")))
WORDS = (said("Words one."), said("Words two."))

# One block of each kind, as templates make it.
SAMPLES: Mapping[Kind, Block] = for_every_kind(
    {
        Heading: HEAD,
        Paragraph: said("Paragraph"),
        List: List(True, ((said("First"),), (said("Second"), List(False, ((said("Nested"),),))))),
        Table: Table(((Cell((said("Column"),), "col"),),), ((Cell((said("Value"),)),),)),
        Figure: FIGURE,
        OwnPicture: OwnPicture("door.svg", SQUARE, "Own picture"),
        Logo: Logo("Logo"),
        QRCode: CODE,
        "text": Field("text", "name", "Tip", "Before", "after", "Ana"),
        "number": NUMBER,
        "check": TICK,
        "cell": Field("cell", "felt", "Tip"),
        "fields": Group("fields", (NUMBER,)),
        "cells": Group("cells", (NUMBER,)),
        "answer": Group("answer", (HEAD, *WORDS), Side.LEFT),
        "ticks": Group("ticks", (TICK,)),
        "bar": Group("bar", (HEAD,), Side.LEFT),
        "row": Group("row", (FIGURE, *WORDS)),
        "beside": Group("beside", (HEAD, *WORDS)),
        "link": LINK,
        "links": Group("links", (LINK, LINK)),
        **{
            kind: Group(kind, (HEAD, *WORDS))
            for kind in (
                "page",
                "continued",
                "line",
                "flow",
                "strip",
                "message",
                "checks",
                "columns",
                "pair",
                "tiers",
            )
        },
        **{
            kind: Group(kind, (HEAD, *WORDS), Side.RIGHT)
            for kind in ("panel", "before", "box", "dose", "stop", "help", "today")
        },
    }
)


@pytest.fixture(scope="module")
def sample(library: Library) -> Document:
    return compose(library, "en", "log", PATTERNS[0], dose=Dose())


def test_kinds_are_classes_fields_and_groups_each_once() -> None:
    assert len(set(KINDS)) == len(KINDS)
    assert {*FIELDS, *GROUPS} == {kind for kind in KINDS if isinstance(kind, str)}
    assert {kind_of(block) for block in SAMPLES.values()} == set(KINDS)
    for kind, block in SAMPLES.items():
        assert kind_of(block) == kind


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_kind_that_a_backend_does_not_know_is_told(backend: str) -> None:
    ways = dict(BACKENDS[backend])
    assert for_every_kind(ways) == ways
    del ways["panel"]
    with pytest.raises(ValueError, match=r"\['panel'\]"):
        for_every_kind(ways)


@given(st.sets(st.sampled_from(KINDS), min_size=1), st.sets(st.sampled_from(["new", "pane"])))
def test_whatever_is_missing_or_too_much_is_told(missing: set[Kind], more: set[str]) -> None:
    ways = dict.fromkeys({*KINDS, *more} - missing, 0)
    with pytest.raises(ValueError, match="kinds of blocks") as caught:
        for_every_kind(ways)
    named = {each if isinstance(each, str) else each.__name__ for each in (*missing, *more)}
    assert set(re.findall(r"'([\w-]+)'", str(caught.value))) == named


@pytest.mark.parametrize("edition", FORMATS["handout"].themes)
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_backend_loses_words_of_a_kind(sample: Document, kind: Kind, edition: str) -> None:
    """What pictures and codes say to who does not see them is said by their own tests."""
    block = SAMPLES[kind]
    within = (Heading(1, runs("Start")), block, said("End."))
    document = sample._replace(children=(Group("page", within),), logo=Artwork(9, 9, ()))
    silent = {"Alt", "Title", "Tip", "Logo", "Own picture", "Code", "", "L"}
    expected = set(" ".join({*texts(within)} - silent).split())
    printed = " ".join(words(render_pdf(document, PAPERS["a4"], edition, fillable=False).data))
    html = body_html.html_body(document, PHRASES, lambda _: "picture.png")
    text = body_text.text_body(document, PHRASES)
    blocks = web.Blocks(document, lambda _: Markup("<svg/>"), lambda _: "logo.png")
    online = blocks.all_of(document.children)
    for word in expected:
        assert word in online
        assert word in printed
        assert word in html
        assert word in text


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_what_is_within_a_kind_is_found_and_filled_in(sample: Document, kind: Kind) -> None:
    block = SAMPLES[kind]
    inner = Group("flow", (said("Inmost"), FIGURE, NUMBER))
    match block:
        case List():
            block = block._replace(items=((inner,),))
        case Table():
            block = block._replace(body=((Cell((inner,)),),))
        case Group():
            block = block._replace(children=(inner,))
        case _:
            assert list(walk([block])) == [block]
            return
    assert list(walk([block]))[-4:] == [inner, *inner.children]
    assert "Inmost" in texts([block])
    assert figures_of([block]) == [FIGURE]
    document = filled(sample._replace(children=(Group("page", (block,)),)), {"dose-hold": "77"})
    assert "77" in texts(document.children)


def test_no_kind_is_named_that_there_is_not() -> None:
    """Themes and what gives way name kinds by their words."""
    styles = {"clinic-line", "kicker", "logo", "foot"}
    assert set(GIVES_WAY) <= {*GROUPS, *styles}
    for each in FORMATS.values():
        for theme in each.themes.values():
            assert theme.fine_print <= set(GROUPS)
