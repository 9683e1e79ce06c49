"""The letter of a side in that side's shape: told apart without colour."""

from __future__ import annotations

from math import hypot

from handouts.design.fonts import Typeface, register
from handouts.pattern import Side
from handouts.tagged import ink_of

from .canvas import Canvas
from .geometry import Point
from .spots import line_width

LETTER = 0.82
"""Letter size as a share of the badge."""
MOST_OF_BADGE = 1.15
"""The widest letters of a side at that size, as a share of the badge; they are set smaller."""
_WIDE, _TALL = 0.62, 0.57  # of the badge, what letters may take: less than its outline leaves
_ACROSS = 0.8  # of a disc, what they may take from corner to corner
_CAPITALS = (0.0, 0.67)  # what Latin ones reach, in em


def share_of(letter: str, side: Side, typeface: Typeface) -> float:
    """Size of a letter as a share of the badge."""
    wide = line_width(letter, LETTER, bold=True, typeface=typeface)
    low, high = _reach(letter, typeface)
    tall = (high - low) * LETTER
    share = min(_WIDE / wide, _TALL / tall)
    if side is Side.LEFT:  # a wide letter that is low has more room in a disc
        share = max(share, _ACROSS / hypot(wide, tall))
    return LETTER * min(1.0, share)


def _reach(letter: str, typeface: Typeface) -> tuple[float, float]:
    """From where to where a letter reaches, in em from its baseline."""
    return ink_of(letter, register(typeface).bold) or _CAPITALS


def badge(canvas: Canvas, letter: str, centre: Point, size: float, side: Side) -> None:
    """Left is a disc, right an outlined square; the canvas's palette is that side's.

    `centre` is in art coordinates, `size` in drawing units; the letter is never mirrored.
    """
    x, y = canvas.on_paper(centre)
    colour = canvas.palette.arrow
    if side is Side.LEFT:
        canvas.disc((x, y), size / 2, "#FFFFFF")
        if canvas.palette.solid_badge:
            canvas.disc((x, y), size * 0.46, colour)
            colour = "#FFFFFF"
        else:
            canvas.disc((x, y), size * 0.43, "#FFFFFF", ring=size * 0.07)
    else:
        canvas.square((x, y), size, "#FFFFFF")
        canvas.square((x, y), size * 0.78, "#FFFFFF", rim=size * 0.11)
    share = share_of(letter, side, canvas.typeface)
    baseline = y + size * share * sum(_reach(letter, canvas.typeface)) / 2
    canvas.text(letter, (x, baseline), size * share, "middle", bold=True, colour=colour)
