"""Hands that hold the thigh, drawn by hand on its edge: a bake's hand is a sliver from the side.

A little larger than life and kept apart from the leg by a gap of paper, so that a small print still
shows on which side they are.  Nearer the hip is the near hand, nearer the knee the far one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, hypot, radians, sin

from .anatomy.bodies import Body
from .canvas import Canvas
from .geometry import Point, normals, polyline, sampled, smooth
from .thigh import thigh_of

DRAWN = ("push", "pull")
"""Holds whose hands are drawn here: with the hands alone, in front of the thigh and behind it."""

_ENLARGED = 1.2
_FAR = {"push": 98.0, "pull": 84.0}
"""How far the far hand is nearer the knee than the near one."""

_OUTLINE = 5.5
_GAP = 34.0
"""Of paper on both sides of an outline; the outline covers a part of it."""

# Of each finger: where it lies, how far its tip reaches over the thigh, half its width, its root.
_FAR_FINGERS = (
    (-32.0, -34, 9.5, 18),
    (-10.5, -48, 10.8, 27),
    (11.0, -54, 11.3, 27),
    (32.5, -44, 10.4, 14),
)
_NEAR_FINGERS = (
    (-33.0, -38, 10.8, 6),
    (-10.0, -50, 11.8, 10),
    (13.5, -52, 12.2, 10),
    (36.0, -42, 11.2, 6),
)
_KNUCKLES = ((22, 4), (0, 0), (-21, 2))

Placing = Callable[[float, float], Point]


def edge(body: Body, arms: str) -> Placing:
    """Places from the skin below the near palm: so far off the thigh, so far toward the knee."""
    thigh = thigh_of(body, arms)
    contact = body.contacts[arms]["near"]
    sign = 1 if arms == "push" else -1
    (x, y), (ax, ay), (fx, fy) = (
        contact.front if sign > 0 else contact.back,
        thigh.along,
        thigh.front,
    )
    return lambda off, up: (x + sign * fx * off + ax * up, y + sign * fy * off + ay * up)


def far_palm(canvas: Canvas, body: Body, arms: str) -> None:
    """What shows of the far hand beyond the thigh; it goes under the leg."""
    at, v = _hand_edge(body, arms), _FAR[arms] / _ENLARGED
    points = [
        at(-30, v - 44), at(10, v - 48), at(30, v - 34), at(37, v), at(31, v + 32),
        at(12, v + 46), at(-30, v + 44),
    ]  # fmt: skip
    _gap(canvas, points[1:-1])
    _shapes(canvas, [smooth(points, closed=True)])


def far_fingers(canvas: Canvas, body: Body, arms: str) -> None:
    """What comes round the edge of it: its thumb in front, its fingers behind."""
    at, far = _hand_edge(body, arms), _FAR[arms] / _ENLARGED
    if arms == "push":
        thumb = (at(24, far - 30), at(2, far - 12), at(-30, far + 2))
        _gap(canvas, thumb[1:], 12.5)
        _shapes(canvas, [_finger(thumb, 12.5)])
        return
    _fingers(canvas, at, _FAR_FINGERS, far, -3)


def near_hand(canvas: Canvas, body: Body, arms: str) -> None:
    at = _hand_edge(body, arms)
    joints = body.layers[f"arm_near_{arms}"].joints
    (ex, ey), (wx, wy) = joints["elbow"], joints["wrist"]
    length = hypot(wx - ex, wy - ey)
    dx, dy = (wx - ex) / length, (wy - ey) / length

    def wrist(side: float) -> Point:
        return (wx - 4 * dx + dy * side, wy - 4 * dy - dx * side)

    if arms == "push":
        points = [
            wrist(24), at(24, -44), at(36, -20), at(40, 8), at(34, 38), at(18, 52),
            at(-6, 50), at(-14, 20), at(-14, -20), at(-22, -44), wrist(-24),
        ]  # fmt: skip
        _gap(canvas, points[1:7])
        _shapes(canvas, [smooth(points)])
        _fingers(canvas, at, _NEAR_FINGERS, 0, 11)
        return
    points = [
        wrist(24), at(-46, 36), at(-18, 42), at(10, 40), at(30, 29), at(38, 6), at(36, -18),
        at(24, -36), at(-2, -42), at(-32, -42), wrist(-24),
    ]  # fmt: skip
    knuckles = [
        smooth([at(start, v), at(start + 16, v + 1), at(34, v - 2)]) for v, start in _KNUCKLES
    ]
    _gap(canvas, points[1:-1])
    _shapes(
        canvas, [smooth(points), _finger((at(-50, 24), at(-32, 37), at(-12, 40)), 10.5)], knuckles
    )


def _hand_edge(body: Body, arms: str) -> Placing:
    at = edge(body, arms)
    return lambda off, up: at(off * _ENLARGED, up * _ENLARGED)


def _fingers(
    canvas: Canvas,
    at: Placing,
    fingers: Sequence[tuple[float, float, float, float]],
    up: float,
    slant: float,
) -> None:
    """Fingers of a hand at `up`, whose tips lie `slant` nearer the knee than their roots."""
    outlines = []
    for v, reach, half_width, root in fingers:
        tip = at(reach, up + v + slant)
        # Not round their roots: they lie on the palm.
        _gap(canvas, (at(reach * 0.72, up + v + slant * 0.7), tip), half_width)
        outlines.append(_finger((at(root, up + v), tip), half_width))
    _shapes(canvas, outlines)


def _gap(canvas: Canvas, line: Sequence[Point], half_width: float = 0) -> None:
    """Paper round an outline, or round a finger along its middle line."""
    canvas.stroke(polyline(line), "#FFFFFF", 2 * half_width * _ENLARGED + _GAP)


def _shapes(canvas: Canvas, outlines: Sequence[str], lines: Sequence[str] = ()) -> None:
    """Shapes of skin with lines on them; where an outline is open it joins what lies below."""
    with canvas.part(canvas.outline(_OUTLINE)):
        for outline in outlines:
            canvas.fill(outline if outline.endswith("Z") else outline + "Z", canvas.palette.skin)
            canvas.stroke(outline, canvas.palette.ink)
        for line in lines:
            canvas.stroke(line, canvas.palette.ink)


def _finger(line: tuple[Point, ...], half_width: float) -> str:
    """A tapering finger with a round tip, open at its root; half its width as in life."""
    centre = [(x, y) for x, y in sampled(line, 2)]
    across = normals(centre)
    last = len(centre) - 1
    widths = [_ENLARGED * half_width * (1.06 - 0.16 * i / last) for i in range(last + 1)]

    def side(sign: int) -> list[Point]:
        return [
            (x + sign * nx * w, y + sign * ny * w)
            for (x, y), (nx, ny), w in zip(centre, across, widths, strict=True)
        ]

    (x, y), (nx, ny), w = centre[last], across[last], widths[last]
    tip = [
        (x + w * (cos(a) * nx + sin(a) * ny), y + w * (cos(a) * ny - sin(a) * nx))
        for a in map(radians, (45, 90, 135))
    ]
    return smooth([*side(1), *tip, *reversed(side(-1))])
