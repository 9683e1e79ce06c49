"""A picture of an artwork, in pixels: for emails, as mail programs draw no vectors."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO

from PIL import Image
from pypdfium2 import PdfDocument

from handouts.design.artwork import Artwork, Bitmap, Picture
from handouts.design.fonts import ATKINSON
from handouts.layout.logo import paint_picture
from handouts.render.pdf import new_canvas
from handouts.tagged import Metadata


def artwork_image(artwork: Artwork, width: int, *, grey: bool = False) -> Image.Image:
    """The artwork so many pixels wide, on white; with `grey` as in print without colours."""
    target = BytesIO()
    about = Metadata(title="Logo", lang="en", creator="met-handouts")
    size = (float(width), width / artwork.width * artwork.height)
    canvas = new_canvas(target, about, size, ATKINSON, grey=grey)
    paint_picture(canvas, artwork, size[0])
    canvas.showPage()
    canvas.save()
    with PdfDocument(target.getvalue()) as document:
        image: Image.Image = document[0].render().to_pil().convert("RGB")
    return image


@lru_cache(maxsize=8)
def artwork_png(picture: Picture, width: int) -> bytes:
    """A logo as a PNG, on white, at most so many pixels wide."""
    if isinstance(picture, Bitmap):
        logo = Image.open(BytesIO(picture.data)).convert("RGBA")
        logo.thumbnail((width, width))
        white = Image.new("RGBA", logo.size, "white")
        white.alpha_composite(logo)
        logo = white.convert("RGB")
    else:
        logo = artwork_image(picture, width)
    target = BytesIO()
    logo.quantize(128).save(target, "PNG", optimize=True)
    return target.getvalue()


def data_address(png: bytes) -> str:
    """The picture itself as an address, for a page that stands alone."""
    return "data:image/png;base64," + base64.b64encode(png).decode()
