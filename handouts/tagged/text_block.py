"""Blocks of text: set once, as operators that any document can show (ISO 32000-1, 9.4).

A block knows nothing of the document or the page it is shown on. What belongs to a document, the
names of its fonts and the codes of its rarer letters, is put in when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from .exceptions import MissingGlyphError, UnembeddedFontError
from .fonts_in_use import FontsInUse
from .object_writer import escaped
from .operators import colour_operator, factor, number
from .pieces import Line, Link, Piece, Place
from .shaped_lines import ShapedLines
from .subset_font import embeddable, registered

_MOST_CODES = 16  # kept for a block: documents rarely give their fonts other names
_Show: TypeAlias = Callable[[str, str], Iterable[tuple[str, bytes]]]


class TextBlock:
    """Lines of text in fonts of one size, in points; `leading` leads from one to the next.

    Attributes:
        segments: the role, link and text of each stretch, in order.
        text: all of them.

    Raises `MissingGlyphError` or `UnembeddedFontError` for text that cannot be set in its font.
    """

    def __init__(self, lines: Sequence[Line], size: float, leading: float = 0.0) -> None:
        self._lines, self._size, self._leading = lines, size, leading
        self._indent = lines[0].x if lines else 0.0
        pieces = [piece for line in lines for piece in line.pieces if piece.text]
        letters: dict[str, set[str]] = {}
        shaped = False
        for piece in pieces:
            shaped |= not sets_alone(piece.text, piece.font)
            letters.setdefault(piece.font, set()).update(piece.text.replace("\xa0", " "))
        self._shaped = ShapedLines(lines, size, leading) if shaped else None
        self._letters = {
            font: (registered(font), frozenset(used)) for font, used in letters.items()
        }
        self._western = all(font.has(used) for font, used in self._letters.values())
        self.segments = (
            self._shaped.segments
            if self._shaped
            else [
                (role, link, "".join(piece.text for piece in stretch))
                for (role, link), stretch in groupby(pieces, lambda piece: (piece.role, piece.link))
            ]
        )
        self.text = "".join(text for *_, text in self.segments)
        self._codes: dict[tuple[object, ...], list[str]] = {}

    def start(self, x: float, y: float, *, mirrored: bool = False) -> str:
        """What begins the text object: the first line's baseline starts at x, y."""
        if mirrored or self._shaped:
            return f"BT {number(x)} {number(y)} Td"
        leading = f" {factor(self._leading)} TL" if len(self._lines) > 1 else ""
        return f"BT {number(x + self._indent)} {number(y)} Td{leading}"

    def operators(self, fonts: FontsInUse, *, grey: bool, mirrored: bool = False) -> list[str]:
        """The operators of each segment, in a document that uses some fonts already.

        Where it is `mirrored`, its lines begin at the right.
        """
        if mirrored or self._shaped:
            return self._as_shaped.operators(fonts, grey=grey, mirrored=mirrored)
        if not self._western:  # the codes of some letters are the document's own
            return self._written(lambda name, text: fonts.split(registered(name), text), grey)
        names = [fonts.show(font, letters) for font, letters in self._letters.values()]
        known = (grey, *names)
        if known not in self._codes:
            if len(self._codes) >= _MOST_CODES:
                self._codes.clear()
            named = dict(zip(self._letters, names, strict=True))
            self._codes[known] = self._written(
                lambda font, text: ((named[font], western(text)),), grey
            )
        return self._codes[known]

    @property
    def _as_shaped(self) -> ShapedLines:
        if self._shaped is None:
            self._shaped = ShapedLines(self._lines, self._size, self._leading)
        return self._shaped

    def places(self, *, mirrored: bool = False) -> list[Place]:
        """Where its links are."""
        if not any(link for _, link, _ in self.segments):
            return []
        if mirrored or self._shaped:
            return list(self._as_shaped.places(mirrored=mirrored))
        return list(self._places())

    def _written(self, show: _Show, grey: bool) -> list[str]:
        segments: list[list[str]] = []
        code: list[str] = []  # of the segment now, or of what comes before the first
        look = colour = ""
        element: tuple[str, Link | None] = "", None
        x, spread = self._indent, 0.0
        for place, line in enumerate(self._lines):
            if place:
                code.append(_to_next(line.x - x, self._leading))
                x = line.x
            if line.spread != spread:
                spread = line.spread
                code.append(f"{factor(spread)} Tw")
            for piece in line.pieces:
                if not piece.text:
                    continue
                if not segments or (piece.role, piece.link) != element:
                    code = [] if segments else code
                    segments.append(code)
                    element = piece.role, piece.link
                if piece.colour and piece.colour != colour:
                    colour = piece.colour
                    code.append(colour_operator(colour, "rg", grey=grey))
                for name, codes in show(piece.font, piece.text):
                    if name != look:
                        look = name
                        code.append(f"{name} {factor(self._size)} Tf")
                    code.append(f"({escaped(codes.decode('latin-1'))}) Tj")
        if spread:
            code.append("0 Tw")
        return [" ".join(segment) for segment in segments]

    def _places(self) -> Iterable[Place]:
        low, high = -0.2 * self._size, self._size
        for number_, line in enumerate(self._lines):
            x, y = line.x, -number_ * self._leading
            for (role, link), stretch in groupby(
                line.pieces, lambda piece: (piece.role, piece.link)
            ):
                start = x
                for piece in stretch:
                    x += registered(piece.font).stringWidth(piece.text, self._size)
                    x += line.spread * sum(map(piece.text.count, " \xa0"))
                if link is not None:
                    yield Place(role, link, (start, y + low, x, y + high))


def _to_next(x: float, leading: float) -> str:
    return f"{number(x)} {factor(-leading)} Td" if x else "T*"


def western(text: str) -> bytes:
    """The codes of letters of western Europe."""
    return text.replace("\xa0", " ").encode("cp1252")


@lru_cache(maxsize=4096)
def string(text: str, font: str, size: float) -> TextBlock:
    """One line of text in the canvas's own colour."""
    return TextBlock((Line((Piece(text, font),)),), size)


def sets_alone(text: str, font_name: str) -> bool:
    """Whether a font sets a text by itself, letter by letter from left to right.

    Raises `MissingGlyphError` or `UnembeddedFontError` if nothing would set it instead.
    """
    if not embeddable(font_name):
        raise UnembeddedFontError(font_name, text)
    font = registered(font_name)
    if font.sets(text):
        return True
    if font.scripts.fallbacks or font.scripts.right_to_left:
        return False
    lacking = next(character for character in text if not font.knows(character))
    raise MissingGlyphError(lacking, font_name, text)
