"""Small drawn marks: side badges, stripes, warning signs.

Left is a solid circle, right an outlined square with stripes, so that the sides are told apart
without colour.  All marks are decoration: the words beside them say the same.
"""

from __future__ import annotations

from handouts.design.papers import MM
from handouts.layout.letter_outlines import CAP_HEIGHT, draw_letters, shift_to_middle
from handouts.pattern import Side
from handouts.tagged import TaggedCanvas, width_of

_INSIDE = 0.6  # of a badge, what letters may take


def badge(
    canvas: TaggedCanvas,
    side: Side | None,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str,
    font: str,
    sign: bool = False,
    on_solid: bool = False,
    letter: float = 0.66,
    stroke: float = 0.11,
) -> None:
    """A badge with its lower left corner at (x, y).

    Args:
        size: its width and height in pt.
        font: name of the face for the text.
        sign: its text is a shape that nothing reads; else it is content.
        on_solid: the badge stands on a bar of its own colour and gets a white ring.
        letter: size of the text as a part of `size`.
        stroke: outline as a part of `size`.
    """
    ink, white = colour, "#FFFFFF"

    def draw() -> None:
        if side is Side.LEFT:
            canvas.setFillColor(ink)
            canvas.setStrokeColor(white if on_solid else ink)
            canvas.setLineWidth(size * 0.045)
            canvas.circle(size / 2, size / 2, size * 0.48, stroke=1, fill=1)
        else:
            width = size * stroke
            canvas.setFillColor(white)
            canvas.setStrokeColor(ink)
            canvas.setLineWidth(width)
            canvas.rect(width / 2, width / 2, size - width, size - width, stroke=1, fill=1)

    canvas.stamp(("badge", side, size, stroke, ink, on_solid), x, y, size, draw)
    font_size = size * letter
    if sign:  # wide letters stay within its outline
        font_size *= min(1.0, _INSIDE * size / width_of(text, font, font_size))
    canvas.setFillColor(white if side is Side.LEFT else ink)
    middle, baseline = x + size / 2, y + size / 2 - font_size * CAP_HEIGHT / 2
    if sign:
        draw_letters(canvas, text, font, font_size, middle, baseline)
    else:
        canvas.setFont(font, font_size)
        canvas.drawCentredString(middle, baseline + shift_to_middle(text, font) * font_size, text)


def stripes(
    canvas: TaggedCanvas, x: float, y: float, width: float, height: float, colour: str
) -> None:
    """Diagonal stripes filling a rectangle, with a line at its left and right."""
    canvas.saveState()
    with canvas.upright(x, width):
        clip = canvas.beginPath()
        clip.rect(x, y, width, height)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.75 * MM)
        start, step = x - height, 2.9 * MM
        while start < x + width:
            canvas.line(start, y - 1, start + height + 2, y + height + 1)
            start += step
    canvas.restoreState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.5 * MM)
    canvas.lines([(edge, y, edge, y + height) for edge in (x, x + width)])


def stop_sign(canvas: TaggedCanvas, x: float, y: float, size: float, colour: str) -> None:
    """An octagon with a bar: stop."""
    corner = size * 0.293
    canvas.saveState()
    with canvas.upright(x, size):
        path = canvas.beginPath()
        path.moveTo(x + corner, y)
        for dx, dy in (
            (size - corner, 0),
            (size, corner),
            (size, size - corner),
            (size - corner, size),
            (corner, size),
            (0, size - corner),
            (0, corner),
        ):
            path.lineTo(x + dx, y + dy)
        path.close()
        canvas.setFillColor(colour)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFillColor("#FFFFFF")
        canvas.rect(x + size * 0.2, y + size * 0.42, size * 0.6, size * 0.16, stroke=0, fill=1)
    canvas.restoreState()


def warning_sign(canvas: TaggedCanvas, x: float, y: float, size: float, colour: str) -> None:
    """A triangle with an exclamation mark: danger."""
    canvas.saveState()
    with canvas.upright(x, size):
        path = canvas.beginPath()
        path.moveTo(x, y + size * 0.04)
        path.lineTo(x + size, y + size * 0.04)
        path.lineTo(x + size / 2, y + size * 0.94)
        path.close()
        canvas.setFillColor(colour)
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(size * 0.08)
        canvas.setLineJoin(1)
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.setFillColor("#FFFFFF")
        canvas.roundRect(
            x + size * 0.45, y + size * 0.32, size * 0.1, size * 0.34, size * 0.05, stroke=0, fill=1
        )
        canvas.circle(x + size / 2, y + size * 0.2, size * 0.065, stroke=0, fill=1)
    canvas.restoreState()
