"""A page as a print shop wants it: bleed and crop marks round it, and boxes that say so."""

from __future__ import annotations

from typing import NamedTuple

from handouts.design.papers import Paper, mm
from handouts.layout.pages import Pages
from handouts.render.imposition.cut_marks import Rectangle, corner_marks, hairlines
from handouts.tagged import TaggedCanvas

# Crop marks stay clear of the bleed, and of the paper that is kept.
_CLEAR, _LENGTH = mm(3), mm(5)


class PrintShop(NamedTuple):
    """What is added round a page: `bleed` in pt, and crop marks."""

    bleed: float = 0.0
    crop_marks: bool = False

    @property
    def slug(self) -> float:
        """How much the sheet is larger than the page on every side, in pt."""
        marks = max(self.bleed, _CLEAR) + _LENGTH if self.crop_marks else 0.0
        return max(self.bleed, marks)


def paint(canvas: TaggedCanvas, pages: Pages, paper: Paper, shop: PrintShop) -> int:
    """A sheet for each page, with TrimBox and BleedBox (ISO 32000-1, 14.11.2); returns how many."""
    slug = shop.slug
    page = Rectangle(slug, slug, paper.width, paper.height)
    canvas.setPageSize((paper.width + 2 * slug, paper.height + 2 * slug))
    canvas.setTrimBox(page.corners)
    canvas.setBleedBox(page.grown(shop.bleed).corners)
    for number in range(1, len(pages) + 1):
        canvas.saveState()
        canvas.translate(page.x, page.y)
        pages.paint(canvas, number)
        canvas.restoreState()
        if shop.crop_marks:
            hairlines(canvas, corner_marks(page, max(shop.bleed, _CLEAR), _LENGTH))
        canvas.showPage()
    return len(pages)
