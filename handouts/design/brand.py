"""A clinic's own colours: what may be chosen, what follows from it, and what can be read."""

from __future__ import annotations

from math import floor
from typing import NamedTuple

from handouts.design.contrast import contrast, readable, shade
from handouts.design.theme import CONTRASTS, STANDARD, Colours, Theme
from handouts.pattern import Side

# The tint of a side's panel: pale enough for body text on it in any hue (OKLCH).
TINT_LIGHTNESS, TINT_CHROMA = 0.955, 0.022
_GROUNDS = {"paper": "white paper", "soft": "shaded boxes"}


class Brand(NamedTuple):
    """Colours as `#RRGGBB`; None where the clinic has chosen none.

    Attributes:
        left, right: of the two sides: bars, badges, steps, and the arrows and hip bones of figures.
        headings: of the title and of headings that belong to no side.
    """

    left: str | None = None
    right: str | None = None
    headings: str | None = None

    @property
    def sides(self) -> tuple[tuple[Side, str], ...]:
        """The sides that have a colour of the clinic's."""
        given = ((Side.LEFT, self.left), (Side.RIGHT, self.right))
        return tuple((side, colour) for side, colour in given if colour)


class TooFaint(NamedTuple):
    """A colour that cannot be read where it is printed.

    Attributes:
        ground: where, in words.
        ratio, least: the contrast there, and the least it must be (WCAG 2.1).
        nearest: the most similar colour that has it everywhere.
    """

    ground: str
    ratio: float
    least: float
    nearest: str

    @property
    def shown_ratio(self) -> str:
        """Rounded down, so that what fails never looks as if it passed."""
        return f"{floor(self.ratio * 10) / 10:.1f}"


def too_faint(name: str, colour: str) -> TooFaint | None:
    """What is wrong with `#RRGGBB` as the colour `name` of a `Brand`, if anything is."""
    grounds = [
        (ground, least)
        for ink, ground, least in CONTRASTS
        if ink == name and ground in _GROUNDS  # the other grounds follow from the colour
    ]
    values = [(getattr(STANDARD.colours, ground), least) for ground, least in grounds]
    faults = [
        TooFaint(_GROUNDS[ground], ratio, least, readable(colour, values))
        for (ground, least), (value, _) in zip(grounds, values, strict=True)
        if (ratio := contrast(colour, value)) < least
    ]
    return min(faults, key=lambda fault: fault.ratio / fault.least, default=None)


def branded(theme: Theme, brand: Brand) -> Theme:
    """The theme in a clinic's colours; one without colours stays as it is.

    Raises:
        ValueError: a colour has too little contrast; see `too_faint`.
    """
    if theme.grey or brand == Brand():
        return theme
    return theme._replace(colours=_colours(theme.colours, brand), figure_sides=brand.sides)


def _colours(own: Colours, brand: Brand) -> Colours:
    made = {side.value: colour for side, colour in brand.sides}
    tints = {
        f"{name}_tint": _tint(colour)
        for name, colour in made.items()
        if getattr(own, f"{name}_tint") != own.paper  # where ink is saved nothing is tinted
    }
    if brand.headings:
        made["headings"] = brand.headings
    if brand.left or brand.right:
        grounds = {ground: least for ink, ground, least in CONTRASTS if ink == "link"}
        values = {name: tints.get(name, getattr(own, name)) for name in grounds}
        # Links are in the colour of the left side, as dark as any box that holds one asks for.
        link = brand.left or own.link
        made["link"] = readable(link, [(values[name], grounds[name]) for name in grounds])
    return Colours(**{**own._asdict(), **made, **tints})


def _tint(colour: str) -> str:
    return shade(colour, TINT_LIGHTNESS, TINT_CHROMA)
