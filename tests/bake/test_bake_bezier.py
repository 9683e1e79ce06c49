"""Curves stay within the error they are fitted to."""

from __future__ import annotations

from itertools import pairwise

import pytest

np = pytest.importorskip("numpy", reason="the bake's packages are not installed: .[bake]")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from figures.anatomy.bake.arrays import Array  # noqa: E402
from figures.anatomy.bake.bezier import (  # noqa: E402
    fit_closed,
    fit_cornered,
    fit_open,
    point_at,
)


def circle(radius: float, count: int) -> Array:
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    points: Array = radius * np.c_[np.cos(angle), np.sin(angle)]
    return points


def square(side: float, step: float) -> Array:
    t = np.arange(0, side, step)
    zero = np.zeros_like(t)
    sides = (t, zero), (zero + side, t), (side - t, zero + side), (zero, side - t)
    points: Array = np.vstack([np.c_[x, y] for x, y in sides])
    return points


def farthest(points: Array, curves: list[Array]) -> float:
    """The largest distance from a point to the curves."""
    drawn = np.vstack([point_at(curve, np.linspace(0, 1, 2000)) for curve in curves])
    return float(max(np.linalg.norm(drawn - point, axis=1).min() for point in points))


def joined(curves: list[Array]) -> bool:
    return all(np.allclose(a[-1], b[0]) for a, b in pairwise(curves))


@pytest.mark.sweep
@settings(max_examples=40, deadline=None)
@given(
    st.floats(0.2, 2.0),
    st.lists(st.tuples(st.floats(0, 40), st.floats(0.1, 1.2), st.floats(0, 6)), min_size=1,
             max_size=3),
)  # fmt: skip
def test_every_point_of_an_open_line_is_within_the_error(
    error: float, waves: list[tuple[float, float, float]]
) -> None:
    x = np.linspace(0, 100, 150)
    line = np.c_[x, sum(size * np.sin(rate * x / 5 + phase) for size, rate, phase in waves)]
    curves = fit_open(line, error)
    assert farthest(line, curves) <= error + 0.05  # the curve is sampled, not exact
    assert joined(curves)
    np.testing.assert_allclose([curves[0][0], curves[-1][-1]], [line[0], line[-1]])


def test_a_circle_needs_few_curves_and_closes_smoothly() -> None:
    points = circle(50, 600)
    curves = fit_closed(points, 0.25)
    assert len(curves) <= 8
    assert farthest(points, curves) <= 0.26
    np.testing.assert_allclose(curves[-1][-1], curves[0][0])
    leaving, arriving = curves[0][1] - curves[0][0], curves[-1][3] - curves[-1][2]
    cosine = leaving @ arriving / np.linalg.norm(leaving) / np.linalg.norm(arriving)
    assert cosine > 0.999


def test_a_square_keeps_its_corners() -> None:
    curves = fit_closed(square(40, 0.5), 0.25)
    ends = np.array([curve[0] for curve in curves])
    for corner in ((0, 0), (40, 0), (40, 40), (0, 40)):
        assert np.linalg.norm(ends - corner, axis=1).min() < 0.01
    assert len(curves) == 4


def test_an_open_line_is_split_only_where_it_turns_sharply() -> None:
    t = np.arange(0, 40, 2.0)
    bent = np.vstack([np.c_[t, 0 * t], np.c_[0 * t + 40, t], [[40, 40]]])
    assert len(fit_cornered(bent, 0.5, degrees=50)) == 2
    assert len(fit_cornered(np.c_[t, 0 * t], 0.5, degrees=50)) == 1
