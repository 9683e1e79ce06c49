"""What is wrong with an SVG."""

from __future__ import annotations

from handouts.reading.findings import quoted


class SvgError(ValueError):
    """What is wrong, and after a semicolon how to mend it."""

    def __init__(self, what: str, remedy: str, line: int = 0) -> None:
        where = f" (its line {line})" if line else ""
        super().__init__(f"{what}{where}; {remedy}")


def said(text: str) -> str:
    """A text of the drawing for a message."""
    return quoted(text.replace(";", ",").strip())
