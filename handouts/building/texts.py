"""What each document said when it was last built, so that a change can be shown word by word.

One file per document, named by its digest, beside the ledger.  Deleting them only loses the next
edit receipt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from handouts.storage import ordinary_files
from handouts.storage.publishing import LEDGER
from handouts.storage.seal import sealed, unsealed

_FOLDER = f"{LEDGER}/words"
_ENDING = ".json"


def load(out: Path, digest: str) -> tuple[str, ...] | None:
    """The texts of a document in reading order; None if they were not kept."""
    path = _path(digest)
    try:
        read = json.loads(unsealed(path, ordinary_files.read(out / path)) or b"")
    except (OSError, ValueError):
        return None
    return tuple(read)


def missing(out: Path, said: Mapping[str, tuple[str, ...]]) -> dict[str, bytes]:
    """Files that are yet to be written, relative to `out`; `said` is by digest."""
    return {
        _path(digest): sealed(
            _path(digest), json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
        )
        for digest, texts in said.items()
        if load(out, digest) != texts
    }


def unused(out: Path, digests: AbstractSet[str]) -> list[str]:
    """Files of documents there are none of any more, relative to `out`."""
    there = (Path(name) for name in ordinary_files.names_in(out / _FOLDER))
    return [
        f"{_FOLDER}/{file}" for file in there if file.suffix == _ENDING and file.stem not in digests
    ]


def _path(digest: str) -> str:
    return f"{_FOLDER}/{digest}{_ENDING}"
