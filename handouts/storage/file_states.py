"""Whether files are as they were: by size and time where that is enough, else by content."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from typing import NamedTuple

# A file written this short a time ago (ns) could be written again without a new time of change.
_TOO_NEW = 200_000_000


class FileState(NamedTuple):
    """A file's time of change in ns, its size in bytes and its SHA-256.

    `mtime_ns` is 0 where it was too new to tell anything.
    """

    mtime_ns: int
    size: int
    sha256: str


MISSING = FileState(0, 0, "")
"""Of a file that was looked for and was not there."""


class Files:
    """The files of one run, each looked at once.

    Paths are text here: a build asks for thousands of them, and `Path` takes its time.

    Args:
        known: what an earlier run saw, by absolute path.  A file of the same time and size is not
            read again.
    """

    def __init__(self, known: Mapping[str, FileState]) -> None:
        self._known = known
        self._seen: dict[str, FileState | None] = {}

    def state(self, path: str | os.PathLike[str]) -> FileState | None:
        """What a file is like now; None if there is no such file to be read."""
        name = os.fspath(path)
        if not os.path.isabs(name):  # noqa: PTH117
            name = os.path.abspath(name)  # noqa: PTH100
        if name not in self._seen:
            self._seen[name] = self._look(name)
        return self._seen[name]

    def changed(self, path: str, before: FileState) -> bool:
        """Whether a file holds something else than it did."""
        return (self.state(path) or MISSING).sha256 != before.sha256

    def _look(self, path: str) -> FileState | None:
        try:
            status = os.stat(path)  # noqa: PTH116
            known = self._known.get(path)
            if known and (known.mtime_ns, known.size) == (status.st_mtime_ns, status.st_size):
                return known
            with open(path, "rb") as file:  # noqa: PTH123
                checksum = hashlib.sha256(file.read()).hexdigest()
        except (OSError, ValueError):  # no such file, or not even such a name
            return None
        too_new = time.time_ns() - status.st_mtime_ns < _TOO_NEW
        return FileState(0 if too_new else status.st_mtime_ns, status.st_size, checksum)
