"""The document outline: bookmarks (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .object_writer import Entries, dictionary, entry, text_string
from .operators import number


class _Item:
    """An entry: where it leads, and those below it."""

    __slots__ = ("below", "element", "level", "page", "title", "top")

    def __init__(self, title: str, level: int, page: str, top: float) -> None:
        self.title, self.level, self.page, self.top = title, level, page, top
        self.element: bytes | None = None  # a reference, where it leads to one
        self.below: list[_Item] = []

    @property
    def count(self) -> int:
        """How many are below it, at any depth."""
        return sum(1 + item.count for item in self.below)


class Outline:
    """A tree of entries, all of them open."""

    def __init__(self) -> None:
        self._root = _Item("", -1, "", 0.0)
        self._open = [self._root]
        self._items: list[_Item] = []

    def add(self, title: str, level: int, page: str, top: float) -> None:
        """An entry that leads to height `top`, in points, on the page of that name.

        It nests in the last entry of a lower level, whether levels count from 0 or 1.
        """
        while self._open[-1].level >= level:
            self._open.pop()
        item = _Item(title, level, page, top)
        self._open[-1].below.append(item)
        self._open.append(item)
        self._items.append(item)

    @property
    def last_page(self) -> str:
        """The name of the page that the entry added last leads to."""
        return self._open[-1].page

    def lead_to(self, elements: Iterable[bytes]) -> None:
        """Let the entries, as they were added, lead to structure elements (ISO 32000-2, 12.3.2.3).

        References of theirs; programs that know no such elements are led to the page.
        """
        for item, element in zip(self._items, elements, strict=True):
            item.element = element

    def objects(self, document: Any) -> list[Entries]:
        """Its objects, the outline dictionary (table 152) first, once all pages are there."""
        root = Entries(document)
        root["Type"] = b"/Outlines"
        return [root, *_children(self._root, root, document)]


def _children(parent: _Item, above: Entries, document: Any) -> list[Entries]:
    """The entries below one (table 153), which is told of them, and those below these."""
    made = [Entries(document) for _ in parent.below]
    if not made:
        return []
    above["First"], above["Last"] = made[0].reference, made[-1].reference
    above["Count"] = parent.count
    deeper: list[Entries] = []
    for place, (item, entries) in enumerate(zip(parent.below, made, strict=True)):
        entries["Title"] = text_string(item.title)
        entries["Parent"] = above.reference
        page = b"%d %d R" % document.idToObjectNumberAndVersion[item.page]
        there = b"%s/XYZ 0 " + number(item.top).encode("ascii") + b" 0]"
        if item.element is None:
            entries["Dest"] = b"[" + there % page
        else:
            action = (
                b"/S/GoTo",
                entry("D", b"[" + there % page),
                entry("SD", b"[" + there % item.element),
            )
            entries["A"] = dictionary(action)
        if place:
            entries["Prev"] = made[place - 1].reference
        if place + 1 < len(made):
            entries["Next"] = made[place + 1].reference
        deeper += _children(item, entries, document)
    return [*made, *deeper]
