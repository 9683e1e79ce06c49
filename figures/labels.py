"""Words beside a drawing: where they all have room, and writing them on the canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.design.fonts import Typeface

from .canvas import Canvas
from .coverage import Ground
from .placement import LINE_HEIGHT, arrange
from .spots import Box, Field, Placed, Spot, reach
from .style import MARGIN_MM, MM_PER_POINT


def place(
    figure: str,
    ground: Ground,
    spots: Sequence[Spot],
    words: Mapping[str, str],
    size_pt: float,
    *,
    per_mm: float,
    typeface: Typeface,
    keep_out: Sequence[Box] = (),
    uncrossed: Sequence[Box] = (),
) -> list[Placed]:
    """Where each label stands, `per_mm` drawing units being a millimetre as printed.

    `keep_out` are faces, hands and badges: neither words nor leader lines may cross them;
    `uncrossed` are other parts, which no leader line crosses if there is any other way.

    Raises:
        FigureError: a label has no place; the message names the figure, the label and the cure.
    """
    field = Field(
        ground.frame,
        ground.cells(per_mm),
        tuple(keep_out),
        ground.shafts,
        typeface,
        MARGIN_MM * per_mm,
        per_mm,
        tuple(spot.end for spot in spots if spot.end is not None),
        tuple(uncrossed),
    )
    return arrange(figure, field, spots, words, size_pt * MM_PER_POINT * per_mm)


def write(canvas: Canvas, label: Placed, size_pt: float) -> None:
    """Writes a label in its place."""
    size = size_pt * MM_PER_POINT * canvas.per_mm
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
    rise, _ = reach(label.lines, spot.bold, canvas.typeface)
    for i, line in enumerate(label.lines):
        baseline = box.top + (rise + i * LINE_HEIGHT) * size
        canvas.text(
            line,
            canvas.on_paper((x, baseline)),
            size,
            align,
            bold=spot.bold,
            colour=palette.arrow if spot.arrow_colour else palette.ink,
        )
