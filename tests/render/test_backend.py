"""What renders: everything a document goes on has a backend, and another is added in one place."""

from __future__ import annotations

from typing import NamedTuple, cast, get_args

import pytest

from handouts.building.plan import Variant
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import Stock
from handouts.document import Document, texts
from handouts.gallery.entries import gallery
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render import backend
from handouts.render.backend import BACKENDS, Backend, render
from handouts.render.rendered import Rendered


@pytest.fixture(scope="module")
def document(library: Library) -> Document:
    return compose(library, "en", "card", PATTERNS[0], dose=Dose())


def test_everything_a_document_goes_on_has_a_backend() -> None:
    assert set(BACKENDS) == set(get_args(Stock))


@pytest.mark.parametrize("number", range(len(FORMATS["card"].stocks["standard"])))
def test_a_pdf_comes_of_a_sheet(document: Document, number: int) -> None:
    stock = FORMATS["card"].stocks["standard"][number]
    made = render(document, stock, "standard", fillable=True)
    assert made.data.startswith(b"%PDF-")
    assert made.pages == 2
    path = Variant("en", "card", None, "standard", stock).path
    assert path == f"en/{stock.id}/standard/card{stock.suffix}.pdf"


class Screen(NamedTuple):
    id: str = "screen"
    suffix: str = ""


def _write(
    document: Document, stock: Stock, edition: str, *, fillable: bool, pdf: str = "none"
) -> Rendered:
    return Rendered(
        f"{stock.id} {edition} {fillable} {pdf} {texts(document.children)[0]}".encode(), 1
    )


def test_another_kind_of_file(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    more: dict[type, Backend] = {**BACKENDS, Screen: Backend(".html", _write)}
    monkeypatch.setattr(backend, "BACKENDS", more)
    screen = cast("Stock", Screen())
    variant = Variant("en", "card", PATTERNS[0], "mono", screen)
    assert variant.path == f"en/screen/mono/card-{PATTERNS[0].id}.html"
    made = render(document, screen, "mono", fillable=False)
    assert made.data.decode() == "screen mono False 1.7 Hip exercise: press into hands, leg still."
    both = {variant.path.replace(".html", suffix): {"sha256": ""} for suffix in (".html", ".pdf")}
    cards = [card for section in gallery(both).sections for card in section.cards]
    assert len({card.id for card in cards}) == 2
