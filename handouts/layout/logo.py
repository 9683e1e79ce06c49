"""The clinic's logo on the page.  Only where there is one is all this imported."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.lib.utils import ImageReader

from handouts.layout.boxes import Block

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing as Vectors


@lru_cache(maxsize=8)
def vectors(svg: bytes) -> Vectors:
    """A clinic's SVG logo as ReportLab shapes.

    It is handed over as bytes, so nothing beside it can be read from disk.

    Raises:
        ValueError: svglib cannot read it.
    """
    from svglib.svglib import svg2rlg

    shapes = svg2rlg(BytesIO(svg))
    if shapes is None:
        raise ValueError("the SVG cannot be drawn")
    return shapes


class LogoBlock(Block):
    """The clinic's logo, as large as a box of `width` × `max_height` allows."""

    def __init__(self, data: bytes, kind: str, alt: str, *, max_height: float, grey: bool) -> None:
        self.data, self.kind, self.alt, self.max_height = data, kind, alt, max_height
        self.grey = grey
        self.key = object()

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        if self.kind == "svg":
            shapes = vectors(self.data)
            size = shapes.width, shapes.height
        else:
            size = Image.open(BytesIO(self.data)).size
        self.scale = min(width / size[0], self.max_height / size[1])
        self.drawn = size[0] * self.scale, size[1] * self.scale
        self.width, self.height = width, self.drawn[1]
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        with canvas.figure(self.alt, 0, 0, *self.drawn, key=self.key):
            if self.kind == "svg":
                canvas.saveState()
                canvas.scale(self.scale, self.scale)
                renderPDF.draw(vectors(self.data), canvas, 0, 0)
                canvas.restoreState()
            else:
                canvas.drawImage(ImageReader(self._image()), 0, 0, *self.drawn, mask="auto")

    def _image(self) -> Image.Image:
        image = Image.open(BytesIO(self.data))
        if not self.grey:
            return image
        opaque = Image.new("RGBA", image.size, "white")
        opaque.alpha_composite(image.convert("RGBA"))
        return opaque.convert("L")
