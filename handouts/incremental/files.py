"""Whether files are as they were: by size and time where that is enough, else by content."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
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

    Args:
        known: what an earlier run saw.  A file of the same time and size is not read again.
    """

    def __init__(self, known: Mapping[Path, FileState]) -> None:
        self._known = known
        self._seen: dict[Path, FileState | None] = {}

    def state(self, path: Path) -> FileState | None:
        """What a file is like now; None if there is no such file to be read."""
        if path not in self._seen:
            self._seen[path] = self._look(path)
        return self._seen[path]

    def changed(self, path: Path, before: FileState) -> bool:
        """Whether a file holds something else than it did."""
        return (self.state(path) or MISSING).sha256 != before.sha256

    def _look(self, path: Path) -> FileState | None:
        try:
            status = path.stat()
            known = self._known.get(path)
            if known and (known.mtime_ns, known.size) == (status.st_mtime_ns, status.st_size):
                return known
            checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return None
        too_new = time.time_ns() - status.st_mtime_ns < _TOO_NEW
        return FileState(0 if too_new else status.st_mtime_ns, status.st_size, checksum)
