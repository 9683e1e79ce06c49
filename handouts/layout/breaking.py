"""How text breaks into lines: as many words as fit, with spaces a little narrower if need be.

Words are divided where they have a soft hyphen.  One longer than a line goes on after a hyphen, a
stroke or a no-break space of its own, an address anywhere; any other is refused, as nobody can read
it in two parts.
Lengths are in ems, the size of the type, so that a text is measured once for all sizes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias
from unicodedata import category

from handouts.design.line_breaks import BLANKS, BREAK_HERE
from handouts.tagged import Link, glyphs, width_of

SHRINKAGE = 0.05  # of its width, the most that a space may be narrower
SOFT_HYPHEN = "\xad"
_FUZZ = 1e-8
_MARKS = "-\u2010\u2013\u2014/\xa0"  # after which a word goes on on the next line, if it must
_WEB = re.compile(r"://|\w\.\w+/|\w@\w")
_ADDRESS = re.compile(r"\w[./@:_?&#~%+]+\w|://")


class WordTooWideError(ValueError):
    """Words fit no line of their place, and have no soft hyphen where they could be divided.

    Attributes:
        words: all of them, without marks round them.
        part: the part of the document they are in, counted from 0.
    """

    def __init__(self, words: Iterable[str], part: int = 0) -> None:
        self.words = tuple(dict.fromkeys(words))
        super().__init__(", ".join(self.words))
        self.part = part


class Span(NamedTuple):
    """Text of one look; a line break is the character `\\n`.

    `role` is the type of the element that it is, where that is not the paragraph's; an odd `level`
    says that it runs to the left, where that is known.
    """

    text: str
    font: str
    link: Link | None = None
    role: str = ""
    level: int | None = None


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


class Word(NamedTuple):
    """Pieces of text without a space between them.

    Attributes:
        space: width of the space after it, 0 if there is none.
        divided: it is a part of a longer word, and not divided again.
        marks: after which it may be divided, if it must.
        address: it may be divided anywhere.
        joins: a line may be broken after it, although there is no space.
    """

    width: float
    pieces: tuple[Span, ...]
    space: float
    divided: bool = False
    marks: str = _MARKS
    address: bool = False
    joins: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


class Break(NamedTuple):
    """The end of a line, `within` a word that goes on on the next, perhaps with a new hyphen."""

    within: bool = False
    hyphen: bool = False


WordList: TypeAlias = tuple[Word | Break, ...]


def break_lines(words: WordList, width: float) -> list[FilledLine]:
    """The lines of a text in a width.

    Raises `WordTooWideError`, with all words that no line has room for.
    """
    too_wide: list[str] = []
    waiting: deque[Word | Break] = deque(words)
    lines: list[FilledLine] = []
    line = FilledLine(width)
    while waiting:
        word = waiting.popleft()
        if isinstance(word, Break):
            lines.append(line.ended(word))
            line = FilledLine(width)
            continue
        if not line.takes(word.width):
            if not word.divided:
                parts = _divided_at(SOFT_HYPHEN, word, line, width)
                if parts is None and word.width > width:
                    parts = _divided_at(word.marks, word, line, width)
                if parts is None and word.width > width:
                    if word.address:
                        parts = _cut(word, line.left, width)
                    else:
                        too_wide.append(_plain(word.text))
                if parts is not None:
                    waiting.extendleft(reversed(parts))
                    continue
            if line.count:
                lines.append(line.ended(Break()))
                line = FilledLine(width)
        line.add(word)
    if too_wide:
        raise WordTooWideError(too_wide)
    if line.words:
        lines.append(line.ended(Break(within=True)))
    return lines


def least_width(words: WordList) -> float:
    """The least width in which no word is too wide."""
    return max((_least_width(word) for word in words if isinstance(word, Word)), default=0.0)


def _least_width(word: Word) -> float:
    """The same of one: as a whole, or divided wherever it may be."""
    if word.address:
        return 0.0
    parts = list(_parts(word))
    whole = least = 0.0
    for width, divided in reversed(parts):
        whole += width
        least = min(whole, max(divided, least))
    return least


def _parts(word: Word) -> Iterator[tuple[float, float]]:
    """The widths of the parts that a word may be divided into, without and with a new hyphen."""
    width = 0.0
    for piece in word.pieces:
        for part in _PARTS.findall(piece.text):
            width += width_of(part.replace(SOFT_HYPHEN, ""), piece.font, 1)
            if part[-1] == SOFT_HYPHEN or part[-1] in _MARKS:
                hyphen = width_of("-", piece.font, 1) if part[-1] == SOFT_HYPHEN else 0.0
                yield width, width + hyphen
                width = 0.0
    yield width, width


_PARTS = re.compile(f"[^{_MARKS}{SOFT_HYPHEN}]*[{_MARKS}{SOFT_HYPHEN}]|[^{_MARKS}{SOFT_HYPHEN}]+$")


def is_address(text: str) -> bool:
    """Whether a text without spaces is an address, of a page or a mailbox."""
    return _ADDRESS.search(text) is not None


def _plain(text: str) -> str:
    """A word without the marks round it; its letters keep what is written over and under them."""
    word = re.sub(r"^\W+", "", text.replace(SOFT_HYPHEN, ""))
    while word and not (word[-1].isalnum() or category(word[-1])[0] == "M"):
        word = word[:-1]
    return word or text


class FilledLine:
    """A line that is filled with words; what it looks like is worked out when somebody asks."""

    __slots__ = ("blanks", "count", "end", "joins", "space", "used", "width", "words")

    def __init__(self, width: float) -> None:
        self.width = width
        self.words: list[Word] = []
        self.count = 0  # of words that have text
        self.used = self.space = self.blanks = 0.0  # the space to come, and those between words
        self.end = Break()
        self.joins = False  # what follows, without a space

    def takes(self, width: float) -> bool:
        """Whether a word of that width fits, spaces made a little narrower."""
        limit = self.width + (self.blanks + self.space) * SHRINKAGE
        return (self.used + self.space + width if width > 0 else self.used) <= limit

    @property
    def left(self) -> float:
        return self.width - self.space - self.used

    def add(self, word: Word) -> None:
        if self.words:
            self.blanks += self.space
        if word.width > 0:
            self.used += self.space + word.width
        self.space, self.joins = word.space, word.joins
        self.words.append(word)
        for piece in word.pieces:
            if piece.text:
                self.count += 1
                break

    def ended(self, by: Break) -> FilledLine:
        self.end = by
        return self

    def set(self, size: float) -> BrokenLine:
        """The line in type of `size`, which its lengths are in the unit of.

        A line between words ends in a space, which text extraction needs and nobody sees.
        ISO 32000-1, 14.8.2.5; a new hyphen is a soft one, so that the word is read as one
        (14.8.2.2.3).
        """
        spans = [span for span in self._spans() if span.text]
        room = self.width - self.used
        gaps = self.count - 1 + sum(span.text.count("\xa0") for span in spans)
        spread = room / gaps if room < -_FUZZ and gaps > 0 else 0.0
        if spans:
            last = spans[-1]
            if self.end.hyphen:
                hyphen = SOFT_HYPHEN if ord(SOFT_HYPHEN) in glyphs(last.font) else "-"
                spans[-1] = last._replace(text=last.text[:-1] + hyphen)
            elif not (self.end.within or self.joins) and last.text[-1] not in f" {SOFT_HYPHEN}":
                spans[-1] = last._replace(text=last.text + " ")
        return BrokenLine(tuple(spans), spread * size, room * size)

    def _spans(self) -> list[Span]:
        """The words with their spaces; what stands in a row in one look is one span."""
        spans: list[Span] = []

        def append(text: str, look: Span) -> None:
            if spans and spans[-1][1:] == look[1:]:
                spans[-1] = look._replace(text=spans[-1].text + text)
            else:
                spans.append(look._replace(text=text))

        space = 0.0
        for word in self.words:
            if space:
                append(" ", spans[-1])
            for piece in word.pieces:
                append(piece.text.replace(SOFT_HYPHEN, ""), piece)
            space = word.space
        return spans


def words_of(spans: tuple[Span, ...], *, joined: bool) -> WordList:
    """The words of a text, and its own line breaks; `joined` says that those are inside words."""
    return tuple(_words_of(spans, joined))


def _words_of(spans: tuple[Span, ...], joined: bool) -> Iterator[Word | Break]:
    pieces: list[Span] = []  # of a word that may go on in the next span
    spaced = True  # a space, or the begin of a line, is right before

    def word(space: float) -> Word:
        width = 0.0
        for piece in pieces:
            width += width_of(piece.text.replace(SOFT_HYPHEN, ""), piece.font, 1)
        made = Word(width, tuple(pieces), space)
        pieces.clear()
        if not joined and not is_address(made.text):
            return made
        # A hyphen at the end of a line does not look like one of the address.
        return made._replace(address=True, marks="/" if _WEB.search(made.text) else _MARKS)

    def joined_words(span: Span, text: str) -> Iterator[Word]:
        """All but the last of the words that follow one another without a space."""
        *others, last = text.split(BREAK_HERE)
        for other in others:
            if other:
                pieces.append(span._replace(text=other))
            if pieces:
                yield word(0.0)._replace(joins=True)
        pieces.append(span._replace(text=last))

    for span in spans:
        space = width_of(" ", span.font, 1)
        for number, text in enumerate(span.text.split("\n")):
            if number:
                divided = bool(pieces) and pieces[-1].text.endswith("-")  # as in a label
                if pieces:
                    yield word(0.0)
                yield Break(within=joined or divided)
                spaced = True
            if not text:
                continue
            parts = BLANKS.split(text)
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
                yield from joined_words(span, part)
                yield word(space)
            spaced = not parts[-1]
            if parts[-1]:
                yield from joined_words(span, parts[-1])
    if pieces:
        yield word(0.0)


def _divided_at(
    marks: str, word: Word, line: FilledLine, width: float
) -> list[Word | Break] | None:
    """A word divided at one of these marks: on this line, else on the next."""
    if not any(mark in piece.text for piece in word.pieces for mark in marks):
        return None
    parts = _divided(word, marks, line.takes)
    if parts is None and line.words and _divided(word, marks, width.__ge__):
        return [Break(), word]
    return parts


def _divided(word: Word, marks: str, takes: Callable[[float], bool]) -> list[Word | Break] | None:
    """A word divided at the last of these marks before which it fits, hyphen and all.

    A soft hyphen becomes a hyphen there; other marks stay what they are.
    """
    found: tuple[int, int, float, float] | None = None  # piece, place in it, width and hyphen
    before = 0.0
    for number, piece in enumerate(word.pieces):
        hyphen = width_of("-", piece.font, 1) if SOFT_HYPHEN in marks else 0.0
        for place, letter in enumerate(piece.text):
            if letter in marks:
                end = place if hyphen else place + 1
                left = before + width_of(piece.text[:end].replace(SOFT_HYPHEN, ""), piece.font, 1)
                if not takes(left + hyphen):
                    break
                if hyphen or left < word.width - _FUZZ:  # something comes after it
                    found = number, place, left, hyphen
        before += width_of(piece.text.replace(SOFT_HYPHEN, ""), piece.font, 1)
    if found is None:
        return None
    number, place, left, hyphen = found
    piece = word.pieces[number]
    mark = "-" if hyphen else piece.text[place]
    head = piece._replace(text=piece.text[:place].replace(SOFT_HYPHEN, "") + mark)
    tail = piece._replace(text=piece.text[place + 1 :])
    return [
        Word(left + hyphen, (*word.pieces[:number], head), 0.0, divided=True),
        Break(within=True, hyphen=hyphen > 0),
        word._replace(
            width=word.width - left, pieces=(tail, *word.pieces[number + 1 :]), divided=False
        ),
    ]


def _cut(word: Word, left: float, width: float) -> list[Word | Break]:
    """An address too long for a line, in parts: what is `left` of this line, then whole lines."""
    parts: list[Word] = []
    pieces: list[Span] = []
    used = filled = 0.0
    for piece in word.pieces:
        text = ""
        for letter in piece.text.replace(SOFT_HYPHEN, ""):
            wide = width_of(letter, piece.font, 1)
            if used + wide > left and (filled or wide <= width):
                parts.append(Word(filled, (*pieces, piece._replace(text=text)), 0.0, divided=True))
                pieces, text, left = [], "", width
                used = filled = 0.0
            used += wide
            filled += wide
            text += letter
        pieces.append(piece._replace(text=text))
    parts.append(Word(filled, tuple(pieces), word.space, divided=True))
    made: list[Word | Break] = [parts[0]]
    for part in parts[1:]:
        made += [Break(within=True), part]
    return made
