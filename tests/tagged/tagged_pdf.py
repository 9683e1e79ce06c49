"""Reads a tagged PDF back: its structure tree with text, and whether tree and pages agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
PAINTING |= {"INLINE IMAGE"}


@dataclass
class Node:
    """A structure element: its text runs, child elements and annotations, in logical order."""

    role: str
    entries: dict[str, str]
    kids: list[Node | str] = field(default_factory=list)
    annotations: list[dict[str, str]] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def all(self, role: str) -> list[Node]:
        found = [self] if self.role == role else []
        return found + [each for kid in self.children for each in kid.all(role)]

    @property
    def children(self) -> list[Node]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def outline(self) -> Any:
        """Nested tuples: role, then text and children."""
        return (self.role, *(kid if isinstance(kid, str) else kid.outline() for kid in self.kids))


class Reading:
    """A tagged PDF, with every fault of its marks and tree in `faults`."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(pdf))
        self.faults: list[str] = []
        self.shown: dict[tuple[int, int], str] = {}
        self.artifacts: list[tuple[int, str, str]] = []  # page, kind, text
        self._seen: dict[tuple[int, int], pikepdf.Object] = {}
        self._annotated: dict[tuple[int, int], pikepdf.Object] = {}
        for number, page in enumerate(self.pdf.pages):
            self._read_page(number, page)
        root = self.pdf.Root.StructTreeRoot
        self.document = self._read_element(root.K, None, root)
        self._check_parent_tree(root)

    # --- pages ---------------------------------------------------------------------------------

    def _read_page(self, number: int, page: pikepdf.Page) -> None:
        resources: Any = page.resources.get("/Font", {})
        fonts = {name: codes_of(font) for name, font in resources.items()}
        marks: list[tuple[str, int | None]] = []
        in_text = False
        opened_in_text: list[bool] = []
        current = Codes(1, {})
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BMC", "BDC"):
                properties: Any = operands[1] if operator == "BDC" else {}
                mcid = properties.get("/MCID")
                if mcid is not None and (number, int(mcid)) in self.shown:
                    self.faults.append(f"page {number}: MCID {mcid} is used twice")
                if marks:
                    self.faults.append(f"page {number}: marked content inside marked content")
                kind = str(operands[0])
                marks.append((kind, None if mcid is None else int(mcid)))
                opened_in_text.append(in_text)
                if mcid is not None:
                    self.shown[number, int(mcid)] = ""
                else:
                    kind = " ".join(str(properties.get(k, "")) for k in ("/Type", "/Subtype"))
                    self.artifacts.append((number, kind.strip(), ""))
            elif operator == "EMC":
                marks.pop()
                if opened_in_text.pop() != in_text:
                    self.faults.append(f"page {number}: a mark crosses a text object")
            elif operator in ("BT", "ET"):
                in_text = operator == "BT"
            elif operator in ("q", "Q"):
                depth += 1 if operator == "q" else -1
                if depth > 28:  # ISO 19005-2, 6.1.13
                    self.faults.append(f"page {number}: q nested {depth} deep")
            elif operator == "Tf":
                current = fonts[str(operands[0])]
            if operator in PAINTING:
                if not marks:
                    self.faults.append(f"page {number}: {operator} outside any mark")
                elif operator in ("Tj", "TJ"):
                    self._show(number, marks[-1][1], operands[0], current)
        if marks:
            self.faults.append(f"page {number}: a mark is never ended")

    def _show(self, page: int, mcid: int | None, shown: Any, font: Codes) -> None:
        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
        text = "".join(font.read(string) for string in strings)
        if mcid is None:
            number, kind, before = self.artifacts[-1]
            self.artifacts[-1] = (number, kind, before + text)
        else:
            self.shown[page, mcid] += text

    # --- tree ----------------------------------------------------------------------------------

    def _read_element(self, element: Any, page: Any, parent: Any) -> Node:
        if element.P.objgen != parent.objgen:
            self.faults.append(f"{element.S} does not name its parent")
        page = element.get("/Pg", page)
        node = Node(str(element.S)[1:], dict(self._entries(element)))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list | pikepdf.Array) else [kids]:
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                of, mcid = (page, kid) if isinstance(kid, int) else (kid.Pg, int(kid.MCID))
                place = self._page_number(of), int(mcid)
                if place in self._seen or place not in self.shown:
                    self.faults.append(f"{place} is in the tree twice, or not on the page")
                self._seen[place] = element
                node.pages.add(place[0])
                node.kids.append(self.shown.get(place, ""))
            elif kid.get("/Type") == "/OBJR":
                node.annotations.append(_annotation(kid.Obj))
                node.pages.add(self._page_number(kid.Pg))
                self._annotated[kid.Obj.objgen] = element
            else:
                node.kids.append(self._read_element(kid, page, element))
        return node

    def _page_number(self, page: Any) -> int:
        return self.pdf.pages.index(pikepdf.Page(page))

    @staticmethod
    def _entries(element: Any) -> Iterator[tuple[str, str]]:
        for name in ("/Alt", "/ActualText", "/Lang", "/E", "/T", "/ID"):
            if name in element:
                yield name[1:], str(element[name])
        owned = element.get("/A", [])
        for attributes in [owned] if isinstance(owned, pikepdf.Dictionary) else owned:
            for name, value in attributes.items():
                if name != "/O":
                    text = list(value) if isinstance(value, pikepdf.Array) else str(value)
                    yield name[1:], text if isinstance(text, str) else " ".join(map(str, text))

    def _check_parent_tree(self, root: Any) -> None:
        """ISO 32000-1, 14.7.4.4: from every page and annotation back to its elements."""
        if missing := set(self.shown) - set(self._seen):
            self.faults.append(f"marked content in no element: {sorted(missing)}")
        numbers = list(root.ParentTree.Nums)
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for number, page in enumerate(self.pdf.pages):
            expected = [mcid for of, mcid in sorted(self.shown) if of == number]
            owners = parents.pop(int(page.obj.StructParents))
            if len(owners) != len(expected):
                self.faults.append(f"page {number}: {len(owners)} parents of {len(expected)} marks")
            for mcid, owner in enumerate(owners):
                if self._seen[number, mcid].objgen != owner.objgen:
                    self.faults.append(f"page {number}: MCID {mcid} has another parent")
            if page.obj.get("/Tabs") != "/S":
                self.faults.append(f"page {number}: no tab order")
            for annotation in page.obj.get("/Annots", []):
                owner = parents.pop(int(annotation.StructParent))
                if self._annotated[annotation.objgen].objgen != owner.objgen:
                    self.faults.append(f"page {number}: an annotation has another parent")
        if parents:
            self.faults.append(f"the parent tree has keys nobody uses: {sorted(parents)}")


def _annotation(annotation: Any) -> dict[str, str]:
    """The plain entries of an annotation, and the address it leads to."""
    names = ("/Subtype", "/FT", "/Contents", "/T", "/TU", "/V", "/F", "/Ff", "/MaxLen")
    found = {name[1:]: str(annotation[name]) for name in names if name in annotation}
    return found | ({"URI": str(annotation.A.URI)} if "/A" in annotation else {})


class Codes(NamedTuple):
    """What the codes of a font, so many bytes each, mean."""

    length: int
    texts: dict[int, str]

    def read(self, string: bytes) -> str:
        codes = (string[at : at + self.length] for at in range(0, len(string), self.length))
        return "".join(self.texts[int.from_bytes(code, "big")] for code in codes)


def codes_of(font: Any) -> Codes:
    """The characters of a font's codes (ISO 32000-1, 9.10)."""
    if "/ToUnicode" not in font:
        assert font.Encoding == "/WinAnsiEncoding"
        texts = {code: bytes([code]).decode("cp1252", "replace") for code in range(256)}
        return Codes(1, texts)
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<((?:[0-9A-F]{2}){1,2})> <([0-9A-F]{4,})>", cmap)
    texts = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
    return Codes(2 if font.Subtype == "/Type0" else 1, texts)
