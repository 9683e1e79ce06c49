"""Marked content in a content stream (ISO 32000-1, 14.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


class Marked(str):
    """A piece of a content stream that is one or more complete marked-content sequences."""


class Begin(str):
    """The operator that begins a marked-content sequence: BMC or BDC."""


class End(str):
    """The operator that ends one: EMC."""


END = End("EMC")

# Path painting, XObjects, shadings, inline images and text showing (ISO 32000-1, table 51).
_PAINTS = re.compile(r"(?:^|[\s\])>])(?:S|s|f\*?|F|B\*?|b\*?|Do|sh|Tj|TJ|EI|'|\")(?=\s|$)")
_OFTEN = (" S", " f", " B", " Do")  # how most pieces that paint end


def begin_content(role: str, mcid: int) -> Begin:
    """Begin content of a structure element (14.7.4.2)."""
    return Begin(f"/{role} <</MCID {mcid}>> BDC")


def begin_artifact(kind: str, subtype: str | None = None) -> Begin:
    """Begin an artifact (14.8.2.2): `kind` is Layout, Pagination, Page or Background.

    `subtype` of a pagination artifact is Header, Footer or Watermark.
    """
    of_subtype = f" /Subtype /{subtype}" if subtype else ""
    return Begin(f"/Artifact <</Type /{kind}{of_subtype}>> BDC")


def with_artifacts(code: Iterable[str]) -> list[str]:
    """The content stream with everything painted outside a marked sequence made an artifact.

    A stretch between two sequences is marked as a whole: a mark may not stand inside a path
    being built, and no sequence begins there.
    """
    marked: list[str] = []
    stretch: list[str] = []
    depth = 0

    def flush() -> None:
        if stretch and _paints(stretch):
            marked.extend((begin_artifact("Layout"), *stretch, END))
        else:
            marked.extend(stretch)
        stretch.clear()

    for operators in code:
        kind = type(operators)
        if kind is str:
            (marked if depth else stretch).append(operators)
            continue
        if kind is End:
            depth -= 1
        elif depth == 0:
            flush()
        if kind is Begin:
            depth += 1
        marked.append(operators)
    flush()
    return marked


def _paints(operators: Sequence[str]) -> bool:
    if any(piece.endswith(_OFTEN) for piece in operators):
        return True
    return _PAINTS.search("\n".join(operators)) is not None
