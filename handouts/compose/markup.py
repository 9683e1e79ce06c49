"""Semantic markup ─► nodes.  Anything outside the vocabulary is an error in a template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from handouts.document import (
    FIELDS,
    GROUPS,
    ICONS,
    Block,
    Cell,
    Field,
    Figure,
    Group,
    Heading,
    List,
    Logo,
    OwnPicture,
    Paragraph,
    QRCode,
    Run,
    Runs,
    Table,
)
from handouts.pattern import Side

HEADINGS = ("h1", "h2", "h3", "h4")
INLINE = frozenset(["strong", "a", "br"])
_LEVEL = "data-level"  # of a heading that runs into the words after it
_SPACE = re.compile(r"[ \t\r\n]+")


class MarkupError(ValueError):
    """The markup uses an element, class or nesting that the vocabulary does not have."""


def parse(markup: str) -> Element:
    """The `<article>` that the markup is.

    Raises:
        MarkupError: not well-formed XML, or another element.
    """
    try:
        root = ElementTree.fromstring(markup)
    except ElementTree.ParseError as error:
        raise MarkupError(f"not well-formed: {error}") from error
    if root.tag != "article":
        raise MarkupError(f"expected <article>, found <{root.tag}>")
    return root


def _fit_headings(article: Element) -> None:
    """Sets the headings in a section's words below the heading that a template puts above them.

    `###` is a heading of the third level where the section's title is one of the second.  Where the
    title runs into the words, or is not printed, it would skip a level (ISO 14289-1, 7.4.2).
    """
    last, lift = 0, 0
    for heading in article.iter():
        if run_in := heading.get(_LEVEL):
            last, lift = min(int(run_in), last + 1), 0
            heading.set(_LEVEL, str(last))
        if heading.tag not in HEADINGS:
            continue
        level = HEADINGS.index(heading.tag) + 1
        if heading.get("data-section") is None:
            lift = 0
        else:
            lift = max(lift, level - (last + 1))
            level -= lift
            heading.tag = HEADINGS[level - 1]
        last = level


def nodes(
    article: Element,
    figure: Callable[[str, str, str], Figure],
    pictures: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[Group, ...]:
    """The parts of an article with all that is in them.

    Args:
        figure: makes the node of a figure from its name, subject and style.
        pictures: the files of the clinic's own pictures, by name.

    Raises:
        MarkupError: something in it is outside the vocabulary, or outside any part.
    """
    _fit_headings(article)
    parts: list[Group] = []
    for block in _Reader(figure, pictures).blocks(article):
        if not isinstance(block, Group):
            raise MarkupError(f"a {type(block).__name__.lower()} outside a part")
        parts.append(block)
    return tuple(parts)


def section_lengths(article: Element) -> tuple[Mapping[str, int], ...]:
    """For each part of an article the ids of the sections in it, and how many characters they have.

    A section's blocks name it in `data-section`.
    """
    return tuple(_lengths(part) for part in article)


def _lengths(part: Element) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for element in part.iter():
        if section_id := element.get("data-section"):
            found[section_id] += len("".join(element.itertext()))
    return found


class _Reader:
    def __init__(
        self, figure: Callable[[str, str, str], Figure], pictures: Mapping[str, bytes]
    ) -> None:
        self._figure, self._pictures = figure, pictures

    def blocks(self, parent: Element) -> Iterator[Block]:
        if (parent.text or "").strip():
            raise MarkupError(f"text outside a paragraph: {parent.text!r}")
        for child in parent:
            yield self.block(child)
            if (child.tail or "").strip():
                raise MarkupError(f"text outside a paragraph: {child.tail!r}")

    def block(self, element: Element) -> Block:
        tag, style = element.tag, element.get("class", "")
        if tag in HEADINGS:
            return Heading(HEADINGS.index(tag) + 1, runs(element), style)
        if tag == "p":
            return Paragraph(runs(element), style)
        if tag in ("ul", "ol"):
            items = tuple(tuple(self.contents(item)) for item in element if item.tag == "li")
            return List(tag == "ol", items, _side(element), style)
        if tag == "table":
            return self.table(element)
        if tag == "figure" and (name := element.get("data-picture")) is not None:
            return self.own_picture(name, element)
        if tag == "figure":
            return self._figure(element.get("data-name", ""), element.get("data-of", ""), style)
        if tag == "img":
            alt = element.get("alt", "")
            return QRCode(element.get("data-href", ""), alt) if style == "code" else Logo(alt)
        if tag == "label":
            return _field(element)
        if tag in ("section", "div", "header", "aside"):
            if style not in GROUPS:
                raise MarkupError(f"<{tag}> of unknown class '{style}'")
            children = tuple(self.blocks(element))
            return Group(style, children, _side(element), element.get("data-block"))
        raise MarkupError(f"unknown element <{tag}>")

    def contents(self, element: Element) -> Iterator[Block]:
        """Blocks, or bare text as one paragraph (a tight list's items, a table's cells)."""
        if all(child.tag in INLINE for child in element):
            yield Paragraph(runs(element))
            return
        # A tight item with a nested list: its own words stand bare before the list.
        bare = Element("p")
        bare.text = element.text
        for child in element:
            if child.tag in INLINE:
                bare.append(child)
                continue
            if runs(bare):
                yield Paragraph(runs(bare))
            yield self.block(child)
            bare = Element("p")
            bare.text = child.tail
        if runs(bare):
            yield Paragraph(runs(bare))

    def own_picture(self, name: str, element: Element) -> OwnPicture:
        image = element.find("img")
        if name not in self._pictures or image is None:
            raise MarkupError(f"a picture '{name}' that nobody has read")
        return OwnPicture(name, self._pictures[name], image.get("alt", ""))

    def table(self, element: Element) -> Table:
        def rows(part: str) -> tuple[tuple[Cell, ...], ...]:
            return tuple(tuple(map(self.cell, row)) for row in element.findall(f"{part}/tr"))

        return Table(rows("thead"), rows("tbody"), element.get("class", ""))

    def cell(self, element: Element) -> Cell:
        scope = element.get("scope", "col") if element.tag == "th" else None
        return Cell(tuple(self.contents(element)), scope)


def runs(element: Element) -> Runs:
    """The text of a paragraph, white space collapsed, in runs of one look each."""
    found = [run for run in _runs(element, bold=False, href=None) if run.text]
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip(" "))
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)


def _runs(element: Element, *, bold: bool, href: str | None, level: int = 0) -> Iterator[Run]:
    yield Run(_collapse(element.text), bold, href, level=level)
    for child in element:
        if child.tag == "strong":
            yield from _runs(child, bold=True, href=href, level=int(child.get(_LEVEL, level)))
        elif child.tag == "a":
            if not child.get("href"):
                raise MarkupError("<a> without an address")
            inside = _runs(child, bold=bold, href=child.get("href"), level=level)
            words = [run for run in inside if run.text]
            yield from words[:-1]
            for last in words[-1:]:
                yield last._replace(address=child.get("data-address", ""))
        elif child.tag == "br":
            yield Run("\n", bold, href, level=level)
        else:
            raise MarkupError(f"<{child.tag}> inside <{element.tag}>")
        yield Run(_collapse(child.tail), bold, href, level=level)


def _collapse(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")


def _side(element: Element) -> Side | None:
    side = element.get("data-side")
    if side and side not in {each.value for each in Side}:
        raise MarkupError(f"the side '{side}'")
    return Side(side) if side else None


def _field(element: Element) -> Field:
    box = element.find("input")
    if box is None:
        raise MarkupError("<label> without <input>")
    kind = box.get("type", "")
    if kind not in FIELDS:
        raise MarkupError(f"<input> of unknown type '{kind}'")
    icon = box.get("data-icon", "")
    if icon and icon not in ICONS:
        raise MarkupError(f"<input> with unknown icon '{icon}'")
    return Field(
        kind=kind,
        name=box.get("name", ""),
        tip=box.get("title", ""),
        before=_collapse(element.text).strip(),
        after=_collapse(box.tail).strip(),
        value=box.get("value", ""),
        side=_side(box),
        size=int(box.get("size", 0)),
        least=int(box.get("data-least", 0)),
        icon=icon,
    )
