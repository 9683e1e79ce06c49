"""Masks become smooth outlines of the right place and size."""

from __future__ import annotations

import pytest

REASON = "the bake's packages are not installed: .[bake]"
np = pytest.importorskip("numpy", reason=REASON)
pytest.importorskip("scipy", reason=REASON)
pytest.importorskip("skimage", reason=REASON)

from figures.anatomy.bake.arrays import Mask  # noqa: E402
from figures.anatomy.bake.contour import area, contours, length, resampled, smoothed  # noqa: E402
from figures.anatomy.bake.raster import Grid  # noqa: E402

GRID = Grid(left=-30, top=20, per_mm=4, width=240, height=160)


def disc_mask(x: float, y: float, radius: float) -> Mask:
    """Pixels of GRID within so many mm of a point on paper (y down)."""
    row, column = np.mgrid[0 : GRID.height, 0 : GRID.width]
    paper = GRID.paper(np.dstack([column + 0.5, row + 0.5]).reshape(-1, 2))
    inside = np.linalg.norm(paper - [x, y], axis=1) <= radius
    mask: Mask = inside.reshape(GRID.height, GRID.width)
    return mask


def test_a_disc_comes_back_where_it_was() -> None:
    (ring,) = contours(disc_mask(-5, 2, 12), GRID, blur=1.2, step=0.5, smooth=1.0, min_area=25)
    np.testing.assert_allclose(ring.mean(0), [-5, 2], atol=0.05)
    radii = np.linalg.norm(ring - [-5, 2], axis=1)
    assert radii.max() < 12.1
    assert radii.min() > 11.8


def test_a_hole_is_an_outline_of_its_own_and_specks_are_dropped() -> None:
    mask = disc_mask(0, 0, 15) & ~disc_mask(0, 0, 6) | disc_mask(22, 10, 2)
    rings = contours(mask, GRID, blur=1.2, step=0.5, smooth=1.0, min_area=25)
    assert sorted(round(area(ring), -1) for ring in rings) == [110, 700]


def test_smoothing_evens_out_steps_and_keeps_the_ends_of_an_open_line() -> None:
    x = np.arange(60.0)
    steps = np.c_[x, np.where(x % 2 > 0, 0.5, -0.5)]
    even = smoothed(steps, 3, closed=False)
    assert np.abs(even[10:-10, 1]).max() < 0.05
    np.testing.assert_allclose(even[[0, -1]], steps[[0, -1]])


def test_a_closed_line_is_smoothed_across_its_start() -> None:
    ring = resampled(np.array([[0, 0], [10, 0], [10, 10], [0, 10.0]]), 0.5, closed=True)
    even = smoothed(ring, 4, closed=True)
    # A square has the same corner four times: the one at the start must be no sharper.
    corners = [np.linalg.norm(even - corner, axis=1).min() for corner in ring[::20]]
    np.testing.assert_allclose(corners, corners[0], atol=1e-9)


def test_resampling_keeps_the_shape() -> None:
    line = np.array([[0, 0], [30, 0], [30, 40.0]])
    points = resampled(line, 0.5, closed=False)
    assert length(points) == pytest.approx(70, abs=0.5)
    assert np.linalg.norm(np.diff(points, axis=0), axis=1).max() <= 0.51
