"""The standard structure types, and what may stand inside what (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from functools import lru_cache

from handouts.tagged.errors import StructureError

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
