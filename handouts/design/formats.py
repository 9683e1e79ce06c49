"""What a document is made for: the sheets it is printed on, and how it is set on them.

A handout fills office paper.  A card is cut from a sheet.  A poster is one large sheet, or is
spread over office sheets that are glued together.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple, TypeAlias

from handouts.design.theme import (
    BLACK,
    EDITIONS,
    LARGE_PRINT,
    PAPERS,
    STANDARD,
    WHITE,
    Colours,
    Margins,
    Opening,
    Paper,
    Strokes,
    Theme,
    in_black,
    mm,
)


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


class Format(NamedTuple):
    """How one kind of document is printed.

    Attributes:
        themes: the look of each edition there is.
        stocks: what each edition is printed on.
        compact: too small, or read from too far away, for a footer and a long draft bar.
    """

    themes: Mapping[str, Theme]
    stocks: Mapping[str, tuple[Stock, ...]]
    compact: bool = False

    def stock(self, edition: str, stock_id: str) -> Stock:
        """What `edition` is printed on under that id.

        Raises:
            KeyError: it is not printed on that.
        """
        return {stock.id: stock for stock in self.stocks[edition]}[stock_id]


# --- cards: A6, or a quarter of US Letter; large print is twice as large ------------------------

A4, LETTER = PAPERS["a4"], PAPERS["letter"]
A6 = Paper("a6", "A6", mm(105), mm(148))
A5 = Paper("a5", "A5", mm(148), mm(210))
QUARTER_LETTER = Paper("quarter-letter", "quarter US Letter", 4.25 * 72, 5.5 * 72)
HALF_LETTER = Paper("half-letter", "half US Letter", 5.5 * 72, 8.5 * 72)

CARD = STANDARD._replace(
    bodies=(13.5, 13, 12.5, 12),
    squeeze=Opening(1.15, 0.15),
    # 10 mm, and what the edge of a heavy frame may blur and the tails of letters hang below.
    margins=Margins(left=mm(10.3), right=mm(10.3), top=mm(10.3), bottom=mm(10.5)),
    strokes=Strokes(panel=mm(0.7), help=mm(1.2)),
    icon_width=mm(40),
    gutter=mm(2),
    block_gap=mm(2),
    padding=mm(2.2),
    radius=mm(1.6),
    h1=1.35,
    h2=1.06,
    bar=1.06,
)
CARD_LARGE_PRINT = CARD._replace(
    bodies=LARGE_PRINT.bodies,
    openings=(Opening(1.35, 1.2), Opening(1.3, 0.8), Opening(1.25, 0.5), Opening(1.25, 0.3)),
    minimum=LARGE_PRINT.minimum,
    label=LARGE_PRINT.label,
    columns=False,
    reflow=True,
    strokes=Strokes(field=mm(0.5), box=mm(0.6), panel=mm(0.9), help=mm(1.6)),
    padding=mm(3.2),
    icon_width=mm(62),
)
_CARDS: tuple[Stock, ...] = (
    A6,
    QUARTER_LETTER,
    Cards("a4", "A4, 4 cards", A4, A6, 2, 2),
    Cards("letter", "US Letter, 4 cards", LETTER, QUARTER_LETTER, 2, 2),
)
_LARGE_CARDS: tuple[Stock, ...] = (
    A5,
    HALF_LETTER,
    Cards("a4", "A4, 2 cards", A4.turned, A5, 2, 1),
    Cards("letter", "US Letter, 2 cards", LETTER.turned, HALF_LETTER, 2, 1),
)

# --- posters ------------------------------------------------------------------------------------

# A poster is laid out once, as for A4, and set larger with its sheet.  The rule of thumb of sign
# makers is an inch of letter height for every 25 feet of distance: capitals of 1/300.  What must be
# read from 2 m so needs capitals of 6.7 mm.  Cap height is 0.668 em (Atkinson Hyperlegible), so on
# A3, the smallest, bodies are at least 28.3 pt, and the words of figures 24 pt (1.8 m).
# Small print, to be read from 1.5 m, is at least 21.6 pt.
POSTER = Theme(
    bodies=(22, 21.5, 21, 20.5, 20),
    openings=(
        Opening(1.25),
        Opening(1.2, 0.8),
        Opening(1.15, 0.6),
        Opening(1.15, 0.6, 0.92),
        Opening(1.1, 0.36, 0.9),
    ),
    minimum=15.3,
    label=17,
    small=0.765,
    fine_print=frozenset(["stop", "help", "box", "dose", "strip", "clinic", "beside"]),
    margins=Margins(left=mm(10), right=mm(10), top=mm(7.2), bottom=mm(7.2)),
    # Large areas and heavy frames would soak the paper: no one ink takes more than 15 % of it.
    saves_ink=True,
    colours=Colours(
        soft=WHITE, stop_tint=WHITE, left_tint=WHITE, right_tint=WHITE, ink=BLACK, headings=BLACK
    ),
    strokes=Strokes(field=mm(0.35), box=mm(0.4), panel=mm(0.6), help=mm(1.0)),
    figure_width=mm(126),
    icon_width=mm(21),
    gutter=mm(5),
    block_gap=mm(3),
    padding=mm(3),
    radius=mm(3),
    h1=1.75,
    h2=0.9,
    h3=1.2,
    bar=1.3,
)
A3 = Paper("a3", "A3", mm(420), mm(297), scale=sqrt(2))
A2 = Paper("a2", "A2", mm(594), mm(420), scale=2)
A1 = Paper("a1", "A1", mm(841), mm(594), scale=2 * sqrt(2))
TABLOID = Paper("tabloid", "US Tabloid", 17 * 72, 11 * 72, scale=sqrt(2))
POSTER_PAPERS: Mapping[str, Paper] = {paper.id: paper for paper in (A3, A2, A1, TABLOID)}
_POSTERS: tuple[Stock, ...] = (
    *POSTER_PAPERS.values(),
    Tiled("a4", "A4 sheets", A4, A2),
    Tiled("letter", "US Letter sheets", LETTER, A2),
)

FORMATS: Mapping[str, Format] = {
    "handout": Format(
        themes=EDITIONS,
        stocks={edition: tuple(PAPERS.values()) for edition in EDITIONS},
    ),
    "card": Format(
        themes={"standard": CARD, "large-print": CARD_LARGE_PRINT, "mono": in_black(CARD)},
        stocks={"standard": _CARDS, "large-print": _LARGE_CARDS, "mono": _CARDS},
        compact=True,
    ),
    # A poster is large print already: nothing on it is smaller than 21 pt.
    "poster": Format(
        themes={"standard": POSTER, "mono": in_black(POSTER)},
        stocks={"standard": _POSTERS, "mono": _POSTERS},
        compact=True,
    ),
}
