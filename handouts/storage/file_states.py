"""Whether files are as they were: by size and times where that is enough, else by content."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from typing import NamedTuple

from handouts.storage.ordinary_files import read

# How long (ns) a file may be written again without a new time of change.  Some file systems count
# whole seconds, FAT every other one; of the others none is this slow.
_COARSE, _FINE = 2_500_000_000, 200_000_000


class FileState(NamedTuple):
    """A file's time of change and of its last status change in ns, its size in bytes, its SHA-256.

    `mtime_ns` is 0 where it was too new to tell anything.  The status changes also where a time of
    change is set back.
    """

    mtime_ns: int
    ctime_ns: int
    size: int
    sha256: str


MISSING = FileState(0, 0, 0, "")
"""Of a file that was looked for and was not there."""


class Files:
    """The files of one run, each looked at once.

    Paths are text here: a build asks for thousands of them, and `Path` takes its time.

    Args:
        known: what an earlier run saw, by absolute path.  A file of the same times and size is not
            read again.
    """

    def __init__(self, known: Mapping[str, FileState]) -> None:
        self._known = known
        self._seen: dict[str, FileState | None] = {}

    def state(self, path: str | os.PathLike[str]) -> FileState | None:
        """What a file was like when it was first asked for; None if there was none to be read."""
        name = os.fspath(path)
        if name in self._seen:  # which has whole paths alone
            return self._seen[name]
        if not os.path.isabs(name):  # noqa: PTH117
            return self.state(os.path.abspath(name))  # noqa: PTH100
        state = self._seen[name] = self._look(name)
        return state

    def last(self, path: str) -> FileState | None:
        """What a file was like when it was last looked at, in this run or an earlier one.

        One that was too new then to tell anything is looked at again.
        """
        known = self._known.get(path) if path not in self._seen else None
        return known if known and known.mtime_ns else self.state(path)

    def later(self) -> Files:
        """The same files in another run, which reads only those that have changed."""
        return Files({path: state for path, state in self._seen.items() if state is not None})

    def changed(self, path: str, before: FileState) -> bool:
        """Whether a file holds something else than it did."""
        return (self.state(path) or MISSING).sha256 != before.sha256

    def _look(self, path: str) -> FileState | None:
        try:
            status = os.stat(path)  # noqa: PTH116
            now = (status.st_mtime_ns, status.st_ctime_ns, status.st_size)
            known = self._known.get(path)
            if known and known[:3] == now:
                return known
            checksum = hashlib.sha256(read(path)).hexdigest()
        except (OSError, ValueError):  # no such file, or not even such a name
            return None
        return FileState(settled(now[0]), *now[1:], checksum)


def settled(mtime_ns: int) -> int:
    """A time of change; 0 if what has it could still be changed without getting another one."""
    step = _FINE if mtime_ns % 1_000_000_000 else _COARSE
    return mtime_ns if time.time_ns() - mtime_ns > step else 0
