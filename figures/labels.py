"""Words beside a drawing: place them all, then write them on the canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .canvas import Canvas
from .coverage import covered
from .placement import ASCENT, LINE_HEIGHT, arrange
from .spots import Box, Field, Placed, Spot
from .style import MARGIN_MM, MM_PER_POINT


def place(
    figure: str,
    canvas: Canvas,
    spots: Sequence[Spot],
    words: Mapping[str, str],
    size_pt: float,
    keep_out: Sequence[Box] = (),
) -> None:
    """Place every label and write it on the canvas.

    `keep_out` are faces, hands and badges: neither words nor leader lines may cross them.

    Raises:
        FigureError: a label has no place; the message names the figure, the label and the cure.
    """
    size = size_pt * MM_PER_POINT * canvas.per_mm
    if not spots:
        return
    field = Field(
        canvas.frame,
        covered(canvas.frame, (*canvas.covered, *canvas.in_windows)),
        tuple(keep_out),
        tuple(canvas.shafts),
        canvas.typeface,
        canvas.printed(MARGIN_MM),
        canvas.per_mm,
        tuple(spot.end for spot in spots if spot.end is not None),
    )
    for label in arrange(figure, field, spots, words, size):
        _write(canvas, label, size)


def _write(canvas: Canvas, label: Placed, size: float) -> None:
    spot, box = label.spot, label.box
    palette = canvas.palette
    if label.leader:
        start, end = label.leader
        canvas.leader(canvas.on_paper(start), canvas.on_paper(end), size)
    align = spot.align
    if spot.to is not None and len(label.lines) > 1:
        # The lines of a wrapped label range on the side its leader leaves from.
        align = "start" if spot.to[0] < box.left else "end" if spot.to[0] > box.right else "middle"
    x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[align]
    if canvas.mirrored:
        align = {"start": "end", "end": "start", "middle": "middle"}[align]
    for i, line in enumerate(label.lines):
        baseline = box.top + (ASCENT + i * LINE_HEIGHT) * size
        canvas.text(
            line,
            canvas.on_paper((x, baseline)),
            size,
            align,
            bold=spot.bold,
            colour=palette.arrow if spot.arrow_colour else palette.ink,
        )
