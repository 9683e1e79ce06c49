"""Pictures of a page: as it is, and without its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from handouts.checking.clipping import Box
from handouts.checking.painted_text import INVISIBLE

_DPI = 100
_MOST_PIXELS = 20_000_000
_DEEPEST = 8  # form XObjects within form XObjects


@dataclass(frozen=True)
class Seen:
    """Both pictures, in RGB; `scale` is pixels per pt."""

    whole: Image.Image
    without_text: Image.Image
    scale: float

    def crop(self, box: Box) -> tuple[Image.Image, Image.Image] | None:
        """What is within a box in pt, in both pictures; None if it is off the page."""
        left, bottom, right, top = box
        width, height = self.whole.size
        area = (
            max(0, int(left * self.scale)),
            max(0, int(height - top * self.scale)),
            min(width, int(right * self.scale) + 1),
            min(height, int(height - bottom * self.scale) + 1),
        )
        if area[0] >= area[2] or area[1] >= area[3]:
            return None
        return self.whole.crop(area), self.without_text.crop(area)

    def margin(self, but: Iterable[Box] = ()) -> float | None:
        """The least distance of anything but white from an edge, in pt; None on an empty page.

        What is within the boxes `but`, in pt, is not looked at.
        """
        seen = self.whole.copy()
        for left, bottom, right, top in but:
            low, high = ((seen.height - y * self.scale) for y in (bottom, top))
            box = int(left * self.scale) - 1, int(high) - 1
            seen.paste("white", (*box, int(right * self.scale) + 2, int(low) + 2))
        white = Image.new("RGB", seen.size, "white")
        ink = ImageChops.difference(seen, white).getbbox()
        if ink is None:
            return None
        width, height = self.whole.size
        return min(ink[0], ink[1], width - ink[2], height - ink[3]) / self.scale


def see(document: Any, number: int) -> Seen:
    """Renders a page of a pypdfium2 document, counted from 0."""
    page = document[number]
    width, height = page.get_size()
    scale = min(_DPI / 72, sqrt(_MOST_PIXELS / max(1, width * height)))
    whole = _picture(page, scale)
    for painted in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST):
        pdfium.FPDFTextObj_SetTextRenderMode(painted.raw, INVISIBLE)
    return Seen(whole, _picture(page, scale), scale)


def _picture(page: Any, scale: float) -> Image.Image:
    picture: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
    return picture.convert("RGB")
