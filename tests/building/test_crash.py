"""Killed builds, and builds at the same time: every file stays whole, the next build is right."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable

import pytest
from incremental_help import Small

KILLS = 100
WORDS = ("Walk a little each day.", "Walk twice a day, and rest between.")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the tests fork")


def in_a_child(work: Callable[[], int]) -> int:
    """Starts `work` in a process of its own; its process id."""
    child = os.fork()
    if child:
        return child
    try:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            sys.stdout = sys.stderr = nowhere
            os._exit(work())
    finally:
        os._exit(70)


def test_a_killed_build_harms_nothing(small: Small) -> None:
    chance = random.Random(7)
    good = []
    for words in WORDS:
        small.sheet("walk", words)
        assert small.build() == 0
        good.append(small.outputs())
    small.sheet("walk", WORDS[0])
    started = time.perf_counter()
    assert small.build() == 0
    usual = time.perf_counter() - started
    for kill in range(KILLS):
        now = kill % 2
        small.sheet("walk", WORDS[now])
        child = in_a_child(small.build)
        time.sleep(chance.uniform(0, usual * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for path, data in small.outputs().items():
            assert data in (good[0].get(path), good[1].get(path)), f"{path} after kill {kill}"
        assert json.loads(small.outputs()["manifest.json"])
        if kill % 4 == 3:
            assert small.build() == 0
            assert small.outputs() == good[now]
            left = {path.name for path in small.out.iterdir()}
            assert left == {"en", "manifest.json", ".ledger", "index.html", "gallery"}


def test_builds_at_the_same_time_do_not_harm_each_other(small: Small) -> None:
    small.sheet("walk", WORDS[1])
    assert small.build(out=small.out.with_name("alone")) == 0
    children = [in_a_child(small.build) for _ in range(4)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert small.outputs() == small.outputs(small.out.with_name("alone"))
