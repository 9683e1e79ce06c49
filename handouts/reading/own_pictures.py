"""The clinic's own pictures: PNGs and SVGs inside the content folder, drawn when they are read.

Its logo is one; others lie in the folder `pictures`, and stand among words of any language.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from handouts.design.artwork import Picture

from .files import read_bytes
from .findings import Report, nearest, quoted

FOLDER = "pictures"
SUFFIXES = (".png", ".svg")
MAX_RATIO = 20.0


class PictureError(ValueError):
    """What is wrong; how to mend it."""


class Place(NamedTuple):
    """Where a picture is looked for, and in words what it is called and where it belongs."""

    folder: Path
    called: str
    home: str


class PictureFile(NamedTuple):
    """A picture, with the bytes of its file."""

    path: Path
    data: bytes
    picture: Picture


class OwnPictures:
    """The pictures among words of a content folder, each read once.

    So all that is made of a library shows the same, whatever becomes of the file meanwhile.
    """

    def __init__(self, content: Path, known: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """`known` are shown in the place of files of their names."""
        folder = content / FOLDER
        self._place = Place(folder, "the picture", f"into the folder '{FOLDER}'")
        self._read = {
            name: PictureFile(folder / name, data, picture_of(name, data))
            for name, data in known.items()
        }

    def picture(self, name: str, report: Report, line: int) -> PictureFile | None:
        """The picture of a name; None if it was refused, as is reported on that line."""
        if name not in self._read and (found := read_picture(self._place, name, report, line)):
            self._read[name] = found
        return self._read.get(name)


def read_picture(place: Place, named: str, report: Report, line: int) -> PictureFile | None:
    """The picture of a name; None if it was refused.  Every problem is reported on that line."""
    path = _found(place, named, report, line)
    data = read_bytes(path, report, line=line) if path else None
    if path is None or data is None:
        return None
    try:
        return PictureFile(path, data, picture_of(path.name, data))
    except PictureError as error:
        what, _, remedy = str(error).partition("; ")
        report(line, f"{place.called} {quoted(named)} {what}", remedy)
        return None


def _found(place: Place, named: str, report: Report, line: int) -> Path | None:
    """The file of a name, inside the folder also after following links; None if it was refused."""
    path = _in_either_form(place.folder, named)
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name no disk takes
        return path
    if not resolved.is_relative_to(place.folder.resolve()):
        report(
            line,
            f"{place.called} {quoted(named)} is outside the content folder",
            f"copy it {place.home} and write only its name",
        )
        return None
    names = _names(path.parent)
    # Some disks find a name in other letters, and others then do not.
    if _exists(path) and (path.name in names or not names):
        return path
    near = nearest(path.name, names)
    mend = f"put it {place.home}, or correct its name"
    remedy = f"did you mean {quoted(near, 60)}?" if near else mend
    report(line, f"{quoted(path.name, 60)} is missing", remedy)
    return None


def _in_either_form(folder: Path, named: str) -> Path:
    """Its path, with accents composed or not, as each name of it is on the disk.

    `ü` may be one character or two (Unicode, NFC and NFD), and looks the same.
    """
    path = folder
    for part in Path(named).parts:
        step = path / part
        if not _exists(step):
            composed = unicodedata.normalize("NFC", part)
            alike = (
                name for name in _names(path) if unicodedata.normalize("NFC", name) == composed
            )
            step = path / next(alike, part)
        path = step
    return path


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL in the name
        return False


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=32)
def picture_of(name: str, data: bytes) -> Picture:
    """The picture that a file is, by what its name says it is.

    Raises:
        PictureError: it is none that can be printed.
    """
    picture = _drawn(name, data)
    width, height = picture.width, picture.height
    if max(width / height, height / width) > MAX_RATIO:
        raise PictureError("is a thin strip; crop it")
    return picture


def _drawn(name: str, data: bytes) -> Picture:
    from .png import SIGNATURE, PngError, read_png
    from .svg import SvgError, read_svg

    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise PictureError("is neither .png nor .svg; save it as one of the two")
    if not data:
        raise PictureError("is empty; save it again")
    if (suffix == ".png") != data.startswith(SIGNATURE):
        content = "a PNG" if data.startswith(SIGNATURE) else "not a PNG"
        raise PictureError(f"ends in {suffix} but is {content}; save it again in the right format")
    try:
        return read_png(data) if suffix == ".png" else read_svg(data)
    except (PngError, SvgError) as error:
        raise PictureError(str(error)) from None
