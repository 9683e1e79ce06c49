"""Array types and the small vector helpers the modules of the bake share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Indices = NDArray[np.int64]


def unit(vectors: Array) -> Array:
    """Vectors scaled to length 1 along the last axis; a zero vector stays zero."""
    lengths: Array = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Array = vectors / np.where(lengths > 0, lengths, 1)
    return scaled


def rotation(axis: Array, degrees: float) -> Array:
    """3 x 3 right-handed rotation about an axis (Rodrigues' formula)."""
    x, y, z = unit(np.asarray(axis, float))
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    turn: Array = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return turn


def rotation_between(start: Array, end: Array) -> Array:
    """The smallest rotation, 3 x 3, that takes one direction to another."""
    start, end = unit(start), unit(end)
    axis = np.cross(start, end)
    sine = float(np.linalg.norm(axis))
    if sine < 1e-9:
        return np.eye(3)
    return rotation(axis, float(np.degrees(np.arctan2(sine, start @ end))))


def turned(points: Array, degrees: float, pivot: Array, axis: tuple[float, float, float]) -> Array:
    """Points (n, 3) turned about an axis through a pivot, right-handed."""
    out: Array = (points - pivot) @ rotation(np.array(axis), degrees).T + pivot
    return out
