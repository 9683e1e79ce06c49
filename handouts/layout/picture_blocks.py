"""The clinic's own pictures on the page.  Only where there is one is all this imported."""

from __future__ import annotations

from io import BytesIO
from math import inf

from PIL import Image
from reportlab.lib.utils import ImageReader

from handouts.design.artwork import Bitmap, Picture, fitted
from handouts.design.papers import mm
from handouts.document import Logo, OwnPicture
from handouts.layout.artwork_operators import artwork_form
from handouts.layout.boxes import Block
from handouts.layout.panels import LEAST_PADDING
from handouts.layout.typography import TypeScale
from handouts.reading.own_pictures import picture_of
from handouts.tagged import TaggedCanvas

_LOGO_HEIGHT = mm(9)
_SHARE = 0.7
"""How high a picture gets, as a part of how wide a figure does."""
_PIXEL = 72 / 150
"""A pixel that is printed larger is seen (pt)."""


def paint_picture(canvas: TaggedCanvas, picture: Picture, width: float) -> None:
    """A picture so wide (pt), with its lower left corner at the origin."""
    if isinstance(picture, Bitmap):
        height = width / picture.width * picture.height
        canvas.drawImage(
            ImageReader(_image(picture, canvas.grey)), 0, 0, width, height, mask="auto"
        )
        return
    scale = width / picture.width
    canvas.saveState()
    canvas.transform(scale, 0, 0, scale, 0, 0)
    canvas.draw_form(artwork_form(picture, grey=canvas.grey))
    canvas.restoreState()


def _image(bitmap: Bitmap, grey: bool) -> Image.Image:
    image = Image.open(BytesIO(bitmap.data))
    if not grey:
        return image
    opaque = Image.new("RGBA", image.size, "white")
    opaque.alpha_composite(image.convert("RGBA"))
    return opaque.convert("L")


class PictureBlock(Block):
    """A picture as large as a box of its width and `max_height` allows; a logo at its start.

    Args:
        pixel: how large one of a bitmap may get, in pt.
        share: what part of `max_height` it takes, unless there is room for more.
    """

    def __init__(
        self,
        picture: Picture,
        alt: str,
        *,
        max_height: float,
        pixel: float = inf,
        share: float = 1.0,
        centred: bool = False,
    ) -> None:
        self.picture, self.alt, self.max_height = picture, alt, max_height
        self.pixel, self.share, self.centred = pixel, share, centred
        self.key = object()

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        most = self.max_height * max(self.share, self.growth)
        self.drawn = fitted(self.picture, width, most, self.pixel)
        self.width, self.height = width, self.drawn[1]
        return self.width, self.height

    def draw(self) -> None:
        x = (self.width - self.drawn[0]) / 2 if self.centred else 0.0
        with self.canv.figure(self.alt, x, 0, *self.drawn, key=self.key):
            self.canv.translate(x, 0)
            paint_picture(self.canv, self.picture, self.drawn[0])


def logo_block(node: Logo, picture: Picture) -> PictureBlock:
    return PictureBlock(picture, node.alt, max_height=_LOGO_HEIGHT)


def own_picture(node: OwnPicture, type_: TypeScale) -> PictureBlock:
    """A picture among words: as wide as these, unless it gets higher than figures do."""
    block = PictureBlock(
        picture_of(node.name, node.data),
        node.alt,
        max_height=type_.theme.figure_width * _SHARE,
        pixel=_PIXEL,
        share=type_.spacing.figure,
        centred=True,
    )
    block.may_grow = type_.theme.reflow
    block.space_before = max(type_.gap(0.3), LEAST_PADDING)
    block.space_after = type_.gap(0.5)
    return block
