"""Consecutive curves that one can stand for: fitting splits a line more often than it must."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arrays import Array, unit
from .bezier import closer, least_squares, point_at

MOST = 6
"""So many curves are tried as one."""

ROUNDS = 5
CORNER = 30.0
"""Degrees: a line that turns by more between two curves stays as it is there."""

_INSIDE, _FINE = np.linspace(0, 1, 17), np.linspace(0, 1, 65)


def merged(curves: Sequence[Array], near: float, digits: int) -> list[Array]:
    """Fewer curves, each (4, 2), that run within `near` of these, rounded to so many places."""
    found = []
    at = 0
    while at < len(curves):
        best, taken = curves[at], 1
        for count in range(2, min(MOST, len(curves) - at) + 1):
            run = curves[at : at + count]
            if _is_corner(run[-2], run[-1], near):
                break
            if (one := _one(run, near, digits)) is not None:
                best, taken = one, count
        found.append(best)
        at += taken
    return found


def _is_corner(before: Array, after: Array, near: float) -> bool:
    shortest = min(float(np.linalg.norm(curve[3] - curve[0])) for curve in (before, after))
    if shortest <= 4 * near:  # too short to have a direction
        return False
    return bool(-_leaving(before[::-1]) @ _leaving(after) < np.cos(np.radians(CORNER)))


def _leaving(curve: Array) -> Array:
    """The direction in which a curve leaves its start; zero if it is a point."""
    handles = curve[1:] - curve[0]
    longer = handles[np.linalg.norm(handles, axis=1) > 1e-9]
    return unit(longer[0]) if len(longer) else np.zeros(2)


def _one(run: Sequence[Array], near: float, digits: int) -> Array | None:
    """One curve for several, if it is near enough."""
    line = np.vstack([run[0][:1], *(point_at(curve, _INSIDE)[1:] for curve in run)])
    start, end = _leaving(run[0]), _leaving(run[-1][::-1])
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    if not (t[-1] and start.any() and end.any()):
        return None
    t /= t[-1]
    for _ in range(ROUNDS):
        curve = least_squares(line, t, start, end)
        t = np.sort(closer(curve, line, t))
    curve = np.round(curve, digits)
    drawn = point_at(curve, _FINE)
    is_near = _farthest(line, drawn) <= near and _farthest(drawn, line) <= near
    return curve if is_near else None


def _farthest(points: Array, line: Array) -> float:
    """How far the farthest of the points (n, 2) is from a line through others (m, 2)."""
    starts, along = line[:-1], np.diff(line, axis=0)
    to = points[:, None] - starts
    lengths = (along**2).sum(1)
    share = np.clip((to * along).sum(2) / np.where(lengths > 0, lengths, 1), 0, 1)
    apart = np.linalg.norm(to - share[..., None] * along, axis=2)
    return float(apart.min(1).max())
