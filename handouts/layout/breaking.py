"""How text breaks into lines: as many words as fit, with spaces a little narrower if need be.

Words are divided where they have a soft hyphen, and anywhere if they are longer than a line.
Lengths are in points.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from handouts.tagged.fonts import glyphs, width_of
from handouts.tagged.textblock import Link

SHRINKAGE = 0.05  # of its width, the most that a space may be narrower
SOFT_HYPHEN = "\xad"
_FUZZ = 1e-8
_BLANKS = re.compile(r"[^\S\xa0]+")


class Span(NamedTuple):
    """Text of one look; a line break is the character `\\n`."""

    text: str
    font: str
    link: Link | None = None


class BrokenLine(NamedTuple):
    """A line of text.

    Attributes:
        spread: what is added to each of its spaces, where they have to be narrower.
        room: what is left of the width.
    """

    spans: tuple[Span, ...]
    spread: float
    room: float

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


class _Word(NamedTuple):
    """Pieces of text without a space between them.

    Attributes:
        space: width of the space after it, 0 if there is none.
        divided: it is a part of a longer word, and not divided again.
    """

    width: float
    pieces: tuple[Span, ...]
    space: float
    divided: bool = False


class _Break(NamedTuple):
    """The end of a line, `within` a word that goes on on the next, perhaps with a new hyphen."""

    within: bool = False
    hyphen: bool = False


def broken(spans: tuple[Span, ...], size: float, width: float, *, joined: bool) -> list[BrokenLine]:
    """The lines of a text in a width; `joined` says that its own line breaks are inside words."""
    waiting: deque[_Word | _Break] = deque(_words(spans, size, joined=joined))
    lines: list[BrokenLine] = []
    line = _Line(size, width)
    while waiting:
        word = waiting.popleft()
        if isinstance(word, _Break):
            lines.append(line.ended(word))
            line = _Line(size, width)
            continue
        if not line.takes(word.width) and not word.divided:
            parts = _hyphenated(word, size, line.takes)
            if parts is None and line.words and _hyphenated(word, size, width.__ge__):
                parts = [_Break(), word]  # it is divided on the next line
            if parts is None and word.width > width:
                parts = _cut(word, size, line.left, width)
            if parts is not None:
                waiting.extendleft(reversed(parts))
                continue
        if line.count and not line.takes(word.width):
            lines.append(line.ended(_Break()))
            line = _Line(size, width)
        line.add(word)
    if line.words:
        lines.append(line.ended(_Break(within=True)))
    return lines


class _Line:
    """A line that is being filled."""

    def __init__(self, size: float, width: float) -> None:
        self.size, self.width = size, width
        self.words = self.count = 0  # all, and those that have text
        self.used = self.space = 0.0
        self.spans: list[Span] = []

    def takes(self, width: float) -> bool:
        """Whether a word of that width fits, spaces made a little narrower."""
        if width <= 0:
            return self.used <= self.limit
        return self.used + self.space + width <= self.limit

    @property
    def limit(self) -> float:
        spaces = self.space
        for span in self.spans:
            if count := span.text.count(" "):
                spaces += count * width_of(" ", span.font, self.size)
        return self.width + spaces * SHRINKAGE

    @property
    def left(self) -> float:
        return self.width - self.space - self.used

    def add(self, word: _Word) -> None:
        if self.words and self.space and not self.spans[-1].text.endswith(" "):
            self._append(self.spans[-1]._replace(text=" "))
        for piece in word.pieces:
            self._append(piece._replace(text=piece.text.replace(SOFT_HYPHEN, "")))
        self.used += self.space + word.width if word.width > 0 else 0.0
        self.space = word.space
        self.words += 1
        self.count += any(piece.text for piece in word.pieces)

    def _append(self, piece: Span) -> None:
        if self.spans and self.spans[-1][1:] == piece[1:]:
            self.spans[-1] = piece._replace(text=self.spans[-1].text + piece.text)
        else:
            self.spans.append(piece)

    def ended(self, by: _Break) -> BrokenLine:
        """A line between words ends in a space, which text extraction needs and nobody sees.

        ISO 32000-1, 14.8.2.5; a new hyphen is a soft one, so that the word is read as one
        (14.8.2.2.3).
        """
        spans = [span for span in self.spans if span.text]
        room = self.width - self.used
        gaps = self.count - 1 + sum(span.text.count("\xa0") for span in spans)
        spread = room / gaps if room < -_FUZZ and gaps > 0 else 0.0
        if spans:
            last = spans[-1]
            if by.hyphen:
                hyphen = SOFT_HYPHEN if ord(SOFT_HYPHEN) in glyphs(last.font) else "-"
                spans[-1] = last._replace(text=last.text[:-1] + hyphen)
            elif not by.within and last.text[-1] not in f" -{SOFT_HYPHEN}":
                spans[-1] = last._replace(text=last.text + " ")
        return BrokenLine(tuple(spans), spread, room)


def _words(spans: tuple[Span, ...], size: float, *, joined: bool) -> Iterator[_Word | _Break]:
    """The words of a text, and its own line breaks."""
    pieces: list[Span] = []  # of a word that may go on in the next span
    spaced = True  # a space, or the begin of a line, is right before

    def word(space: float) -> _Word:
        width = 0.0
        for piece in pieces:
            width += width_of(piece.text.replace(SOFT_HYPHEN, ""), piece.font, size)
        made = _Word(width, tuple(pieces), space)
        pieces.clear()
        return made

    for span in spans:
        space = width_of(" ", span.font, size)
        for number, text in enumerate(span.text.split("\n")):
            if number:
                if pieces:
                    yield word(0.0)
                yield _Break(within=joined)
                spaced = True
            if not text:
                continue
            parts = _BLANKS.split(text)
            if not parts[0]:  # it begins with a space
                del parts[0]
                if pieces:
                    yield word(0.0)
                if not spaced:  # the space is of this look
                    pieces.append(span._replace(text=""))
                    yield word(space)
                if not any(parts):
                    spaced = True
                    continue
            for part in parts[:-1]:
                pieces.append(span._replace(text=part))
                yield word(space)
            spaced = not parts[-1]
            if parts[-1]:
                pieces.append(span._replace(text=parts[-1]))
    if pieces:
        yield word(0.0)


def _hyphenated(
    word: _Word, size: float, takes: Callable[[float], bool]
) -> list[_Word | _Break] | None:
    """A word divided at the last of its soft hyphens before which it fits, hyphen and all."""
    found: tuple[int, int, float, float] | None = None  # piece, place in it, width and hyphen
    before = 0.0
    for number, piece in enumerate(word.pieces):
        hyphen = width_of("-", piece.font, size)
        for place, letter in enumerate(piece.text):
            if letter == SOFT_HYPHEN:
                start = piece.text[:place].replace(SOFT_HYPHEN, "")
                left = before + width_of(start, piece.font, size)
                if not takes(left + hyphen):
                    break
                found = number, place, left, hyphen
        before += width_of(piece.text.replace(SOFT_HYPHEN, ""), piece.font, size)
    if found is None:
        return None
    number, place, left, hyphen = found
    piece = word.pieces[number]
    head = piece._replace(text=piece.text[:place].replace(SOFT_HYPHEN, "") + "-")
    tail = piece._replace(text=piece.text[place + 1 :])
    return [
        _Word(left + hyphen, (*word.pieces[:number], head), 0.0, divided=True),
        _Break(within=True, hyphen=True),
        _Word(word.width - left, (tail, *word.pieces[number + 1 :]), word.space),
    ]


def _cut(word: _Word, size: float, left: float, width: float) -> list[_Word | _Break]:
    """A word too long for a line, in parts: what is `left` of this line, then whole lines."""
    parts: list[_Word] = []
    pieces: list[Span] = []
    used = filled = 0.0
    for piece in word.pieces:
        text = ""
        for letter in piece.text.replace(SOFT_HYPHEN, ""):
            wide = width_of(letter, piece.font, size)
            if used + wide > left and (filled or wide <= width):
                parts.append(_Word(filled, (*pieces, piece._replace(text=text)), 0.0, divided=True))
                pieces, text, left = [], "", width
                used = filled = 0.0
            used += wide
            filled += wide
            text += letter
        pieces.append(piece._replace(text=text))
    parts.append(_Word(filled, tuple(pieces), word.space, divided=True))
    made: list[_Word | _Break] = [parts[0]]
    for part in parts[1:]:
        made += [_Break(within=True), part]
    return made
