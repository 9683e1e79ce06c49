"""Half of all combinations, for the suite: `make verify` tries all of them, as WHOLE=1 does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import product
from typing import Any

WHOLE = bool(os.environ.get("WHOLE"))


def crossed(*axes: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Combinations of one value of each axis, as the squares of one colour of a chessboard.

    Of three axes or more, each value is still tried with each value of any other.
    """
    places = product(*(range(len(axis)) for axis in axes))
    return [
        tuple(axis[at] for axis, at in zip(axes, place, strict=True))
        for place in places
        if WHOLE or sum(place) % 2 == 0
    ]
