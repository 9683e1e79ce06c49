"""The reading order: what assistive technology meets, step by step (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from handouts.checking.finding import Finding, Level, Spoken

# Elements within a line of text, read as part of it (ISO 32000-1, 14.8.4.4).
_INLINE = frozenset({"Span", "Quote", "Code", "Link", "Reference", "BibEntry", "Em", "Strong"})
_ILLUSTRATIONS = frozenset({"Figure", "Formula"})
_DEEPEST = 100
_MOST_STEPS = 200_000

Texts = Mapping[tuple[int, int], str]
"""The text of each marked-content sequence, by page (from 0) and identifier."""


class UnreadableTreeError(Exception):
    """The structure tree runs in circles or is far too large."""


def read(pdf: Any, texts: Texts) -> tuple[Spoken, ...]:
    """The steps of a pikepdf document; none if it is not tagged.

    Raises:
        UnreadableTreeError: the tree cannot be followed.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return ()
    return tuple(_Reader(pdf, texts, root).steps())


def findings(steps: tuple[Spoken, ...]) -> Iterator[Finding]:
    """Pictures without a text alternative, fields without a tooltip (ISO 14289-1, 7.3, 7.18.1)."""
    for step in steps:
        if step.role in _ILLUSTRATIONS and not step.alt.strip():
            what = f"a {step.role.lower()} has no text alternative"
            yield Finding(Level.ERROR, "reading", what, "say what it shows", step.page)
        if step.role == "Form" and not (step.tip or step.alt).strip():
            what = "a form field has no tooltip"
            yield Finding(Level.ERROR, "reading", what, "say what to fill in", step.page)


@dataclass
class _Step:
    """A step while it is being read."""

    depth: int
    role: str
    words: list[str] = field(default_factory=list)
    page: int | None = None

    def spoken(self, **more: str) -> Spoken:
        text = " ".join("".join(self.words).split())
        return Spoken(self.depth, self.role, text, page=self.page, **more)


class _Reader:
    def __init__(self, pdf: Any, texts: Texts, root: Any) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.texts, self.root = texts, root
        self.roles = root.get("/RoleMap", {})
        self.met = 0

    def steps(self) -> Iterator[Spoken]:
        for kid in _list(self.root.get("/K")):
            yield from self._element(kid, None, 0)

    def _element(self, element: Any, page: Any, depth: int) -> Iterator[Spoken]:
        self._count(depth)
        page = element.get("/Pg", page)
        step = _Step(depth, self._role(element))
        alt, actual = str(element.get("/Alt", "")), str(element.get("/ActualText", ""))
        if step.role in _ILLUSTRATIONS:
            alt, actual = alt or actual, ""
        if alt or actual:
            step.words.append(actual)
            step.page = self._first_page(element, page, depth)
            yield step.spoken(alt=alt, **self._field(element))
            return
        said = False
        for kid in _list(element.get("/K")):
            if self._is_inline(kid):
                self._inline(kid, page, step, depth + 1)
            elif _is_element(kid):
                if step.words or not said:
                    yield step.spoken()
                    step, said = _Step(depth, step.role), True
                yield from self._element(kid, page, depth + 1)
            else:
                self._content(kid, page, step)
        tips = self._field(element)
        if step.words or tips or not said:
            yield step.spoken(**tips)

    def _inline(self, element: Any, page: Any, step: _Step, depth: int) -> None:
        """Adds the words of an element within a line of text."""
        self._count(depth)
        page = element.get("/Pg", page)
        for name in ("/ActualText", "/Alt"):
            if name in element:
                step.words.append(str(element[name]))
                return
        for kid in _list(element.get("/K")):
            if _is_element(kid):
                self._inline(kid, page, step, depth + 1)
            else:
                self._content(kid, page, step)

    def _content(self, kid: Any, page: Any, step: _Step) -> None:
        """Adds the words of a marked-content sequence."""
        if isinstance(kid, int):
            number, mcid = self._number(page), kid
        else:
            number, mcid = self._number(kid.get("/Pg", page)), kid.get("/MCID")
        if number is not None and step.page is None:
            step.page = number
        if number is not None and mcid is not None:
            step.words.append(self.texts.get((number - 1, int(mcid)), ""))

    def _field(self, element: Any) -> dict[str, str]:
        """Tooltip and value of the form field of an element, if it has one."""
        for kid in _list(element.get("/K")):
            if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
                widget = kid.get("/Obj", {})
                if widget.get("/Subtype") == "/Widget":
                    return {
                        "tip": _inherited(widget, "/TU"),
                        "value": _inherited(widget, "/V").removeprefix("/"),
                    }
        return {}

    def _is_inline(self, kid: Any) -> bool:
        return _is_element(kid) and self._role(kid) in _INLINE

    def _role(self, element: Any) -> str:
        role = str(element.get("/S", "/Unknown"))
        return str(self.roles.get(role, role)).removeprefix("/")

    def _first_page(self, element: Any, page: Any, depth: int) -> int | None:
        self._count(depth)
        page = element.get("/Pg", page)
        if page is None:
            for kid in _list(element.get("/K")):
                if not isinstance(kid, int):
                    return self._first_page(kid, page, depth + 1)
        return self._number(page)

    def _number(self, page: Any) -> int | None:
        """A page's number, from 1."""
        place = None if page is None else self.pages.get(page.objgen)
        return None if place is None else place + 1

    def _count(self, depth: int) -> None:
        self.met += 1
        if depth > _DEEPEST or self.met > _MOST_STEPS:
            raise UnreadableTreeError


def _is_element(kid: Any) -> bool:
    return not isinstance(kid, int) and "/S" in kid


def _list(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _inherited(widget: Any, name: str) -> str:
    """An entry of a widget, or of the field it belongs to (ISO 32000-1, 12.7.3.1)."""
    for _ in range(_DEEPEST):
        if name in widget:
            return str(widget[name])
        if "/Parent" not in widget:
            break
        widget = widget["/Parent"]
    return ""
