"""Notices that an input has changed, whether or not the system says so.

Nobody says so where a file is linked to, has a second name elsewhere, or lies on another computer.
So events only tell when to look; what has changed is told by files' times and sizes.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

import anyio
from watchfiles import Change, awatch

import handouts
from handouts.storage import paths
from handouts.storage.source_tree import folders_in

# Editors write a file in several steps; long enough for those, too short to notice.
_DEBOUNCE_MS = 120
_LOOK_ANYWAY_MS = 500

Identity: TypeAlias = tuple[int, int]


class _Times(NamedTuple):
    """What changes with a file."""

    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int


async def changes(content: Path, out: Path, stopping: Callable[[], bool]) -> AsyncIterator[bool]:
    """Yields whether an input has changed: True each time one has, False now and then.

    Watches the content, the templates, the drawings and the program.
    """
    program = Path(handouts.__file__).parent
    inputs = _Inputs((content, paths.templates_dir(), paths.figures_dir(), program), out)
    before = await anyio.to_thread.run_sync(inputs.look)  # a share may take its time
    async for written in _wakes(inputs, stopping):
        now = await anyio.to_thread.run_sync(inputs.look)
        # Where times are coarse, only the event tells one save from the next.
        yield now != before or not written.isdisjoint(now)
        before = now


async def _wakes(inputs: _Inputs, stopping: Callable[[], bool]) -> AsyncIterator[set[str]]:
    """Yields the files that the system says were written, or none now and then.

    A folder that is replaced by another is watched anew.
    """
    while not stopping():
        there = inputs.folders()
        try:
            async for seen in awatch(
                *there,
                watch_filter=inputs.may_be,
                debounce=_DEBOUNCE_MS,
                step=40,
                rust_timeout=_LOOK_ANYWAY_MS,
                yield_on_timeout=True,
                force_polling=False,
            ):
                if stopping():
                    return
                yield {path for _, path in seen}
                if inputs.folders() != there:
                    break
        except (OSError, RuntimeError):  # a folder has just gone, or the system watches no more
            await anyio.sleep(_LOOK_ANYWAY_MS / 1000)
            yield set()


class _Inputs:
    """The files in some folders, but for outputs."""

    def __init__(self, folders: Iterable[Path], out: Path) -> None:
        self._folders = [os.path.abspath(folder) for folder in folders]  # noqa: PTH100
        self._out = out.resolve()
        roots = (Path(folder).resolve() for folder in self._folders)
        self._among_outputs = [root for root in roots if root.is_relative_to(self._out)]

    def folders(self) -> dict[str, Identity]:
        """Those that are there, and what tells each from another of its name."""
        found = ((folder, _identity(folder)) for folder in self._folders)
        return {folder: identity for folder, identity in found if identity is not None}

    def may_be(self, _change: Change, path: str) -> bool:
        """Whether it is worth a look that a file was written."""
        return not self._are_outputs(path)

    def look(self) -> Mapping[str, _Times]:
        """Every file, by absolute path; links are followed."""
        return dict(self._files())

    def _files(self) -> Iterator[tuple[str, _Times]]:
        been: set[str] = set()
        for root in self._folders:
            for folder, names in folders_in(root):
                if folder in been or self._are_outputs(folder):
                    continue
                been.add(folder)
                for name in names:
                    path = f"{folder}{os.sep}{name}"
                    try:
                        status = os.stat(path)  # noqa: PTH116 - there are many
                    except OSError:  # a link to nothing
                        continue
                    times = status.st_mtime_ns, status.st_ctime_ns
                    yield path, _Times(*times, status.st_size, status.st_ino)

    def _are_outputs(self, path: str) -> bool:
        """Whether a path lies among the outputs, and not in a folder of inputs that lies there."""
        real = Path(os.path.realpath(path))
        return real.is_relative_to(self._out) and not any(
            real.is_relative_to(root) for root in self._among_outputs
        )


def _identity(folder: str) -> Identity | None:
    try:
        status = os.stat(folder)  # noqa: PTH116
    except OSError:
        return None
    return status.st_dev, status.st_ino
