"""Text in runs of one direction and one font: which font sets what another one lacks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias
from unicodedata import category

from .bidi import levels
from .shaping import Face, FontFile, face

_JOINERS = "\u200c\u200d"
_CONTROLS = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""What only says how a text runs or where it breaks: it is never shown."""


class PlainFont(NamedTuple):
    """A font of ReportLab's, that sets text letter by letter; registered when it is needed."""

    name: str
    path: Path


class Fallback(NamedTuple):
    """What sets the characters that a font lacks.

    Attributes:
        font: a face that shapes text, or a plain font, in which whole words are set.
        ranges: of the code points it is asked for; none says any.
        first: characters that it sets even if the font has them.
    """

    font: FontFile | PlainFont
    ranges: tuple[range, ...] = ()
    first: str = ""

    def is_for(self, character: str) -> bool:
        code = ord(character)
        return not self.ranges or any(code in each for each in self.ranges)


class Scripts(NamedTuple):
    """How a font sets text of scripts that it is not made for.

    Attributes:
        lang: of the text, a BCP 47 tag; some letters look otherwise in some languages.
        right_to_left: paragraphs run to the left.
    """

    fallbacks: tuple[Fallback, ...] = ()
    lang: str = ""
    right_to_left: bool = False


class LetterFont(Protocol):
    """A font of ReportLab's, that sets text letter by letter.

    Attributes:
        chosen: what sets each letter with its marks, as it was found.
    """

    fontName: str
    file: Path
    scripts: Scripts
    chosen: dict[str, LetterFont | Face]

    def knows(self, text: str) -> bool:
        """Whether it has a glyph for each character."""

    def letters_width(self, text: str) -> float:
        """The width in em of a text that it sets."""

    def other(self, font: PlainFont) -> LetterFont:
        """Another font, registered."""

    def splitString(self, text: str, doc: object) -> list[tuple[int, bytes]]:
        """The codes of a text in the subsets of a document."""

    def getSubsetInternalName(self, subset: int, doc: object) -> str:
        """The name of a subset in a document."""


class Run(NamedTuple):
    """Text of one direction and one font, without controls.

    A font of ReportLab's sets it as it is, letter by letter; in a face it is shaped.
    """

    text: str
    level: int
    font: LetterFont | Face
    lang: str

    @property
    def right_to_left(self) -> bool:
        return self.level % 2 == 1


_Choice: TypeAlias = LetterFont | Face


def runs_of(text: str, font: LetterFont, known_levels: Sequence[int] | None = None) -> list[Run]:
    """A text as runs, in the order it is read.

    Args:
        known_levels: the embedding level of each character, if it is a part of a paragraph.
    What no font has is left to the first.
    """
    if known_levels is None:
        known_levels = levels(text, int(font.scripts.right_to_left))
    found: list[tuple[str, int, _Choice]] = []
    for word in _words(text):
        found += _choices(text, word, font, known_levels)
    made: list[Run] = []
    for piece, level, choice in found:
        if made and made[-1].level == level and made[-1].font is choice:
            made[-1] = made[-1]._replace(text=made[-1].text + piece)
        else:
            made.append(Run(piece, level, choice, font.scripts.lang))
    return made


def _words(text: str) -> list[range]:
    """Where words are, and spaces by themselves."""
    found, start = [], 0
    for at, character in enumerate(text):
        if character in " \xa0":
            found += [range(start, at), range(at, at + 1)]
            start = at + 1
    return [each for each in (*found, range(start, len(text))) if each]


def _choices(
    text: str, word: range, font: LetterFont, known_levels: Sequence[int]
) -> list[tuple[str, int, _Choice]]:
    """Each letter of a word, with its marks, and what sets it."""
    letters: list[tuple[str, int]] = []
    for at in word:
        character = text[at]
        if character in _CONTROLS:
            continue
        if letters and (character in _JOINERS or category(character)[0] == "M"):
            letters[-1] = letters[-1][0] + character, letters[-1][1]
        elif character not in _JOINERS:
            letters.append((character, known_levels[at]))
    chosen = [_font_for(letter, font) for letter, _ in letters]
    for other in dict.fromkeys(chosen):
        # A word is not set in two typefaces of one script.
        if (
            other is not font
            and not isinstance(other, Face)
            and other.knows(text[word.start : word.stop])
        ):
            chosen = [other] * len(letters)
            break
    return [
        (letter, level, _face_of(choice) if level % 2 else choice)
        for (letter, level), choice in zip(letters, chosen, strict=True)
    ]


def _face_of(choice: _Choice) -> Face:
    """What sets text to the left: brackets are turned."""
    return choice if isinstance(choice, Face) else face(FontFile(choice.file))


def _font_for(letter: str, font: LetterFont) -> _Choice:
    """What sets a letter with its marks."""
    found = font.chosen.get(letter)
    if found is None:
        found = font.chosen[letter] = _search(letter, font)
    return found


def _search(letter: str, font: LetterFont) -> _Choice:
    fallbacks = font.scripts.fallbacks
    if font.knows(letter) and not any(letter[0] in each.first for each in fallbacks):
        return font
    for fallback in fallbacks:
        if not (fallback.is_for(letter[0]) or letter[0] in fallback.first):
            continue
        other = face(each) if isinstance(each := fallback.font, FontFile) else font.other(each)
        if isinstance(other, Face):
            if all(ord(each) in other.characters or each in _JOINERS for each in letter):
                return other
        elif other.knows(letter):
            return other
    return font
