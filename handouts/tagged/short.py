"""Page code with numbers as precise as paper: ReportLab writes six digits."""

from __future__ import annotations

import re

# Strings are passed over whole, and so is any matrix but a move: factors need their digits.
_TOKEN = re.compile(
    r"\((?:\\.|[^\\()])*\)|^(?!1 0 0 1 )[^(\n]* cm *$|(?<![\w.])(\d*)\.(\d{3,})(?![\w.])",
    re.DOTALL | re.MULTILINE,
)


def shortened(stream: str) -> str:
    """A content stream with lengths to 1/100 pt and colours and other parts of 1 to 1/1000."""
    return _TOKEN.sub(_rounded, stream)


def _rounded(match: re.Match[str]) -> str:
    whole, part = match.groups()
    if part is None:
        return match[0]
    text = f"{float(match[0]):.{2 if whole.strip('0') else 3}f}".rstrip("0").rstrip(".")
    return text.lstrip("0") or "0"
