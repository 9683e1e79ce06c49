"""The person lying on a mat, in layers.  Head at −x, seen from the right side; mm, y down."""

from __future__ import annotations

from math import cos, hypot, radians, sin

from . import anatomy
from .canvas import Canvas
from .geometry import Point, normals, number, sampled, smooth

OUTLINE = 4.0
DETAIL = 2.7
HEAD = (-1070.0, -195.0, -790.0, 45.0)
"""Left, top, right and bottom of head and hair: nothing may cross the face."""


def layer(canvas: Canvas, name: str) -> None:
    """A layer of body.json: fills, shade, outline, inner lines."""
    part = anatomy.body_layer(name)
    palette = canvas.palette
    colours = {
        "skin": palette.skin,
        "shirt": palette.shirt,
        "shorts": palette.shorts,
        "hair": palette.hair,
    }
    for cloth in part.fills:
        canvas.fill(cloth.outline, colours[cloth.kind])
        if palette.hatched and cloth.kind == "shorts":
            canvas.stroke(cloth.hatch, palette.ink, canvas.detail(1.7))
    canvas.tint(part.shade, "#000000", palette.body_shade)
    for line in part.strokes:
        canvas.stroke(line, palette.ink, canvas.outline(OUTLINE))
    for line in part.lines:
        canvas.stroke(line, palette.ink, canvas.detail(DETAIL))
    if part.ear:
        canvas.fill(part.ear, palette.skin)
        canvas.stroke(part.ear, palette.ink, canvas.detail(DETAIL))


def mat_and_pillow(canvas: Canvas, left: float, right: float) -> None:
    """A mat from `left` to `right` and a pillow under the head."""
    palette = canvas.palette
    top = anatomy.mat_top()
    bottom, r = top + 34, 15
    mat = (
        f"M{number(left + r)} {number(top)}L{number(right - r)} {number(top)}"
        f"Q{number(right)} {number(top)} {number(right)} {number(top + r)}"
        f"L{number(right)} {number(bottom - r)}"
        f"Q{number(right)} {number(bottom)} {number(right - r)} {number(bottom)}"
        f"L{number(left + r)} {number(bottom)}"
        f"Q{number(left)} {number(bottom)} {number(left)} {number(bottom - r)}"
        f"L{number(left)} {number(top + r)}"
        f"Q{number(left)} {number(top)} {number(left + r)} {number(top)}Z"
    )
    canvas.fill(mat, palette.mat)
    canvas.stroke(mat, palette.ink, canvas.outline(3.6))
    canvas.stroke(
        f"M{number(left + 16)} {number(top + 23)}L{number(right - 16)} {number(top + 23)}",
        palette.ink,
        canvas.detail(1.6),
    )
    pillow = "M-1062 97C-1090 91 -1086 23 -1048 27C-980 43 -890 47 -808 37C-778 33 -772 93 -800 97Z"
    canvas.fill(pillow, "#FFFFFF")
    canvas.stroke(pillow, palette.ink, canvas.outline(3.6))
    canvas.stroke("M-1058 72C-990 82 -880 84 -804 74", palette.ink, canvas.detail(1.8))


def roller(canvas: Canvas, centre: Point, radius: float) -> None:
    """A foam roller, end on."""
    palette = canvas.palette
    x, y = centre
    k = radius * 0.5523
    disc = (
        f"M{number(x - radius)} {number(y)}"
        f"C{number(x - radius)} {number(y - k)} {number(x - k)} {number(y - radius)}"
        f" {number(x)} {number(y - radius)}"
        f"C{number(x + k)} {number(y - radius)} {number(x + radius)} {number(y - k)}"
        f" {number(x + radius)} {number(y)}"
        f"C{number(x + radius)} {number(y + k)} {number(x + k)} {number(y + radius)}"
        f" {number(x)} {number(y + radius)}"
        f"C{number(x - k)} {number(y + radius)} {number(x - radius)} {number(y + k)}"
        f" {number(x - radius)} {number(y)}Z"
    )
    canvas.fill(disc, palette.roller)
    canvas.stroke(disc, palette.ink, canvas.outline(OUTLINE))
    if palette.hatched:
        canvas.circle(centre, radius * 0.68, "none", palette.ink, canvas.detail(1.6))
    canvas.circle(centre, radius * 0.36, "#FFFFFF", palette.ink, canvas.outline(3))


def clasped_hands(canvas: Canvas) -> None:
    """Hands clasped behind the thigh: the near hand, then the far hand's fingers laced over it."""
    palette = canvas.palette
    hand, fingers, thumb = anatomy.clasped_hands()
    outline = smooth(hand)
    canvas.fill(outline + "Z", palette.skin)
    canvas.stroke(outline, palette.ink, canvas.outline(OUTLINE))
    for finger in fingers:
        shape = _finger(finger.line, finger.half_width)
        canvas.fill(shape, palette.skin)
        canvas.stroke(shape, palette.ink, canvas.outline(3))
    canvas.stroke(smooth(thumb), palette.ink, canvas.detail(2.8))


def _finger(line: tuple[Point, ...], half_width: float) -> str:
    """A tapering finger with round ends."""
    centre = [(x, y) for x, y in sampled(line, 4)]
    across = normals(centre)
    last = len(centre) - 1
    widths = [half_width * (1.08 - 0.2 * i / last) for i in range(last + 1)]

    def side(sign: int) -> list[Point]:
        return [
            (x + sign * nx * w, y + sign * ny * w)
            for (x, y), (nx, ny), w in zip(centre, across, widths, strict=True)
        ]

    def cap(i: int, towards: int, sign: int) -> list[Point]:
        (x, y), (nx, ny), w = centre[i], across[i], widths[i]
        tx, ty = ny * towards, -nx * towards
        length = hypot(tx, ty)
        return [
            (
                x + w * (sin(a) * tx / length + sign * cos(a) * nx),
                y + w * (sin(a) * ty / length + sign * cos(a) * ny),
            )
            for a in map(radians, (30, 60, 90, 120, 150))
        ]

    points = [*side(1), *cap(last, 1, 1), *reversed(side(-1)), *cap(0, -1, -1)]
    return smooth(points, closed=True)
