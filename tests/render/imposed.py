"""Documents on sheets, each made once, and what is seen on them."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pypdfium2
from PIL import Image

from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import Cards, Stock, Tiled
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.imposition.print_shop import PrintShop
from handouts.render.pdf import render_pdf
from handouts.storage import paths

PIXELS_A_POINT = 2


@cache
def sheets(
    handout: str,
    stock: Stock,
    edition: str = "standard",
    shop: PrintShop | None = None,
    *,
    fillable: bool = True,
) -> bytes:
    """The PDF of a handout on a stock; of the second pattern, where there are two."""
    library = load_library(paths.content_dir(), langs=["en"])
    front = library.languages["en"].handouts[handout].front
    pattern = PATTERNS[1] if front.per_pattern else None
    document = compose(library, "en", handout, pattern, dose=Dose())
    return render_pdf(document, stock, edition, shop=shop, fillable=fillable).data


def cards(edition: str, stock_id: str) -> Cards:
    stock = FORMATS["card"].stock(edition, stock_id)
    assert isinstance(stock, Cards)
    return stock


def tiled(stock_id: str) -> Tiled:
    stock = FORMATS["poster"].stock("standard", stock_id)
    assert isinstance(stock, Tiled)
    return stock


def pictures(pdf: bytes, scale: float = PIXELS_A_POINT) -> list[Image.Image]:
    """The pages in RGB at `scale` pixels a point."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
