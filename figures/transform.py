"""Moves, turns and mirrors of a drawn part, as SVG text and as a matrix."""

from __future__ import annotations

from math import cos, hypot, radians, sin
from typing import NamedTuple

from .geometry import Point, number

Matrix = tuple[float, float, float, float, float, float]


class Transform(NamedTuple):
    """x' = a·x + c·y + e, y' = b·x + d·y + f, and the same in SVG's words."""

    matrix: Matrix
    svg: str

    @property
    def scale(self) -> float:
        """How much larger a length becomes (moves, turns and mirrors leave it)."""
        a, b, *_ = self.matrix
        return hypot(a, b)

    def then(self, inner: Transform) -> Transform:
        """This transform applied to what `inner` has already placed."""
        a, b, c, d, e, f = self.matrix
        p, q, r, s, t, u = inner.matrix
        return Transform(
            (
                a * p + c * q,
                b * p + d * q,
                a * r + c * s,
                b * r + d * s,
                a * t + c * u + e,
                b * t + d * u + f,
            ),
            f"{self.svg} {inner.svg}".strip(),
        )

    def apply(self, point: Point) -> Point:
        a, b, c, d, e, f = self.matrix
        x, y = point
        return (a * x + c * y + e, b * x + d * y + f)


IDENTITY = Transform((1, 0, 0, 1, 0, 0), "")
MIRROR = Transform((-1, 0, 0, 1, 0, 0), "scale(-1,1)")


def move(x: float, y: float) -> Transform:
    return Transform((1, 0, 0, 1, x, y), f"translate({number(x)},{number(y)})")


def turn(degrees: float, about: Point) -> Transform:
    """Positive turns clockwise on paper."""
    a = radians(degrees)
    x, y = about
    return Transform(
        (
            cos(a),
            sin(a),
            -sin(a),
            cos(a),
            x - x * cos(a) + y * sin(a),
            y - x * sin(a) - y * cos(a),
        ),
        f"rotate({number(degrees)},{number(x)},{number(y)})",
    )


def scale(factor: float) -> Transform:
    return Transform((factor, 0, 0, factor, 0, 0), f"scale({factor:g})")
