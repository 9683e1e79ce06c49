"""The pictures of an email: PNGs, as mail programs draw no SVG."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO

from handouts.design.artwork import Bitmap, Picture
from handouts.document import Figure
from handouts.mail import styles
from handouts.pattern import Side
from handouts.render.artwork_image import artwork_image
from handouts.render.figure_export import picture as figure_picture


@lru_cache(maxsize=256)
def figure_png(figure: Figure, lang: str, sides: tuple[tuple[Side, str], ...]) -> bytes:
    """A figure with its words, with twice the pixels it is shown with.

    Raises:
        ContentError: its labels have no room.
    """
    icon = figure.name.endswith("-icon")
    width = styles.ICON_WIDTH if icon else styles.FIGURE_WIDTH
    return figure_picture(figure, lang, width * styles.PIXELS_PER_PIXEL, sides)


@lru_cache(maxsize=8)
def logo_png(picture: Picture) -> bytes:
    """The clinic's logo as a PNG, on white, with the pixels it is shown with."""
    from PIL import Image

    width = styles.LOGO_WIDTH * styles.PIXELS_PER_PIXEL
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
