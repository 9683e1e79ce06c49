"""Inner lines: jumps of depth found, skeletons pruned to long, straight-ended lines."""

from __future__ import annotations

import pytest

REASON = "the bake's packages are not installed: .[bake]"
np = pytest.importorskip("numpy", reason=REASON)
pytest.importorskip("scipy", reason=REASON)
pytest.importorskip("skimage", reason=REASON)

from figures.anatomy.bake.lines import depth_jumps, strokes, traces, without_hooks  # noqa: E402
from figures.anatomy.bake.raster import Grid  # noqa: E402

GRID = Grid(left=0, top=0, per_mm=4, width=200, height=160)


def test_a_depth_jump_is_marked_along_the_step_only() -> None:
    depth = np.zeros((20, 30))
    depth[:, 15:] = 5
    seen = np.ones(depth.shape, bool)
    marked = depth_jumps(depth, seen, 2.5)
    assert np.unique(np.nonzero(marked)[1]).tolist() == [14, 15]
    assert not depth_jumps(depth, seen, 5.5).any()


def test_a_side_branch_is_pruned_and_a_long_one_is_a_line_of_its_own() -> None:
    skeleton = np.zeros((60, 120), bool)
    skeleton[30, 5:115] = True
    skeleton[20:30, 40] = True  # a spur
    skeleton[31:58, 80] = True  # a branch
    found = sorted(traces(skeleton, 15), key=len)
    assert [len(trace) for trace in found] == [26, 110]
    assert set(found[1][:, 1]) == {30.5}
    assert set(found[0][:, 0]) == {80.5}


def test_a_loop_and_two_separate_lines_are_all_found() -> None:
    skeleton = np.zeros((80, 80), bool)
    skeleton[10, 5:60] = True
    skeleton[70, 5:60] = True
    skeleton[[30, 50], 20:41] = True
    skeleton[30:51, [20, 40]] = True
    found = traces(skeleton, 15)
    assert sum(len(trace) for trace in found) >= 55 + 55 + 70


def test_an_empty_mask_has_no_lines() -> None:
    assert traces(np.zeros((5, 5), bool), 3) == []


def test_a_hook_is_cut_off_and_a_gentle_bend_is_kept() -> None:
    straight = np.c_[np.arange(0, 40, 0.5), np.zeros(80)]
    hook = np.array([[39.5, 0.5], [39.5, 1.0], [39.4, 1.5]])
    np.testing.assert_allclose(without_hooks(np.vstack([straight, hook]), 5), straight)
    np.testing.assert_allclose(without_hooks(np.vstack([straight, hook])[::-1], 5), straight[::-1])
    bend = np.c_[straight[:, 0], straight[:, 0] ** 2 / 100]
    np.testing.assert_allclose(without_hooks(bend, 5), bend)


def test_lines_that_are_short_or_hug_the_edge_are_dropped() -> None:
    seen = np.zeros((GRID.height, GRID.width), bool)
    seen[10:150, 10:190] = True
    marked = np.zeros_like(seen)
    marked[80, 30:170] = True  # 35 mm across the middle
    marked[16, 30:170] = True  # as long, 1.5 mm from the edge
    marked[120, 90:110] = True  # 5 mm
    kept = strokes(marked, seen, GRID, thicken=1, step=0.5, smooth=2, min_length=14, clearance=2.5)
    (line,) = kept
    np.testing.assert_allclose(line[:, 1], 80.5 / 4, atol=0.3)
    assert np.ptp(line[:, 0]) == pytest.approx(35, abs=1)
