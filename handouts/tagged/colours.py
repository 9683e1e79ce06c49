"""Colours as operators: grey as such, and all as grey where no coloured ink is wanted.

What is grey is printed with black ink alone (ISO 32000-1, 8.6.8).
"""

from __future__ import annotations

import re
from functools import lru_cache

_RGB = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)")


@lru_cache(maxsize=1024)
def operator(colour: str, name: str, *, grey: bool = False) -> str:
    """`#RRGGBB` as the operator `rg` or `RG`, or as `g` or `G`."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    if grey or red == green == blue:
        return f"{luminance(red, green, blue)} {'g' if name == 'rg' else 'G'}"
    parts = (f"{part:.4f}".rstrip("0").rstrip(".") for part in (red, green, blue))
    return f"{' '.join(part.lstrip('0') or '0' for part in parts)} {name}"


def in_greys(code: str, *, grey: bool) -> str:
    """One operator of ReportLab's, as `operator` would write it."""
    match = _RGB.fullmatch(code)
    if match is None or not (grey or match[1] == match[2] == match[3]):
        return code
    red, green, blue = (float(match[place]) for place in (1, 2, 3))
    return f"{luminance(red, green, blue)} {'g' if match[4] == 'rg' else 'G'}"


def luminance(red: float, green: float, blue: float) -> str:
    """The grey of a colour (ITU-R BT.601), all from 0 to 1."""
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue, 3):g}"
