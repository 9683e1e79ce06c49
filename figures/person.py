"""The person lying on a mat, in layers.  Head at −x, seen from the right side; mm, y down."""

from __future__ import annotations

from collections.abc import Callable

from . import hands
from .anatomy.bodies import Body
from .canvas import Canvas
from .geometry import Point, circle, number
from .spots import Box

OUTLINE = 4.0


def nothing() -> None:
    """What is drawn where nothing is."""


def lying(
    canvas: Canvas,
    body: Body,
    leg: str,
    arms: str,
    *,
    under: Callable[[], None] = nothing,
    over: Callable[[], None] = nothing,
) -> None:
    """The person, from the far arm to the near one; without `arms`, where bones are to be seen.

    `under` draws between trunk and lifted leg, `over` on the leg, below the near hand.
    """
    if f"arm_far_{arms}" in body.layers:
        layer(canvas, body, f"arm_far_{arms}")
    if canvas.palette.bun:
        _bun(canvas, body)
    layer(canvas, body, "base")
    under()
    if arms in hands.DRAWN:
        hands.far_palm(canvas, body, arms)
    layer(canvas, body, f"leg_{leg}")
    over()
    if arms in hands.DRAWN:
        hands.far_fingers(canvas, body, arms)
    if arms:
        layer(canvas, body, f"arm_near_{arms}")
    if arms in hands.DRAWN:
        hands.near_hand(canvas, body, arms)


def layer(canvas: Canvas, body: Body, name: str) -> None:
    """One layer: fills, shade, outline, inner lines."""
    part = body.layers[name]
    palette = canvas.palette
    colours = {
        "skin": palette.skin,
        "shirt": palette.shirt,
        "shorts": palette.shorts,
        "hair": palette.hair,
    }
    with canvas.part(canvas.outline(OUTLINE)):
        for cloth in part.fills:
            canvas.fill(cloth.outline, colours[cloth.kind])
        if palette.body_shade:
            canvas.tint(part.shade, "#000000", palette.body_shade)
        for line in (*part.strokes, *part.lines):
            canvas.stroke(line, palette.ink)
        if part.ear:
            canvas.fill(part.ear, palette.skin)
            canvas.stroke(part.ear, palette.ink)
    if palette.hatched:
        for cloth in part.fills:
            if cloth.kind == "shorts":
                canvas.hatch(cloth.hatch)


def dashed_leg(canvas: Canvas, body: Body, leg: str) -> None:
    """Where the leg was, or will be."""
    dash = (1.0 * canvas.per_mm, 0.75 * canvas.per_mm)
    with canvas.part():
        for line in body.layers[f"leg_{leg}"].strokes:
            canvas.stroke(line, canvas.palette.ghost, canvas.dashes(3), dash=dash)
            canvas.cover_line(line)


def head(body: Body) -> Box:
    """Head and hair: nothing may cross the face."""
    left, top, right, bottom = body.head
    return Box(left - 45, top - 8, right, bottom + 8)


def mat_and_pillow(canvas: Canvas, body: Body, left: float, right: float) -> None:
    """A mat from `left` to `right` and a pillow under the head."""
    palette = canvas.palette
    top = body.mat_top
    bottom, r = top + 34, 17
    pillow = _pillow(body)
    mat = (
        f"M{number(left + r)} {number(top)}L{number(right - r)} {number(top)}"
        f"Q{number(right)} {number(top)} {number(right)} {number(top + r)}"
        f"Q{number(right)} {number(bottom)} {number(right - r)} {number(bottom)}"
        f"L{number(left + r)} {number(bottom)}"
        f"Q{number(left)} {number(bottom)} {number(left)} {number(top + r)}"
        f"Q{number(left)} {number(top)} {number(left + r)} {number(top)}Z"
    )
    with canvas.part(canvas.outline(OUTLINE)):
        for shape, colour in ((mat, palette.mat), (pillow, "#FFFFFF")):
            canvas.fill(shape, colour)
            canvas.stroke(shape, palette.ink)


def _pillow(body: Body) -> str:
    """From the crown to the neck, as high as the head lies."""
    x, _, _, low = body.head
    top, under = body.mat_top, low + 1  # the head sinks a little into it
    high = top - under

    def at(right: float, y: float) -> str:
        return f"{number(x + right)} {number(y)}"

    return (
        f"M{at(-22, top)}C{at(-52, top - 5)} {at(-48, under - 6)} {at(-8, under - 2)}"
        f"C{at(60, under + high * 0.22)} {at(150, under + high * 0.26)} {at(232, under + 8)}"
        f"C{at(266, under + 4)} {at(272, top - 4)} {at(240, top)}Z"
    )


def _bun(canvas: Canvas, body: Body) -> None:
    x, y = body.head[0] + 14, body.head[1] + 62
    palette = canvas.palette
    canvas.circle((x, y), 44, palette.hair, palette.ink, canvas.outline(OUTLINE))
    if not palette.hatched:
        wave = (
            f"M{number(x - 24)} {number(y + 8)}"
            f"Q{number(x)} {number(y - 26)} {number(x + 24)} {number(y + 2)}"
        )
        canvas.stroke(wave, palette.ink, canvas.detail(2.4))


def roller(canvas: Canvas, centre: Point, radius: float) -> None:
    """A foam roller, end on."""
    palette = canvas.palette
    disc = circle(centre, radius)
    canvas.fill(disc, palette.roller)
    canvas.stroke(disc, palette.ink, canvas.outline(OUTLINE))
    if palette.hatched:
        canvas.circle(centre, radius * 0.68, "none", palette.ink, canvas.detail(1.6))
    canvas.circle(centre, radius * 0.36, "#FFFFFF", palette.ink, canvas.outline(3))
