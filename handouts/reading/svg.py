"""Whether an SVG from outside may be drawn: only shapes, nothing active, nothing from elsewhere."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import Any
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_DRAWABLE = _SHAPES | {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "a", "switch"),
    *("clipPath", "linearGradient", "radialGradient", "stop"),
}
_ACTIVE = {"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler"}
_TEXT = {"text", "tspan", "textPath", "tref", "font"}
_NOT_LOCAL = re.compile(r"url\(\s*[\"']?\s*(?!#)|@import|expression\(|-moz-binding", re.I)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
MAX_DEPTH = 50
MAX_COPIES = 16  # copies of copies multiply


class SvgError(ValueError):
    """What is wrong with an SVG, and after a semicolon how to mend it."""


def svg_size(data: bytes) -> tuple[float, float]:
    """Width and height of a drawing in CSS px, after making sure that it is safe and drawable.

    Raises:
        SvgError: not SVG, or with scripts, references, text, or more than a logo needs.
    """
    size = _Checker().read(data)
    _try_to_draw(data)
    return size


class _Checker:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction
        self.open: list[str] = []
        self.shapes = 0
        self.copies = 0
        self.style: list[str] = []
        self.root: dict[str, str] = {}

    def read(self, data: bytes) -> tuple[float, float]:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            raise SvgError(
                f"is not well-formed SVG (line {error.lineno}: {reason}); save it again as SVG"
            ) from None
        if not self.shapes:
            raise SvgError("has no shapes; save it as plain SVG")
        return _size(self.root)

    def fail(self, what: str, remedy: str) -> SvgError:
        return SvgError(f"{what} (its line {self.parser.CurrentLineNumber}); {remedy}")

    def doctype(self, *_: Any) -> None:
        raise self.fail("has a DOCTYPE", "save it as plain SVG")

    def instruction(self, *_: Any) -> None:
        raise self.fail("has a processing instruction", "save it as plain SVG")

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition(" ")
        if not self.open:
            if name != "svg" or namespace != _SVG:
                raise self.fail("does not begin with an <svg> element", "save it again as SVG")
            self.root = attributes
        if len(self.open) > MAX_DEPTH:
            raise self.fail("is nested too deeply", "ungroup its shapes")
        self.check_element(namespace, name)
        for key, value in attributes.items():
            self.check_attribute(key.rpartition(" ")[2], value)
        self.shapes += name in _SHAPES
        self.copies += name == "use"
        if self.copies > MAX_COPIES:
            raise self.fail(f"has more than {MAX_COPIES} copies (<use>)", "unlink the copies")
        self.open.append(name)

    def end(self, _name: str) -> None:
        if self.open.pop() == "style":
            self.check_style("".join(self.style))

    def characters(self, text: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style.append(text)

    def check_element(self, namespace: str, name: str) -> None:
        if name in _ACTIVE:
            raise self.fail(f"has a <{name}>", "save it as plain SVG, without scripts")
        if name == "image":
            raise self.fail("holds a picture (<image>)", "use the picture itself, as PNG")
        if namespace != _SVG:
            return  # notes of the drawing program, which are not drawn
        if name in _TEXT:
            raise self.fail(
                f"has text (<{name}>), which needs its typeface", "convert the text to paths"
            )
        if name not in _DRAWABLE:
            raise self.fail(f"has a <{name}>, which cannot be drawn", "use plain shapes and fills")

    def check_attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            raise self.fail(f"has a script ('{name}')", "save it as plain SVG, without scripts")
        if name in ("href", "src") and not value.startswith("#"):
            raise self.fail(f"refers to something outside itself ('{name}')", "remove it")
        if _NOT_LOCAL.search(value):
            raise self.fail("refers to something outside itself (url)", "remove it")
        if name == "style":
            self.check_style(value)

    def check_style(self, text: str) -> None:
        if _NOT_LOCAL.search(text):
            raise self.fail("refers to something outside itself (url or @import)", "remove it")
        if "\\" in text:  # could spell url() in another way
            raise self.fail("has a backslash in its style", "save it as plain SVG")


def _size(root: dict[str, str]) -> tuple[float, float]:
    """From width and height, else from the viewBox."""
    lengths = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    size = [float(found[1]) * _UNITS[found[2] or ""] for found in lengths if found]
    if len(size) < 2:
        numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        try:
            size = [float(number) for number in numbers][2:4]
        except ValueError:
            size = []
    if len(size) < 2 or not all(0 < side < 1e6 for side in size):
        raise SvgError("has no size; give its <svg> a width and height, or a viewBox")
    return size[0], size[1]


def _try_to_draw(data: bytes) -> None:
    """Numbers, paths and references can be wrong in ways that only the drawing library knows.

    It goes on without what it cannot draw and says so in its log: half a logo is no logo.
    """
    from svglib.svglib import svg2rlg

    logger = logging.getLogger("svglib.svglib")
    warnings = _Warnings()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(warnings)
    try:
        svg2rlg(BytesIO(data))
    except Exception as error:  # the library raises whatever its parsers raise
        raise SvgError(f"cannot be drawn ({type(error).__name__}); save it as plain SVG") from None
    finally:
        logger.removeHandler(warnings)
        logger.propagate = propagate
    if warnings.messages:
        raise SvgError(f"cannot be drawn whole ({warnings.messages[0]}); save it as plain SVG")


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage().replace(";", ","))
