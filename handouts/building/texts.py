"""What each document said when it was last built, so that a change can be shown word by word.

One file per document, named by its digest, beside the ledger.  Deleting them only loses the next
edit receipt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from handouts.storage.publishing import LEDGER

_FOLDER = f"{LEDGER}/words"


def load(out: Path, digest: str) -> tuple[str, ...] | None:
    """The texts of a document in reading order; None if they were not kept."""
    try:
        read = json.loads((out / _path(digest)).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(read, list) or not all(isinstance(text, str) for text in read):
        return None
    return tuple(read)


def missing(out: Path, said: Mapping[str, tuple[str, ...]]) -> dict[str, bytes]:
    """Files that are yet to be written, relative to `out`; `said` is by digest."""
    return {
        _path(digest): json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
        for digest, texts in said.items()
        if not (out / _path(digest)).is_file()
    }


def unused(out: Path, digests: AbstractSet[str]) -> list[str]:
    """Files of documents there are none of any more, relative to `out`."""
    there = (out / _FOLDER).glob("*.json")
    return sorted(f"{_FOLDER}/{file.name}" for file in there if file.stem not in digests)


def _path(digest: str) -> str:
    return f"{_FOLDER}/{digest}.json"
