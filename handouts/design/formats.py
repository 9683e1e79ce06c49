"""What a document is made for: the sheets it is printed on, and how it is set on them.

A handout fills office paper.  A card is cut from a sheet.  A poster is one large sheet, or is
spread over office sheets that are glued together.  A handout and a card are a page of the web too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from handouts.design import margins
from handouts.design.papers import (
    A2,
    PAPERS,
    POSTER_PAPERS,
    WEB,
    Cards,
    Sheets,
    Stock,
    Tiled,
    Web,
    half,
    mm,
    quarter,
)
from handouts.design.theme import (
    EDITIONS,
    LARGE_PRINT,
    STANDARD,
    WHITE,
    Colours,
    Spacing,
    Strokes,
    Theme,
    in_black,
)


class Format(NamedTuple):
    """How one kind of document is printed.

    Attributes:
        themes: the look of each edition there is.
        stocks: what each edition is printed on.
        web: the page of the web that they are too, in the standard edition: whoever reads it there
            makes it larger, or black and white.
        compact: too small, or read from too far away, for a footer and a long draft bar.
    """

    themes: Mapping[str, Theme]
    stocks: Mapping[str, tuple[Sheets, ...]]
    web: tuple[Web, ...] = ()
    compact: bool = False

    def outputs(self, edition: str) -> tuple[Stock, ...]:
        """All that is made of an edition."""
        return (*self.stocks[edition], *(self.web if edition == "standard" else ()))

    def stock(self, edition: str, stock_id: str) -> Sheets:
        """What `edition` is printed on under that id.

        Raises:
            KeyError: it is not printed on that.
        """
        return {stock.id: stock for stock in self.stocks[edition]}[stock_id]


# --- cards: A6, or a quarter of US Letter; large print is twice as large ------------------------

CARD = STANDARD._replace(
    bodies=(13.5, 13, 12.5, 12),
    squeezes=(
        Spacing(1.15, 0.15),
        Spacing(1.15, 0.15, 0.8),
        Spacing(1.15, 0.15, 0.6),
        Spacing(1.13, 0.1, 0.5),
        Spacing(1.1, 0.02, 0.42, 0.94),
        Spacing(1.08, 0.02, 0.4, 0.9),
        Spacing(1.04, 0.01, 0.4, 0.9),
        Spacing(1.01, 0, 0.4, 0.9),
    ),
    margins=margins.CARD,
    strokes=Strokes(panel=mm(0.7), help=mm(1.2)),
    icon_width=mm(40),
    small_figure_width=mm(52),
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
    spacings=(Spacing(1.35, 1.2), Spacing(1.3, 0.8), Spacing(1.25, 0.5), Spacing(1.25, 0.3)),
    squeezes=(
        Spacing(1.25, 0.02),
        Spacing(1.25, 0.02, 0.8),
        Spacing(1.25, 0.02, 0.5),
        Spacing(1.25, 0.02, 0.65, 0.94),
        Spacing(1.2, 0.02, 0.65, 0.94),
        Spacing(1.15, 0.02, 0.65, 0.94),
        Spacing(1.08, 0, 0.65, 0.9),
    ),
    minimum=LARGE_PRINT.minimum,
    label=LARGE_PRINT.label,
    columns=False,
    reflow=True,
    strokes=Strokes(field=mm(0.5), box=mm(0.6), panel=mm(0.9), help=mm(1.6)),
    padding=mm(3.2),
    icon_width=mm(62),
    small_figure_width=mm(54),
)

_CARD_THEMES = {"standard": CARD, "large-print": CARD_LARGE_PRINT, "mono": in_black(CARD)}
_CARDS: tuple[Sheets, ...] = (
    *map(quarter, PAPERS.values()),
    *(
        Cards(paper.id, f"{paper.name}, 4 cards", paper, quarter(paper), 2, 2)
        for paper in PAPERS.values()
    ),
)
_LARGE_CARDS: tuple[Sheets, ...] = (
    *map(half, PAPERS.values()),
    *(
        Cards(paper.id, f"{paper.name}, 2 cards", paper.turned, half(paper), 2, 1)
        for paper in PAPERS.values()
    ),
)

# --- posters ------------------------------------------------------------------------------------

# A poster is laid out once, as for A4, and set larger with its sheet.  The rule of thumb of sign
# makers is an inch of letter height for every 25 feet of distance: capitals of 1/300.  What must be
# read from 2 m so needs capitals of 6.7 mm.  Cap height is 0.668 em (Atkinson Hyperlegible), so on
# A3, the smallest, bodies are at least 28.3 pt, and the words of figures 24 pt (1.8 m).
# Small print, to be read from 1.5 m, is at least 21.6 pt.
POSTER = Theme(
    bodies=(21, 20.5, 20),
    spacings=(
        Spacing(1.25),
        Spacing(1.2, 0.8),
        Spacing(1.15, 0.6),
        Spacing(1.12, 0.4, 0.96),
        Spacing(1.1, 0.3, 0.92),
        Spacing(1.08, 0.2, 0.9),
    ),
    # Pictures are what is seen from afar: they give way last.
    squeezes=(
        Spacing(1.08, 0.15, 0.85),
        Spacing(1.08, 0.1, 0.85, 0.95),
        Spacing(1.08, 0.1, 0.78, 0.9),
        Spacing(1.08, 0.1, 0.85, 0.85),
        Spacing(1.08, 0.1, 0.78, 0.8),
        Spacing(1.08, 0.1, 0.7, 0.8),
        Spacing(1.08, 0.05, 0.6, 0.75),
    ),
    smaller=(19.5, 19, 18.5, 18, 17.5, 17, 16.5, 16),  # on A3 22.6 pt: to be read from 1.6 m
    smallest=(
        Spacing(1.08, 0.15, 0.85),
        Spacing(1.08, 0.15, 0.78),
        Spacing(1.08, 0.1, 0.7, 0.9),
        Spacing(1.08, 0.1, 0.6, 0.85),
        Spacing(1.08, 0.1, 0.5, 0.8),
    ),
    minimum=15.3,
    label=17,
    small=0.8,
    fine_print=frozenset(["flow", "stop", "help"]),
    margins=margins.POSTER,
    # Large areas and heavy frames would soak the paper: no one ink takes more than 15 % of it.
    saves_ink=True,
    colours=Colours(soft=WHITE, stop_tint=WHITE, left_tint=WHITE, right_tint=WHITE),
    strokes=Strokes(field=mm(0.35), box=mm(0.4), panel=mm(0.75), help=mm(1.3)),
    figure_width=mm(134),
    large_figure_width=mm(122),
    small_figure_width=mm(92),
    icon_width=mm(34),
    hatch=mm(10),
    gutter=mm(3),
    block_gap=mm(2.4),
    padding=mm(3),
    radius=mm(2.2),
    h1=1.5,
    h2=1.06,
    h3=1.0,
    bar=1.34,
)
# It is large print already: nothing on it is smaller than 21 pt.
_POSTER_THEMES = {"standard": POSTER, "mono": in_black(POSTER)}
_POSTERS: tuple[Sheets, ...] = (
    *POSTER_PAPERS.values(),
    *(Tiled(paper.id, f"{paper.name} sheets", paper, A2) for paper in PAPERS.values()),
)

FORMATS: Mapping[str, Format] = {
    "handout": Format(
        themes=EDITIONS,
        stocks={edition: tuple(PAPERS.values()) for edition in EDITIONS},
        web=(WEB,),
    ),
    "card": Format(
        themes=_CARD_THEMES,
        stocks={
            edition: _LARGE_CARDS if theme.reflow else _CARDS
            for edition, theme in _CARD_THEMES.items()
        },
        web=(WEB,),
        compact=True,
    ),
    "poster": Format(
        themes=_POSTER_THEMES,
        stocks=dict.fromkeys(_POSTER_THEMES, _POSTERS),
        compact=True,
    ),
}
