"""Changes many files of a folder together: all of them, or none.

New ones are written aside, under names of their own there, and then moved into place one by one;
what was there before is kept until the last move, so that a failure puts it back.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path, PurePosixPath

from handouts.errors import Problem
from handouts.storage.ordinary_files import NotOrdinaryError, names_in, write_new

_ASIDE = ".building-"
_SHOWN = 3
_IN_THE_WAY = (errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENXIO)
_swaps = count()


class DistError(Exception):
    """Files could not be written; the folder is as it was before, or `problem` says what is not."""

    def __init__(self, path: Path, error: OSError, changed: Sequence[str] = ()) -> None:
        self._path, self._error, self._changed = path, error, changed
        self.problem = self.after(0)
        super().__init__(str(self.problem))

    def after(self, written: int) -> Problem:
        """The problem, where so many files were written just before."""
        what = f"cannot write: {self._error.strerror or self._error}"
        left = _left(self._changed)
        if written and not self._changed:
            left = (
                f"{written} {'file is' if written == 1 else 'files are'} new, no other has changed"
            )
        return Problem(self._path, 0, what, f"{_remedy(self._error)} ({left})")


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        mend = "free some space there"
    elif error.errno in _IN_THE_WAY or isinstance(error, NotOrdinaryError):
        mend = "move it out of the way"
    else:
        mend = "close it if another program has it open, and make sure you may write there"
    return f"{mend}, or choose another folder with --out"


def _left(changed: Sequence[str]) -> str:
    if not changed:
        return "nothing has changed"
    names = ", ".join(changed[:_SHOWN])
    more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
    return f"{names}{more} could not be put back as before: build again once it is mended"


@contextmanager
def blaming(path: Path) -> Iterator[None]:
    """
    Raises:
        DistError: the file system refuses; nothing has changed.
    """
    try:
        yield
    except OSError as error:
        raise DistError(path, error) from error


def swap(dist: Path, changed: Mapping[str, bytes], removed: Iterable[str] = ()) -> None:
    """Puts files into the folder `dist`, made if need be, and takes others away: all or nothing.

    Args:
        changed: by path relative to `dist`; they are moved into place in this order.
        removed: paths relative to `dist`.

    Raises:
        DistError: nothing has changed in `dist`, or it says what could not be put back.
    """
    gone = tuple(removed)
    # No other process or swap has files of that name; a folder for them would take a while.
    aside = f"{_ASIDE}{os.getpid()}-{next(_swaps)}-"
    undo = _Undo()
    try:
        with blaming(dist):
            make_folder(dist, undo.add)
        fresh = {path: dist / f"{aside}{number}.new" for number, path in enumerate(changed)}
        for path, new in fresh.items():
            with blaming(dist / path):
                write_new(new, changed[path])
        for number, path in enumerate(gone):
            with blaming(dist / path):
                _keep(dist, path, dist / f"{aside}{number}.gone", undo)
                (dist / path).unlink()
        for path, new in fresh.items():
            with blaming(dist / path):
                make_folder((dist / path).parent, undo.add)
                _keep(dist, path, new.with_suffix(".old"), undo)
                new.replace(dist / path)
    except BaseException as error:
        left = undo.everything()
        if not left:  # else what was there before is still aside
            discard(dist, aside)
        undo.folders()
        if left and isinstance(error, DistError) and isinstance(error.__cause__, OSError):
            raise DistError(error.problem.file, error.__cause__, left) from error
        raise
    discard(dist, aside)
    for path in gone:
        _remove_empty_folders(dist, path)


class _Undo:
    """What puts things back, the last first."""

    def __init__(self) -> None:
        self._files: list[tuple[str, Path, Path | None]] = []
        self._folders: list[Path] = []

    def add_file(self, path: str, target: Path, old: Path | None) -> None:
        """A file that is about to change, and what it is now; None if there is none."""
        self._files.append((path, target, old))

    def add(self, folder: Path) -> None:
        """A folder that was made."""
        self._folders.append(folder)

    def everything(self) -> list[str]:
        """Puts files back; gives the paths of those that could not be."""
        left = []
        for path, target, old in reversed(self._files):
            try:
                if old is None:
                    target.unlink(missing_ok=True)
                else:
                    os.replace(old, target)  # noqa: PTH105
            except OSError:
                if not _is_as_before(target, old):
                    left.append(path)
        return sorted(left)

    def folders(self) -> None:
        """Removes those that were made."""
        for folder in reversed(self._folders):
            remove_if_empty(folder)


def discard(dist: Path, aside: str = _ASIDE) -> None:
    """Removes files that were on their way, all whose names begin like that."""
    for name in names_in(dist):
        if name.startswith(aside):
            with suppress(OSError):
                (dist / name).unlink()


def make_folder(folder: Path, made: Callable[[Path], object]) -> None:
    """Makes a folder and those it is in, if need be; `made` is told of each.

    Raises:
        OSError: it cannot be made.
    """
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = folder.parent
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{folder.name} is not a folder")
    for new in reversed(missing):
        new.mkdir(exist_ok=True)  # another build may have made it meanwhile
        made(new)


def _keep(dist: Path, path: str, old: Path, undo: _Undo) -> None:
    """Makes sure that undoing leaves a file as it is now.  The file itself never goes missing."""
    target = dist / path
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, f"{target.name} is a folder")
    if not os.path.lexists(target):
        undo.add_file(path, target, None)
        return
    try:
        os.link(target, old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without hard links
        import shutil

        shutil.copy2(target, old, follow_symlinks=False)
    undo.add_file(path, target, old)


def _is_as_before(target: Path, old: Path | None) -> bool:
    """Whether a file has not been changed yet; `old` is another name of it, or a copy."""
    if old is None:
        return not os.path.lexists(target)
    try:
        return os.path.samestat(target.lstat(), old.lstat())
    except OSError:
        return False


def _remove_empty_folders(dist: Path, path: str) -> None:
    for folder in PurePosixPath(path).parents[:-1]:
        remove_if_empty(dist / folder)


def remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
