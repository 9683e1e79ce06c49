"""`make fuzz`: as many inputs as you like for what comes in from outside, and none may hang."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import wraps
from math import ceil
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

PROFILE, SUITE = "fuzz", "suite"
INPUTS = int(os.environ.get("INPUTS", "10000"))
LONGEST = 5.0  # seconds of work: by the clock, a busy machine would be told of

settings.register_profile(
    PROFILE,
    deadline=None,
    # A build server tries the same ones each time: what it says is of the change, not of chance.
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

# Where a property does not say how many, the suite tries fewer than usual: it is to end in minutes.
# They are the same ones each time, so that what fails has changed; `make fuzz` looks for others.
settings.register_profile(
    SUITE,
    settings.get_profile(settings.get_current_profile_name()),
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
)


def share_out(items: Iterable[pytest.Item], inputs: int) -> None:
    """Shares inputs out among the properties as the suite does; each gets one at least."""
    functions = [item.function for item in items if isinstance(item, pytest.Function)]
    properties: list[Any] = [each for each in functions if is_hypothesis_test(each)]
    usual = {each: _settings(each).max_examples for each in properties}
    factor = inputs / max(1, sum(usual[each] for each in properties))
    for each, count in usual.items():
        each._hypothesis_internal_use_settings = settings(
            _settings(each), max_examples=ceil(count * factor), deadline=None
        )
        each.hypothesis.inner_test = in_time(each.hypothesis.inner_test)


def in_time(test: Callable[..., None]) -> Callable[..., None]:
    """The same test, which fails where an input keeps it busy for too long."""

    @wraps(test)
    def timed(*args: Any, **kwargs: Any) -> None:
        start = process_time()
        test(*args, **kwargs)
        assert process_time() - start < LONGEST, "an input that takes too long"

    return timed


def _settings(function: Any) -> settings:
    found = function._hypothesis_internal_use_settings  # Hypothesis has no public name for it
    assert isinstance(found, settings)
    return found
