"""The letter of a side in that side's shape: told apart without colour."""

from __future__ import annotations

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
_INSIDE = 0.62  # of the badge, what letters may take: less than there is within its outline


def share_of(letter: str, typeface: Typeface) -> float:
    """Size of a letter as a share of the badge."""
    wide = line_width(letter, LETTER, bold=True, typeface=typeface)
    low, high = ink_of(letter, register(typeface).bold) or (0.0, 0.0)  # of scripts with long tails
    return LETTER * min(1.0, _INSIDE / max(wide, (high - low) * LETTER))


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
    share = share_of(letter, canvas.typeface)
    baseline = y + size * share * 0.335
    canvas.text(letter, (x, baseline), size * share, "middle", bold=True, colour=colour)
