"""Path data survives writing and reading; distances are measured, and judged."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

REASON = "the bake's packages are not installed: .[bake]"
np = pytest.importorskip("numpy", reason=REASON)
pytest.importorskip("scipy", reason=REASON)
pytest.importorskip("skimage", reason=REASON)

from figures.anatomy.bake.__main__ import COMMITTED  # noqa: E402
from figures.anatomy.bake.check import differences, report  # noqa: E402
from figures.anatomy.bake.compare import distance  # noqa: E402
from figures.anatomy.bake.pathdata import curves_path, flattened, number  # noqa: E402

SQUARE = "M0 0L40 0L40 40L0 40Z"


@pytest.fixture
def bones() -> Any:
    text = (COMMITTED / "bones.json").read_text(encoding="utf-8")
    data = json.loads(text)
    data["parts"] = {name: data["parts"][name] for name in ("hip_lat", "sac_ant")}
    return data


def test_numbers_are_short() -> None:
    written = [number(value, 1) for value in (1.04, -0.04, -0.25, 0.5, -10.5, 100)]
    assert written == ["1", "0", "-.2", "0.5", "-10.5", "100"]
    assert [number(value, 0) for value in (-0.3, 99.6, 100)] == ["0", "100", "100"]


def test_a_path_reads_back_as_it_was_written() -> None:
    curves = [
        np.array([[0, 0], [10, 0], [20, 10], [20, 20.0]]),
        np.array([[20, 20], [20, 35.5], [-4.5, 30], [0, 0.0]]),
    ]
    path = curves_path(curves, closed=True, digits=1, near=0)
    ((points, closed),) = flattened(path, 10)
    assert closed
    np.testing.assert_allclose(points[[0, 10, 20]], [[0, 0], [20, 20], [0, 0]])
    assert points[5] == pytest.approx([13.75, 6.25])


def test_the_distance_is_the_farther_of_both_ways() -> None:
    moved = "M0 1L40 1L40 41L0 41Z"
    assert distance([SQUARE], [SQUARE]).largest == 0
    assert distance([SQUARE], [moved]).largest == pytest.approx(1, abs=0.1)
    assert distance([SQUARE], [SQUARE, "M20 20L22 20"]).largest == pytest.approx(20, abs=0.2)
    assert distance([], [SQUARE]).largest == np.inf
    assert distance([], []).largest == 0


def test_a_file_is_near_itself(bones: Any) -> None:
    found = list(differences(bones, bones))
    assert {d.part for d in found} >= {"hip_lat", "sac_ant", "pivots.SI_lat", "pivots.hip_radius"}
    assert all(d.allowed and d.apart.largest == 0 for d in found)
    assert report(found).endswith("all near enough")


def test_a_shifted_outline_a_lost_line_and_a_moved_pivot_are_all_told(bones: Any) -> None:
    fresh = deepcopy(bones)
    hip = fresh["parts"]["hip_lat"]
    hip["outline"] = [SQUARE]
    hip["lines"] = []
    fresh["meta"]["pivots"]["SI_lat"][0] += 1
    del fresh["parts"]["sac_ant"]
    far = {(d.part, d.kind) for d in differences(fresh, bones) if not d.allowed}
    assert {("hip_lat", "outline"), ("hip_lat", "lines"), ("pivots.SI_lat", "point")} <= far
    assert ("sac_ant", "outline") in far
    assert ("hip_lat", "shade") not in far
    assert "too far apart" in report(list(differences(fresh, bones)))
