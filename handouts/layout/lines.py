"""Runs of text as lines. Each breaking and each setting is done once.

Fitting a document asks for the same words again and again: at every spacing, for colour and for
black and white, on every page they might go to. Only the faces, the size and the width matter.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from handouts.document import Runs
from handouts.layout.breaking import (
    Break,
    BrokenLine,
    FilledLine,
    Span,
    Word,
    WordList,
    WordTooWideError,
    break_lines,
    least_width,
    words_of,
)
from handouts.layout.hyphenation import with_steps_bound
from handouts.layout.letter_outlines import CAP_HEIGHT
from handouts.layout.script_spans import by_direction, with_breaks
from handouts.tagged import Line, Piece, TextBlock

Align: TypeAlias = Literal["left", "center"]

_BLANKS = re.compile(r"[ \t\r\f\v]+")
_ENDLESS = 1e4  # ems
_NARROWER = tuple(1 - step * 0.03 for step in range(1, 14))
_SHORT = 0.15  # of its room: a last line that looks stranded
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

    @property
    def lift(self) -> float:
        """How much higher a line stands, in pt, with its capitals in the middle of its height."""
        return ((2 - CAP_HEIGHT) * self.size - self.leading) / 2


class TextLines:
    """The lines of some runs in one face, by size and width in pt.

    `joined` says that their own line breaks stand inside words.
    """

    def __init__(self, spans: tuple[Span, ...], *, joined: bool) -> None:
        self._words = words_of(spans, joined=joined)
        self._broken: dict[float, list[FilledLine]] = {}
        self._set: dict[tuple[TextStyle, float, int, int | None], TextBlock] = {}

    @cached_property
    def least_width(self) -> float:
        """The least width, in ems, in which no word is too wide."""
        return least_width(self._words)

    @cached_property
    def natural_width(self) -> float:
        """The width, in ems, of the longest line if lines only end where the runs say so."""
        return max((line.used for line in break_lines(self._words, _ENDLESS)), default=0.0)

    def count(self, size: float, width: float) -> int:
        """How many lines the runs take."""
        found = self._broken.get(width / size)  # as nearly always: it is asked most of all
        return len(self._lines(size, width) if found is None else found)

    def divides(self, size: float, width: float, number: int) -> bool:
        """Whether the line of that number ends within a divided word."""
        return self._lines(size, width)[number].end.hyphen

    def lines(self, size: float, width: float) -> list[BrokenLine]:
        """The lines that the runs take."""
        return [line.set(size) for line in self._lines(size, width)]

    def _lines(self, size: float, width: float) -> list[FilledLine]:
        ems = width / size
        found = self._broken.get(ems)
        if found is None:
            if len(self._broken) >= _MOST_SETTINGS:
                self._broken.clear()
            found = self._broken[ems] = _none_stranded(self._words, ems)
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
            lines = [_set(line, style) for line in self.lines(style.size, width)[start:end]]
            made = self._set[key] = TextBlock(lines, style.size, style.leading)
        return made


def _is_stranded(line: FilledLine, ems: float) -> bool:
    """Whether a last line is a word, or so short that it looks like one."""
    return line.count == 1 or line.used < _SHORT * ems


def _none_stranded(words: WordList, ems: float) -> list[FilledLine]:
    """Lines of a text, as few as there can be; the last is not stranded if it can be helped."""
    lines = break_lines(words, ems)
    if len(lines) > 1 and _is_stranded(lines[-1], ems):
        for part in _NARROWER:
            try:
                narrower = break_lines(words, ems * part)
            except WordTooWideError:
                break
            if len(narrower) > len(lines):
                break
            if not _is_stranded(narrower[-1], ems):
                for line in narrower:
                    line.width = ems
                return narrower
        # Where the line before is not the widest, a word of it alone goes down.
        at = len(words) - len(lines[-1].words) - 1
        whole = not lines[-2].end.within and all(isinstance(word, Word) for word in words[at:])
        if at > 0 and whole:
            other = break_lines((*words[:at], Break(), *words[at:]), ems)
            if (
                len(other) == len(lines)
                and other[-2].count > 1
                and not _is_stranded(other[-1], ems)
            ):
                return other
    return lines


def _set(line: BrokenLine, style: TextStyle) -> Line:
    pieces = tuple(
        Piece(
            span.text,
            span.font,
            style.link_colour if span.link else style.colour,
            span.link,
            span.role,
            span.level,
        )
        for span in line.spans
    )
    centred = style.align == "center" and not line.spread
    return Line(pieces, line.room / 2 if centred else 0.0, line.spread)


@lru_cache(maxsize=8192)
def text_lines(runs: Runs, font: str, bold: str, *, bold_links: bool, joined: bool) -> TextLines:
    """What is known of some runs, set in one face and its bold one."""
    made = spans(runs, font, bold, bold_links=bold_links)
    return TextLines(by_direction(with_breaks(made)), joined=joined)


def spans(runs: Runs, font: str, bold: str, *, bold_links: bool) -> tuple[Span, ...]:
    """Runs as spans; links are numbered by their place, and followed by their address."""
    made: list[Span] = []
    for number, run in enumerate(with_steps_bound(runs)):
        if text := _BLANKS.sub(" ", run.text):
            link = (number, run.href) if run.href else None
            is_bold = run.bold or (run.href is not None and bold_links)
            role = f"H{run.level}" if run.level else ""
            made.append(Span(text, bold if is_bold else font, link, role))
            if run.address:
                made.append(Span(run.address_on_paper, font, link, role))
    return tuple(made)
