"""One at a time: others wait."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def only_one(file: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Waits until no other process is in here with the same file, which need not be there.

    Who is in here may remove the file.

    Args:
        waiting: called before it waits, if it has to.

    Raises:
        FileNotFoundError: its folder is not there, or no longer.
        OSError: the file cannot be written.
    """
    if fcntl is not None:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(handle, fcntl.LOCK_EX)
            while not _is_at(handle, file):  # others would lock another file
                os.close(handle)
                handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
                fcntl.flock(handle, fcntl.LOCK_EX)
        except FileNotFoundError:
            raise
        except OSError:  # a file system that knows no such locks
            os.close(handle)
        else:
            try:
                yield
            finally:
                os.close(handle)  # which unlocks it, as does the end of the process
            return

    from filelock import FileLock

    with FileLock(file):
        yield


def _is_at(handle: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False
