"""The style of an element (CSS 2.1, chapter 6): of its attributes, style sheets, and parents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import tinycss2

from .elements import MAX_VALUE, Element, Elements
from .svg_error import SvgError, said

Style: TypeAlias = Mapping[str, str]

_INHERITED = {
    **{"fill": "black", "fill-opacity": "1", "fill-rule": "nonzero", "clip-rule": "nonzero"},
    **{"stroke": "none", "stroke-opacity": "1", "stroke-width": "1", "stroke-miterlimit": "4"},
    **{"stroke-linecap": "butt", "stroke-linejoin": "miter"},
    **{"stroke-dasharray": "none", "stroke-dashoffset": "0"},
    **{"color": "black", "visibility": "visible", "paint-order": "normal"},
    **{"marker": "none", "marker-start": "none", "marker-mid": "none", "marker-end": "none"},
    **{"color-interpolation": "srgb"},
}
_OWN = {
    **{"display": "inline", "opacity": "1", "clip-path": "none", "overflow": "hidden"},
    **{"stop-color": "black", "stop-opacity": "1"},
    **{"mask": "none", "filter": "none", "mix-blend-mode": "normal", "vector-effect": "none"},
    **{"clip": "auto", "transform-origin": "", "transform-box": "view-box"},
}
# What cannot be drawn: only these values of it may stand where something is drawn.
_ONLY = {
    **{name: ("none",) for name in _INHERITED if name.startswith("marker")},
    **{"mask": ("none",), "filter": ("none",), "vector-effect": ("none",)},
    **{"mix-blend-mode": ("normal",), "clip": ("auto",)},
    **{"color-interpolation": ("srgb", "auto"), "transform-origin": ("", "0 0", "0px 0px")},
    "transform-box": ("view-box",),
}
# As attributes these are drawn; as CSS they would need what few programs have.
_NOT_AS_CSS = {
    *("transform", "translate", "rotate", "scale", "offset-path", "perspective", "zoom"),
    *("d", "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"),
    *("animation", "animation-name", "mask-image", "backdrop-filter", "all"),
}
_NOT_DRAWN = ("font-face", "charset", "namespace", "keyframes", "-webkit-keyframes")
_MOST_TEXT = 50_000  # characters
_MOST_TESTS = 500_000  # of a rule against an element
_ATTRIBUTES = "save it with presentation attributes instead of CSS"


class Declaration(NamedTuple):
    name: str
    value: str
    important: bool


class Rule(NamedTuple):
    """Declarations for the elements that have all of some names, classes and ids."""

    specificity: tuple[int, int, int]
    name: str
    classes: frozenset[str]
    ids: frozenset[str]
    declarations: tuple[Declaration, ...]

    def matches(self, name: str, classes: set[str], identity: str) -> bool:
        return self.name in ("", name) and self.classes <= classes and self.ids <= {identity}


class Styles:
    """
    Raises:
        SvgError: a style sheet has more than plain rules.
    """

    def __init__(self, elements: Elements) -> None:
        if sum(len(sheet.text) for sheet in elements.sheets) > _MOST_TEXT:
            raise SvgError("has too many style rules", _ATTRIBUTES)
        self._rules = [rule for sheet in elements.sheets for rule in _rules(sheet)]
        self._rules.sort(key=lambda rule: rule.specificity)
        if len(self._rules) * elements.count > _MOST_TESTS:
            raise SvgError("has too many style rules", _ATTRIBUTES)
        self._declared: dict[Element, dict[str, str]] = {}
        self._in_place: dict[Element, Style] = {}

    def of(self, element: Element, outer: Style | None) -> Style:
        """Every value, where it stands inside something of the style `outer`."""
        inherited = {name: outer[name] for name in _INHERITED} if outer else _INHERITED
        style = {**_OWN, **inherited}
        for name, value in self._declarations(element).items():
            lowered = value.lower()
            if not value:
                continue
            if lowered == "inherit":
                value = outer[name] if outer else style[name]
            elif lowered in ("initial", "unset", "revert", "revert-layer"):
                keeps = lowered != "initial" and name in inherited
                value = style[name] if keeps else {**_INHERITED, **_OWN}[name]
            elif name == "color" and lowered == "currentcolor":
                value = style[name]
            style[name] = value
        return style

    def in_place(self, element: Element) -> Style:
        """Its style where it is written, whoever refers to it."""
        style = self._in_place.get(element)
        if style is None:
            outer = self.in_place(element.parent) if element.parent else None
            style = self._in_place[element] = self.of(element, outer)
        return style

    def _declarations(self, element: Element) -> dict[str, str]:
        """What is said of the element itself, the strongest of each property."""
        found = self._declared.get(element)
        if found is None:
            found = {
                name: element.get(name)
                for name in element.attributes
                if name in _INHERITED or name in _OWN
            }
            found |= _strongest(self._said(element), element)
            if "marker" in found:
                sides = ("marker-start", "marker-mid", "marker-end")
                found |= dict.fromkeys(sides, found["marker"])
            self._declared[element] = found
        return found

    def _said(self, element: Element) -> Iterator[Declaration]:
        """What the style sheets say of it, then its own style."""
        classes, identity = set(element.get("class").split()), element.get("id")
        for rule in self._rules:
            if rule.matches(element.name, classes, identity):
                yield from rule.declarations
        if style := element.get("style"):
            if len(style) > _MOST_TEXT:
                raise element.fails("has a style that is too long")
            yield from _declarations(style, element)


def check_drawable(style: Style, element: Element) -> None:
    """
    Raises:
        SvgError: the style asks for something that cannot be drawn.
    """
    for name, values in _ONLY.items():
        if style[name].lower() not in values:
            raise element.fails(
                f"uses '{name}', which cannot be drawn", "use plain shapes, or save it as PNG"
            )


def _strongest(declarations: Iterable[Declaration], element: Element) -> dict[str, str]:
    weak: dict[str, str] = {}
    strong: dict[str, str] = {}
    for name, value, important in declarations:
        outermost = element.parent is None and name in ("width", "height")
        if (
            name in _NOT_AS_CSS
            and value.lower() not in ("none", "auto", "normal")
            and not outermost  # of which the size on the page is another matter
        ):
            raise element.fails(f"has '{name}' in its style", _ATTRIBUTES)
        if name in _INHERITED or name in _OWN:
            if len(value) > MAX_VALUE:
                raise element.fails(f"has {len(value):,} characters as its '{name}'")
            (strong if important else weak)[name] = value
    return weak | strong


def _rules(sheet: Element) -> Iterator[Rule]:
    if sheet.get("type", "text/css").lower() != "text/css":
        raise sheet.fails("has a style sheet that is not CSS", _ATTRIBUTES)
    if sheet.get("media", "all").lower() not in ("all", "print", ""):
        raise sheet.fails("has styles for some screens only", _ATTRIBUTES)
    for node in _parsed(tinycss2.parse_stylesheet, sheet.text, sheet):
        if node.type == "at-rule" and node.lower_at_keyword in _NOT_DRAWN:
            continue
        if node.type != "qualified-rule":
            raise sheet.fails("has a style sheet of more than plain rules", _ATTRIBUTES)
        declarations = tuple(_declarations(node.content, sheet))
        for selector in _selectors(node.prelude, sheet):
            yield selector._replace(declarations=declarations)


def _selectors(tokens: list[Any], sheet: Element) -> Iterator[Rule]:
    """Each selector of a list: of names, classes and ids, not of where an element stands."""
    for written in _written(tokens, sheet).split(","):
        selector = written.strip()
        found = _SELECTOR.fullmatch(selector)
        if found is None:
            raise sheet.fails(f"has a style rule for {said(selector)}", _ATTRIBUTES)
        name = "" if found[1] == "*" else found[1]
        classes = re.findall(r"\.([\w-]+)", found[2])
        ids = re.findall(r"#([\w-]+)", found[2])
        specificity = (len(ids), len(classes), bool(name))
        yield Rule(specificity, name, frozenset(classes), frozenset(ids), ())


_SELECTOR = re.compile(r"(?=[*.#\w])(\*|[A-Za-z][\w-]*+|)((?:[.#][\w-]++)*+)")


def _declarations(text: str | list[Any], element: Element) -> Iterator[Declaration]:
    for node in _parsed(tinycss2.parse_declaration_list, text, element):
        if node.type != "declaration":
            raise element.fails("has a style that cannot be read")
        yield Declaration(node.lower_name, _written(node.value, element), node.important)


def _parsed(parse: Any, text: str | list[Any], element: Element) -> list[Any]:
    try:
        return list(parse(text, skip_comments=True, skip_whitespace=True))
    except (ValueError, OverflowError):  # of numbers too long for Python
        raise element.fails("has a style that cannot be read") from None


def _written(tokens: list[Any], element: Element) -> str:
    try:
        return str(tinycss2.serialize(tokens)).strip()
    except RecursionError:  # of brackets in brackets
        raise element.fails("has a style that cannot be read") from None
