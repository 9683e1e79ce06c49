"""`make test` runs a fixed sample of what has many members, `make verify` the others as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
LOWER_PAPERS = ("letter", "quarter-letter", "half-letter", "tabloid")
"""What fits on these fits on A4 and its kin, but where those are narrower."""
LANGUAGES = ("en", "de", "ar", "hi", "zh-Hans")
"""Long words, from right to left, marks above and below, no spaces."""


def sampled(members: Iterable[T], keep: Callable[[T], bool]) -> list[Any]:
    """The members as parameters; what is not kept for `make test` is marked `sweep`.

    A plain tuple is one value for each argument.
    """
    params = []
    for member in members:
        values: Any = member if type(member) is tuple else (member,)
        params.append(pytest.param(*values, marks=() if keep(member) else pytest.mark.sweep))
    return params


def every(step: int, members: Iterable[T]) -> list[Any]:
    """The members as parameters: `make test` takes the first and each that is `step` further on."""
    turns = count()
    return sampled(members, lambda _: next(turns) % step == 0)
