"""Cubic Bézier curves fitted to points.

Philip J. Schneider, An Algorithm for Automatically Fitting Digitized Curves, Graphics Gems, 1990:
least squares for the two handles, Newton's method for the parameters, halves where that misses.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .arrays import Array, unit

NEWTON_ROUNDS = 6
HOPELESS = 6
"""A first fit this many times worse than allowed is split without more rounds."""

TANGENT_SAMPLES = 3
CORNER_SAMPLES = 8


def point_at(curve: Array, t: Array) -> Array:
    """Points (n, 2) of a curve, four control points (4, 2), at parameters (n,) of 0 to 1."""
    t = t[:, None]
    u = 1 - t
    out: Array = (
        u**3 * curve[0] + 3 * u * u * t * curve[1] + 3 * u * t * t * curve[2] + t**3 * curve[3]
    )
    return out


def fit_open(line: Array, error: float) -> list[Array]:
    """Curves through a line (n, 2): no point of it is farther than `error` from them."""
    return _fit(line, _start_tangent(line), _start_tangent(line[::-1]), error)


def fit_cornered(line: Array, error: float, degrees: float = 50, samples: int = 5) -> list[Array]:
    """As `fit_open`, but crisp wherever the line turns by more than so many degrees.

    The turn is measured between the points `samples` before and after.
    """
    last = len(line) - 1
    corners = [0]
    if last > 2 * samples + 1:
        before = line[samples:-samples] - line[: -2 * samples]
        turns = _turns(before, line[2 * samples :] - line[samples:-samples])
        for i, turn in enumerate(turns):
            sharpest = turns[max(0, i - samples) : i + samples + 1].max()
            if turn > degrees and turn == sharpest and i + samples - corners[-1] > samples - 1:
                corners.append(i + samples)
    return _joined(line, [*corners, last], error)


def fit_closed(ring: Array, error: float, degrees: float = 60) -> list[Array]:
    """Curves round a closed line (n, 2, its start not repeated); corners as in `fit_cornered`."""
    corners = _ring_corners(ring, degrees)
    start = corners[0] if corners else 0
    line = np.roll(ring, -start, 0)
    line = np.vstack([line, line[:1]])
    if not corners:
        tangent = unit(line[TANGENT_SAMPLES] - line[-1 - TANGENT_SAMPLES])
        return _fit(line, tangent, -tangent, error)
    return _joined(line, [*(corner - start for corner in corners), len(ring)], error)


def _ring_corners(ring: Array, degrees: float) -> list[int]:
    k = CORNER_SAMPLES
    turns = _turns(ring - np.roll(ring, k, 0), np.roll(ring, -k, 0) - ring)
    near = np.arange(-k, k + 1)
    return [
        i
        for i, turn in enumerate(turns)
        if turn > degrees and turn == turns[(i + near) % len(ring)].max()
    ]


def _turns(before: Array, after: Array) -> Array:
    """Unsigned angles in degrees between pairs of directions (n, 2)."""
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    out: Array = np.degrees(np.abs(np.arctan2(cross, (before * after).sum(1))))
    return out


def _joined(line: Array, corners: list[int], error: float) -> list[Array]:
    curves = []
    for a, b in pairwise(corners):
        if b > a:
            curves += fit_open(line[a : b + 1], error)
    return curves


def _start_tangent(line: Array) -> Array:
    return unit(line[min(TANGENT_SAMPLES, len(line) - 1)] - line[0])


def _fit(line: Array, start: Array, end: Array, error: float) -> list[Array]:
    """`start` and `end` are unit tangents, both pointing into the line."""
    if len(line) == 2:
        third = float(np.linalg.norm(line[1] - line[0])) / 3
        return [np.array([line[0], line[0] + start * third, line[1] + end * third, line[1]])]
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    t /= t[-1]
    worst = 0
    for _ in range(NEWTON_ROUNDS):
        curve = least_squares(line, t, start, end)
        miss = np.linalg.norm(point_at(curve, t) - line, axis=1)
        worst = int(miss.argmax())
        if miss[worst] < error:
            return [curve]
        if miss[worst] > error * HOPELESS:
            break
        t = np.sort(closer(curve, line, t))
    split = min(max(worst, 1), len(line) - 2)
    before, after = line[max(split - 3, 0)], line[min(split + 3, len(line) - 1)]
    tangent = unit(before - after)
    return _fit(line[: split + 1], start, tangent, error) + _fit(line[split:], -tangent, end, error)


def least_squares(line: Array, t: Array, start: Array, end: Array) -> Array:
    """The curve along both tangents that is nearest to the points at these parameters."""
    first, last = line[0], line[-1]
    b0, b1, b2, b3 = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    a1, a2 = start * b1[:, None], end * b2[:, None]
    rest = line - (first * (b0 + b1)[:, None] + last * (b2 + b3)[:, None])
    system = np.array([[(a1 * a1).sum(), (a1 * a2).sum()], [(a1 * a2).sum(), (a2 * a2).sum()]])
    chord = float(np.linalg.norm(first - last))
    reach = np.array([chord, chord]) / 3
    if abs(np.linalg.det(system)) > 1e-12:
        solved = np.linalg.solve(system, np.array([(a1 * rest).sum(), (a2 * rest).sum()]))
        if (solved >= 1e-3 * chord).all():
            reach = solved
    return np.array([first, first + start * reach[0], last + end * reach[1], last])


def closer(curve: Array, line: Array, t: Array) -> Array:
    """Parameters moved toward the curve's nearest points: one step of Newton's method."""
    u = (1 - t)[:, None]
    v = t[:, None]
    d1 = 3 * np.diff(curve, axis=0)
    d2 = 2 * np.diff(d1, axis=0)
    velocity = u * u * d1[0] + 2 * u * v * d1[1] + v * v * d1[2]
    away = point_at(curve, t) - line
    slope = (velocity**2).sum(1) + (away * (u * d2[0] + v * d2[1])).sum(1)
    step = (away * velocity).sum(1) / np.where(np.abs(slope) > 1e-12, slope, np.inf)
    out: Array = np.clip(t - step, 0, 1)
    return out
