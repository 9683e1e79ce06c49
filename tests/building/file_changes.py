"""Processes that something happens to at one of their changes of the file system."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_CHANGES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def in_a_child(work: Callable[[], int], said: Path | None = None) -> int:
    """Starts `work` in a process of its own; its process id.

    Args:
        said: where to write what it prints.
    """
    child = os.fork()
    if child:
        return child
    try:
        with open(said or os.devnull, "w") as printed:  # noqa: PTH123
            sys.stdout = sys.stderr = printed
            code = work()
        os._exit(code)
    finally:
        os._exit(70)


def ended(child: int) -> int:
    """Waits for a process; its exit code, negative for the signal that has ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at_change(nth: int, folder: Path, happens: Callable[[int], object]) -> None:
    """From the nth change on below a folder that this process makes from now on, something happens.

    Python tells of each before it is made (PEP 578), and goes on telling as long as it runs.

    Args:
        happens: told how many changes there were; if it raises an error, this one is not made.
    """
    count = 0

    def told(event: str, given: tuple[object, ...]) -> None:
        nonlocal count
        if event == "open":
            flags = given[2]
            is_change = isinstance(flags, int) and bool(flags & _WRITES)
        else:
            is_change = event in _CHANGES
        if is_change and str(given[0]).startswith(str(folder)):
            count += 1
            if count >= nth:
                happens(count)

    sys.addaudithook(told)


def kill(_count: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(_count: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def refuse_only(nth: int) -> Callable[[int], None]:
    def happens(count: int) -> None:
        if count == nth:
            refuse(count)

    return happens


def write_no_more_than(size: int, *, dies: bool) -> None:
    """No file gets larger, in bytes; whoever tries dies in the middle of it, or is told."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if dies else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
