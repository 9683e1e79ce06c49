"""Runs of text as lines. Each breaking and each setting is done once.

Fitting a document asks for the same words again and again: at every opening, for colour and for
black and white, on every page they might go to. Only the faces, the size and the width matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from handouts.document import Runs
from handouts.layout.breaking import BrokenLine, Span, broken
from handouts.tagged.textblock import Line, Piece, TextBlock

Align: TypeAlias = Literal["left", "center"]

_BLANKS = re.compile(r"[ \t\r\f\v]+")
_MOST_SETTINGS = 64  # kept of some runs: documents rarely set them in so many


class TextStyle(NamedTuple):
    """How a paragraph looks: lengths in pt, colours as `#RRGGBB`.

    Links are bold as well as coloured, where `bold_links` says so: a link must show without
    colour, and nothing is underlined.
    """

    font: str
    bold: str
    size: float
    leading: float
    colour: str
    link_colour: str
    align: Align = "left"
    bold_links: bool = True
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False


class Measure:
    """The lines of some runs in one face and size, by width.

    `joined` says that their own line breaks stand inside words.
    """

    def __init__(self, spans: tuple[Span, ...], size: float, *, joined: bool) -> None:
        self._spans, self._size, self._joined = spans, size, joined
        self._lines: dict[float, list[BrokenLine]] = {}
        self._set: dict[tuple[TextStyle, float, int, int | None], TextBlock] = {}

    def lines(self, width: float) -> list[BrokenLine]:
        """The lines that the runs take in a width in pt."""
        found = self._lines.get(width)
        if found is None:
            if len(self._lines) >= _MOST_SETTINGS:
                self._lines.clear()
            found = broken(self._spans, self._size, width, joined=self._joined)
            self._lines[width] = found
        return found

    def block(
        self, style: TextStyle, width: float, start: int = 0, end: int | None = None
    ) -> TextBlock:
        """Some of the lines, ready to be drawn: the same block each time."""
        key = style, width, start, end
        made = self._set.get(key)
        if made is None:
            if len(self._set) >= _MOST_SETTINGS:
                self._set.clear()
            lines = [_set(line, style) for line in self.lines(width)[start:end]]
            made = self._set[key] = TextBlock(lines, style.size, style.leading)
        return made


def _set(line: BrokenLine, style: TextStyle) -> Line:
    pieces = tuple(
        Piece(span.text, span.font, style.link_colour if span.link else style.colour, span.link)
        for span in line.spans
    )
    centred = style.align == "center" and not line.spread
    return Line(pieces, line.room / 2 if centred else 0.0, line.spread)


@lru_cache(maxsize=8192)
def measure(
    runs: Runs, font: str, bold: str, size: float, *, bold_links: bool, joined: bool
) -> Measure:
    """What is known of some runs, set in one face and its bold one at a size in pt."""
    return Measure(spans(runs, font, bold, bold_links=bold_links), size, joined=joined)


def spans(runs: Runs, font: str, bold: str, *, bold_links: bool) -> tuple[Span, ...]:
    """Runs as spans; links are numbered by their place."""
    made = []
    for number, run in enumerate(runs):
        if text := _BLANKS.sub(" ", run.text):
            link = (number, run.href) if run.href else None
            is_bold = run.bold or (run.href is not None and bold_links)
            made.append(Span(text, bold if is_bold else font, link))
    return tuple(made)
