"""The files of a folder that a build may read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

# What editors, Git, Python and builds keep for themselves.
_OTHERS = frozenset(
    (
        ".git",
        ".hg",
        ".svn",
        ".venv",
        ".tox",
        ".idea",
        ".ledger",
        ".desk",
        "node_modules",
        "__pycache__",
    )
)
_LEFT_ABOUT = re.compile(r"~$|\.sw[a-z]$|\.pyc$|^\.#|___jb_...___$|^\.DS_Store$")


def folders_in(root: str) -> Iterator[tuple[str, list[str]]]:
    """A folder and those in it, as absolute as `root`, each with the names of its files.

    A link to a folder is followed where it lies in `root` itself, as that of a language may, and no
    further.  What may not be listed is left out: whoever reads it says so.
    """
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _OTHERS)
        yield folder, _inputs(files)
        if folder == root:
            for linked in (os.path.join(root, name) for name in folders):  # noqa: PTH118
                if os.path.islink(linked):  # noqa: PTH114
                    yield linked, _inputs(next(os.walk(linked), ("", [], []))[2])


def _inputs(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if not _LEFT_ABOUT.search(name))
