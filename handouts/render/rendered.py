"""A finished file, and what a backend that makes one is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from handouts.design.papers import Stock
    from handouts.document import Document


PdfVersion: TypeAlias = str
"""A version of PDF: one of `PDF_VERSIONS`."""
PDF_VERSIONS: tuple[PdfVersion, ...] = ("1.7", "2.0")
"""The usual one first; `handouts.tagged.VERSIONS` says how they differ."""
USUAL_PDF = PDF_VERSIONS[0]

LARGE_PAGE = "large-page"
"""That a page of the web has more bytes than it should."""


class Rendered(NamedTuple):
    """A finished file; `pages` counts its sheets' sides.

    `left_out` names what of the clinic had no room; see `handouts.layout.pages.GIVES_WAY`.  It may
    also say `LARGE_PAGE`.
    """

    data: bytes
    pages: int
    left_out: tuple[str, ...] = ()


class Renderer(Protocol):
    """Makes the file of a document, a PDF in the version of `pdf`.

    Raises:
        ContentError: its words have no room.
    """

    def __call__(
        self,
        document: Document,
        stock: Stock,
        edition: str,
        *,
        fillable: bool,
        pdf: PdfVersion = USUAL_PDF,
    ) -> Rendered: ...
