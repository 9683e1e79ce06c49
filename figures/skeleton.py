"""Bones and muscles: how each is painted, in any view."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from . import anatomy, paths
from .canvas import Canvas
from .geometry import Line, Point, number, offset, sampled, smooth
from .style import HATCH_MM
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
            canvas.fill(part.shade, tone, covers=False)
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
            canvas.fill(part.shade, palette.hip_shade, covers=False)
        for line in part.lines:
            canvas.stroke(line, palette.ink, canvas.detail(weight * 0.55))
    if palette.hatched and backward and detail:
        hatch = paths.spread(part.hatch, HATCH_MM * canvas.per_mm)
        canvas.stroke(hatch, palette.ink, canvas.detail(weight * 0.4))
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
    half_widths: tuple[float, ...],
    *,
    fibres: int = 3,
    weight: float = 1.2,
) -> None:
    """A spindle of muscle along its centre line, with fibres drawn in."""
    count = fibres + 1 if canvas.palette.hatched else fibres
    _paint(canvas, *_belly(line, half_widths, count), weight, 1.0)


def belly_outline(line: Line, half_widths: tuple[float, ...]) -> str:
    """Path data of a muscle belly alone."""
    return _belly(line, half_widths, 0)[0]


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
    count = fibres + 2 if canvas.palette.hatched else fibres
    _paint(canvas, *_sheet(top, bottom, origin, count), weight, opacity)


def _paint(
    canvas: Canvas, outline: str, fibres: tuple[str, ...], weight: float, opacity: float
) -> None:
    palette = canvas.palette
    canvas.fill(outline, palette.muscle, opacity=opacity)
    canvas.stroke(outline, palette.muscle_line, canvas.outline(weight))
    for fibre in fibres:
        canvas.stroke(fibre, palette.muscle_line, canvas.detail(weight * 0.46))


@lru_cache(maxsize=256)
def _belly(line: Line, half_widths: tuple[float, ...], fibres: int) -> tuple[str, tuple[str, ...]]:
    samples = sampled(tuple((x, y, w) for (x, y), w in zip(line, half_widths, strict=True)), 8)
    centre = [(x, y) for x, y, _ in samples]
    upper = offset(centre, [w for *_, w in samples])
    lower = offset(centre, [-w for *_, w in samples])
    outline = smooth([*upper[::4], *lower[::-1][::4]], closed=True)
    drawn = []
    for i in range(fibres):
        across = -0.62 + 1.24 * i / max(fibres - 1, 1)
        edge = upper if across > 0 else lower
        drawn.append(_between(centre, edge, abs(across), 0.08))
    return outline, tuple(drawn)


@lru_cache(maxsize=64)
def _sheet(top: Line, bottom: Line, origin: Line, fibres: int) -> tuple[str, tuple[str, ...]]:
    upper = [(x, y) for x, y in sampled(top, 8)]
    lower = [(x, y) for x, y in sampled(bottom, 8)]
    start = [(x, y) for x, y in sampled(origin, 3)]
    outline = smooth([*start, *upper[4::4], *lower[::-1][::4]], closed=True)
    shares = [i / (fibres + 1) for i in range(1, fibres + 1)]
    return outline, tuple(_between(upper, lower, share, 0.06) for share in shares)


def _between(a: Sequence[Point], b: Sequence[Point], share: float, clear: float) -> str:
    """A fibre that runs a share of the way from one edge to another, short of both ends."""
    points = [
        (ax * (1 - share) + bx * share, ay * (1 - share) + by * share)
        for (ax, ay), (bx, by) in zip(a, b, strict=True)
    ]
    return smooth(points[int(len(points) * clear) : int(len(points) * (1 - clear)) : 5])


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
