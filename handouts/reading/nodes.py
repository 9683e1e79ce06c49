"""The typed content: words, variables, blocks, sections.  Nothing here knows Markdown or markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from .expressions import Expression

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""What a handout or a section may be called."""


class Literal(NamedTuple):
    """Literal text."""

    text: str


class Variable(NamedTuple):
    """`{{ expression }}`, and where it stands."""

    expression: Expression
    file: Path
    line: int


class Text(NamedTuple):
    """Plain words with variables, and where they stand."""

    parts: tuple[Literal | Variable, ...]
    file: Path
    line: int

    @property
    def literal(self) -> str:
        """Its words without its variables."""
        return "".join(part.text for part in self.parts if isinstance(part, Literal))

    @property
    def as_typed(self) -> str:
        """As it stands in the file, variables and all."""
        return "".join(
            part.text if isinstance(part, Literal) else str(part.expression) for part in self.parts
        )


class LineBreak(NamedTuple):
    """A forced line end inside a paragraph."""


class Strong(NamedTuple):
    """`level` is that of the heading that it is, where a title runs into the words after it."""

    content: tuple[Inline, ...]
    level: int = 0


class Link(NamedTuple):
    """`href` gives an http, https, mailto or tel address."""

    href: Text
    content: tuple[Inline, ...]


Inline = Literal | Variable | LineBreak | Strong | Link


class Paragraph(NamedTuple):
    content: tuple[Inline, ...]


class Subheading(NamedTuple):
    """A heading of the third level, inside a section."""

    content: tuple[Inline, ...]


class Item(NamedTuple):
    """One item of a list, with the list nested in it, if any."""

    content: tuple[Inline, ...]
    nested: ItemList | None = None


class ItemList(NamedTuple):
    numbered: bool
    items: tuple[Item, ...]


class Table(NamedTuple):
    """Every row has as many cells as the header."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


class PageBreak(NamedTuple):
    """What comes after it begins a page; `line` is where it is asked for."""

    line: int


class Picture(NamedTuple):
    """A figure of the catalogue, placed among words: `![](arm)` on a line of its own."""

    name: str
    line: int


class OwnPicture(NamedTuple):
    """One of the clinic's own pictures: `![Our door](our-door.png)` on a line of its own."""

    name: str
    alt: Text
    line: int


Block = Paragraph | Subheading | ItemList | Table | PageBreak | Picture | OwnPicture


class Section(NamedTuple):
    """A titled block of a handout: what stands under one `##` heading."""

    id: str
    title: Text
    body: tuple[Block, ...]
    line: int

    @property
    def lines(self) -> tuple[str, ...]:
        """Its words as typed, title first, a paragraph, item or cell each; bold in two stars."""
        return (self.title.as_typed, *(line for block in self.body for line in _lines(block)))


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(content) | Subheading(content):
            return [_typed(content)]
        case ItemList(_, items):
            lines = []
            for item in items:
                lines.append(f"- {_typed(item.content)}")
                if item.nested:
                    lines += _lines(item.nested)
            return lines
        case Table(header, rows):
            return [_typed(cell) for row in (header, *rows) for cell in row]
        case PageBreak():
            return []
        case Picture(name):
            return [f"picture: {name}"]
        case OwnPicture(name, alt):
            return [f"picture: {name}", f"said of it: {alt.as_typed}"]


def _typed(content: tuple[Inline, ...]) -> str:
    pieces = []
    for each in content:
        match each:
            case Literal(text):
                pieces.append(text)
            case Variable(expression):
                pieces.append(str(expression))
            case LineBreak():
                pieces.append(" | ")
            case Strong(inner):
                pieces.append(f"**{_typed(inner)}**")
            case Link(href, inner):
                pieces.append(f"{_typed(inner)} ({href.as_typed})")
    return "".join(pieces)
