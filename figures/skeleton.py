"""Bones and muscles: how each is painted, in any view."""

from __future__ import annotations

from collections.abc import Sequence

from . import anatomy
from .canvas import Canvas
from .geometry import Line, Point, number, offset, sampled, smooth
from .transform import move, scale

BONE = 1.4
DASH = (4.0, 3.0)


def bone(
    canvas: Canvas,
    name: str,
    *,
    detail: bool = True,
    weight: float = BONE,
    colour: str = "",
    shade: str | None = None,
) -> None:
    """A bone of bones.json; `colour` and `shade` override the plain bone's."""
    part = anatomy.bone(name)
    palette = canvas.palette
    canvas.fill(part.outline, colour or palette.bone)
    if detail:
        tone = shade if colour else palette.bone_shade
        if tone:
            canvas.fill(part.shade, tone)
        for line in part.lines:
            canvas.stroke(line, palette.ink, canvas.detail(weight * 0.55))
    canvas.stroke(part.outline, palette.ink, canvas.outline(weight))


def hip_bone(
    canvas: Canvas, name: str, *, backward: bool = False, detail: bool = True, weight: float = BONE
) -> None:
    """The hip bone a figure is about, in its side's colour.

    Without colour a backward one is hatched and any other has a heavier outline.
    """
    part = anatomy.bone(name)
    palette = canvas.palette
    canvas.fill(part.outline, palette.hip)
    if detail:
        if palette.hip_shade:
            canvas.fill(part.shade, palette.hip_shade)
        for line in part.lines:
            canvas.stroke(line, palette.ink, canvas.detail(weight * 0.55))
    if palette.hatched and backward and detail:
        canvas.stroke(part.hatch, palette.ink, canvas.detail(weight * 0.4))
    heavy = 1.7 if palette.hatched and not backward else 1.0
    canvas.stroke(part.outline, palette.ink, canvas.outline(weight) * heavy)


def ghost(canvas: Canvas, name: str, *, weight: float = 1.1) -> None:
    """A bone's other position, dashed."""
    silhouette = anatomy.bone(name).silhouette
    canvas.fill(silhouette, None)
    canvas.stroke(silhouette, canvas.palette.ghost, canvas.detail(weight), dash=DASH)


def belly(
    canvas: Canvas,
    line: Line,
    half_widths: Sequence[float],
    *,
    fibres: int = 3,
    weight: float = 1.2,
    opacity: float = 1.0,
) -> None:
    """A spindle of muscle along its centre line, with fibres drawn in."""
    centre, upper, lower = _spindle(line, tuple(half_widths))
    palette = canvas.palette
    outline = smooth([*upper[::4], *lower[::-1][::4]], closed=True)
    canvas.fill(outline, palette.muscle, opacity=opacity)
    canvas.stroke(outline, palette.muscle_line, canvas.outline(weight))
    count = fibres + 1 if palette.hatched else fibres
    start, end = int(len(centre) * 0.08), int(len(centre) * 0.92)
    for i in range(count):
        across = -0.62 + 1.24 * i / max(count - 1, 1)
        edge = upper if across > 0 else lower
        fibre = [
            (cx * (1 - abs(across)) + ex * abs(across), cy * (1 - abs(across)) + ey * abs(across))
            for (cx, cy), (ex, ey) in zip(centre, edge, strict=True)
        ]
        canvas.stroke(smooth(fibre[start:end:5]), palette.muscle_line, canvas.detail(weight * 0.46))


def belly_outline(line: Line, half_widths: Sequence[float]) -> str:
    """Path data of a muscle belly alone."""
    _, upper, lower = _spindle(line, tuple(half_widths))
    return smooth([*upper[::4], *lower[::-1][::4]], closed=True)


def _spindle(
    line: Line, half_widths: tuple[float, ...]
) -> tuple[list[Point], list[Point], list[Point]]:
    samples = sampled(tuple((x, y, w) for (x, y), w in zip(line, half_widths, strict=True)), 8)
    centre = [(x, y) for x, y, _ in samples]
    widths = [w for _, _, w in samples]
    return centre, offset(centre, widths), offset(centre, [-w for w in widths])


def sheet(
    canvas: Canvas,
    top: Line,
    bottom: Line,
    origin: Line,
    *,
    fibres: int = 6,
    weight: float = 1.2,
    opacity: float = 1.0,
) -> None:
    """A broad muscle between two edges, with fibres that run from one to the other."""
    upper = [(x, y) for x, y in sampled(top, 8)]
    lower = [(x, y) for x, y in sampled(bottom, 8)]
    palette = canvas.palette
    start = [(x, y) for x, y in sampled(origin, 3)]
    outline = smooth([*start, *upper[4::4], *lower[::-1][::4]], closed=True)
    canvas.fill(outline, palette.muscle, opacity=opacity)
    canvas.stroke(outline, palette.muscle_line, canvas.outline(weight))
    count = fibres + 2 if palette.hatched else fibres
    first, last = int(len(upper) * 0.06), int(len(upper) * 0.94)
    for i in range(1, count + 1):
        share = i / (count + 1)
        fibre = [
            (ux * (1 - share) + lx * share, uy * (1 - share) + ly * share)
            for (ux, uy), (lx, ly) in zip(upper, lower, strict=True)
        ]
        canvas.stroke(
            smooth(fibre[first:last:5]), palette.muscle_line, canvas.detail(weight * 0.46)
        )


def joint_mark(canvas: Canvas, centre: Point, radius: float = 6.2) -> None:
    """The axis a bone turns about."""
    ink = canvas.palette.ink
    canvas.circle(centre, radius, "#FFFFFF", ink, canvas.outline(BONE))
    canvas.circle(centre, radius * 0.36, ink)


def vertebra_front(canvas: Canvas, y: float, size: float = 1.0) -> None:
    """A lumbar vertebra from the front, its middle at height `y`."""
    with canvas.placed(move(0, y).then(scale(size))):
        for name, weight in (("vertebra_ant_processes", 1.2), ("vertebra_ant", BONE)):
            canvas.fill(anatomy.shape(name), canvas.palette.bone)
            canvas.stroke(anatomy.shape(name), canvas.palette.ink, canvas.outline(weight))


def sacrum_front(canvas: Canvas) -> None:
    """The sacrum from the front with its disc, holes, ridges and tailbone."""
    palette = canvas.palette
    disc = "M-24 -103C-12 -99 12 -99 24 -103L25 -92C12 -88 -12 -88 -25 -92Z"
    canvas.fill(disc, palette.disc)
    canvas.stroke(disc, palette.ink, canvas.detail(1.1))
    bone(canvas, "sac_ant", detail=False)
    for (x, y), r in anatomy.sacral_foramina():
        for side in (-1, 1):
            canvas.ellipse((side * x, y), r * 1.05, r * 0.72, palette.hollow)
    for x, y in anatomy.sacral_lines():
        ridge = f"M{number(-x)} {number(y)}Q0 {number(y + 3)} {number(x)} {number(y)}"
        canvas.stroke(ridge, palette.ink, canvas.detail(0.8))
    canvas.stroke("M-27 -84C-12 -77 12 -77 27 -84", palette.ink, canvas.detail(1))
    canvas.fill(anatomy.shape("coccyx"), palette.bone)
    canvas.stroke(anatomy.shape("coccyx"), palette.ink, canvas.outline(1.3))
    canvas.stroke("M-5 14Q0.5 16.5 5.5 14", palette.ink, canvas.detail(0.7))
