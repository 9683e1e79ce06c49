"""Numbers as content streams have them (ISO 32000-1, 7.3.3): written short, and each only once."""

from __future__ import annotations

from functools import lru_cache

from handouts.tagged.errors import GeometryError

LARGEST = 2**31 - 1  # ISO 19005-2, 6.1.13


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
