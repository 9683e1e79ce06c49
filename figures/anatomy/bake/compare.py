"""How far two sets of paths are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .arrays import Array
from .contour import resampled
from .pathdata import flattened

SAMPLE = 0.1
"""mm between the points distances are measured at, hence also about twice their error."""


@dataclass(frozen=True)
class Distance:
    """From each drawing's lines to the nearest line of the other, in mm."""

    largest: float
    percentile_95: float


def distance(one: Sequence[str], other: Sequence[str]) -> Distance:
    """The larger of both directions (Hausdorff distance; its 95th percentile).

    Infinite if only one of them draws anything.
    """
    a, b = _sampled(one), _sampled(other)
    if not len(a) or not len(b):
        return Distance(0, 0) if len(a) == len(b) else Distance(np.inf, np.inf)
    ways = cKDTree(b).query(a)[0], cKDTree(a).query(b)[0]
    return Distance(
        max(float(way.max()) for way in ways),
        max(float(np.percentile(way, 95)) for way in ways),
    )


def _sampled(paths: Sequence[str]) -> Array:
    pieces = [
        resampled(line, SAMPLE, closed)
        for path in paths
        for line, closed in flattened(path, 24)
        if len(line) > 1
    ]
    return np.vstack(pieces) if pieces else np.empty((0, 2))
