"""The gallery as files among the outputs: `index.html`, to open without a server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Thread

from handouts import kept, rooms
from handouts.dist import Output, Value, swap
from handouts.preview.gallery import GENERATOR, gallery, in_kilobytes

ASSETS = Path(__file__).parent / "assets"
INDEX = "index.html"
ROOM = "gallery"
# Wide enough for its place on a page, and quick: all of them take a tenth of a build.
_WIDTH = 300
_PICTURE = re.compile(r"[0-9a-f]{16}\.(png|jpg)")  # they were JPEGs once
# Where a picture is named in a page that is not yet told which; nothing of it is somebody's words.
_BLANK = re.compile(rf'(?<= src="{ROOM}/)\d{{16}}(?=\.png")')


class Drawing:
    """The pictures of new outputs, drawn while these are published."""

    def __init__(self, out: Path, outputs: Iterable[Output]) -> None:
        self._missing = {
            path: output.data
            for output in outputs
            if not (out / (path := name(output.sha256))).is_file()
        }
        self._drawn: dict[str, bytes] = {}
        self._thread = Thread(target=self._draw)
        self._thread.start()

    def _draw(self) -> None:
        self._drawn = _pictures(self._missing)

    def finished(self) -> dict[str, bytes]:
        """The pictures by path, once there are all that can be drawn."""
        self._thread.join()
        return self._drawn


def write(out: Path, listed: Mapping[str, Mapping[str, Value]], drawing: Drawing) -> bool:
    """Writes the gallery of what a manifest lists; what is as it should be is not touched.

    Args:
        drawing: of what is new there.

    Returns whether it is there: an `index.html` of somebody else is left alone.

    Raises:
        DistError: it could not be written; nothing has changed.
    """
    there = _read(out / INDEX)
    if there is not None and GENERATOR.encode() not in there:
        return False
    files = {INDEX: _page(listed).encode()}
    files |= {f"{ROOM}/{asset.name}": asset.read_bytes() for asset in sorted(ASSETS.iterdir())}
    changed = {path: data for path, data in files.items() if _read(out / path) != data}
    pictures = {name(f"{entry['sha256']}"): out / path for path, entry in listed.items()}
    gone = [path for path in _own_pictures(out) if path not in pictures]
    missing = {path: pdf for path, pdf in pictures.items() if not (out / path).is_file()}
    drawn = drawing.finished()
    changed |= {path: drawn[path] for path in missing if path in drawn}
    changed |= _pictures({path: pdf for path, pdf in missing.items() if path not in drawn})
    if changed or gone:
        swap(out, changed, gone)
    return True


def _page(listed: Mapping[str, Mapping[str, Value]]) -> str:
    """The page; it is rendered only if more has changed than which pictures it shows."""
    blanks = {
        path: {**entry, "bytes": in_kilobytes(entry) * 1000, "sha256": f"{number:016}"}
        for number, (path, entry) in enumerate(listed.items())
    }
    templates = [file.read_text(encoding="utf-8") for file in _templates()]
    made_from = repr((list(blanks.items()), templates))
    page = kept.get("gallery", made_from)
    if page is None:
        from handouts.preview.pages import static_page

        page = static_page(gallery(blanks), ROOM)
        kept.keep("gallery", made_from, page)
    names = [f"{entry['sha256']}"[:16] for entry in listed.values()]
    return _BLANK.sub(lambda blank: names[int(blank[0])], page)


def get_ready() -> None:
    """Loads beforehand what makes pictures, where there is time."""
    from handouts.preview import pictures

    pictures.get_ready()


def name(sha256: str) -> str:
    """Where the picture of the PDF with that checksum is, relative to the folder of outputs."""
    return f"{ROOM}/{sha256[:16]}.png"


def inputs(out: Path) -> list[Path]:
    """The files there must be, as they are, for there to be nothing to write."""
    files = (out / INDEX, *_templates(), *sorted(ASSETS.iterdir()))
    return [file for file in files if file.is_file()]


def _templates() -> list[Path]:
    return sorted(rooms.templates_dir().glob("*.html.j2"))


def _pictures(missing: Mapping[str, Path | bytes]) -> dict[str, bytes]:
    if not missing:
        return {}
    from handouts.preview.pictures import NoPicture, Picture, png, render

    def rendered() -> Iterator[tuple[str, Picture]]:
        for path, pdf in missing.items():
            try:
                yield path, render(pdf, 1, _WIDTH)
            except NoPicture:
                continue

    if len(missing) == 1:
        return {path: png(picture) for path, picture in rendered()}

    from concurrent.futures import ThreadPoolExecutor

    # One picture is drawn while another is packed: neither needs Python meanwhile.
    with ThreadPoolExecutor(max_workers=1) as packing:
        packed = [(path, packing.submit(png, picture)) for path, picture in rendered()]
        return {path: each.result() for path, each in packed}


def _own_pictures(out: Path) -> list[str]:
    found = (out / ROOM).glob("*")
    return sorted(f"{ROOM}/{file.name}" for file in found if _PICTURE.fullmatch(file.name))


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
