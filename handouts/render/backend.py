"""What renders: a document and what it goes on ─► the bytes of a file.

Another kind of file is another backend: something to go on in `handouts.design.papers.Stock`, and
an entry in `BACKENDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from handouts.design.papers import Cards, Paper, Stock, Tiled, Web
from handouts.render.rendered import USUAL_PDF, PdfVersion, Rendered, Renderer

if TYPE_CHECKING:
    from handouts.document import Document


class Backend(NamedTuple):
    """One kind of file: what the names of such files end with, and what makes them."""

    suffix: str
    render: Renderer


def _render_pdf(
    document: Document,
    stock: Stock,
    edition: str,
    *,
    fillable: bool,
    pdf: PdfVersion = USUAL_PDF,
) -> Rendered:
    from handouts.render.pdf import render_pdf  # takes long to import, and a name needs only ".pdf"

    return render_pdf(document, stock, edition, fillable=fillable, pdf=pdf)


def _render_web(
    document: Document,
    stock: Stock,
    edition: str,
    *,
    fillable: bool,
    pdf: PdfVersion = USUAL_PDF,  # noqa: ARG001 - it is none
) -> Rendered:
    from handouts.render.web.page import render_page

    return render_page(document, stock, edition, fillable=fillable)


PDF = Backend(".pdf", _render_pdf)
HTML = Backend(".html", _render_web)
BACKENDS: Mapping[type[Stock], Backend] = {Paper: PDF, Cards: PDF, Tiled: PDF, Web: HTML}
"""By what a document goes on."""


def backend_of(stock: Stock) -> Backend:
    """The backend of what a document goes on."""
    return BACKENDS[type(stock)]


def render(
    document: Document,
    stock: Stock,
    edition: str,
    *,
    fillable: bool,
    pdf: PdfVersion = USUAL_PDF,
) -> Rendered:
    """A document in the kind of file that goes on `stock`; see `Renderer`."""
    return backend_of(stock).render(document, stock, edition, fillable=fillable, pdf=pdf)
