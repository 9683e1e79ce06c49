"""Which files to check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.storage.publishing import listed


def pdfs(named: Iterable[Path]) -> list[Path]:
    """The files named, each once; a folder stands for the PDFs its manifest lists, or for all."""
    found: list[Path] = []
    for path in named:
        found += _of_folder(path) if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def _of_folder(folder: Path) -> list[Path]:
    ours = [folder / path for path in listed(folder) if path.endswith(".pdf")]
    return ours or sorted(path for path in folder.rglob("*.pdf") if path.is_file())
