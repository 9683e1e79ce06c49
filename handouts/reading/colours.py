"""The clinic's colours, refused where they could not be read."""

from __future__ import annotations

import re
from functools import partial

from handouts.design.brand import Brand, too_faint

from .findings import quoted
from .mapping import Fields

_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


def read_brand(group: Fields | None) -> Brand:
    """`colours` of clinic.yaml; every problem is reported."""
    if group is None:
        return Brand()
    names = Brand._fields
    colours = {name: group.parsed(name, partial(_colour, name)) for name in names}
    group.finish()
    return Brand(**colours)


def _colour(name: str, text: str) -> str:
    """A colour as `#RRGGBB`, in capitals.

    Raises:
        ValueError: it is not one, or has too little contrast; says which one would do.
    """
    colour = text.upper()
    if not _HEX.fullmatch(colour):
        raise ValueError(f"{quoted(text)} is not a colour; {_remedy(text)}")
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    fault = too_faint(name, colour)
    if fault is not None:
        raise ValueError(
            f"{colour} on {fault.ground} has a contrast of {fault.shown_ratio}:1,"
            f' the least is {fault.least:g}:1; the nearest that can be read is "{fault.nearest}"'
        )
    return colour


def _remedy(text: str) -> str:
    from coloraide import Color

    bare = f"#{text}"
    named = Color.match(bare if _HEX.fullmatch(bare) else text.lower(), fullmatch=True)
    if named is None:
        return 'write # and six digits or letters from A to F, in quotes, like "#0B3F73"'
    shown = named.color.convert("srgb").fit()
    return f'write it as "{shown.to_string(hex=True, upper=True, alpha=False)}"'
