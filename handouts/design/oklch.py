"""Lighter and darker colours of the same hue, in OKLCH: equal steps of it look equally large.

OKLCH is Björn Ottosson's Oklab (2020) in polar form, as CSS Color 4 (W3C) defines it.  What screens
cannot show is fitted by less chroma, as that standard does (section 13.2).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from handouts.design.contrast import contrast

STEP = 0.001  # of lightness: finer than two neighbouring `#RRGGBB` differ


def shade(colour: str, lightness: float, chroma: float | None = None) -> str:
    """The `#RRGGBB` of a colour's hue at a lightness from 0 (black) to 1 (white).

    `chroma` is the most it may have; without it, the colour's own.
    """
    from coloraide import Color

    made = Color(colour).convert("oklch")
    made["lightness"] = lightness
    if chroma is not None:
        made["chroma"] = min(made["chroma"], chroma)
    fitted = made.convert("srgb").fit(method="oklch-chroma")
    return fitted.to_string(hex=True, upper=True)


def readable(colour: str, grounds: Sequence[tuple[str, float]]) -> str:
    """The colour itself, else the nearest darker one, that has enough contrast on light grounds.

    Args:
        grounds: each with the least contrast ratio on it (WCAG 2.1); black must have it.
    """
    if _passes(colour, grounds):
        return colour
    from coloraide import Color

    lightness = Color(colour).convert("oklch")["lightness"]

    def darker(steps: int) -> str:
        return shade(colour, max(0.0, lightness - steps * STEP))

    most = round(1 / STEP) + 1
    steps = bisect_left(range(most), True, key=lambda steps: _passes(darker(steps), grounds))
    # Rounding to `#RRGGBB` may undo a step.
    while not _passes(darker(steps), grounds):
        steps += 1
    return darker(steps)


def _passes(colour: str, grounds: Sequence[tuple[str, float]]) -> bool:
    return all(contrast(colour, ground) >= least for ground, least in grounds)
