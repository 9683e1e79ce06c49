"""The structure tree as PDF objects (ISO 32000-1, 14.7.2 to 14.7.5).

A document has some thousand structure elements, so their dictionaries are written here as bytes,
not through ReportLab's general dictionary objects: it halves the cost of tagging.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .object_writer import (
    Entries,
    dictionary,
    entry,
    new_number,
    text_string,
    written,
)
from .operators import numbers
from .structure_tree import Annotated, Element, MarkedContent, StructureTree
from .structure_types import ATTRIBUTE_NAMES, ATTRIBUTE_OWNERS, STRING_ATTRIBUTES
from .versions import Version


class StructureWriter:
    """Writes a tree of elements into one document, whose pages and annotations are all there.

    Attributes:
        objects: what it has written, by object number.
    """

    def __init__(
        self, tree: StructureTree, elements: Iterable[Element], document: Any, version: Version
    ) -> None:
        self._tree = tree
        self._document = document
        self._numbers = {element: new_number(document) for element in elements}
        self._references = {
            element: b"%d 0 R" % number for element, number in self._numbers.items()
        }
        self._pages: dict[str, bytes] = {}
        self._ids: dict[str, bytes] = {}
        self._notes = 0
        self.objects: dict[int, bytes] = {}
        self._types = version.types
        self._namespace = b""
        if version.namespace:
            number = new_number(document)
            self._namespace = b"%d 0 R" % number
            name = text_string(version.namespace)
            self.objects[number] = dictionary([b"/Type/Namespace", entry("NS", name)])

    def reference(self, element: Element) -> bytes:
        """What an element is referred to by."""
        return self._references[element]

    def root(self) -> bytes:
        """A reference to the structure tree root (table 322), with parent tree and ID tree."""
        number = new_number(self._document)
        top = b"%d 0 R" % number
        for element, own in self._numbers.items():
            parent = self._references[element.parent] if element.parent else top
            self.objects[own] = self._written(element, parent)
        entries = [
            b"/Type /StructTreeRoot",
            b"/K " + self._references[self._tree.root],
            b"/ParentTree " + dictionary([b"/Nums " + _array(self._parent_tree())]),
            b"/ParentTreeNextKey %d" % len(self._tree.parents),
        ]
        if self._namespace:
            entries.append(b"/Namespaces " + _array([self._namespace]))
        if self._ids:
            # Name trees are sorted by the bytes of the names (7.9.6).
            names = sorted((text_string(name), name) for name in self._ids)
            pairs = [part for text, name in names for part in (text, self._ids[name])]
            entries.append(b"/IDTree " + dictionary([b"/Names " + _array(pairs)]))
        self.objects[number] = dictionary(entries)
        return top

    def _written(self, element: Element, parent: bytes) -> bytes:
        """A structure element dictionary (table 323)."""
        page = b"/Pg " + self._page(element.page) if element.page else b""
        given = element.attributes or element.role == "Note"
        attributes = b"".join(self._attributes(element)) if given else b""
        kids = [self._kid(kid, element.page) for kid in element.kids]
        if not kids:
            content = b""
        elif len(kids) > 1:
            content = b"/K" + _array(kids)
        else:
            content = entry("K", kids[0])
        role = self._types.get(element.role, element.role).encode("ascii")
        of = b"/NS " + self._namespace if self._namespace else b""
        return b"<</S/%s%s/P %s%s%s%s>>" % (role, of, parent, page, attributes, content)

    def _attributes(self, element: Element) -> list[bytes]:
        """Text strings, the identifier, and the attribute objects (14.7.5), one for each owner."""
        entries = []
        owners: dict[str, list[bytes]] = {}
        for name, value in sorted(element.attributes.items()):
            if name in STRING_ATTRIBUTES:
                entries.append(b"/%s %s" % (name.encode(), text_string(str(value))))
            elif name in ATTRIBUTE_OWNERS:
                owner = ATTRIBUTE_OWNERS[name]
                owned = owners.setdefault(owner, [b"/O /" + owner.encode()])
                owned.append(b"/%s %s" % (name.encode(), self._value(name, value)))
        # ISO 14289-1, 7.9: a note has an identifier of its own.
        identifier = element.attributes.get("ID")
        if identifier is None and element.role == "Note":
            self._notes += 1
            identifier = f"note-{self._notes}"
        if identifier is not None:
            self._ids[str(identifier)] = self._references[element]
            entries.append(b"/ID " + text_string(str(identifier)))
        if owners:
            objects = [dictionary(owners[owner]) for owner in sorted(owners)]
            entries.append(b"/A " + (objects[0] if len(objects) == 1 else _array(objects)))
        return entries

    def _value(self, name: str, value: Any) -> bytes:
        if name in ATTRIBUTE_NAMES:
            return b"/" + str(value).encode()
        if name == "Headers":
            return _array(text_string(identifier) for identifier in value)
        if name == "BBox":
            return b"[" + numbers(*value).encode() + b"]"
        return text_string(value) if isinstance(value, str) else b"%d" % value

    def _kid(self, kid: Element | MarkedContent | Annotated, page: str | None) -> bytes:
        """A child of an element whose other content is on that page."""
        if type(kid) is Element:
            return self._references[kid]
        if type(kid) is MarkedContent:
            if kid.page == page:
                return b"%d" % kid.mcid
            return b"<</Type/MCR/Pg %s/MCID %d>>" % (self._page(kid.page), kid.mcid)
        assert isinstance(kid, Annotated)
        thing = kid.annotation
        if isinstance(thing, Entries):
            annotation = thing.reference
        else:
            annotation = written(self._document.Reference(thing), self._document)
        return b"<</Type/OBJR/Pg %s/Obj %s>>" % (self._page(kid.page), annotation)

    def _parent_tree(self) -> Iterable[bytes]:
        """From each page's and annotation's key to the elements their content is in (14.7.4.4)."""
        for key, owner in enumerate(self._tree.parents):
            yield b"%d" % key
            if isinstance(owner, list):
                yield _array(self._references[element] for element in owner)
            else:
                yield self._references[owner]

    def _page(self, name: str) -> bytes:
        if name not in self._pages:
            self._pages[name] = b"%d %d R" % self._document.idToObjectNumberAndVersion[name]
        return self._pages[name]


def _array(values: Iterable[bytes]) -> bytes:
    return b"[" + b" ".join(values) + b"]"
