"""Figures on the page: drawn at their printed size, parsed once, painted as vectors."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.lib.utils import ImageReader

from handouts import document, rooms
from handouts.fonts import ATKINSON, TYPEFACES, Typeface
from handouts.layout.surface import Block, Surface
from handouts.layout.type import register_family
from handouts.problems import ContentError, Problem
from handouts.theme import MM

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing as Vectors

    from figures import Drawing


@lru_cache(maxsize=256)
def drawing(
    figure: document.Figure,
    width: float,
    label_pt: float,
    style: str = "colour",
    typeface: Typeface = ATKINSON,
    *,
    labelled: bool = True,
) -> Drawing:
    """The figure, drawn for a printed width in mm with labels of `label_pt` points.

    `style` is the value of a `figures.Style`.  Without `labelled` at most the letters of the sides
    are written.

    Raises:
        ContentError: its words have no room.
    """
    room = rooms.figures()
    words = room.FigureWords(figure.title, figure.alt, dict(figure.labels))
    try:
        drawn: Drawing = room.draw(
            figure.name,
            figure.subject,
            words,
            width=width,
            style=room.Style(style),
            label_pt=label_pt,
            typeface=typeface,
            labelled=labelled,
        )
    except room.FigureError as error:
        what, _, remedy = str(error).partition("; ")
        raise ContentError([Problem(*figure.words_at, what, remedy)]) from None
    return drawn


@lru_cache
def _register_for_svg(typeface: Typeface) -> None:
    from svglib.svglib import register_font

    for bold in (False, True):
        register_font(
            typeface.family,
            str(typeface.path(bold=bold)),
            weight="bold" if bold else "normal",
            style="normal",
            rlgFontName=typeface.face(bold=bold),
        )
    register_family(typeface)  # svglib has just made each face a family of its own


@lru_cache(maxsize=256)
def vectors(svg: str | bytes) -> Vectors:
    """An SVG as ReportLab shapes.

    It is handed over as bytes, so nothing beside it can be read from disk.

    Raises:
        ValueError: svglib cannot read it.
    """
    from svglib.svglib import svg2rlg

    data = svg.encode() if isinstance(svg, str) else svg
    for typeface in TYPEFACES:
        if typeface.family.encode() in data:
            _register_for_svg(typeface)
    shapes = svg2rlg(BytesIO(data))
    if shapes is None:
        raise ValueError("the SVG cannot be drawn")
    return shapes


def paint(
    canvas: Surface,
    svg: str,
    alt: str,
    x: float,
    width: float,
    height: float,
    key: Hashable | None = None,
) -> None:
    """Paints an SVG as a figure with its lower left corner at `x`, 0; lengths in pt."""
    shapes = vectors(svg)
    with canvas.figure(alt, x, 0, width, height, key=key):
        canvas.saveState()
        canvas.translate(x, 0)
        canvas.scale(width / shapes.width, height / shapes.height)
        renderPDF.draw(shapes, canvas, 0, 0)
        canvas.restoreState()


class FigureBlock(Block):
    """A figure as wide as its place, but not wider than `max_width` pt; in the middle.

    `share` makes it narrower than that, if its labels can stay where they are.
    """

    keepWithNext = 1  # a figure stands before its words, on the same page

    def __init__(
        self,
        figure: document.Figure,
        *,
        label_pt: float,
        max_width: float,
        share: float,
        style: str,
        typeface: Typeface,
        labelled: bool = True,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.figure, self.label_pt, self.style = figure, label_pt, style
        self.labelled = labelled
        self.typeface = typeface
        self.max_width, self.share = max_width, share
        self.key = object()
        self.spaceAfter = after

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        full = min(width, self.max_width) / MM
        self.drawing = self._drawn(full)
        for share in (self.share, (1 + self.share) / 2):
            smaller = self._smaller(full * share)
            if smaller is not None:
                self.drawing = smaller
                break
        self.width, self.height = width, self.drawing.height * MM
        return self.width, self.height

    def _smaller(self, width: float) -> Drawing | None:
        """The figure at less than its full width, if no label has to leave its place for that."""
        try:
            drawn = self._drawn(width)
        except ContentError:
            return None
        # A label that stands away from what it names has a leader line to it.
        leaders, before = (each.svg.count("<line ") for each in (drawn, self.drawing))
        return drawn if leaders <= before else None

    def _drawn(self, width: float) -> Drawing:
        return drawing(
            self.figure,
            round(width, 2),
            self.label_pt,
            self.style,
            self.typeface,
            labelled=self.labelled,
        )

    def draw(self) -> None:
        width = self.drawing.width * MM
        x = (self.width - width) / 2
        paint(self.canv, self.drawing.svg, self.figure.alt, x, width, self.height, key=self.key)


class LogoBlock(Block):
    """The clinic's logo, as large as a box of `width` × `max_height` allows."""

    def __init__(self, data: bytes, kind: str, alt: str, *, max_height: float, grey: bool) -> None:
        super().__init__()
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
