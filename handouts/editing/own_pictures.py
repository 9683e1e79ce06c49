"""The clinic's own pictures: those in the folder `pictures`, and how one more gets there."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

from handouts.approvals import given, records
from handouts.approvals.words import KeptPicture, fingerprint
from handouts.reading.markdown import slug_of
from handouts.reading.own_pictures import FOLDER, SUFFIXES, PictureError, picture_of
from handouts.storage.lock import only_one
from handouts.storage.ordinary_files import names_in, read, replace
from handouts.storage.swap import blaming

MOST_BYTES = 1_000_000
_LOCK = ".desk/pictures.lock"
_LONGEST = 60
_NOT_BARE = re.compile(r"[\s()]")  # what ends an address in Markdown


class Listed(NamedTuple):
    """A picture in the folder; `fault` says why it cannot be printed, if that is so."""

    name: str
    kept: KeptPicture
    fault: str


def listed(content: Path) -> list[Listed]:
    """All pictures in the folder, by their names."""
    found = (_listed(content, name) for name in names_in(content / FOLDER))
    return [each for each in found if each is not None]


def _listed(content: Path, name: str) -> Listed | None:
    try:
        status = (content / FOLDER / name).stat()
    except OSError:
        return None
    return _looked_at(content, name, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1024)
def _looked_at(content: Path, name: str, _time: int, _size: int) -> Listed | None:
    """A picture as it was at that time: there may be many, and each takes a while."""
    data = data_of(content, name)
    if data is None:
        return None
    fault = ""
    try:
        picture_of(name, data)
    except PictureError as error:
        fault = str(error)
    return Listed(name, KeptPicture(fingerprint(data), Path(name).suffix.lower()), fault)


def keep(content: Path, name: str, data: bytes) -> str:
    """Puts a picture into the folder, whole; returns the name that it has there.

    None is put over another: where there is one of that name, it gets a number.

    Raises:
        DistError: it cannot be written.
        PictureError: it is none that can be printed.
    """
    picture_of(name, data)
    folder, suffix = content / FOLDER, Path(name).suffix.lower()
    stem = slug_of(Path(name).stem)[:_LONGEST] or "picture"
    with blaming(folder):
        folder.mkdir(exist_ok=True)
        (content / _LOCK).parent.mkdir(exist_ok=True)
        with only_one(content / _LOCK):
            there = {each.casefold(): each for each in names_in(folder)}
            for number in count(1):
                wanted = f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
                if wanted not in there:
                    replace(folder / wanted, data)
                    return wanted
                if data_of(content, there[wanted]) == data:
                    return there[wanted]
    raise AssertionError("there is always one more number")


def found(content: Path, kept: KeptPicture) -> bytes | None:
    """A picture that words show, of now, as approved or as handed out; None if nobody has it."""
    name = next((each.name for each in listed(content) if each.kept == kept), "")
    data = data_of(content, name)
    if data is not None and fingerprint(data) == kept.fingerprint:
        return data
    return records.read_picture(content, kept) or given.read_picture(content, kept)


def line_of(name: str, alt: str) -> str:
    """The line that places it among words."""
    said = " ".join(alt.replace("[", "(").replace("]", ")").split())
    return f"![{said}]({f'<{name}>' if _NOT_BARE.search(name) else name})"


def data_of(content: Path, name: str) -> bytes | None:
    """The bytes of one of the pictures; None if it is none, or too large."""
    path = content / FOLDER / name
    if path.name != name or not name.lower().endswith(SUFFIXES) or name.startswith("."):
        return None
    try:
        return read(path) if path.stat().st_size <= MOST_BYTES else None
    except OSError:
        return None
