"""Pictures of every page of every output, made when asked for and kept by the PDF's checksum."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, WebPImagePlugin  # at once: threads in which it is imported disturb another

from handouts.render.page_pictures import NoPicture, Picture, render
from handouts.storage.publishing import LEDGER, Value, listed

_FOLDER = f"{LEDGER}/pages"
# Sharp on a dense screen in the widest place there is for a page.
_WIDTH = 720
# One way to write each number, and no more digits than any document has pages.
_NUMBER = re.compile("[1-9][0-9]{0,5}")


def output(out: Path, path: str) -> bytes | None:
    """An output's bytes; None for all that the manifest does not list or that lies elsewhere."""
    if path not in listed(out) or any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        file = (out / path).resolve(strict=True)
        if not file.is_relative_to(out.resolve(strict=True)):
            return None
        return file.read_bytes()
    except (OSError, ValueError):
        return None


def picture(out: Path, sha256: str, page: str) -> bytes | None:
    """The picture of a page of the output with that checksum, as WebP.

    Args:
        page: its number, counted from 1, as it was asked for.

    None if there is no such output or page.
    """
    path = next((path for path, entry in listed(out).items() if entry["sha256"] == sha256), None)
    if path is None or not _NUMBER.fullmatch(page):
        return None
    kept = out / _FOLDER / f"{sha256}-{page}.webp"
    with suppress(OSError):
        return kept.read_bytes()
    pdf = output(out, path)
    if pdf is None or hashlib.sha256(pdf).hexdigest() != sha256:
        return None
    try:
        drawn = _webp(render(pdf, int(page), _WIDTH))
    except NoPicture:
        return None
    with suppress(OSError):  # it is drawn again next time
        _keep(kept, drawn)
    return drawn


def sweep(out: Path, entries: Mapping[str, Mapping[str, Value]]) -> None:
    """Removes pictures of what is no longer there."""
    there = {entry["sha256"] for entry in entries.values()}
    for file in (out / _FOLDER).glob("*.webp"):
        if file.name.partition("-")[0] not in there:
            with suppress(OSError):
                file.unlink()


def _webp(picture: Picture) -> bytes:
    """The picture's bytes; lines and letters stay clear at this quality."""
    width, height, rows = picture
    pixels = bytes(rows)[1:]
    made = Image.frombuffer("RGB", (width, height), pixels, "raw", "RGB", 1 + 3 * width, 1)
    target = BytesIO()
    made.save(target, WebPImagePlugin.WebPImageFile.format, quality=78, method=0)
    return target.getvalue()


def _keep(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as new:
        new.write(data)
    Path(name).replace(file)
