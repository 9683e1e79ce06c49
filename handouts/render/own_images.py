"""The clinic's own pictures in pixels: for emails, as mail programs draw no vectors, and phones."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO
from typing import Literal, TypeAlias

from PIL import Image

from handouts.design.artwork import Artwork, Bitmap, Picture, fitted
from handouts.design.fonts import ATKINSON
from handouts.document import OwnPicture
from handouts.layout.picture_blocks import paint_picture
from handouts.reading.own_pictures import picture_of
from handouts.render.page_pictures import render
from handouts.render.pdf import new_canvas
from handouts.tagged import Metadata

Kind: TypeAlias = Literal["png", "jpeg", "webp"]
MAIL: tuple[Kind, ...] = ("png", "jpeg")
"""What each mail program draws."""
BROWSER: tuple[Kind, ...] = ("png", "webp")
"""What each browser of a phone draws: WebP has half the bytes of JPEG."""
_BEGINS: dict[Kind, bytes] = {"png": b"\x89PNG", "jpeg": b"\xff\xd8", "webp": b"RIFF"}
_HIGHEST = 1.2
"""How high a picture among words gets, as a part of how wide."""
_QUALITY = 80  # of JPEG and WebP, from 0 to 95


def artwork_image(artwork: Artwork, width: int, *, grey: bool = False) -> Image.Image:
    """The artwork so many pixels wide, on white; with `grey` as in print without colours."""
    target = BytesIO()
    about = Metadata(title="Logo", lang="en", creator="met-handouts")
    size = (float(width), width / artwork.width * artwork.height)
    canvas = new_canvas(target, about, size, ATKINSON, grey=grey)
    paint_picture(canvas, artwork, size[0])
    canvas.showPage()
    canvas.save()
    across, along, rows = render(target.getvalue(), 1, width)
    pixels = bytes(rows)[1:]
    return Image.frombuffer("RGB", (across, along), pixels, "raw", "RGB", 1 + 3 * across, 1)


@lru_cache(maxsize=8)
def logo_image(picture: Picture, width: int, height: int, kinds: tuple[Kind, ...]) -> bytes:
    """A logo on white, at most so many pixels wide and high, of the kind with the fewest bytes."""
    return _smallest(_on_white(picture, width, height), kinds)


def own_size(node: OwnPicture, width: int) -> tuple[int, int]:
    """How large a picture among words is shown in so much width, in pixels of a screen."""
    across, along = fitted(picture_of(node.name, node.data), width, width * _HIGHEST, 1)
    return max(1, round(across)), max(1, round(along))


@lru_cache(maxsize=32)
def own_image(node: OwnPicture, width: int, dense: int, kinds: tuple[Kind, ...]) -> bytes:
    """A picture among words, on white, for so much width, of the kind with the fewest bytes.

    Args:
        dense: how many pixels it has for each of those it is shown with.
    """
    across, along = own_size(node, width)
    image = _on_white(picture_of(node.name, node.data), across * dense, along * dense)
    return _smallest(image, kinds)


def kind_of_image(data: bytes) -> Kind:
    """What the picture is, by its first bytes."""
    return next(kind for kind, begins in _BEGINS.items() if data.startswith(begins))


def data_address(image: bytes) -> str:
    """The picture itself as an address, for a page that stands alone."""
    return f"data:image/{kind_of_image(image)};base64," + base64.b64encode(image).decode()


def _on_white(picture: Picture, width: int, height: int) -> Image.Image:
    """A picture as large as fits, and a bitmap no larger than it is."""
    if not isinstance(picture, Bitmap):
        return artwork_image(picture, max(1, round(fitted(picture, width, height, 1)[0])))
    image = Image.open(BytesIO(picture.data)).convert("RGBA")
    image.thumbnail((width, height))
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white.convert("RGB")


def _smallest(image: Image.Image, kinds: tuple[Kind, ...]) -> bytes:
    return min((_saved(image, kind) for kind in kinds), key=len)


def _saved(image: Image.Image, kind: Kind) -> bytes:
    target = BytesIO()
    if kind == "png":
        image.quantize(128).save(target, kind, optimize=True)
    else:
        image.save(target, kind, quality=_QUALITY, optimize=True)
    return target.getvalue()
