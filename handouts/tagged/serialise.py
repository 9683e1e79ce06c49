"""The structure tree as PDF objects (ISO 32000-1, 14.7.2 to 14.7.5)."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFString,
)

from handouts.tagged.attributes import NAMES, OWNERS, STRINGS
from handouts.tagged.objects import reference
from handouts.tagged.structure import Annotated, Element, MarkedContent, StructureTree


class StructureWriter:
    """Writes one tree into one document."""

    def __init__(self, tree: StructureTree, document: PDFDocument) -> None:
        self._tree = tree
        self._document = document
        self._objects: dict[Element, PDFDictionary] = {}
        self._references: dict[Element, PDFObjectReference] = {}
        self._ids: dict[str, PDFObjectReference] = {}
        for element in tree.root.walk():
            self._objects[element] = PDFDictionary()
            self._references[element] = reference(document, self._objects[element])

    def root(self) -> PDFDictionary:
        """The structure tree root (table 322), with the parent tree and the ID tree."""
        root = PDFDictionary({"Type": "/StructTreeRoot"})
        top = reference(self._document, root)
        for element, entries in self._objects.items():
            parent = self._references[element.parent] if element.parent else top
            entries.dict.update(self._entries(element, parent))
        root["K"] = self._references[self._tree.root]
        root["ParentTree"] = reference(self._document, self._parent_tree())
        root["ParentTreeNextKey"] = len(self._tree.parents)
        if self._ids:
            names = [part for i in sorted(self._ids) for part in (PDFString(i), self._ids[i])]
            tree = PDFDictionary({"Names": PDFArray(names)})
            root["IDTree"] = reference(self._document, tree)
        return root

    def _entries(self, element: Element, parent: PDFObjectReference) -> dict[str, Any]:
        """A structure element dictionary (table 323)."""
        entries: dict[str, Any] = {"Type": "/StructElem", "S": PDFName(element.role), "P": parent}
        if element.page:
            entries["Pg"] = PDFObjectReference(element.page)
        for name in STRINGS:
            if name in element.attributes:
                entries[name] = PDFString(str(element.attributes[name]))
        if identifier := self._identifier(element):
            entries["ID"] = PDFString(identifier)
            self._ids[identifier] = self._references[element]
        attributes = self._attributes(element)
        if attributes:
            entries["A"] = attributes[0] if len(attributes) == 1 else PDFArray(attributes)
        kids = [self._kid(kid, element) for kid in element.kids]
        if kids:
            entries["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        return entries

    def _identifier(self, element: Element) -> str | None:
        if "ID" in element.attributes:
            return str(element.attributes["ID"])
        if element.role == "Note":  # ISO 14289-1, 7.9: a note has an identifier of its own
            return f"note-{len(self._ids) + 1}"
        return None

    @staticmethod
    def _attributes(element: Element) -> list[PDFDictionary]:
        """The attribute objects (14.7.5), one for each owner."""
        owners: dict[str, dict[str, Any]] = {}
        for name, value in element.attributes.items():
            if (owner := OWNERS.get(name)) is not None:
                owned = owners.setdefault(owner, {"O": f"/{owner}"})
                owned[name] = _value(name, value)
        return [PDFDictionary(owners[owner]) for owner in sorted(owners)]

    def _kid(self, kid: Element | MarkedContent | Annotated, element: Element) -> Any:
        if isinstance(kid, Element):
            return self._references[kid]
        page = PDFObjectReference(kid.page)
        if isinstance(kid, Annotated):
            annotation = reference(self._document, kid.annotation)
            return PDFDictionary({"Type": "/OBJR", "Pg": page, "Obj": annotation})
        if kid.page == element.page:
            return kid.mcid
        return PDFDictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})

    def _parent_tree(self) -> PDFDictionary:
        """From each page's and annotation's key to the elements their content is in (14.7.4.4)."""
        numbers: list[Any] = []
        for key, owner in enumerate(self._tree.parents):
            if isinstance(owner, list):
                numbers += [key, PDFArray([self._references[element] for element in owner])]
            else:
                numbers += [key, self._references[owner]]
        return PDFDictionary({"Nums": PDFArray(numbers)})


def _value(name: str, value: Any) -> Any:
    if name in NAMES:
        return PDFName(value)
    if name == "Headers":
        return PDFArray([PDFString(identifier) for identifier in value])
    if isinstance(value, tuple):
        return PDFArray(value)
    return PDFString(value) if isinstance(value, str) else value
