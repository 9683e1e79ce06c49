"""Papers, and how pages go onto them: a page each, cards to cut, a poster over several sheets.

Lengths are in points unless a name says otherwise; `mm` converts.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple, TypeAlias

MM = 72 / 25.4


def mm(length: float) -> float:
    """Millimetres to points."""
    return length * MM


class Paper(NamedTuple):
    """A sheet size, in points.

    Attributes:
        scale: how many times larger than the theme says everything on it is set.
    """

    id: str
    name: str
    width: float
    height: float
    scale: float = 1.0

    @property
    def suffix(self) -> str:
        """What the name of a file printed on it ends with; see `Stock`."""
        return ""

    @property
    def turned(self) -> Paper:
        """The same sheet on its side."""
        return self._replace(width=self.height, height=self.width)


class Cards(NamedTuple):
    """Cards to cut from a sheet: `columns` × `rows` of them edge to edge in its middle."""

    id: str
    name: str
    sheet: Paper
    card: Paper
    columns: int
    rows: int

    @property
    def suffix(self) -> str:
        return f"-{self.columns * self.rows}-up"


class Tiled(NamedTuple):
    """A poster spread over office sheets.

    Attributes:
        sheet: upright; it is turned where that saves sheets.
        overlap: how far neighbours overlap, to be glued, in pt.
        margin: what the printer leaves white on every side of a sheet, in pt.
    """

    id: str
    name: str
    sheet: Paper
    poster: Paper
    overlap: float = mm(10)
    margin: float = mm(10)

    @property
    def suffix(self) -> str:
        return f"-tiles-{self.poster.id}"


Stock: TypeAlias = Paper | Cards | Tiled


def page_paper(stock: Stock) -> Paper:
    """The paper that a page is laid out for."""
    match stock:
        case Paper():
            return stock
        case Cards():
            return stock.card
        case Tiled():
            return stock.poster


A4 = Paper("a4", "A4", mm(210), mm(297))
LETTER = Paper("letter", "US Letter", 8.5 * 72, 11 * 72)
PAPERS: Mapping[str, Paper] = {paper.id: paper for paper in (A4, LETTER)}
"""What offices print on."""

A6 = Paper("a6", "A6", mm(105), mm(148))
A5 = Paper("a5", "A5", mm(148), mm(210))
QUARTER_LETTER = Paper("quarter-letter", "quarter US Letter", 4.25 * 72, 5.5 * 72)
HALF_LETTER = Paper("half-letter", "half US Letter", 5.5 * 72, 8.5 * 72)

CARDS: tuple[Stock, ...] = (
    A6,
    QUARTER_LETTER,
    Cards("a4", "A4, 4 cards", A4, A6, 2, 2),
    Cards("letter", "US Letter, 4 cards", LETTER, QUARTER_LETTER, 2, 2),
)
LARGE_CARDS: tuple[Stock, ...] = (
    A5,
    HALF_LETTER,
    Cards("a4", "A4, 2 cards", A4.turned, A5, 2, 1),
    Cards("letter", "US Letter, 2 cards", LETTER.turned, HALF_LETTER, 2, 1),
)

A3 = Paper("a3", "A3", mm(420), mm(297), scale=sqrt(2))
A2 = Paper("a2", "A2", mm(594), mm(420), scale=2)
A1 = Paper("a1", "A1", mm(841), mm(594), scale=2 * sqrt(2))
TABLOID = Paper("tabloid", "US Tabloid", 17 * 72, 11 * 72, scale=sqrt(2))
POSTER_PAPERS: Mapping[str, Paper] = {paper.id: paper for paper in (A3, A2, A1, TABLOID)}
POSTERS: tuple[Stock, ...] = (
    *POSTER_PAPERS.values(),
    Tiled("a4", "A4 sheets", A4, A2),
    Tiled("letter", "US Letter sheets", LETTER, A2),
)
