"""The structure tree while a document is being drawn (ISO 32000-1, 14.7).

Nothing here knows ReportLab: pages are named by strings, annotations are opaque objects.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

from .exceptions import StructureError
from .structure_types import INLINE, TEXT, check_attributes, check_placement


class MarkedContent(NamedTuple):
    """A marked-content sequence of a page, by its identifier there (14.7.4.2)."""

    page: str
    mcid: int


class Annotated(NamedTuple):
    """An annotation that belongs to an element: an object reference (14.7.4.3)."""

    page: str
    annotation: object


class Element:
    """A structure element (14.7.2): its type, attributes, and content in logical order."""

    __slots__ = ("attributes", "kids", "page", "parent", "role", "words")

    def __init__(self, role: str, parent: Element | None, attributes: Mapping[str, object]) -> None:
        self.role = role
        self.parent = parent
        self.attributes = dict(attributes)
        self.kids: list[Element | MarkedContent | Annotated] = []
        self.page: str | None = None  # the page of its first content
        self.words: list[str] = []  # the text shown, for error messages and link descriptions

    @property
    def text(self) -> str:
        """The text shown in this element and below it, spaces normalised."""
        return " ".join("".join(word for part in self.walk() for word in part.words).split())

    def children(self) -> Iterator[Element]:
        """The child elements, in logical order."""
        return (kid for kid in self.kids if type(kid) is Element)

    def walk(self) -> Iterator[Element]:
        """This element and everything below it, in logical order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if type(kid) is Element]


class StructureTree:
    """The tree, the elements that are open now, and the parent tree (14.7.4.4)."""

    def __init__(self) -> None:
        self.root = Element("Document", None, {})
        self.parents: list[list[Element] | Element] = []
        self.content: list[Element] = []  # whose each piece of content is, as they are drawn
        self._open = [self.root]
        self._keyed: dict[Hashable, Element] = {}
        self._marked: dict[str, list[Element]] = {}  # of each page not yet ended, by MCID

    @property
    def current(self) -> Element:
        """The innermost open element; the root when none is open."""
        return self._open[-1]

    @property
    def text_element(self) -> Element | None:
        """The current element if text may be shown in it."""
        return self.current if self.current.role in TEXT else None

    def child(
        self,
        role: str,
        key: Hashable | None,
        attributes: Mapping[str, object],
        parent: Element | None = None,
    ) -> Element:
        """The element of that key; if there is none yet, a new last child of `parent`.

        `parent` is the current element unless given. Raises `StructureError` for a type that
        may not stand there, or a key already used by an element of another type.
        """
        if key is not None and (known := self._keyed.get(key)) is not None:
            if known.role != role:
                raise StructureError(f"the key {key!r} is {known.role}, not {role}")
            return known
        parent = parent or self.current
        check_placement(role, parent.role)
        if attributes:
            check_attributes(role, attributes)
        element = Element(role, parent, attributes)
        parent.kids.append(element)
        if key is not None:
            self._keyed[key] = element
        return element

    def open(self, element: Element) -> None:
        """Make an element the current one."""
        self._open.append(element)

    def close(self) -> None:
        """Make the enclosing element current again."""
        if len(self._open) == 1:
            raise StructureError("an element is closed that was never opened")
        self._open.pop()

    def unclosed(self) -> list[str]:
        """The types of the elements still open, outermost first."""
        return [element.role for element in self._open[1:]]

    def mark(self, element: Element, page: str) -> int:
        """A new marked-content identifier for content of `element` on a page."""
        marked = self._marked.setdefault(page, [])
        mcid = len(marked)
        marked.append(element)
        self._add(element, page, MarkedContent(page, mcid))
        return mcid

    def annotate(self, element: Element, page: str, annotation: object) -> int:
        """Give an annotation to an element; returns the annotation's StructParent."""
        self._add(element, page, Annotated(page, annotation))
        self.parents.append(element)
        return len(self.parents) - 1

    def end_page(self, page: str) -> int:
        """Close the list of the page's marked content; returns the page's StructParents."""
        self.parents.append(self._marked.pop(page, []))
        return len(self.parents) - 1

    def _add(self, element: Element, page: str, kid: MarkedContent | Annotated) -> None:
        element.kids.append(kid)
        element.page = element.page or page
        self.content.append(element)

    def read_at(self, place: int) -> Element:
        """The block that holds the content of that number from 0; the root where there is none."""
        element = self.content[place] if place < len(self.content) else self.root
        while element.parent is not None and element.role in INLINE:
            element = element.parent
        return element

    def prune(self) -> list[Element]:
        """Drop the elements that hold nothing, except empty cells, which keep a table regular.

        Returns all others, in logical order.
        """

        def filled(element: Element) -> bool:
            element.kids = [
                kid for kid in element.kids if not isinstance(kid, Element) or filled(kid)
            ]
            return bool(element.kids) or element.role in ("TD", "TH")

        filled(self.root)
        return list(self.root.walk())
