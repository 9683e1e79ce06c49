"""Paragraph styles of one body size, and runs of text as paragraphs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable

from handouts.document import Runs
from handouts.fonts import Typeface
from handouts.layout.lines import TextStyle, measure, set_paragraph
from handouts.layout.surface import Block
from handouts.tagged.flowables import TaggedParagraph
from handouts.tagged.pagefont import PageFont
from handouts.theme import Opening, Theme

Align: TypeAlias = Literal["left", "center"]
_ALIGNMENTS: dict[Align, Literal[0, 1]] = {"left": 0, "center": 1}  # reportlab.lib.enums


def register(typeface: Typeface) -> None:
    """Make a typeface known to ReportLab; safe to call again.

    Its bold face is the one emphasis, as italics are hard on low vision.
    """
    regular, bold = typeface.regular, typeface.bold
    if regular not in pdfmetrics.getRegisteredFontNames():
        for name, is_bold in ((regular, False), (bold, True)):
            pdfmetrics.registerFont(PageFont(name, str(typeface.path(bold=is_bold))))
        pdfmetrics.registerFontFamily(regular, regular, bold, regular, bold)


class Type:
    """Sizes and styles of one theme at one body size and opening."""

    def __init__(self, theme: Theme, body: float, opening: Opening, typeface: Typeface) -> None:
        register(typeface)
        self.typeface = typeface
        self.theme = theme
        self.body = body
        self.opening = opening
        self.small = max(theme.minimum, body * theme.small)

    @property
    def fine(self) -> Type:
        """The same for small print."""
        return Type(self.theme, self.small, self.opening, self.typeface)

    def size(self, factor: float) -> float:
        return max(self.theme.minimum, self.body * factor)

    def gap(self, factor: float = 1.0) -> float:
        """A distance between blocks, in pt."""
        return self.theme.block_gap * self.opening.gap * factor

    def style(
        self,
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: Align = "left",
        leading: float | None = None,
        before: float = 0,
        after: float = 0,
        keep_with_next: bool = False,
        bold_links: bool = True,
    ) -> TextStyle:
        return _style(
            fontName=self.typeface.face(bold=bold),
            bulletFontName=self.typeface.regular,
            fontSize=size,
            leading=size * (leading or self.opening.leading),
            textColor=colour or self.theme.colours.ink,
            alignment=_ALIGNMENTS[align],
            spaceBefore=before,
            spaceAfter=after,
            keepWithNext=int(keep_with_next),
            linkColour=self.theme.colours.link,
            boldLinks=bold_links,
        )


@lru_cache(maxsize=2048)
def _style(*, textColor: str, linkColour: str, boldLinks: bool, **kw: Any) -> TextStyle:
    made = TextStyle(
        "",
        textColor=HexColor(textColor),
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        **kw,
    )
    made.link_colour, made.bold_links = HexColor(linkColour), boldLinks
    return made


def bold(runs: Runs) -> Runs:
    return tuple(run._replace(bold=True) for run in runs)


class Words(Block):
    """A paragraph of text, tagged with `role`: measured often, made only to be drawn or split.

    `unbroken` is the text where its line breaks stand inside words.
    """

    def __init__(
        self, runs: Runs, style: TextStyle, role: str = "P", *, unbroken: str | None = None
    ) -> None:
        super().__init__()
        self.runs, self.style, self.role = runs, style, role
        self.unbroken = unbroken
        self.key = object()
        self._measure = measure(runs, style.fontName, style.fontSize, style.bold_links, unbroken)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width, self.height = width, self._measure.lines(width) * self.style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        made = self._as_mine(set_paragraph(self.runs, self.style, self.unbroken))
        made.wrapOn(self.canv, width, height)
        return made.split(width, height)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        self._as_mine(self._measure.broken(self.style, self.width)).drawOn(canvas, x, y)

    def _as_mine(self, made: TaggedParagraph) -> TaggedParagraph:
        made.role, made.key = self.role, self.key
        return made


def paragraph(runs: Runs, style: TextStyle, role: str = "P") -> Words:
    """One paragraph of text, tagged with `role`."""
    return Words(runs, style, role=role)
