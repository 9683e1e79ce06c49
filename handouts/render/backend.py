"""What renders: a document and what it goes on ─► the bytes of a file.

Another kind of file, as a page of the web, is another backend: something to go on in
`handouts.design.papers.Stock`, and an entry in `BACKENDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from handouts.design.papers import Cards, Paper, Stock, Tiled

if TYPE_CHECKING:
    from handouts.document import Document


class Rendered(NamedTuple):
    """A finished file; `pages` counts its sheets' sides.

    `left_out` names what of the clinic had no room; see `handouts.layout.pages.GIVES_WAY`.
    """

    data: bytes
    pages: int
    left_out: tuple[str, ...] = ()


class Renderer(Protocol):
    """Makes the file of a document.

    Raises:
        ContentError: its words have no room.
    """

    def __call__(
        self, document: Document, stock: Stock, edition: str, *, fillable: bool
    ) -> Rendered: ...


class Backend(NamedTuple):
    """One kind of file: what the names of such files end with, and what makes them."""

    suffix: str
    render: Renderer


def _render_pdf(document: Document, stock: Stock, edition: str, *, fillable: bool) -> Rendered:
    from handouts.render.pdf import render_pdf  # takes long to import, and a name needs only ".pdf"

    return render_pdf(document, stock, edition, fillable=fillable)


PDF = Backend(".pdf", _render_pdf)
BACKENDS: Mapping[type[Stock], Backend] = {Paper: PDF, Cards: PDF, Tiled: PDF}
"""By what a document goes on."""


def backend_of(stock: Stock) -> Backend:
    """The backend of what a document goes on."""
    return BACKENDS[type(stock)]


def render(document: Document, stock: Stock, edition: str, *, fillable: bool) -> Rendered:
    """A document in the kind of file that goes on `stock`; see `Renderer`."""
    return backend_of(stock).render(document, stock, edition, fillable=fillable)
