"""Paragraph styles of one body size, and runs of text as ReportLab paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from handouts.document import Run, Runs
from handouts.fonts import Typeface
from handouts.tagged.flowables import TaggedParagraph
from handouts.theme import Opening, Theme

Align: TypeAlias = Literal["left", "center"]
_ALIGNMENTS: dict[Align, Literal[0, 1]] = {"left": 0, "center": 1}  # reportlab.lib.enums


def register(typeface: Typeface) -> None:
    """Make a typeface known to ReportLab; safe to call again."""
    if typeface.regular not in pdfmetrics.getRegisteredFontNames():
        for bold in (False, True):
            name = typeface.face(bold=bold)
            pdfmetrics.registerFont(TTFont(name, str(typeface.path(bold=bold))))
    register_family(typeface)


def register_family(typeface: Typeface) -> None:
    """Say which face is the bold one: the one emphasis, as italics are hard on low vision."""
    regular, bold = typeface.regular, typeface.bold
    pdfmetrics.registerFontFamily(regular, regular, bold, regular, bold)


class TextStyle(ParagraphStyle):
    """A paragraph style that has a look for links: a colour as `#RRGGBB`, and whether bold.

    Bold as well as coloured: a link must show without colour, and nothing is underlined.
    """

    link_colour: str
    bold_links: bool


class Type:
    """Sizes and styles of one theme at one body size and opening."""

    def __init__(self, theme: Theme, body: float, opening: Opening, typeface: Typeface) -> None:
        register(typeface)
        self.typeface = typeface
        self.theme = theme
        self.body = body
        self.opening = opening
        self.small = max(theme.minimum, body * 0.92)

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
        made = TextStyle(
            "",
            fontName=self.typeface.face(bold=bold),
            bulletFontName=self.typeface.regular,
            fontSize=size,
            leading=size * (leading or self.opening.leading),
            textColor=HexColor(colour or self.theme.colours.ink),
            alignment=_ALIGNMENTS[align],
            spaceBefore=before,
            spaceAfter=after,
            keepWithNext=int(keep_with_next),
            splitLongWords=1,
            allowWidows=0,
            allowOrphans=0,
        )
        made.link_colour = self.theme.colours.link
        made.bold_links = bold_links
        return made


def bold(runs: Runs) -> Runs:
    return tuple(replace(run, bold=True) for run in runs)


class Words(TaggedParagraph):
    """A paragraph that breaks its lines only when its width changes: layout asks many times."""

    _wrapped: tuple[float, tuple[float, float]] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if self._wrapped is None or self._wrapped[0] != availWidth:
            self._wrapped = availWidth, super().wrap(availWidth, availHeight)
        return self._wrapped[1]

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        self._wrapped = None  # ReportLab forgets the lines
        return super().split(availWidth, availHeight)


def paragraph(runs: Runs, style: TextStyle, role: str = "P") -> Words:
    """One paragraph of text, tagged with `role`."""
    return Words(mini_markup(runs, style), style, role=role)


def mini_markup(runs: Runs, style: TextStyle) -> str:
    """Runs in ReportLab's own inline markup, everything else in them escaped."""
    return "".join(_mini_markup(run, style) for run in runs)


def _mini_markup(run: Run, style: TextStyle) -> str:
    text = escape(run.text).replace("\n", "<br/>")
    if run.bold or (run.href and style.bold_links):
        text = f"<b>{text}</b>"
    if run.href:
        return f'<a href={quoteattr(run.href)} color="{style.link_colour}">{text}</a>'
    return text
