"""A figure before its words: what to paint, where labels would stand, what to keep clear."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from handouts.pattern import Side

from .canvas import Canvas, Frame
from .geometry import Point
from .spots import Box, Spot


class Badge(NamedTuple):
    """The letter of a side, in that side's shape; `key` names the letter among the words.

    In a small picture it is larger than drawn.  If it is larger than `most`, it would hide what it
    stands by: then its right edge is at `beside`, below the top of the frame, if no label is there.
    """

    key: str
    side: Side
    centre: Point
    size: float
    most: float = inf
    beside: float = 0.0


class Scene(NamedTuple):
    """`paint` draws art and arrows as for the right side; `mirrored` turns them over.

    `side` picks the colours of a figure about one hip; `keep_out` are faces and hands; no leader
    line crosses `uncrossed`, as it would seem to name them.
    """

    frame: Frame
    paint: Callable[[Canvas], None]
    spots: tuple[Spot, ...] = ()
    badges: tuple[Badge, ...] = ()
    keep_out: tuple[Box, ...] = ()
    uncrossed: tuple[Box, ...] = ()
    side: Side | None = None
    mirrored: bool = False
