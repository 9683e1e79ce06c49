"""The typed content: words, variables, blocks, sections.  Nothing here knows Markdown or markup."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Words:
    """Literal text."""

    text: str


@dataclass(frozen=True)
class Variable:
    """`{{ expression }}`, and where it stands."""

    expression: str
    file: Path
    line: int


@dataclass(frozen=True)
class Text:
    """Plain words with variables, and where they stand."""

    parts: tuple[Words | Variable, ...]
    file: Path
    line: int


@dataclass(frozen=True)
class LineBreak:
    """A forced line end inside a paragraph."""


@dataclass(frozen=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """`href` gives an http, https, mailto or tel address."""

    href: Text
    content: tuple[Inline, ...]


Inline = Words | Variable | LineBreak | Strong | Link


@dataclass(frozen=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Subheading:
    """A heading of the third level, inside a section."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    """One item of a list, with the list nested in it, if any."""

    content: tuple[Inline, ...]
    nested: ItemList | None = None


@dataclass(frozen=True)
class ItemList:
    numbered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """Every row has as many cells as the header."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Paragraph | Subheading | ItemList | Table


@dataclass(frozen=True)
class Section:
    """A titled block of a handout: what stands under one `##` heading."""

    id: str
    title: Text
    body: tuple[Block, ...]
    line: int
