"""The gallery as files among the outputs: `index.html`, to open without a server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handouts.dist import Value, swap

INDEX = "index.html"
ROOM = "gallery"
# Wide enough for its place on a page, and quick: all of them take a tenth of a build.
_WIDTH = 300
_PICTURE = re.compile(r"[0-9a-f]{16}\.webp")


def write(out: Path, listed: Mapping[str, Mapping[str, Value]]) -> bool:
    """Writes the gallery of what a manifest lists; what is as it should be is not touched.

    Returns whether it is there: an `index.html` of somebody else is left alone.

    Raises:
        DistError: it could not be written; nothing has changed.
    """
    from handouts.preview.gallery import gallery
    from handouts.preview.pages import ASSETS, GENERATOR, static_page

    there = _read(out / INDEX)
    if there is not None and GENERATOR.encode() not in there:
        return False
    shown = gallery(listed)
    files = {INDEX: static_page(shown, ROOM).encode()}
    files |= {f"{ROOM}/{asset.name}": asset.read_bytes() for asset in sorted(ASSETS.iterdir())}
    changed = {path: data for path, data in files.items() if _read(out / path) != data}
    cards = {
        name(card.sha256): out / card.path for section in shown.sections for card in section.cards
    }
    missing = {path: pdf for path, pdf in cards.items() if not (out / path).is_file()}
    changed |= _pictures(missing)
    gone = [path for path in _own_pictures(out) if path not in cards]
    if changed or gone:
        swap(out, changed, gone)
    return True


def name(sha256: str) -> str:
    """Where the picture of the PDF with that checksum is, relative to the folder of outputs."""
    return f"{ROOM}/{sha256[:16]}.webp"


def inputs(out: Path) -> list[Path]:
    """The files there must be, as they are, for there to be nothing to write."""
    from handouts.preview.pages import templates

    return [file for file in (out / INDEX, *templates()) if file.is_file()]


def _pictures(missing: Mapping[str, Path]) -> dict[str, bytes]:
    from handouts.preview.pictures import NoPicture, render, webp

    def rendered() -> Iterable[tuple[str, object]]:
        for path, pdf in missing.items():
            try:
                yield path, render(pdf, 1, _WIDTH)
            except NoPicture:
                continue

    # One picture is drawn while another is packed: neither needs Python meanwhile.
    with ThreadPoolExecutor(max_workers=1) as packing:
        packed = [(path, packing.submit(webp, picture)) for path, picture in rendered()]
        return {path: each.result() for path, each in packed}


def _own_pictures(out: Path) -> list[str]:
    found = (out / ROOM).glob("*.webp")
    return sorted(f"{ROOM}/{file.name}" for file in found if _PICTURE.fullmatch(file.name))


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
