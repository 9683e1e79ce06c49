"""What a view sees: depth order, places on paper, normals and shade."""

from __future__ import annotations

import pytest

REASON = "the bake's packages are not installed: .[bake]"
np = pytest.importorskip("numpy", reason=REASON)
pytest.importorskip("scipy", reason=REASON)

from figures.anatomy.bake.mesh import Mesh  # noqa: E402
from figures.anatomy.bake.raster import Grid, View, rasterise  # noqa: E402
from figures.anatomy.bake.shade import facing, in_shade  # noqa: E402

FRONT = View((1, 0, 0), (0, 0, 1))
TETRAHEDRON = Mesh(
    np.array([[0, 0, 0], [10, 0, 0], [0, 10, 0], [0, 0, 10.0]]),
    np.array([[0, 2, 1], [0, 1, 3], [1, 2, 3], [0, 3, 2]]),
)


def test_the_viewer_is_in_front() -> None:
    """Right is the patient's left, up is up, and nearer is farther forward (y negative)."""
    np.testing.assert_allclose(FRONT.see(np.array([1.0, 2.0, 3.0])), [1, 3, -2])


def test_the_nearer_of_two_faces_is_seen() -> None:
    seen = np.array([[0, 0, 0], [20, 0, 0], [0, 20, 0], [0, 0, 5], [20, 0, 5], [0, 20, 5.0]])
    grid = Grid.around(seen, 1, 2)
    for faces in ([[0, 1, 2], [3, 4, 5]], [[3, 4, 5], [0, 1, 2]]):
        raster = rasterise(seen, np.zeros_like(seen), np.array(faces), grid)
        drawn = raster.depth[np.isfinite(raster.depth)]
        np.testing.assert_allclose(drawn, 5)
        assert len(drawn) / grid.per_mm**2 == pytest.approx(200, rel=0.05)


def test_a_pixel_is_where_the_paper_says() -> None:
    seen = np.array([[10, 30, 0], [14, 30, 0], [14, 26, 0], [10, 26, 0.0]])
    grid = Grid.around(seen, 3, 4)
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    raster = rasterise(seen, np.zeros_like(seen), faces, grid)
    row, column = np.nonzero(np.isfinite(raster.depth))
    paper = grid.paper(np.c_[column, row] + 0.5)
    np.testing.assert_allclose(paper.mean(0), [12, -28], atol=0.01)


def test_normals_are_weighted_by_angle_and_point_outward() -> None:
    normals = TETRAHEDRON.normals()
    np.testing.assert_allclose(normals[0], -np.ones(3) / np.sqrt(3))
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1)
    mirrored = TETRAHEDRON.mirrored().normals()
    np.testing.assert_allclose(mirrored, normals * [-1, 1, 1], atol=1e-12)


def test_parts_are_split_and_seams_merged() -> None:
    apart = Mesh(
        np.vstack([TETRAHEDRON.vertices, TETRAHEDRON.vertices + 50]),
        np.vstack([TETRAHEDRON.faces, TETRAHEDRON.faces + 4]),
    )
    assert [len(part.vertices) for part in apart.components()] == [4, 4]
    soup = Mesh(TETRAHEDRON.vertices[TETRAHEDRON.faces].reshape(-1, 3), np.arange(12).reshape(4, 3))
    assert len(soup.components()) == 4
    whole = soup.merged(3)
    assert len(whole.vertices) == 4
    assert len(whole.components()) == 1


def test_shade_lies_away_from_the_light() -> None:
    row, column = np.mgrid[-50:51, -50:51] / 45
    height = np.sqrt(np.clip(1 - row**2 - column**2, 0, None))
    seen = height > 0
    normals = facing(np.dstack([column, -row, -height]))  # turned to the viewer, whichever way
    assert (normals[seen][:, 2] > 0).all()
    normals = facing(np.dstack([column, -row, height]))
    dark = in_shade(normals, seen, light=(-1, 1, 1), threshold=0.4, blur=2)
    assert not (dark & ~seen).any()
    rows, columns = np.nonzero(dark)
    assert columns.mean() > 60  # of 0 to 100
    assert rows.mean() > 60
    assert 0.1 < dark.sum() / seen.sum() < 0.5
