"""Opening a file that may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument, PdfiumError

from handouts.storage import ordinary_files

MOST_BYTES = 100_000_000
MOST_PAGES = 500
_HEADER_WITHIN = 1024  # readers accept a header that far into the file


class UnreadableError(Exception):
    """The file cannot be checked: `what` is wrong with it, and the `remedy`."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what}; {remedy}")


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The file as a pypdfium2 document.

    Raises:
        UnreadableError: missing, empty, too large, not a PDF, encrypted or damaged.
    """
    data = _data(path)
    try:
        document = PdfDocument(data)
        pages = len(document)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("needs a password", "save it without encryption") from error
        raise UnreadableError("is damaged", "make or download it again") from error
    with document:
        if not pages:
            raise UnreadableError("has no pages", "make or download it again")
        if pages > MOST_PAGES:
            raise UnreadableError(f"has more than {MOST_PAGES} pages", "split it")
        yield document


def _data(path: Path) -> bytes:
    try:
        with ordinary_files.opened(path) as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError("is not there", "check the name, or build it") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", "check the file") from error
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"is larger than {MOST_BYTES // 1_000_000} MB", "split it")
    if not data:
        raise UnreadableError("is empty", "make or download it again")
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise UnreadableError("is not a PDF", "name PDF files only")
    return data
