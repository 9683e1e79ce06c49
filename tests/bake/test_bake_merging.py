"""Fewer curves that run where those did."""

from __future__ import annotations

from itertools import pairwise

import pytest

np = pytest.importorskip("numpy", reason="the bake's packages are not installed: .[bake]")

from figures.anatomy.bake.arrays import Array  # noqa: E402
from figures.anatomy.bake.bezier import fit_closed, fit_cornered, point_at  # noqa: E402
from figures.anatomy.bake.merging import merged  # noqa: E402

NEAR = 0.2


def split(curve: Array) -> list[Array]:
    """The same in two, at its middle (de Casteljau)."""
    a = (curve[:-1] + curve[1:]) / 2
    b = (a[:-1] + a[1:]) / 2
    middle = (b[0] + b[1]) / 2
    return [
        np.array([curve[0], a[0], b[0], middle]),
        np.array([middle, b[1], a[2], curve[3]]),
    ]


def points(curves: list[Array]) -> Array:
    out: Array = np.vstack([point_at(curve, np.linspace(0, 1, 300)) for curve in curves])
    return out


def test_what_was_one_is_one_again() -> None:
    curve = np.array([[0, 0], [10, 20], [40, 20], [50, 0]], float)
    quarters = [quarter for half in split(curve) for quarter in split(half)]
    (one,) = merged(quarters, NEAR, 1)
    assert (
        np.abs(point_at(one, np.linspace(0, 1, 9)) - point_at(curve, np.linspace(0, 1, 9))).max()
        < NEAR
    )


def test_a_corner_stays() -> None:
    line = np.array([[0, 0], [10, 0], [20, 0], [30, 0]], float)
    turned = line[:, ::-1] + line[-1]
    assert len(merged([line, turned], NEAR, 1)) == 2


@pytest.mark.sweep
def test_a_wavy_line_stays_near_with_fewer_curves() -> None:
    angle = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    radius = 50 + 3 * np.sin(5 * angle)
    ring: Array = radius[:, None] * np.c_[np.cos(angle), np.sin(angle)]
    curves = fit_closed(ring, 0.05)
    fewer = merged(curves, NEAR, 1)
    assert len(fewer) < len(curves)
    before, after = (points(each) for each in (curves, fewer))
    apart = np.linalg.norm(before[:, None] - after, axis=2)
    assert max(apart.min(0).max(), apart.min(1).max()) < NEAR + 0.1


def test_ends_stay_where_they_were() -> None:
    line = np.c_[np.arange(30.0), np.sin(np.arange(30.0))]
    curves = fit_cornered(line, 0.05)
    fewer = merged(curves, 0.5, 1)
    assert (fewer[0][0] == np.round(curves[0][0], 1)).all()
    assert np.abs(fewer[-1][3] - curves[-1][3]).max() <= 0.05
    for one, next_ in pairwise(fewer):
        assert np.abs(one[3] - next_[0]).max() <= 0.05
