"""Grid, type scale and palette: every measure the layout uses has its name here.

Lengths are in points unless a name says otherwise; `handouts.design.papers.mm` converts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from handouts.design import margins
from handouts.design.contrast import contrast
from handouts.design.margins import Margins
from handouts.design.papers import mm
from handouts.pattern import Side

SMALLEST_TYPE = 12.0
"""No text is smaller on paper, in pt, unless that is chosen."""


# What is printed on what, with the least contrast of WCAG 2.1: 7 for body text (1.4.6, AAA), 4.5
# for other text (1.4.3, AA), 3 for lines and signs (1.4.11).
CONTRASTS = (
    *(("ink", ground, 7.0) for ground in ("paper", "soft", "stop_tint", "left_tint", "right_tint")),
    *(
        ("link", ground, 4.5)
        for ground in ("paper", "soft", "stop_tint", "left_tint", "right_tint")
    ),
    ("headings", "paper", 4.5),
    ("headings", "soft", 4.5),
    ("stop", "stop_tint", 4.5),
    ("left", "paper", 4.5),
    ("left", "left_tint", 3.0),
    ("right", "paper", 4.5),
    ("right", "right_tint", 3.0),
    ("rule", "paper", 3.0),
    ("quiet", "paper", 3.0),
)


BLACK, WHITE = "#000000", "#FFFFFF"


class _Palette(NamedTuple):
    # Text and lines in pure black are printed with black ink alone, and never screened.
    ink: str = BLACK
    paper: str = WHITE
    rule: str = BLACK
    quiet: str = "#6B6B6B"
    soft: str = "#EEF1F3"
    stop: str = "#8E0B1D"
    stop_tint: str = "#FCEBED"
    left: str = "#0B3F73"
    left_tint: str = "#E6EFF8"
    right: str = "#7D3400"
    right_tint: str = "#FCEEE2"
    headings: str = BLACK
    link: str = "#0B3F73"


class Colours(_Palette):
    """The palette, as `#RRGGBB`.

    Raises:
        ValueError: a pair in use has too little contrast; the message names each, with its ratio.
    """

    __slots__ = ()

    def __new__(cls, *args: str, **given: str) -> Colours:
        self = super().__new__(cls, *args, **given)
        faults = [
            f"{ink} on {ground} is {ratio:.1f}:1, the least is {least:g}:1"
            for ink, ground, least in CONTRASTS
            if (ratio := contrast(getattr(self, ink), getattr(self, ground))) < least
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def side(self, side: Side | None) -> str:
        return {Side.LEFT: self.left, Side.RIGHT: self.right, None: self.ink}[side]

    def tint(self, side: Side | None) -> str:
        return {Side.LEFT: self.left_tint, Side.RIGHT: self.right_tint, None: self.soft}[side]


class Strokes(NamedTuple):
    hair: float = mm(0.3)
    field: float = mm(0.35)
    box: float = mm(0.5)
    panel: float = mm(0.9)
    help: float = mm(1.6)


class Spacing(NamedTuple):
    """How openly a page is set.

    Attributes:
        leading: line spacing as a multiple of the type size.
        gap: multiple of the theme's distances between blocks.
        figure: multiple of a figure's full width, where its labels still have room.
        heads: multiple of the sizes of headings, none of which is smaller than the words.
        frames: of three steps side by side, the parts of the width that they get.
    """

    leading: float
    gap: float = 1.0
    figure: float = 1.0
    heads: float = 1.0
    frames: tuple[float, ...] = (1, 1, 1)


class Theme(NamedTuple):
    """What one edition looks like.

    A document is set in the first of `bodies` in which it fits its pages, so short words are set
    large and long ones small, but never below `minimum` points; and each page as openly as fits.

    Attributes:
        bodies: body sizes in pt, the preferred one first.
        spacings: from open to tight; the last is the tightest a page may get by choice.
        squeezes: tighter still, at the smallest size, where a document would not fit otherwise;
            the first that does.
        smaller: body sizes where nothing has to be left out in them, but in the usual ones.
        smallest: `squeezes` of those.
        minimum: smallest type in pt, footers included.
        label: size of the words of figures in pt.
        small: small print, as a part of the body size.
        fine_print: kinds of group whose words are small print.
        divided: words of a translation with so many letters may be divided at the end of a line.
        columns: blocks may stand side by side; else all stand below one another.
        rows: but a figure stands beside its words.
        reflow: as many pages as it takes, whatever the handout asks for.
        figure_style: the value of a `figures.Style`.
        figure_sides: the colours of the sides in figures, where they are not the usual ones.
        grey: no colour operators in the file at all.
        saves_ink: no large dark areas: bars are framed, or solid only at their head.
    """

    bodies: tuple[float, ...]
    spacings: tuple[Spacing, ...]
    squeezes: tuple[Spacing, ...] = (
        Spacing(1.13, 0.1, 0.78),
        # Headings give way before pictures are so small that their signs lie over them.
        Spacing(1.13, 0.1, 0.78, 0.85),
        Spacing(1.13, 0.1, 0.69, 0.75),
        Spacing(1.13, 0.1, 0.6),
        # The first step has most words, the last has fewest.
        Spacing(1.13, 0.05, 0.6, 0.75, (1.12, 1.06, 0.82)),
        Spacing(1.1, 0.02, 0.5, 0.75, (1.12, 1.06, 0.82)),
        Spacing(1.07, 0.0, 0.5, 0.75, (1.12, 1.06, 0.82)),
        Spacing(1.06, 0.02, 0.45, 0.75, (1.12, 1.06, 0.82)),
    )
    smaller: tuple[float, ...] = ()
    smallest: tuple[Spacing, ...] = ()
    minimum: float = SMALLEST_TYPE
    label: float = 12.0
    small: float = 0.92
    fine_print: frozenset[str] = frozenset()
    divided: int = 12  # shorter words are easier to read whole
    columns: bool = True
    rows: bool = True
    reflow: bool = False
    figure_style: str = "colour"
    figure_sides: tuple[tuple[Side, str], ...] = ()
    grey: bool = False
    saves_ink: bool = False
    colours: Colours = Colours()
    strokes: Strokes = Strokes()
    margins: Margins = margins.PAGE
    figure_width: float = mm(85)
    frame_width: float = mm(57)  # of a figure in a frame
    hatch: float = mm(22)  # of the stripes of the right side
    large_figure_width: float = mm(112)
    small_figure_width: float = mm(66)
    column_figure_width: float = mm(91)  # as wide as a column of two, but where there are none
    icon_width: float = mm(25)
    code_module: float = mm(0.5)  # of a QR code: cameras and office printers cope with it
    gutter: float = mm(4)
    block_gap: float = mm(2.6)
    padding: float = mm(3)
    radius: float = mm(2)
    # Sizes as multiples of the body size.
    h1: float = 1.75
    h2: float = 1.19
    h3: float = 1.08
    bar: float = 1.27
    answer: float = 1.6


STANDARD = Theme(
    bodies=(14, 13.5, 13, 12.5, 12),
    spacings=(
        Spacing(1.3),
        Spacing(1.26, 0.9),
        Spacing(1.22, 0.8),
        Spacing(1.19, 0.7, 0.97),
        Spacing(1.17, 0.6, 0.96),
        Spacing(1.15, 0.5, 0.955),
    ),
)

# Large print (American Printing House for the Blind; UK Association for Accessible Formats): 18 pt,
# headings larger, one column, line spacing of 1.25 or more, on as many pages as it takes.
LARGE_PRINT = Theme(
    bodies=(18,),
    spacings=(
        Spacing(1.5, 2.4),
        Spacing(1.45, 1.9),
        Spacing(1.4, 1.6),
        Spacing(1.35, 1.4),
        Spacing(1.3, 1.2),
        Spacing(1.25),
        Spacing(1.25, 0.8, 0.8),
    ),
    # A leg that must stay whole has smaller pictures before its lines are closer.
    squeezes=(
        Spacing(1.25, 0.6, 0.7),
        Spacing(1.25, 0.4, 0.6),
        Spacing(1.2, 0.3, 0.55),
        *STANDARD.squeezes,
    ),
    minimum=18,
    label=18,
    divided=20,
    columns=False,
    rows=False,
    reflow=True,
    margins=margins.LARGE_PRINT_PAGE,
    strokes=Strokes(field=mm(0.5), box=mm(0.7), panel=mm(1.2), help=mm(2.4)),
    figure_width=mm(150),
    frame_width=mm(116),
    hatch=mm(26),
    small_figure_width=mm(80),
    column_figure_width=mm(80),
    icon_width=mm(38),
    code_module=mm(0.7),
    h1=1.67,
    h2=1.33,
    h3=1.22,
    bar=1.33,
    answer=1.67,
)

_IN_BLACK = Colours(
    ink=BLACK,
    paper=WHITE,
    rule=BLACK,
    quiet=BLACK,
    soft=WHITE,
    stop=BLACK,
    stop_tint=WHITE,
    left=BLACK,
    left_tint=WHITE,
    right=BLACK,
    right_tint=WHITE,
    headings=BLACK,
    link=BLACK,
)


def in_black(theme: Theme) -> Theme:
    """The same in pure black and white."""
    return theme._replace(figure_style="mono", grey=True, colours=_IN_BLACK)


EDITIONS: Mapping[str, Theme] = {
    "standard": STANDARD,
    "large-print": LARGE_PRINT,
    "mono": in_black(STANDARD),
}
