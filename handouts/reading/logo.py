"""The clinic's logo: a PNG or SVG inside the content folder, made sure of before it is used."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from .files import read_bytes
from .findings import quoted
from .mapping import Fields

MAX_PIXELS = 25_000_000
MAX_RATIO = 20.0
_PNG = b"\x89PNG\r\n\x1a\n"


class Logo(NamedTuple):
    """A picture that has been checked; only the ratio of `width` to `height` has a meaning."""

    path: Path
    kind: Literal["png", "svg"]
    data: bytes
    width: float
    height: float
    alt: str


class _LogoError(ValueError):
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
    path = _inside(clinic.file.parent, named)
    if path is None:
        report(
            line,
            f"the logo {quoted(named)} is outside the content folder",
            "copy it next to clinic.yaml and write only its name",
        )
        return None
    data = read_bytes(path, report, line=line)
    if data is None:
        return None
    try:
        kind = _kind(path, data)
        if kind == "png":
            data, width, height = _checked_png(data)
        else:
            width, height = _svg_size(data)
        if max(width / height, height / width) > MAX_RATIO:
            raise _LogoError("is a thin strip; crop it")
    except _LogoError as error:
        what, _, remedy = str(error).partition("; ")
        report(line, f"the logo {quoted(named)} {what}", remedy)
        return None
    return Logo(path, kind, data, width, height, alt or "")


def _inside(folder: Path, named: str) -> Path | None:
    """The path of a file inside the folder, also after following links; else None."""
    path = folder / named
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name no disk takes
        return path
    return path if resolved.is_relative_to(folder.resolve()) else None


def _kind(path: Path, data: bytes) -> Literal["png", "svg"]:
    suffix = path.suffix.lower()
    if suffix not in (".png", ".svg"):
        raise _LogoError("is neither .png nor .svg; save it as one of the two")
    if not data:
        raise _LogoError("is empty; save it again")
    if (suffix == ".png") != data.startswith(_PNG):
        content = "a PNG" if data.startswith(_PNG) else "not a PNG"
        raise _LogoError(f"ends in {suffix} but is {content}; save it again in the right format")
    return "png" if suffix == ".png" else "svg"


def _svg_size(data: bytes) -> tuple[float, float]:
    from .svg import SvgError, svg_size

    try:
        return svg_size(data)
    except SvgError as error:
        raise _LogoError(str(error)) from None


def _checked_png(data: bytes) -> tuple[bytes, float, float]:
    """The picture, in eight bits a channel as others take it, with its width and height."""
    from PIL import Image

    corrupt = _LogoError("is corrupt or cut short; save it again as PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # limited below
            image = Image.open(BytesIO(data), formats=["PNG"])
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise _LogoError(
                    f"has {width} × {height} pixels; scale it to 2000 pixels or fewer a side"
                )
            image.load()
        if image.mode.startswith("I"):  # grey in sixteen bits, which would be cut off, not scaled
            target = BytesIO()
            image.convert("I").point(lambda level: level * (1 / 257)).convert("L").save(
                target, "PNG"
            )
            data = target.getvalue()
    except _LogoError:
        raise
    except Image.DecompressionBombError:
        raise _LogoError("has too many pixels; scale it to 2000 or fewer a side") from None
    except Exception:  # the decoder raises many kinds for bytes it cannot read
        raise corrupt from None
    return data, width, height
