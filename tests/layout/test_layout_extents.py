"""What is known of parts from an earlier document: used where right, harmless where not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS
from handouts.design.theme import STANDARD
from handouts.document import Document
from handouts.layout import extents, fitting
from handouts.mail.nodes import filled
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf

VALUES = {"dose-hold_seconds": "7", "dose-repeats": "3"}


@pytest.fixture(scope="module")
def document(library: Library) -> Document:
    return compose(library, "en", "correction", PATTERNS[0], dose=Dose())


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """The parts laid out, in every size."""
    extents._known.cache_clear()
    tried: list[object] = []
    really = fitting.paginate

    def noted(*args: object) -> object:
        tried.append(args)
        return really(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(fitting, "paginate", noted)
    yield tried
    extents._known.cache_clear()


@pytest.mark.parametrize("edition", ["standard", "mono"])
@pytest.mark.parametrize("values", [{}, VALUES], ids=["blank", "filled in"])
def test_a_part_that_is_known_is_laid_out_once(
    document: Document, tried: list[object], edition: str, values: dict[str, str]
) -> None:
    """In another colour, or with values that fit their boxes, it is as large as it was."""
    other = filled(document, values)
    first = render_pdf(other, PAPERS["a4"], edition).data
    extents._known.cache_clear()
    render_pdf(document, PAPERS["a4"])
    assert len(tried) > 2 * len(document.children)
    tried.clear()
    assert render_pdf(other, PAPERS["a4"], edition).data == first
    assert len(tried) == len(document.children) == 2


def test_a_value_that_is_wider_than_its_box_is_something_else(
    document: Document, tried: list[object]
) -> None:
    wide = filled(document, {"dose-hold_seconds": "from 20 to 30"})
    first = render_pdf(wide, PAPERS["a4"]).data
    extents._known.cache_clear()
    render_pdf(document, PAPERS["a4"])
    tried.clear()
    assert render_pdf(wide, PAPERS["a4"]).data == first
    assert len(tried) > len(document.children)


@pytest.mark.usefixtures("tried")
def test_what_is_of_something_else_is_noticed(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render_pdf(document, PAPERS["a4"]).data
    short = fitting.Extent(pages=1, last=10.0, total=10.0, least=10.0, stuck=0.0)
    settings = [(body, spacing) for body in STANDARD.bodies for spacing in STANDARD.spacings]
    too_large = {(setting, page): 9.9 for setting in settings for page in range(2)}
    for given in (dict.fromkeys(settings, short), {}):

        def known(*_: object, given: dict[fitting.Setting, fitting.Extent] = given) -> object:
            return fitting.Known(dict(given), dict(too_large), {})

        monkeypatch.setattr("handouts.layout.pages.known_extents", known)
        assert render_pdf(document, PAPERS["a4"]).data == first
