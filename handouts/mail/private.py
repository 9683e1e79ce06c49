"""Files that only their owner may read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handouts.errors import Problem
from handouts.storage.swap import DistError

FOLDER, FILE = 0o700, 0o600


class PrivateFileError(DistError):
    """A file could not be written; those before it are there, each whole."""

    def __init__(self, path: Path, reason: str) -> None:
        remedy = "mend that, or name another folder; run this again and it goes on where it stopped"
        self.problem = Problem(path, 0, f"cannot be written: {reason}", remedy)
        Exception.__init__(self, str(self.problem))


@contextmanager
def blaming(path: Path) -> Iterator[None]:
    """
    Raises:
        PrivateFileError: the file system refuses.
    """
    try:
        yield
    except OSError as error:
        raise PrivateFileError(path, error.strerror or str(error)) from error


def make_folder(folder: Path) -> None:
    """Makes it, if need be, so that nobody else can look into it."""
    with blaming(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
        folder.chmod(FOLDER)


def write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all; nobody else can read it even while it is written."""
    new = aside(path)
    with blaming(path):
        new.unlink(missing_ok=True)
        try:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def aside(path: Path) -> Path:
    """Where a file is while it is written."""
    return path.with_name(f".{path.name}.new")


def append(path: Path, line: str) -> None:
    """Adds a line to a file, which is there for its owner alone."""
    with (
        blaming(path),
        os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FILE), "a", encoding="utf-8"
        ) as file,
    ):
        path.chmod(FILE)
        file.write(f"{line}\n")
