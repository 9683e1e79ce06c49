"""The standard structure types and attributes: what may stand inside what, and say what of itself.

ISO 32000-1, 14.7.2, 14.8.4 and 14.8.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .exceptions import MissingAlternativeError, StructureError

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")

GROUPING = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "Index"}
)
"""Table 333: they hold other elements, never text of their own."""

SKELETON = frozenset({"L", "LI", "Table", "THead", "TBody", "TFoot", "TR"})
"""Tables 336 and 337: lists and tables, whose text stands in their labels, bodies and cells."""

TEXT = frozenset(
    {"P", *HEADINGS, "Lbl", "LBody", "TH", "TD", "Caption", "Span", "Quote", "Note", "Reference"}
    | {"BibEntry", "Code", "Link"}
)
"""Block and inline elements that hold text directly (tables 334 to 338)."""

INLINE = frozenset({"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link"})
"""Table 338: they stand in a line of another element."""

ILLUSTRATION = frozenset({"Figure", "Formula", "Form"})
"""Table 340: their content is set by a call of its own (`figure`, `text_field`, `checkbox`)."""

ROLES = GROUPING | SKELETON | TEXT | ILLUSTRATION

_ROWS = frozenset({"TR"})
CHILDREN: dict[str, frozenset[str]] = {
    "L": frozenset({"L", "LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    "THead": _ROWS,
    "TBody": _ROWS,
    "TFoot": _ROWS,
    "TR": frozenset({"TH", "TD"}),
    "Form": frozenset(),
}
PARENTS: dict[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "TH": _ROWS,
    "TD": _ROWS,
}


@lru_cache(maxsize=1024)
def check_placement(role: str, parent: str) -> None:
    """Raise `StructureError` if an element of type `role` may not stand directly in `parent`."""
    if role not in ROLES:
        raise StructureError(f"{role} is not a standard structure type")
    allowed = CHILDREN.get(parent)
    if allowed is not None and role not in allowed:
        inside = ", ".join(sorted(allowed)) or "nothing"
        raise StructureError(f"{role} stands inside {parent}, which may hold only {inside}")
    parents = PARENTS.get(role)
    if parents is not None and parent not in parents:
        raise StructureError(
            f"{role} stands inside {parent}; it belongs in {' or '.join(sorted(parents))}"
        )


# --- attributes -----------------------------------------------------------------------------------

STRING_ATTRIBUTES = ("Alt", "ActualText", "Lang", "E", "T")
"""Text strings of the element's own dictionary (table 323)."""

ATTRIBUTE_OWNERS: dict[str, str] = {
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

ATTRIBUTE_NAMES: dict[str, tuple[str, ...]] = {
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
        if name not in STRING_ATTRIBUTES and name not in ATTRIBUTE_OWNERS and name != "ID":
            raise StructureError(f"{role}: no such attribute: {name}")
        allowed = ATTRIBUTE_NAMES.get(name)
        if allowed is not None and value not in allowed:
            raise StructureError(f"{role}: {name} is one of {', '.join(allowed)}, not {value!r}")
