"""The clinic's logo: a PNG or SVG inside the content folder, drawn when it is read."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import NamedTuple

from handouts.design.artwork import Picture

from .files import read_bytes
from .findings import Report, nearest, quoted
from .mapping import Fields

MAX_RATIO = 20.0


class Logo(NamedTuple):
    """The logo's file, what it shows, and in words."""

    path: Path
    picture: Picture
    alt: str


class LogoError(ValueError):
    """What is wrong; how to mend it."""


def read_logo(clinic: Fields, clinic_name: str | None) -> Logo | None:
    """The picture that `logo` names, described by `logo_alt` or else the clinic's name.

    None when there is none or it was refused; every problem is reported on the line of `logo`.
    """
    named = clinic.text("logo", limit=200)
    alt = clinic.text("logo_alt", limit=200) or clinic_name
    if named is None:
        return None
    report, line = clinic.report, clinic.line("logo")
    if alt is None:
        report(line, "the logo has no words", "fill in 'logo_alt' or the clinic's 'name'")
    path = _found(clinic.file.parent, named, report, line)
    data = read_bytes(path, report, line=line) if path else None
    if path is None or data is None:
        return None
    try:
        picture = picture_of(path.name, data)
    except LogoError as error:
        what, _, remedy = str(error).partition("; ")
        report(line, f"the logo {quoted(named)} {what}", remedy)
        return None
    return Logo(path, picture, alt or "")


def _found(folder: Path, named: str, report: Report, line: int) -> Path | None:
    """The file of a name, inside the folder also after following links; None if it was refused."""
    path = _in_either_form(folder, named)
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name no disk takes
        return path
    if not resolved.is_relative_to(folder.resolve()):
        report(
            line,
            f"the logo {quoted(named)} is outside the content folder",
            "copy it next to clinic.yaml and write only its name",
        )
        return None
    near = None if _exists(path) else nearest(path.name, _names(path.parent))
    if near is None:
        return path
    report(line, f"{quoted(path.name, 60)} is missing", f"did you mean {quoted(near, 60)}?")
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


def picture_of(name: str, data: bytes) -> Picture:
    """The picture of a logo, by what the name of its file says it is.

    Raises:
        LogoError: it is none that can be printed.
    """
    picture = _drawn(name, data)
    width, height = picture.width, picture.height
    if max(width / height, height / width) > MAX_RATIO:
        raise LogoError("is a thin strip; crop it")
    return picture


def _drawn(name: str, data: bytes) -> Picture:
    from .png import SIGNATURE, PngError, read_png
    from .svg import SvgError, read_svg

    suffix = Path(name).suffix.lower()
    if suffix not in (".png", ".svg"):
        raise LogoError("is neither .png nor .svg; save it as one of the two")
    if not data:
        raise LogoError("is empty; save it again")
    if (suffix == ".png") != data.startswith(SIGNATURE):
        content = "a PNG" if data.startswith(SIGNATURE) else "not a PNG"
        raise LogoError(f"ends in {suffix} but is {content}; save it again in the right format")
    try:
        return read_png(data) if suffix == ".png" else read_svg(data)
    except (PngError, SvgError) as error:
        raise LogoError(str(error)) from None
