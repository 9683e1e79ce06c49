"""The files of a draft, named by its stem: which they are, written and removed."""

from __future__ import annotations

from pathlib import Path

from handouts.errors import Problem
from handouts.mail import private

ENDINGS = (".html", ".txt", ".pdf", ".eml")
"""Of a draft's files; the message is written last, so a draft that has it is whole."""


def of(folder: Path, stem: str) -> list[Path]:
    """Every file there may be of a draft, with those that are being written."""
    files = [folder / f"{stem}{ending}" for ending in ENDINGS]
    return [*files, *map(private.aside, files)]


def is_whole(folder: Path, stem: str) -> bool:
    return (folder / f"{stem}{ENDINGS[-1]}").is_file()


def write(folder: Path, stem: str, parts: tuple[bytes, ...]) -> None:
    """Writes a draft's files, for their owner alone.

    Args:
        parts: in the order of `ENDINGS`.

    Raises:
        PrivateFileError: one could not be written.
    """
    for ending, data in zip(ENDINGS, parts, strict=True):
        private.write(folder / f"{stem}{ending}", data)


def remove(folder: Path, stem: str) -> list[Problem]:
    """Removes a draft's files; those that cannot be removed are told."""
    problems = []
    for path in of(folder, stem):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            what = f"is a patient's, and cannot be removed: {error.strerror or error}"
            remedy = "close what has it open, and run this again; or remove it yourself"
            problems.append(Problem(path, 0, what, remedy))
    return problems
