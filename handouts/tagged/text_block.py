"""Blocks of text: set once, as operators that any document can show (ISO 32000-1, 9.4).

A block knows nothing of the document or the page it is shown on. What belongs to a document, the
names of its fonts and the codes of its rarer letters, is put in when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from .exceptions import MissingGlyphError, UnembeddedFontError
from .object_writer import escaped
from .operators import colour_operator, factor, number
from .subset_font import SubsetFont, embeddable, glyphs, registered

Link: TypeAlias = tuple[int, str]
"""The number of a link in its block, and its target."""

_MOST_CODES = 16  # kept for a block: documents rarely give their fonts other names
_Show: TypeAlias = Callable[[str, str], Iterable[tuple[str, bytes]]]


class Piece(NamedTuple):
    """Text of one look.

    Attributes:
        font: the name of a font registered with ReportLab.
        colour: as `#RRGGBB`; empty for the one in effect.
        role: the type of an element of its own that it belongs to, before the block's.
    """

    text: str
    font: str
    colour: str = ""
    link: Link | None = None
    role: str = ""


class Line(NamedTuple):
    """A line of text.

    Attributes:
        x: where it starts, in points.
        spread: what is added to each of its spaces, in points.
    """

    pieces: tuple[Piece, ...]
    x: float = 0.0
    spread: float = 0.0


class Place(NamedTuple):
    """Where part of a link stands: left, bottom, right, top in points from the first baseline."""

    role: str
    link: Link
    box: tuple[float, float, float, float]


class FontsInUse:
    """The fonts that a document of ReportLab's shows text in."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._known: dict[Any, tuple[str, set[str]]] = {}

    def show(self, font: SubsetFont, letters: frozenset[str]) -> str:
        """The name of a font, in which these letters of western Europe are shown."""
        known = self._known.get(font)
        if known is None:
            known = self._known[font] = font.use(self.document)
        known[1].update(letters)
        return known[0]


class TextBlock:
    """Lines of text in fonts of one size, in points; `leading` leads from one to the next.

    Attributes:
        segments: the role, link and text of each stretch, in order.
        text: all of them.
        places: where the links are.

    Raises `MissingGlyphError` or `UnembeddedFontError` for text that cannot be set in its font.
    """

    def __init__(self, lines: Sequence[Line], size: float, leading: float = 0.0) -> None:
        self._lines, self._size, self._leading = lines, size, leading
        self._indent = lines[0].x if lines else 0.0
        pieces = [piece for line in lines for piece in line.pieces if piece.text]
        letters: dict[str, set[str]] = {}
        for piece in pieces:
            check_glyphs(piece.text, piece.font)
            letters.setdefault(piece.font, set()).update(piece.text.replace("\xa0", " "))
        self._letters = {
            font: (registered(font), frozenset(used)) for font, used in letters.items()
        }
        self._western = all(font.has(used) for font, used in self._letters.values())
        self.segments = [
            (role, link, "".join(piece.text for piece in stretch))
            for (role, link), stretch in groupby(pieces, lambda piece: (piece.role, piece.link))
        ]
        self.text = "".join(text for *_, text in self.segments)
        self.places = list(self._places()) if any(link for _, link, _ in self.segments) else []
        self._codes: dict[tuple[object, ...], list[str]] = {}

    def start(self, x: float, y: float) -> str:
        """What begins the text object: the first line's baseline starts at x, y."""
        leading = f" {factor(self._leading)} TL" if len(self._lines) > 1 else ""
        return f"BT {number(x + self._indent)} {number(y)} Td{leading}"

    def operators(self, fonts: FontsInUse, *, grey: bool) -> list[str]:
        """The operators of each segment, in a document that uses some fonts already."""
        if not self._western:  # the codes of some letters are the document's own
            return self._written(_in_document(fonts.document), grey)
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


def _in_document(document: Any) -> _Show:
    def show(name: str, text: str) -> Iterable[tuple[str, bytes]]:
        font = registered(name)
        for subset, codes in font.splitString(text, document):
            yield font.getSubsetInternalName(subset, document), codes

    return show


def western(text: str) -> bytes:
    """The codes of letters of western Europe."""
    return text.replace("\xa0", " ").encode("cp1252")


@lru_cache(maxsize=4096)
def string(text: str, font: str, size: float) -> TextBlock:
    """One line of text in the canvas's own colour."""
    return TextBlock((Line((Piece(text, font),)),), size)


def check_glyphs(text: str, font_name: str) -> None:
    """Raise `MissingGlyphError` or `UnembeddedFontError` if `text` cannot be set in that font."""
    if not embeddable(font_name):
        raise UnembeddedFontError(font_name, text)
    available = glyphs(font_name)
    for character in text:
        # ReportLab shows a no-break space as a space.
        if ord(character) not in available and character != "\xa0":
            raise MissingGlyphError(character, font_name, text)
