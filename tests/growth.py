"""How the time of some work grows with its size."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

SHORT, LONG = 2_000, 64_000
# Between 32 times, for work that is linear, and 1024 times, for work that is quadratic.
MOST = 300


def is_linear(work: Callable[[int], object]) -> bool:
    """Whether work on `LONG` signs takes about as much longer than on `SHORT` as there are more."""

    def seconds(length: int) -> float:
        start = process_time()
        work(length)
        return process_time() - start

    gc.disable()  # it would be told of, not the work
    try:
        short = max(min(seconds(SHORT) for _ in range(3)), 0.000_2)
        return seconds(LONG) < MOST * short or seconds(LONG) < MOST * short
    finally:
        gc.enable()
