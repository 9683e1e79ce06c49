"""The gallery as files among the outputs: `index.html`, to open without a server."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from handouts.errors import ContentError, Problem
from handouts.gallery.entries import GENERATOR, gallery, in_kilobytes
from handouts.gallery.thumbnails import ROOM, Thumbnails, has_picture, name, picture
from handouts.storage import cache, paths
from handouts.storage.ordinary_files import names_in, read
from handouts.storage.publishing import Beside, Value
from handouts.storage.swap import blaming

ASSETS = Path(__file__).parent / "assets"
INDEX = "index.html"
_PICTURE = re.compile(r"[0-9a-f]{16}\.(png|jpg)")  # they were JPEGs once
# Where a picture is named in a page that is not yet told which; nothing of it is somebody's words.
_PLACE = f' src="{ROOM}/'
_BLANK = re.compile(rf'{_PLACE}(\d{{16}})(?=\.png")')


class Gallery(NamedTuple):
    """
    Attributes:
        beside: the files that change, and those that go.
        pictures: the SHA-256 of every picture that is then there, by path.
        is_ours: whether there is a gallery: an `index.html` of somebody else is left alone.
    """

    beside: Beside
    pictures: Mapping[str, str]
    is_ours: bool = True


def compare(
    out: Path,
    listed: Mapping[str, Mapping[str, Value]],
    thumbnails: Thumbnails,
    right: Mapping[str, str],
) -> Gallery:
    """What is to change for the folder to have the gallery of what a manifest lists.

    Args:
        thumbnails: of what is new there.
        right: the SHA-256 of those pictures that are there as they were drawn, by path.

    Raises:
        ContentError: a template cannot be read.
        DistError: what is there cannot be read; nothing has changed.
    """
    with blaming(out / INDEX):
        there = _read(out / INDEX)
    if there and GENERATOR.encode() not in there:
        return Gallery(Beside(), {}, is_ours=False)
    files = {f"{ROOM}/{asset.name}": asset.read_bytes() for asset in sorted(ASSETS.iterdir())}
    files[INDEX] = _page(listed).encode()
    pictures = {
        name(f"{entry['sha256']}"): path for path, entry in listed.items() if has_picture(path)
    }
    gone = [path for path in _own_pictures(out) if path not in pictures]
    drawn = thumbnails.finished()
    for path, pdf in pictures.items():
        if path not in right and path not in drawn:
            data = _output(out / pdf, listed[pdf])
            if data is not None and (made := picture(data)) is not None:
                drawn[path] = made
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in drawn.items()}
    kept = {path: right[path] for path in pictures if path in right}
    files |= drawn
    changed = {path: data for path, data in files.items() if not _holds(out / path, data)}
    return Gallery(Beside(changed, gone), {**kept, **digests})


def _page(listed: Mapping[str, Mapping[str, Value]]) -> str:
    """The page; it is rendered only if more has changed than which pictures it shows."""
    blanks = {
        path: {
            **entry,
            "bytes": in_kilobytes(entry) * 1000,
            "sha256": f"{number:016}",
            "words": "",
        }
        for number, (path, entry) in enumerate(listed.items())
    }
    templates = [_template(file) for file in _templates()]
    made_from = repr((list(blanks.items()), templates))
    page = cache.get("gallery", made_from)
    if page is None:
        from handouts.gallery.page import static_page

        page = static_page(gallery(blanks), ROOM)
        cache.keep("gallery", made_from, page)
    names = [f"{entry['sha256']}"[:16] for entry in listed.values()]
    return _BLANK.sub(lambda blank: _PLACE + names[int(blank[1])], page)


def inputs(out: Path) -> list[Path]:
    """The files there must be, as they are, for there to be nothing to write."""
    room = (out / ROOM / name for name in names_in(out / ROOM))
    files = (out / INDEX, *_templates(), *sorted(ASSETS.iterdir()), *room)
    return [file for file in files if os.path.isfile(file)]  # noqa: PTH113 - no error is raised


def _templates() -> list[Path]:
    folder = paths.templates_dir()
    return [folder / name for name in names_in(folder) if name.endswith(".html.j2")]


def _template(file: Path) -> str:
    try:
        return read(file).decode()
    except (OSError, UnicodeDecodeError) as error:
        what = f"this template cannot be read ({getattr(error, 'strerror', None) or error})"
        raise ContentError([Problem(file, 0, what, "put it back as it came")]) from error


def _own_pictures(out: Path) -> list[str]:
    return [f"{ROOM}/{name}" for name in names_in(out / ROOM) if _PICTURE.fullmatch(name)]


def _output(file: Path, entry: Mapping[str, Value]) -> bytes | None:
    """An output that stays; None if it is not what the manifest says it is."""
    try:
        data = read(file)
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == entry["sha256"] else None


def _holds(file: Path, data: bytes) -> bool:
    try:
        return read(file) == data
    except OSError:
        return False


def _read(file: Path) -> bytes | None:
    """None if there is nothing."""
    try:
        return read(file)
    except FileNotFoundError:
        return None
