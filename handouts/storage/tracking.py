"""Which files were read while something was made: observed, never declared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_seen: ContextVar[set[Path] | None] = ContextVar("seen", default=None)


def note(*paths: Path) -> None:
    """Whoever hands out what is in a file says so here."""
    seen = _seen.get()
    if seen is not None:
        seen.update(paths)


@contextmanager
def observing() -> Iterator[set[Path]]:
    """The files noted while it is open; whoever observes outside it is told of them as well."""
    seen: set[Path] = set()
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)
        note(*seen)
