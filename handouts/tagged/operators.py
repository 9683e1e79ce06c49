"""Numbers, colours and paths as content streams have them (ISO 32000-1, 7.3.3, 8.5.2 and 8.6.8).

Numbers are written short, and each only once.  What is grey is printed with black ink alone, and
where no coloured ink is wanted, all is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .exceptions import GeometryError

LARGEST = 2**31 - 1  # ISO 19005-2, 6.1.13
_QUARTER = 0.5523  # the handles of a quarter of a circle, as a part of its radius
_RGB = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)")


@lru_cache(maxsize=1 << 14)
def number(value: float) -> str:
    """A length in points, to a thousandth."""
    _check(value)
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    if text.startswith("0."):
        return text[1:]
    if text.startswith("-0"):
        return "-" + text[2:] if len(text) > 2 else "0"
    return text


def numbers(*values: float) -> str:
    """Lengths in points, side by side."""
    return " ".join(map(number, values))


@lru_cache(maxsize=1 << 12)
def factor(value: float) -> str:
    """What lengths are multiplied with or that adds up, such as a size or a leading."""
    _check(value)
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _check(value: float) -> None:
    if not -LARGEST <= value <= LARGEST:  # nor is what is not a number
        raise GeometryError(f"{value} is no length that PDF can write")


@lru_cache(maxsize=1024)
def colour_operator(colour: str, name: str, *, grey: bool = False) -> str:
    """`#RRGGBB` as the operator `rg` or `RG`, or as `g` or `G`."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    if grey or red == green == blue:
        return f"{luminance(red, green, blue)} {'g' if name == 'rg' else 'G'}"
    parts = (f"{part:.4f}".rstrip("0").rstrip(".") for part in (red, green, blue))
    return f"{' '.join(part.lstrip('0') or '0' for part in parts)} {name}"


def in_greys(code: str, *, grey: bool) -> str:
    """One operator of ReportLab's, as `colour_operator` would write it."""
    match = _RGB.fullmatch(code)
    if match is None or not (grey or match[1] == match[2] == match[3]):
        return code
    red, green, blue = (float(match[place]) for place in (1, 2, 3))
    return f"{luminance(red, green, blue)} {'g' if match[4] == 'rg' else 'G'}"


def luminance(red: float, green: float, blue: float) -> str:
    """The grey of a colour (ITU-R BT.601), all from 0 to 1."""
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue, 3):g}"


def ellipse(
    x: float, y: float, rx: float, ry: float, written: Callable[..., str] = numbers
) -> tuple[str, ...]:
    """The operators of an ellipse's path, not yet closed.

    Args:
        x, y: its centre; `rx` and `ry` are its radii.
        written: coordinates side by side.
    """
    hx, hy = rx * _QUARTER, ry * _QUARTER
    return (
        f"{written(x + rx, y)} m",
        f"{written(x + rx, y + hy, x + hx, y + ry, x, y + ry)} c",
        f"{written(x - hx, y + ry, x - rx, y + hy, x - rx, y)} c",
        f"{written(x - rx, y - hy, x - hx, y - ry, x, y - ry)} c",
        f"{written(x + hx, y - ry, x + rx, y - hy, x + rx, y)} c",
    )
