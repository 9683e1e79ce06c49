"""Small pictures in or beside fields, drawn with one pen: decoration, as the words say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import cos, pi, sin

from handouts.document import ICONS
from handouts.tagged import TaggedCanvas

_GRID = 24.0  # the units they are drawn in
_PEN = 1.7


def pictogram(
    canvas: TaggedCanvas, name: str, x: float, y: float, size: float, colour: str
) -> None:
    """The icon of that name, one of `ICONS`, with its lower left corner at (x, y); `size` in pt."""

    def draw() -> None:
        canvas.scale(size / _GRID, size / _GRID)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineWidth(_PEN)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        _DRAWN[name](canvas)

    canvas.stamp(("pictogram", name, size, colour), x, y, size, draw)


def _watch(canvas: TaggedCanvas) -> None:
    canvas.circle(12, 10.5, 8, stroke=1, fill=0)
    canvas.lines([(9.5, 22, 14.5, 22), (12, 22, 12, 18.5), (18, 16.6, 19.6, 18.2)])
    canvas.lines([(12, 10.5, 12, 15.2), (12, 10.5, 15.2, 8.8)])


def _turns(canvas: TaggedCanvas) -> None:
    """Two arrows round a ring."""
    for turn in (0.0, pi):
        start, end = turn + 0.35, turn + 2.5
        points = [
            (12 + 8 * cos(angle), 12 + 8 * sin(angle))
            for angle in (start + (end - start) * step / 16 for step in range(17))
        ]
        canvas.lines([(*one, *two) for one, two in pairwise(points)])
        # The head at the end of the arc, turned a little inward.
        tip, along = points[-1], end + pi / 2
        for bend in (2.5, -2.5):
            canvas.line(*tip, tip[0] + 4.6 * cos(along + bend), tip[1] + 4.6 * sin(along + bend))


def _sun(canvas: TaggedCanvas) -> None:
    canvas.circle(12, 12, 4.2, stroke=1, fill=0)
    rays = [step * pi / 4 for step in range(8)]
    canvas.lines(
        [(12 + 7.4 * cos(a), 12 + 7.4 * sin(a), 12 + 10 * cos(a), 12 + 10 * sin(a)) for a in rays]
    )


def _calendar(canvas: TaggedCanvas) -> None:
    canvas.roundRect(2.5, 2.5, 19, 17.5, 2, stroke=1, fill=0)
    canvas.lines([(2.5, 15, 21.5, 15), (7.5, 18, 7.5, 22), (16.5, 18, 16.5, 22)])
    for column in range(4):
        for row in range(2):
            canvas.circle(6.6 + 3.6 * column, 7 + 4 * row, 0.95, stroke=0, fill=1)


def _gauge(canvas: TaggedCanvas) -> None:
    """A half ring in ten steps from thin to broad, of which none is pointed at."""
    for step in range(10):
        angle = pi - (step + 0.5) * pi / 10
        inner, outer = 7.6 - step * 0.16, 8.6 + step * 0.32
        canvas.line(
            12 + inner * cos(angle),
            5.5 + inner * sin(angle),
            12 + outer * cos(angle),
            5.5 + outer * sin(angle),
        )
    canvas.circle(12, 5.5, 1.6, stroke=0, fill=1)
    canvas.line(12, 5.5, 12, 10.6)


def _face(mouth: float) -> Callable[[TaggedCanvas], None]:
    """A face whose mouth is so much lower in its middle than at its ends."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.circle(12, 12, 10, stroke=1, fill=0)
        for eye in (8.6, 15.4):
            canvas.circle(eye, 14.8, 1.25, stroke=0, fill=1)
        base = 8.2 + mouth / 3
        path = canvas.beginPath()
        path.moveTo(7.4, base)
        path.curveTo(9.4, base - mouth * 1.3, 14.6, base - mouth * 1.3, 16.6, base)
        canvas.drawPath(path, stroke=1, fill=0)

    return draw


_DRAWN: Mapping[str, Callable[[TaggedCanvas], None]] = dict(
    zip(
        ICONS,
        (_watch, _turns, _sun, _calendar, _gauge, _face(3.2), _face(0.0), _face(-3.2)),
        strict=True,
    )
)
