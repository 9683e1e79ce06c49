"""The letter of a side in that side's shape: told apart without colour."""

from __future__ import annotations

from handouts.pattern import Side

from .canvas import Canvas
from .geometry import Point

LETTER = 0.82
"""Letter size as a share of the badge."""


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
    baseline = y + size * LETTER * 0.335
    canvas.text(letter, (x, baseline), size * LETTER, "middle", bold=True, colour=colour)
