"""Small results that are kept on disk from one run to the next, each under what it was made from.

Nothing is kept unless someone opens a folder for it.  A result that cannot be read, or is not the
one that was kept there, is made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from handouts.storage import ordinary_files
from handouts.storage.ordinary_files import names_in
from handouts.storage.seal import sealed, unsealed

_folder: ContextVar[Path | None] = ContextVar("folder", default=None)
# Beyond so many results of one kind the oldest are forgotten.
_MOST = 2000


def use(room: Path, made_by: str) -> None:
    """From now on keeps results in a folder of `room`.

    Args:
        made_by: names all that results depend on besides what they are made from; those of other
            names are forgotten.
    """
    folder = room / made_by
    for other in names_in(room):
        if other != made_by:
            import shutil

            shutil.rmtree(room / other, ignore_errors=True)
    for kind in names_in(folder):
        _sweep(folder / kind)
    _folder.set(folder)


def folder() -> Path | None:
    """Where results are kept; None if nowhere."""
    return _folder.get()


@contextmanager
def unused() -> Iterator[None]:
    """Nothing is kept meanwhile, and nothing that was kept is used."""
    before = _folder.set(None)
    try:
        yield
    finally:
        _folder.reset(before)


def has(kind: str, made_from: str) -> bool:
    """Whether something was kept of that kind, made from that, though perhaps not whole."""
    folder = _folder.get()
    return folder is not None and _path(folder, kind, made_from).is_file()


def get(kind: str, made_from: str) -> str | None:
    """What was kept of that kind, made from that; None if nothing was."""
    folder = _folder.get()
    if folder is None:
        return None
    path = _path(folder, kind, made_from)
    try:
        result = unsealed(f"{kind}/{path.name}", ordinary_files.read(path))
        return None if result is None else result.decode()
    except (OSError, ValueError):
        return None


def keep(kind: str, made_from: str, result: str) -> None:
    """Keeps a result, if there is a place for it; whole or not at all."""
    folder = _folder.get()
    if folder is None:
        return
    path = _path(folder, kind, made_from)
    data = sealed(f"{kind}/{path.name}", result.encode())
    with suppress(OSError):
        try:
            ordinary_files.replace(path, data)
        except FileNotFoundError:  # it is the first of its kind
            path.parent.mkdir(parents=True, exist_ok=True)
            ordinary_files.replace(path, data)


def _path(folder: Path, kind: str, made_from: str) -> Path:
    return folder / kind / hashlib.sha256(made_from.encode()).hexdigest()[:32]


def _sweep(kind: Path) -> None:
    with suppress(OSError):
        names = names_in(kind)
        for half in [name for name in names if "." in name]:  # by a process that was killed
            (kind / half).unlink()
            names.remove(half)
        if len(names) <= _MOST:
            return
        oldest = sorted((kind / name for name in names), key=lambda path: path.stat().st_mtime)
        for path in oldest[: len(names) - _MOST // 2]:
            path.unlink(missing_ok=True)
