"""The clinic's logo on the page.  Only where there is one is all this imported."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader

from handouts.design.artwork import Bitmap, Picture
from handouts.layout.artwork_operators import artwork_form
from handouts.layout.boxes import Block
from handouts.tagged import TaggedCanvas


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


class LogoBlock(Block):
    """The clinic's logo, as large as a box of `width` × `max_height` allows."""

    def __init__(self, picture: Picture, alt: str, *, max_height: float) -> None:
        self.picture, self.alt, self.max_height = picture, alt, max_height
        self.key = object()

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        across, along = self.picture.width, self.picture.height
        scale = min(width / across, self.max_height / along)
        self.drawn = across * scale, along * scale
        self.width, self.height = width, self.drawn[1]
        return self.width, self.height

    def draw(self) -> None:
        with self.canv.figure(self.alt, 0, 0, *self.drawn, key=self.key):
            paint_picture(self.canv, self.picture, self.drawn[0])
