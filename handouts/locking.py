"""One at a time: others wait."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Waits until no other process is in here with the same file, which need not be there.

    Raises:
        OSError: the file cannot be written.
    """
    if fcntl is not None:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
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
