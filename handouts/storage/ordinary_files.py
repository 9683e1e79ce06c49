"""Ordinary files, and nothing else: a pipe may never end, or never begin, and neither may a device.

Imports next to nothing: a build that has nothing to do reads with it.
"""

from __future__ import annotations

import errno
import os
import stat
from itertools import count

TYPE_CHECKING = False  # typing takes longer to import than a build with nothing to do
if TYPE_CHECKING:
    from typing import BinaryIO

# Without waiting for whoever may write into a pipe; what is opened is looked at afterwards.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_replaced = count()  # a process may replace one file twice at once


class NotOrdinaryError(OSError):
    """A pipe, a socket or a device lies where a file should."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        name = os.path.basename(os.fspath(path))  # noqa: PTH119
        super().__init__(errno.EINVAL, f"{name} is not an ordinary file")


def opened(path: str | os.PathLike[str]) -> BinaryIO:
    """An ordinary file, to be read.

    Raises:
        NotOrdinaryError: it is none.
        IsADirectoryError: it is a folder.
        OSError: it cannot be read.
    """
    try:
        handle = os.open(path, _READ | _BINARY)
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP):  # as of a socket
            raise NotOrdinaryError(path) from error
        raise
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            name = os.path.basename(os.fspath(path))  # noqa: PTH119
            raise IsADirectoryError(errno.EISDIR, f"{name} is a folder")
        if not stat.S_ISREG(mode):
            raise NotOrdinaryError(path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        NotOrdinaryError: it is none.
        IsADirectoryError: it is a folder.
        OSError: it cannot be read.
    """
    with opened(path) as file:
        return file.read()


def write_new(path: str | os.PathLike[str], data: bytes) -> None:
    """Writes a file that is not there yet, whole or not at all.

    Raises:
        FileExistsError: something is there, whatever it is.
        OSError: it cannot be written.
    """
    handle = os.open(path, _CREATE | _BINARY, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except BaseException:
        os.unlink(path)  # noqa: PTH108
        raise


def replace(path: str | os.PathLike[str], data: bytes) -> None:
    """Puts a file in place of what is there, whole or not at all.

    Raises:
        OSError: it cannot be written; what is there is as it was.
    """
    aside = f"{os.fspath(path)}.{os.getpid()}-{next(_replaced)}"
    for once_more in (True, False):
        try:
            write_new(aside, data)
            break
        except FileExistsError:  # left by a process that was killed
            if not once_more:
                raise
            os.unlink(aside)  # noqa: PTH108
    try:
        os.replace(aside, path)  # noqa: PTH105
    except BaseException:
        os.unlink(aside)  # noqa: PTH108
        raise


def names_in(folder: str | os.PathLike[str]) -> list[str]:
    """The names in a folder, in order; none if it cannot be listed."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return []
