"""The clinic's colours, refused where they could not be read."""

from __future__ import annotations

import re
from functools import partial

from handouts.design.brand import Brand, too_faint
from handouts.design.theme import STANDARD

from .findings import quoted
from .mapping import Fields

_LEAST_DIFFERENCE = 15  # CIEDE2000: clearly two colours, also from across a room
_SAME = 1  # and hardly more than one; said of one colour beside one of ours
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


def read_brand(group: Fields | None) -> Brand:
    """`colours` of clinic.yaml; every problem is reported."""
    if group is None:
        return Brand()
    names = Brand._fields
    colours = {name: group.parsed(name, partial(_colour, name)) for name in names}
    group.finish()
    brand = Brand(**colours)
    if brand.left or brand.right:
        _tell_sides_apart(brand, group)
    return brand


def _tell_sides_apart(brand: Brand, group: Fields) -> None:
    """The two sides are told by their colours, too, whichever of them are the clinic's."""
    from coloraide import Color

    left, right = brand.left or STANDARD.colours.left, brand.right or STANDARD.colours.right
    least = _LEAST_DIFFERENCE if brand.left and brand.right else _SAME
    if Color(left).delta_e(right, method="2000") < least:
        last = "right" if brand.right else "left"
        what = f"the left side is {left} and the right side {right}, hard to tell apart"
        remedy = "give one of them another colour, so that nobody takes left for right"
        group.report(group.line(last), what, remedy)


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
