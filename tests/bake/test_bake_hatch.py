"""Hatch strokes stay inside their shape and on one grid."""

from __future__ import annotations

import pytest

REASON = "the bake's packages are not installed: .[bake]"
np = pytest.importorskip("numpy", reason=REASON)
shapely = pytest.importorskip("shapely", reason=REASON)

from figures.anatomy.bake.hatch import even_odd, hatched  # noqa: E402

RING = "M0 0L60 0L60 40L0 40ZM20 10L40 10L40 30L20 30Z"


def test_the_even_odd_region_has_its_hole() -> None:
    assert even_odd([RING]).area == pytest.approx(60 * 40 - 20 * 20)
    outer, hole = RING.split("Z")[:2]
    assert even_odd([f"{outer}Z", f"{hole}Z"]).equals(even_odd([RING]))
    assert even_odd([]).is_empty


def test_strokes_are_clipped_to_the_shape_less_its_inset() -> None:
    region = even_odd([RING])
    found = hatched(region, spacing=3, degrees=-45, inset=0.8, min_length=2.5)
    inside = region.buffer(-0.79)
    assert found
    for a, b in found:
        stroke = shapely.LineString([a, b])
        assert inside.covers(stroke)
        assert stroke.length > 2.5
        assert abs(b[0] - a[0]) == pytest.approx(abs(b[1] - a[1]))


def test_no_gap_between_strokes_is_wider_than_the_spacing() -> None:
    region = even_odd(["M0 0L30 0L30 30L0 30Z"])
    found = hatched(region, spacing=3, degrees=0, inset=0, min_length=1)
    np.testing.assert_allclose(np.diff([a[1] for a, _ in found]), 3)


def test_strokes_of_neighbouring_shapes_line_up() -> None:
    left = even_odd(["M-20 -20L0 -20L0 20L-20 20Z"])
    right = even_odd(["M0 -13L31 -13L31 17L0 17Z"])

    def heights(shape: object) -> set[float]:
        strokes = hatched(shape, spacing=4, degrees=-45, inset=0, min_length=0.5)
        return {round(float(a[0] + a[1]) / np.sqrt(2) / 4, 6) % 1 for a, _ in strokes}

    assert heights(left) == heights(right) == {0.0}


def test_a_shape_thinner_than_its_inset_has_no_hatch() -> None:
    thin = even_odd(["M0 0L30 0L30 1L0 1Z"])
    assert hatched(thin, spacing=3, degrees=-45, inset=0.8, min_length=1) == []
