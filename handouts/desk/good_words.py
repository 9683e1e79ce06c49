"""The clinic's content as the desk uses it: read again when it changes, never worse.

Whoever prints goes on with the last words that could be printed, and is told so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple, TypeVar

from handouts.approvals.status import Book
from handouts.errors import ContentError, Problem
from handouts.reading import Library, load_library

Made = TypeVar("Made")
OWN_FOLDER = ".desk"
"""Where the desk keeps what is its own, in the folder of content."""
_MOST = 4


class Words(NamedTuple):
    """All content as it was read, and its approvals."""

    library: Library
    book: Book


class GoodWords:
    """
    Args:
        content: the folder.

    Attributes:
        problems: why what is in the folder now cannot be used; none if it can.
    """

    def __init__(self, content: Path) -> None:
        self.content = content
        self.problems: tuple[Problem, ...] = ()
        self._good: deque[Words] = deque(maxlen=_MOST)
        self._seen: object = None
        self._reading = Lock()
        self._making = Lock()  # what is made shares what it is made with

    @property
    def library(self) -> Library:
        """The newest that could be read.

        Raises:
            ContentError: there never was one.
        """
        return self._newest()[0].library

    def make(self, make: Callable[[Words], Made]) -> Made:
        """What can be made of the newest words, else of the last that could be printed.

        Raises:
            ContentError: it can be made of none of them.
        """
        with self._making:
            faults = None
            for words in self._newest():
                try:
                    made = make(words)
                except ContentError as error:
                    faults = faults or error
                else:
                    if faults:
                        self.problems = self.problems or faults.problems
                    return made
            assert faults is not None
            raise faults

    @contextmanager
    def alone(self) -> Iterator[Words]:
        """The newest that could be read, while nothing else is made.

        Raises:
            ContentError: there never was one.
        """
        with self._making:
            yield self._newest()[0]

    def _newest(self) -> tuple[Words, ...]:
        """Those that could be read, the newest first."""
        with self._reading:
            now = tuple(_states(self.content))
            if now != self._seen:
                try:
                    library = load_library(self.content)
                    self._good.appendleft(Words(library, Book(library)))
                    self.problems = ()
                except ContentError as error:
                    self.problems = error.problems
                self._seen = now
            if not self._good:
                raise ContentError(self.problems)
            return tuple(self._good)


def _states(content: Path) -> Iterator[tuple[str, int, int]]:
    """What tells whether a file has changed: all that is read lies in these folders."""
    try:
        for path in sorted(content.rglob("*")):
            if OWN_FOLDER not in path.parts and path.is_file():
                status = path.stat()
                yield str(path), status.st_mtime_ns, status.st_size
    except OSError:  # it is changed just now, or was taken away
        yield "", 0, 0
