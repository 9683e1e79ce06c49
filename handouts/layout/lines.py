"""How runs of text break into lines: ReportLab breaks them, and each breaking is done once.

Fitting a document asks for the same words again and again: at every opening, for colour and for
black and white, on every page they might go to. Only the faces, the size and the width matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.fonts import ps2tt, tt2ps
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.paraparser import ParaFrag

from handouts.document import Run, Runs
from handouts.tagged.flowables import TaggedParagraph

_BLANKS = re.compile(r"[ \t\r\f\v]+")


class TextStyle(ParagraphStyle):
    """A paragraph style that has a look for links: a colour, and whether they are bold.

    Bold as well as coloured: a link must show without colour, and nothing is underlined.
    """

    link_colour: Color
    bold_links: bool


class Measure:
    """The number of lines of some runs in one face and size, by width."""

    def __init__(self, runs: Runs, style: TextStyle, unbroken: str | None) -> None:
        self._runs, self._style, self._unbroken = runs, style, unbroken
        self._lines: dict[float, int] = {}
        self._broken: dict[tuple[TextStyle, float], TaggedParagraph] = {}

    def lines(self, width: float) -> int:
        """How many lines the runs take in a width in pt."""
        if width not in self._lines:
            made = set_paragraph(self._runs, self._style, self._unbroken)
            made.wrap(width, 0)
            self._lines[width] = len(made.blPara.lines)
        return self._lines[width]

    def broken(self, style: TextStyle, width: float) -> TaggedParagraph:
        """The runs as a paragraph that is ready to be drawn: the same one each time."""
        made = self._broken.get((style, width))
        if made is None:
            made = set_paragraph(self._runs, style, self._unbroken)
            self._broken[style, width] = made
            made.wrap(width, 0)
        return made


def set_paragraph(runs: Runs, style: TextStyle, unbroken: str | None = None) -> TaggedParagraph:
    """Runs as a paragraph of ReportLab's."""
    frags = fragments(runs, style)
    return TaggedParagraph(None, style, frags=frags, whole=True, unbroken=unbroken)


@lru_cache(maxsize=8192)
def measure(runs: Runs, font: str, size: float, bold_links: bool, unbroken: str | None) -> Measure:
    """What is known of some runs, set in one face (and its bold one) at a size in pt."""
    style = TextStyle("", fontName=font, fontSize=size, leading=size)
    style.link_colour, style.bold_links = style.textColor, bold_links
    return Measure(runs, style, unbroken)


def fragments(runs: Runs, style: TextStyle) -> list[Any]:
    """Runs as ReportLab's paragraphs have them once they are parsed."""
    made: list[Any] = []
    for number, run in enumerate(runs):
        for index, part in enumerate(run.text.split("\n")):
            if index:
                made.append(_fragment(run, "", number, style, lineBreak=True))
            if part:
                made.append(_fragment(run, _BLANKS.sub(" ", part), number, style))
    if made:
        made[0].text = made[0].text.lstrip(" ")
        made[-1].text = made[-1].text.rstrip(" ")
    return made


def _fragment(run: Run, text: str, number: int, style: TextStyle, **more: bool) -> Any:
    bold = run.bold or (run.href is not None and style.bold_links)
    return ParaFrag(
        text=text,
        fontName=_bold(style.fontName) if bold else style.fontName,
        fontSize=style.fontSize,
        textColor=style.link_colour if run.href else style.textColor,
        bold=int(bold),
        italic=0,
        rise=0,
        greek=0,
        link=[(number, run.href)] if run.href else [],
        us_lines=[],
        **more,
    )


@lru_cache(maxsize=32)
def _bold(font: str) -> str:
    """The bold face of a registered font's family."""
    family, _, italic = ps2tt(font)
    return str(tt2ps(family, 1, italic))
