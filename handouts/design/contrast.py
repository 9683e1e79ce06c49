"""Contrast of colours as WCAG 2.1 measures it; lighter and darker ones of a hue, in OKLCH.

OKLCH is Björn Ottosson's Oklab (2020) in polar form, as CSS Color 4 (W3C) defines it: equal steps
of it look equally large.  What screens cannot show is fitted by less chroma, as that standard does
(section 13.2).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

STEP = 0.001  # of lightness: finer than two neighbouring `#RRGGBB` differ


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, from 0 (black) to 1 (white) (WCAG 2.1, definitions)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, from 1 to 21 (WCAG 2.1, 1.4.3)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


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
