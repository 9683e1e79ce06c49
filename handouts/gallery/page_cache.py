"""Pictures of every page of every output, made when asked for and kept by the PDF's checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, WebPImagePlugin  # at once: threads in which it is imported disturb another

from handouts.render.page_pictures import NoPicture, Picture, numbered, render
from handouts.storage.ordinary_files import names_in, read, replace
from handouts.storage.publishing import LEDGER, Value, listed
from handouts.storage.seal import sealed, unsealed

_FOLDER = f"{LEDGER}/pages"
# Sharp on a dense screen in the widest place there is for a page.
_WIDTH = 720


def output(out: Path, path: str) -> bytes | None:
    """An output's bytes; None for all that the manifest does not list or that lies elsewhere."""
    if path not in listed(out) or any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        file = (out / path).resolve(strict=True)
        if not file.is_relative_to(out.resolve(strict=True)):
            return None
        return read(file)
    except (OSError, ValueError):
        return None


def picture(out: Path, sha256: str, page: str) -> bytes | None:
    """The picture of a page of the output with that checksum, as WebP.

    Args:
        page: its number, counted from 1, as it was asked for.

    None if there is no such output or page.
    """
    path = next((path for path, entry in listed(out).items() if entry["sha256"] == sha256), None)
    if path is None:
        return None
    try:
        number = numbered(page)
    except NoPicture:
        return None
    kept = out / _FOLDER / f"{sha256}-{number}"
    with suppress(OSError):
        if (before := unsealed(kept.name, read(kept))) is not None:
            return before
    pdf = output(out, path)
    if pdf is None or hashlib.sha256(pdf).hexdigest() != sha256:
        return None
    try:
        drawn = webp(render(pdf, number, _WIDTH))
    except NoPicture:
        return None
    with suppress(OSError):  # it is drawn again next time
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace(kept, sealed(kept.name, drawn))
    return drawn


def sweep(out: Path, entries: Mapping[str, Mapping[str, Value]]) -> None:
    """Removes pictures of what is no longer there."""
    there = {entry["sha256"] for entry in entries.values()}
    for name in names_in(out / _FOLDER):
        if name.partition("-")[0] not in there:
            with suppress(OSError):
                (out / _FOLDER / name).unlink()


def webp(picture: Picture) -> bytes:
    """The picture's bytes as WebP; lines and letters stay clear at this quality."""
    width, height, rows = picture
    pixels = bytes(rows)[1:]
    made = Image.frombuffer("RGB", (width, height), pixels, "raw", "RGB", 1 + 3 * width, 1)
    target = BytesIO()
    made.save(target, WebPImagePlugin.WebPImageFile.format, quality=78, method=0)
    return target.getvalue()
