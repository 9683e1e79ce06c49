"""Papers, and how pages go onto them: a page each, cards to cut, a poster over several sheets.

What is read on a phone goes on no paper, and is one page of the web.

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


class Web(NamedTuple):
    """A page of the web, to be read on a phone: as long as it takes."""

    id: str
    name: str

    @property
    def suffix(self) -> str:
        return ""


Sheets: TypeAlias = Paper | Cards | Tiled
"""What is printed."""
Stock: TypeAlias = Sheets | Web


def page_paper(stock: Sheets) -> Paper:
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
"""What offices print on.  Cards are cut from each of them, and posters spread over them."""

A6 = Paper("a6", "A6", mm(105), mm(148))
A5 = Paper("a5", "A5", mm(148), mm(210))


def quarter(paper: Paper) -> Paper:
    """A card of which four are cut from a sheet."""
    if paper == A4:
        return A6  # which ISO 216 rounds down
    return Paper(f"quarter-{paper.id}", f"quarter {paper.name}", paper.width / 2, paper.height / 2)


def half(paper: Paper) -> Paper:
    """A card of which two are cut from a sheet."""
    if paper == A4:
        return A5
    return Paper(f"half-{paper.id}", f"half {paper.name}", paper.height / 2, paper.width)


# By their heights, which ISO 216 rounds to whole millimetres: so their pages are filled alike.
A3 = Paper("a3", "A3", mm(297), mm(420), scale=420 / 297)
A2 = Paper("a2", "A2", mm(420), mm(594), scale=594 / 297)
A1 = Paper("a1", "A1", mm(594), mm(841), scale=841 / 297)
TABLOID = Paper("tabloid", "US Tabloid", 11 * 72, 17 * 72, scale=sqrt(2))
POSTER_PAPERS: Mapping[str, Paper] = {paper.id: paper for paper in (A3, A2, A1, TABLOID)}

WEB = Web("web", "Phone page")
