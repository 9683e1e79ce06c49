"""The elements of an SVG from outside: nothing active, nothing from elsewhere, not too deep."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from handouts.reading.svg.svg_error import SvgError, said

SVG = "http://www.w3.org/2000/svg"
MAX_DEPTH = 50
MAX_VALUE = 1000
_READ_ONCE = {"d", "points", "class", "style"}
_PLAIN = "save it as plain SVG"
_ACTIVE = {"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler"}
_MOVING = {"animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"}
_PICTURES = {"image", "feImage"}
_NOT_LOCAL = re.compile(r"url\(\s*+[\"']?\s*+(?!#)|@import|expression\(|-moz-binding", re.I)


class Element:
    """An element of SVG, with its attributes by their local names and the line it begins on.

    Elements of other namespaces, such as the notes of drawing programs, are left out.
    """

    __slots__ = ("attributes", "children", "line", "name", "parent", "text")

    def __init__(
        self, name: str, attributes: dict[str, str], line: int, parent: Element | None
    ) -> None:
        self.name, self.attributes, self.line, self.parent = name, attributes, line, parent
        self.children: list[Element] = []
        self.text = ""

    def get(self, name: str, default: str = "") -> str:
        """
        Raises:
            SvgError: it is so long that reading it for each copy takes long.
        """
        value = self.attributes.get(name, default)
        if len(value) > MAX_VALUE and name not in _READ_ONCE:
            raise self.fails(f"has {len(value):,} characters as its '{name}'")
        return value.strip()

    def fails(self, what: str, remedy: str = _PLAIN) -> SvgError:
        return SvgError(what, remedy, self.line)

    def refuses(self, name: str, value: str, remedy: str = _PLAIN) -> SvgError:
        return self.fails(f"has {said(value)} as its '{name}', which cannot be drawn", remedy)


class Elements:
    """All elements of a drawing: the outermost, those with an id, and the style sheets.

    Raises:
        SvgError: it is not SVG, or has scripts, animation, pictures or references to elsewhere.
    """

    root: Element

    def __init__(self, data: bytes) -> None:
        self.by_id: dict[str, Element] = {}
        self.sheets: list[Element] = []
        self.count = 0
        self._open: list[Element | None] = []  # None: of another namespace
        self._words: list[str] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.SkippedEntityHandler = self._entity
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages.get(error.code, "not XML")
            raise SvgError(
                f"is not well-formed SVG (line {error.lineno}: {reason})", "save it again as SVG"
            ) from None
        except SvgError:
            raise
        except (LookupError, ValueError):  # of Python's own codecs
            raise SvgError(
                "names an encoding that cannot be read", "save it as SVG in UTF-8", 1
            ) from None

    def find(self, reference: str, named_by: Element) -> Element:
        """What `#id` refers to.

        Raises:
            SvgError: nothing has that id.
        """
        found = self.by_id.get(reference.removeprefix("#"))
        if found is None:
            raise named_by.fails(f"refers to {said(reference)}, which it does not hold")
        return found

    # --- the parser's events ---------------------------------------------------------------------

    def _fails(self, what: str, remedy: str = _PLAIN) -> SvgError:
        return SvgError(what, remedy, self._parser.CurrentLineNumber)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, own: bool) -> None:
        if own:
            raise self._fails("has a DOCTYPE with declarations of its own")

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower().startswith("xml-stylesheet"):
            raise self._fails("has a processing instruction for a style sheet")

    def _entity(self, name: str, _parameter: Any) -> None:
        raise self._fails(f"has an entity that it does not explain ({said(name)})")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition(" ")
        if not self._open and (name, namespace) != ("svg", SVG):
            raise self._fails("does not begin with an <svg> element", "save it again as SVG")
        if len(self._open) > MAX_DEPTH:
            raise self._fails("is nested too deeply", "ungroup its shapes")
        self._refuse_elements(name)
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        for key, value in local.items():
            self._refuse_attributes(key, value)
        if namespace != SVG:
            self._open.append(None)
            return
        # An attribute of SVG's own before one of a drawing program with the same local name.
        local |= {key: value for key, value in attributes.items() if " " not in key}
        parent = self._open[-1] if self._open else None
        element = Element(name, local, self._parser.CurrentLineNumber, parent)
        if parent is not None:
            parent.children.append(element)
        elif not self._open:
            self.root = element
        self.count += 1
        self._open.append(element)
        if identity := local.get("id"):
            self.by_id.setdefault(identity, element)
        if name == "style":
            self._words = []

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if element is not None and element.name == "style":
            element.text = "".join(self._words)
            self._refuse_style(element.text)
            self.sheets.append(element)

    def _characters(self, text: str) -> None:
        if self._open and (element := self._open[-1]) is not None and element.name == "style":
            self._words.append(text)

    # --- what is refused wherever it stands ------------------------------------------------------

    def _refuse_elements(self, name: str) -> None:
        if name in _ACTIVE:
            raise self._fails(f"has a <{name}>", "save it as plain SVG, without scripts")
        if name in _MOVING:
            raise self._fails(f"moves (<{name}>)", "save one picture of it, of plain shapes")
        if name in _PICTURES:
            raise self._fails(f"holds a picture (<{name}>)", "use the picture itself, as PNG")

    def _refuse_attributes(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            raise self._fails(
                f"has a script ({said(name)})", "save it as plain SVG, without scripts"
            )
        if name in ("href", "src") and not value.lstrip().startswith("#"):
            raise self._fails(f"refers to something outside itself ('{name}')", "remove it")
        if _NOT_LOCAL.search(value):
            raise self._fails("refers to something outside itself (url)", "remove it")
        if name == "style":
            self._refuse_style(value)

    def _refuse_style(self, text: str) -> None:
        if _NOT_LOCAL.search(text):
            raise self._fails("refers to something outside itself (url or @import)", "remove it")
        if "\\" in text:  # could spell url() in another way
            raise self._fails("has a backslash in its style")
