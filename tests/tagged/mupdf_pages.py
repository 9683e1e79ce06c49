"""Pages as MuPDF reads them."""

from __future__ import annotations

from typing import Any


def by_mupdf(pdf: bytes) -> Any:
    """A file that is open, to be used in a `with`."""
    import pymupdf  # takes a second, which every worker would pay that collects tests

    return pymupdf.open(stream=pdf)  # type: ignore[no-untyped-call]
