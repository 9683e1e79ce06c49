"""Pages without colour: every RGB operator becomes its grey (ISO 32000-1, 8.6.8)."""

from __future__ import annotations

import re

# Strings are passed over whole, so that text that looks like an operator stays text.
_TOKEN = re.compile(
    r"\((?:\\.|[^\\()])*\)|(?<![^\s])([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)(?![^\s])", re.DOTALL
)


def without_colour(stream: str) -> str:
    """A content stream whose RGB operators are `g` and `G`, by luminance (ITU-R BT.601)."""
    return _TOKEN.sub(_grey, stream)


def _grey(match: re.Match[str]) -> str:
    operator = match[4]
    if operator is None:
        return match[0]
    red, green, blue = (float(match[place]) for place in (1, 2, 3))
    return f"{luminance(red, green, blue)} {'g' if operator == 'rg' else 'G'}"


def luminance(red: float, green: float, blue: float) -> str:
    """The grey of a colour, all from 0 to 1."""
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue, 3):g}"
