"""What tests share that end runs at any moment."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from time import sleep  # itself: tests of sending replace it

KILLS = int(os.environ.get("MAIL_KILLS", "8"))
"""How many runs are killed; more of them take longer."""


def started(run: Callable[[], int]) -> int:
    """A process of its own for a run, which says nothing, and need not start Python first."""
    child = os.fork()
    if child == 0:
        code = 99
        with suppress(BaseException):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
            code = run()
        os._exit(code)
    return child


def killed_after(seconds: float, child: int) -> None:
    sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def wait_until(it_is_so: Callable[[], bool], child: int) -> None:
    """Waits as long as the process is there."""
    while (
        not it_is_so() and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    ):
        sleep(0.002)
