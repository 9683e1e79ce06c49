"""Notices that an input has changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import anyio
from watchfiles import Change, DefaultFilter, awatch

from handouts.storage import paths

# Editors write a file in several steps; long enough for those, too short to notice.
_DEBOUNCE_MS = 120
_LOOK_ANYWAY_MS = 500


async def changes(content: Path, out: Path, stopping: Callable[[], bool]) -> AsyncIterator[bool]:
    """Yields whether an input has changed: True each time one has, False now and then.

    Watches the content, the templates, the drawings and the program.  A folder that is replaced
    by another is watched anew.
    """
    folders = [content, paths.templates_dir(), paths.figures_dir(), Path(paths.__file__).parent]
    inputs = _Inputs(out)
    first, polling = True, False
    while not stopping():
        there = {folder: found for folder in folders if (found := _identity(folder)) is not None}
        if content not in there:
            await anyio.sleep(_LOOK_ANYWAY_MS / 1000)
            yield False
            continue
        # Something may have changed before it was watched; at the start nobody has looked yet.
        missed, first = not first, False
        try:
            async for seen in awatch(
                *there,
                watch_filter=inputs,
                debounce=_DEBOUNCE_MS,
                step=40,
                rust_timeout=_LOOK_ANYWAY_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                force_polling=polling or None,
            ):
                if stopping():
                    return
                yield bool(seen) or missed
                missed = False
                if any(_identity(folder) != known for folder, known in there.items()):
                    yield True
                    break
        except FileNotFoundError:  # a folder that has just gone
            continue
        except OSError:  # the system watches no more folders: look at each file now and then
            if polling:
                raise
            polling = True


class _Inputs(DefaultFilter):
    """Leaves out what is no input: outputs, and what editors, Git and Python leave about."""

    def __init__(self, out: Path) -> None:
        super().__init__()
        self._out = out.resolve()

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not Path(path).is_relative_to(self._out)


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another of its name; None if there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
