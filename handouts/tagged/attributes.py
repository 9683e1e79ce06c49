"""The attributes an element may carry, and where PDF keeps each (ISO 32000-1, 14.7.2, 14.8.5)."""

from __future__ import annotations

from collections.abc import Mapping

from handouts.tagged.errors import MissingAlternativeError, StructureError

STRINGS = ("Alt", "ActualText", "Lang", "E", "T")
"""Text strings of the element's own dictionary (table 323)."""

OWNERS: dict[str, str] = {
    "Scope": "Table",
    "RowSpan": "Table",
    "ColSpan": "Table",
    "Headers": "Table",
    "Summary": "Table",
    "ListNumbering": "List",
    "BBox": "Layout",
    "Placement": "Layout",
}
"""Which attribute object holds the others (tables 343, 347 and 349)."""

NAMES: dict[str, tuple[str, ...]] = {
    "Scope": ("Column", "Row", "Both"),
    "ListNumbering": (
        *("None", "Disc", "Circle", "Square", "Decimal"),
        *("UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"),
    ),
    "Placement": ("Block", "Inline", "Before", "Start", "End"),
}
"""Attributes whose value is one of a few names."""


def check_attributes(role: str, attributes: Mapping[str, object]) -> None:
    """Raise `StructureError` for an attribute or value unknown to PDF.

    Raises `MissingAlternativeError` for an illustration whose `Alt` is given but empty.
    """
    for name, value in attributes.items():
        if name == "Alt" and not str(value).strip():
            raise MissingAlternativeError(f"the text alternative of a {role} is empty")
        if name not in STRINGS and name not in OWNERS and name != "ID":
            raise StructureError(f"{role}: no such attribute: {name}")
        allowed = NAMES.get(name)
        if allowed is not None and value not in allowed:
            raise StructureError(f"{role}: {name} is one of {', '.join(allowed)}, not {value!r}")
