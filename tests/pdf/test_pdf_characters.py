"""Every letter of the typefaces goes wherever words go: pages, sheets, figures, properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle
from typing import Any

import pikepdf
import pytest
from samples import sampled
from spoken import told_by_document, told_by_tree
from tagged_pdf import Reading

from handouts.building.plan import Selection, Variant, plan
from handouts.compose.composer import compose
from handouts.design.fonts import TYPEFACES, Typeface, register
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, Paper, Tiled
from handouts.document import Document, Figure, figures_of, texts
from handouts.pattern import PATTERNS
from handouts.reading import Dose, DoseValue, Library, load_library
from handouts.render.figure_export import Look, Wanted, export
from handouts.render.imposition.print_shop import PrintShop
from handouts.render.imposition.spreads import Imposition
from handouts.render.pdf import render_pdf
from handouts.render.print_set import HANDOUTS, render_print_set
from handouts.storage import paths
from handouts.tagged import glyphs

_TEXTS = frozenset(["text", "title", "alt", "before", "after", "value", "tip"])
_TEXTS_OF_DOCUMENT = frozenset(["title", "subject", "author", "draft", "page_label"])
_EVERY = 2  # pair of letters becomes one other, which may be wider than both


def printable(typeface: Typeface) -> list[str]:
    known = glyphs(register(typeface).regular)
    return [
        chr(code)
        for code, glyph in sorted(known.items())
        if glyph and chr(code).isprintable() and not chr(code).isspace()
    ]


ALPHABETS = [printable(typeface) for typeface in TYPEFACES]


class Dressing:
    """Puts the letters of an alphabet into a document, one after another."""

    def __init__(self, alphabet: list[str]) -> None:
        self.number = ALPHABETS.index(alphabet)
        self._next = cycle(alphabet)
        self._count = 0
        self.used: set[str] = set()

    def text(self, text: str) -> str:
        """The same, but for what is put in later, such as the number of the page."""
        return re.sub(r"\{\w+\}|[a-z]{2}", self._letter, text)

    def _letter(self, match: re.Match[str]) -> str:
        self._count += match[0][0] != "{"
        if match[0][0] == "{" or self._count % _EVERY:
            return match[0]
        letter = next(self._next)
        self.used.add(letter)
        return letter

    def node(self, node: Any) -> Any:
        if isinstance(node, Figure):
            node = node._replace(
                labels=tuple((name, self.text(text)) for name, text in node.labels)
            )
        if hasattr(node, "_fields"):
            return node._replace(
                **{
                    name: self.text(value) if name in _TEXTS else self.node(value)
                    for name, value in node._asdict().items()
                    if name in _TEXTS or isinstance(value, tuple)
                    if name != "labels"
                }
            )
        return tuple(map(self.node, node)) if isinstance(node, tuple) else node

    def document(self, document: Document) -> Document:
        said: Any = {name: self.text(getattr(document, name)) for name in _TEXTS_OF_DOCUMENT}
        return document._replace(
            **said,
            keywords=tuple(map(self.text, document.keywords)),
            footer=tuple(map(self.text, document.footer)),
            sheets={name: self.text(text) for name, text in document.sheets.items()},
            children=self.node(document.children),
        )


def _once_each() -> Iterator[Variant]:
    """Each format in each edition on each kind of sheet."""
    seen = set()
    for variant in plan(load_library(paths.content_dir(), langs=["en"]), Selection()):
        kind = variant.handout, variant.edition, type(variant.stock), variant.stock.id
        if kind not in seen and variant.stock.id not in ("letter", "a1", "tabloid", "web"):
            seen.add(kind)
            yield variant


VARIANTS = list(_once_each())


@pytest.fixture(
    params=sampled(ALPHABETS, lambda each: each is ALPHABETS[0]),
    ids=[typeface.family for typeface in TYPEFACES],
)
def dressing(request: pytest.FixtureRequest) -> Dressing:
    return Dressing(request.param)


def variants_for(dressing: Dressing) -> list[Variant]:
    return VARIANTS[dressing.number :: len(ALPHABETS)]


def plain(library: Library, handout: str) -> Document:
    dose = Dose(repeats=DoseValue(3, 5))
    per_pattern = library.languages["en"].handouts[handout].front.per_pattern
    return compose(library, "en", handout, PATTERNS[0] if per_pattern else None, dose=dose)


def properties_say(pdf: bytes, document: Document) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        said = {name: str(value) for name, value in opened.docinfo.items()}
    assert said["/Title"] == document.title
    assert said.get("/Author", "") == document.author
    assert said["/Subject"] == document.subject
    assert said["/Keywords"].startswith(", ".join(document.keywords))


def test_in_every_document_edition_and_imposition(library: Library, dressing: Dressing) -> None:
    """What is read from each is what was written into it, to the letter.

    Each is written in the letters of one of the typefaces: the next has those of another.
    """
    for variant in variants_for(dressing):
        document = dressing.document(plain(library, variant.handout))
        pdf = render_pdf(document, variant.stock, variant.edition).data
        reading = Reading(pdf)
        assert reading.faults == []
        properties_say(pdf, document)
        if isinstance(variant.stock, Tiled):
            poster = render_pdf(document, variant.stock.poster, variant.edition, fillable=False)
            said = told_by_tree(Reading(poster.data))
            assert told_by_tree(reading)[: len(said)] == said, variant.path
        elif isinstance(variant.stock, Paper):
            assert told_by_tree(reading) == told_by_document(document), variant.path
            labels = [figure.text for figure in reading.document.all("Figure")]
            assert len(labels) == len(figures_of(document.children))


def test_in_print_sets(library: Library, dressing: Dressing) -> None:
    documents = [dressing.document(plain(library, handout)) for handout in HANDOUTS]
    title = dressing.text("for your visit, and for all days after it")
    for way in Imposition:
        pdf = render_print_set(
            documents, title, PAPERS["a4"], "standard", way, fillable=way is Imposition.SINGLE
        ).data
        assert Reading(pdf).faults == []
        with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
            assert str(opened.docinfo["/Title"]) == title
            for entry, document in zip(outline.root, documents, strict=True):
                assert entry.title in texts(document.children)


def test_for_print_shops(library: Library, dressing: Dressing) -> None:
    document = dressing.document(plain(library, "poster"))
    stock = FORMATS["poster"].stock("standard", "a3")
    pdf = render_pdf(document, stock, shop=PrintShop(bleed=9, crop_marks=True)).data
    assert told_by_tree(Reading(pdf)) == told_by_document(document)


def test_in_figures_alone(library: Library, dressing: Dressing) -> None:
    for figure in figures_of(plain(library, "correction").children):
        wanted = Wanted(figure.name, "en", dressing.node(figure))
        for format_ in ("svg", "pdf", "png"):
            [made] = export([wanted], Look(format_, "colour", None, 100), on_made=lambda _: None)
            assert made.alt == wanted.figure.alt


@pytest.mark.parametrize("alphabet", ALPHABETS, ids=[face.family for face in TYPEFACES])
def test_the_documents_use_the_whole_alphabet(library: Library, alphabet: list[str]) -> None:
    dressing = Dressing(alphabet)
    for variant in variants_for(dressing):
        dressing.document(plain(library, variant.handout))
    assert dressing.used == set(alphabet)


def test_a_clinic_with_typographic_marks_has_its_poster_in_parts(library: Library) -> None:
    marks = "Women\u2019s \u201cClinic\u201d \u2013 \u2014 \u2026 \u2022 \u20ac"
    document = plain(library, "poster")
    document = document._replace(footer=(*document.footer[:-1], marks))
    tiled = next(each for each in VARIANTS if isinstance(each.stock, Tiled))
    pdf = render_pdf(document, tiled.stock, tiled.edition).data
    parts = pikepdf.open(BytesIO(pdf))
    [form] = {
        form.objgen: form
        for page in parts.pages
        for form in page.Resources.XObject.values()
        if form.Resources.get("/Font")
    }.values()
    shown = form.read_bytes()
    for mark in marks.replace(" ", ""):
        assert mark.encode("cp1252") in shown
