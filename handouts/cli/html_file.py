"""Web pages that a command writes where it is told, but never over something else."""

from __future__ import annotations

from pathlib import Path

from handouts.errors import UsageError
from handouts.storage.ordinary_files import NotOrdinaryError, opened


def refuse_other_files(option: str, file: Path, title: str) -> None:
    """
    Args:
        title: how the title of the page starts.

    Raises:
        UsageError: the page cannot be written there, or it would replace something else.
    """
    if file.is_dir() or not file.parent.is_dir():
        raise UsageError([(option, f"'{file}' cannot be a file; name one in a folder")])
    try:
        with opened(file) as there:
            start = there.read(1000)
    except NotOrdinaryError:
        raise UsageError([(option, f"'{file}' is not an ordinary file; name another")]) from None
    except OSError:
        return  # it is not there, or it cannot be written either
    if start and f"<title>{title}".encode() not in start:
        raise UsageError([(option, f"'{file}' is something else; name another file")])


def write_page(option: str, file: Path, page: str, done: str) -> None:
    """
    Args:
        done: what is done all the same if it cannot be written.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        fault = f"cannot write '{file}' ({error.strerror}); {done}"
        raise UsageError([(option, fault)]) from error
