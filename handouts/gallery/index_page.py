"""The gallery as files among the outputs: `index.html`, to open without a server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from handouts.gallery.entries import GENERATOR, gallery, in_kilobytes
from handouts.gallery.thumbnails import ROOM, Thumbnails, is_whole, name, picture
from handouts.storage import cache, paths
from handouts.storage.publishing import Value, swap

ASSETS = Path(__file__).parent / "assets"
INDEX = "index.html"
_PICTURE = re.compile(r"[0-9a-f]{16}\.(png|jpg)")  # they were JPEGs once
# Where a picture is named in a page that is not yet told which; nothing of it is somebody's words.
_BLANK = re.compile(rf'(?<= src="{ROOM}/)\d{{16}}(?=\.png")')


def write(out: Path, listed: Mapping[str, Mapping[str, Value]], thumbnails: Thumbnails) -> bool:
    """Writes the gallery of what a manifest lists; what is as it should be is not touched.

    Args:
        thumbnails: of what is new there.

    Returns whether it is there: an `index.html` of somebody else is left alone.

    Raises:
        DistError: it could not be written; nothing has changed.
    """
    there = _read(out / INDEX)
    if there and GENERATOR.encode() not in there:
        return False
    files = {INDEX: _page(listed).encode()}
    files |= {f"{ROOM}/{asset.name}": asset.read_bytes() for asset in sorted(ASSETS.iterdir())}
    changed = {path: data for path, data in files.items() if _read(out / path) != data}
    pictures = {name(f"{entry['sha256']}"): path for path, entry in listed.items()}
    gone = [path for path in _own_pictures(out) if path not in pictures]
    missing = {path: pdf for path, pdf in pictures.items() if not is_whole(f"{out}/{path}")}
    drawn = thumbnails.finished()
    found = {path: drawn.get(path) or picture(out / pdf) for path, pdf in missing.items()}
    changed |= {path: data for path, data in found.items() if data is not None}
    if changed or gone:
        swap(out, changed, gone)
    return True


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
    templates = [file.read_text(encoding="utf-8") for file in _templates()]
    made_from = repr((list(blanks.items()), templates))
    page = cache.get("gallery", made_from)
    if page is None:
        from handouts.gallery.page import static_page

        page = static_page(gallery(blanks), ROOM)
        cache.keep("gallery", made_from, page)
    names = [f"{entry['sha256']}"[:16] for entry in listed.values()]
    return _BLANK.sub(lambda blank: names[int(blank[0])], page)


def inputs(out: Path) -> list[Path]:
    """The files there must be, as they are, for there to be nothing to write."""
    files = (out / INDEX, *_templates(), *sorted(ASSETS.iterdir()), *(out / ROOM).glob("*.*"))
    return [file for file in files if file.is_file()]


def _templates() -> list[Path]:
    return sorted(paths.templates_dir().glob("*.html.j2"))


def _own_pictures(out: Path) -> list[str]:
    found = (out / ROOM).glob("*")
    return sorted(f"{ROOM}/{file.name}" for file in found if _PICTURE.fullmatch(file.name))


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
