"""Hands behind the thigh, drawn by hand on its back edge; the bake's fingers cannot close round it.

Nearer the hip is the near hand, its fingers behind the thigh; nearer the knee the far hand, whose
fingertips come round the edge.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, hypot, radians, sin

from .anatomy.bodies import Body
from .canvas import Canvas
from .geometry import Point, normals, sampled, smooth
from .thigh import thigh_of

FAR = 84.0
"""mm the far hand is nearer the knee than the near one."""

_FINGERS = ((-34, 9.5, 18), (-48, 10.8, 27), (-54, 11.3, 27), (-44, 10.4, 14))
"""Of each far finger: how far its tip reaches over the thigh, half its width, and its root."""

_KNUCKLES = ((22, 4), (0, 0), (-21, 2))

Placing = Callable[[float, float], Point]


def back_edge(body: Body) -> Placing:
    """Places from the skin behind the near palm: so far off the thigh, so far toward the knee."""
    thigh = thigh_of(body, "pull")
    (x, y), (ax, ay), (fx, fy) = body.contacts["pull"]["near"].back, thigh.along, thigh.front
    return lambda off, up: (x - fx * off + ax * up, y - fy * off + ay * up)


def far_palm(canvas: Canvas, body: Body) -> None:
    """What shows of the far hand beyond the thigh; it goes under the leg."""
    at, v = back_edge(body), FAR
    outline = smooth(
        [
            at(-30, v - 44), at(10, v - 48), at(30, v - 34), at(37, v), at(31, v + 32),
            at(12, v + 46), at(-30, v + 44),
        ],
        closed=True,
    )  # fmt: skip
    _skin(canvas, outline)


def far_fingers(canvas: Canvas, body: Body) -> None:
    at = back_edge(body)
    for i, (reach, half_width, root) in enumerate(_FINGERS):
        v = FAR - 32 + 21.5 * i
        _skin(canvas, _finger((at(root, v - 1), at(0, v), at(reach, v - 3)), half_width))


def near_hand(canvas: Canvas, body: Body) -> None:
    at = back_edge(body)
    joints = body.layers["arm_near_pull"].joints
    (ex, ey), (wx, wy) = joints["elbow"], joints["wrist"]
    length = hypot(wx - ex, wy - ey)
    dx, dy = (wx - ex) / length, (wy - ey) / length

    def wrist(side: float) -> Point:
        return (wx - 4 * dx + dy * side, wy - 4 * dy - dx * side)

    outline = smooth(
        [
            wrist(24), at(-46, 36), at(-18, 42), at(10, 40), at(30, 29), at(38, 6), at(36, -18),
            at(24, -36), at(-2, -42), at(-32, -42), wrist(-24),
        ]
    )  # fmt: skip
    _skin(canvas, outline)
    for v, start in _KNUCKLES:
        line = smooth([at(start, v), at(start + 16, v + 1), at(34, v - 2)])
        canvas.stroke(line, canvas.palette.ink)
    _skin(canvas, _finger((at(-50, 24), at(-32, 37), at(-12, 40)), 10.5))


def _skin(canvas: Canvas, outline: str) -> None:
    """A shape of skin; where its outline is open it joins what lies below."""
    canvas.fill(outline if outline.endswith("Z") else outline + "Z", canvas.palette.skin)
    canvas.stroke(outline, canvas.palette.ink)


def _finger(line: tuple[Point, ...], half_width: float) -> str:
    """A tapering finger with a round tip, open at its root."""
    centre = [(x, y) for x, y in sampled(line, 2)]
    across = normals(centre)
    last = len(centre) - 1
    widths = [half_width * (1.06 - 0.16 * i / last) for i in range(last + 1)]

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
