"""What can only be judged when the whole structure tree is known."""

from __future__ import annotations

from collections.abc import Iterable

from .exceptions import (
    HeadingLevelError,
    MissingAlternativeError,
    StructureError,
    TableHeaderError,
)
from .structure_tree import Annotated, Element, StructureTree
from .structure_types import HEADINGS

_WITH_ALTERNATIVES = frozenset({"Figure", "Formula", "Link"})


def audit(tree: StructureTree, elements: Iterable[Element]) -> None:
    """Raise a `TaggingError` for the first fault of a finished tree of those elements."""
    if unclosed := tree.unclosed():
        raise StructureError(f"elements never closed: {', '.join(unclosed)}")
    identifiers: set[object] = set()
    level = 0
    for element in elements:
        role = element.role
        if role in HEADINGS:
            level = _checked_level(element, level)
        if element.attributes:
            identifier = element.attributes.get("ID")
            if identifier is not None and identifier in identifiers:
                raise StructureError(f"two elements have the ID {identifier!r}")
            identifiers.add(identifier)
        if role in _WITH_ALTERNATIVES:
            _check_alternative(element)
        elif role == "Table":
            _check_table(element)


def _checked_level(heading: Element, previous: int) -> int:
    """The level of a heading after one of the previous level.

    ISO 14289-1, 7.4.2: the first heading is H1, and none is skipped on the way down.
    """
    level = HEADINGS.index(heading.role) + 1
    if level > previous + 1:
        after = f"directly after an H{previous}" if previous else "the first heading"
        raise HeadingLevelError(
            f"the heading {heading.text!r} is an H{level}, {after}; "
            f"make it H{previous + 1} or add the one between"
        )
    return level


def _check_alternative(element: Element) -> None:
    """ISO 14289-1, 7.3 and 7.7: illustrations have a text alternative."""
    if element.role in ("Figure", "Formula") and not (
        element.attributes.get("Alt") or element.attributes.get("ActualText")
    ):
        raise MissingAlternativeError(f"a {element.role} has no text alternative (Alt)")
    if element.role == "Link" and not any(isinstance(kid, Annotated) for kid in element.kids):
        raise StructureError(f"the Link {element.text!r} has no link annotation")


def _check_table(table: Element) -> None:
    """ISO 14289-1, 7.5: headers, and as many cells in each row (spans counted)."""
    groups = [table, *(part for part in table.children() if part.role != "TR")]
    rows = [row for group in groups for row in group.children() if row.role == "TR"]
    text = " ".join(cell.text for row in rows[:1] for cell in row.children())
    if not any(cell.role == "TH" for row in rows for cell in row.children()):
        raise TableHeaderError(f"the table that begins {text!r} has no header cell (TH)")
    widths: list[int] = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in row.children():
            columns, down = (_span(cell, name) for name in ("ColSpan", "RowSpan"))
            for spanned in range(number, min(number + down, len(rows))):
                widths[spanned] += columns
    if len(set(widths)) > 1:
        raise StructureError(
            f"the rows of the table that begins {text!r} differ in width: {widths} columns"
        )


def _span(cell: Element, name: str) -> int:
    value = cell.attributes.get(name, 1)
    return value if isinstance(value, int) else 1
