"""A PNG from outside ─► plain pixels: eight bits a channel, in sRGB or grey."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from typing import Any

from handouts.design.artwork import Bitmap

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_PIXELS = 25_000_000
MAX_SIDE = 2000
"""More pixels than that are not seen in print; the picture is scaled to it."""

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by color type
# Where the rows of each pass begin and how far apart their pixels are: x, y, across, along.
_AT_ONCE = ((0, 0, 1, 1),)
_ADAM7 = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)


class PngError(ValueError):
    """What is wrong, and after a semicolon how to mend it."""


def read_png(data: bytes) -> Bitmap:
    """
    Raises:
        PngError: it cannot be decoded, is too large, moves, or has colours that nobody knows.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of many pixels, limited below, and of odd chunks
            image = Image.open(BytesIO(data), formats=["PNG"])
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise PngError(
                    f"has {width} × {height} pixels; scale it to {MAX_SIDE} pixels or fewer a side"
                )
            if getattr(image, "is_animated", False):
                raise PngError("moves; save one picture of it as PNG")
            image.load()
            if not _has_all_rows(data):  # the decoder would make them black
                raise PngError("is cut short; save it again as PNG")
            deep = data[24:25] == b"\x10"  # sixteen bits a channel
            image = _whole(_in_srgb(_colours(image), image.info), _alpha(image, deep=deep))
    except PngError:
        raise
    except Image.DecompressionBombError:
        raise PngError(f"has too many pixels; scale it to {MAX_SIDE} or fewer a side") from None
    except Exception:  # the decoder raises many kinds for bytes it cannot read
        raise PngError("is corrupt or cut short; save it again as PNG") from None
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    target = BytesIO()
    image.save(target, "PNG")
    return Bitmap(image.width, image.height, target.getvalue())


def _has_all_rows(data: bytes) -> bool:
    """Whether as many bytes are packed in it as its size needs (ISO/IEC 15948, 7.2 and 8.2)."""
    width, height, depth, colours, _, _, laced = struct.unpack(">IIBBBBB", data[16:29])
    bits = depth * _CHANNELS[colours]
    needed: int = sum(
        (1 + (wide * bits + 7) // 8) * high
        for x, y, dx, dy in (_ADAM7 if laced else _AT_ONCE)
        if (wide := -(-(width - x) // dx)) > 0 and (high := -(-(height - y) // dy)) > 0
    )
    unpack = zlib.decompressobj()
    packed, place = [], len(SIGNATURE)
    while place < len(data):
        size, kind = struct.unpack(">I4s", data[place : place + 8])
        if kind == b"IDAT":
            packed.append(data[place + 8 : place + 8 + size])
        place += 12 + size
    rest = b"".join(packed)
    while needed > 0 and (piece := unpack.decompress(rest, 1 << 20)):
        needed -= len(piece)
        rest = unpack.unconsumed_tail
    return needed <= 0


def _colours(image: Any) -> Any:
    """The picture without its transparency, as L or RGB."""
    if image.mode.startswith("I"):  # grey in sixteen bits, which would be cut off, not scaled
        return image.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    return image.convert("L" if image.mode in ("1", "L", "LA") else "RGB")


def _alpha(image: Any, *, deep: bool) -> Any:
    """How opaque it is; None where it is so everywhere."""
    clear = "transparency" in image.info
    if deep and clear:
        raise PngError("has one transparent color of sixteen bits; save it in eight bits a channel")
    if not clear and image.mode not in ("LA", "PA", "RGBA"):
        return None
    alpha = image.convert("RGBA").getchannel("A")
    return alpha if alpha.getextrema()[0] < 255 else None


def _whole(colours: Any, alpha: Any) -> Any:
    if alpha is not None:
        colours = colours.convert("RGBA")
        colours.putalpha(alpha)
    return colours


def _in_srgb(colours: Any, info: dict[Any, Any]) -> Any:
    """The picture with its colours as its own profile means them."""
    from PIL import ImageCms

    data = info.get("icc_profile")
    if not data:
        return colours
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        space = profile.profile.xcolor_space.strip()
        grey = colours.mode == "L"
        if space not in ("RGB", "GRAY") or (space == "GRAY" and not grey):
            raise PngError("has a color profile of another kind; save it as PNG in sRGB")
        source = colours if space == "GRAY" else colours.convert("RGB")
        srgb = ImageCms.createProfile("sRGB")
        made: Any = ImageCms.profileToProfile(source, profile, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError):
        raise PngError("has a color profile that cannot be read; save it as PNG in sRGB") from None
    return made.convert("L") if grey else made
