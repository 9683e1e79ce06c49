"""The document: typed nodes, read from the semantic markup the templates write.

The markup is a small, strict subset of XHTML.  Its order is the reading order; where a node stands
on the page is the layout's business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar, get_args

from handouts.design.artwork import Picture
from handouts.design.brand import Brand
from handouts.design.digits import LATIN, Digits
from handouts.design.people import BODIES
from handouts.pattern import Correction, Pattern, Side, Tilt

Subject: TypeAlias = Correction | Pattern | Tilt | None


class Run(NamedTuple):
    """Text of one look.  A line break is the character `\\n`.

    `address` is what stands on paper after the words of a link that do not say where it leads.
    `level` is that of the heading that it is, where a heading runs into the words after it.
    """

    text: str
    bold: bool = False
    href: str | None = None
    address: str = ""
    level: int = 0

    @property
    def on_paper(self) -> str:
        return self.text + self.address_on_paper

    @property
    def address_on_paper(self) -> str:
        return f" ({self.address})" if self.address else ""


Runs: TypeAlias = tuple[Run, ...]


class Heading(NamedTuple):
    level: int
    runs: Runs
    style: str = ""


class Paragraph(NamedTuple):
    runs: Runs
    style: str = ""


class List(NamedTuple):
    """`side` gives a numbered list the step badges of that side.

    In the style `frames` its items stand side by side: each a heading, a figure and words.
    """

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    side: Side | None = None
    style: str = ""


class Cell(NamedTuple):
    blocks: tuple[Block, ...]
    scope: str | None = None  # "col" or "row" for a header cell


class Table(NamedTuple):
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    style: str = ""


class SourceLine:
    """A line of a file, for messages.

    Two of them are always equal: what differs only in where it comes from is the same.
    """

    __slots__ = ("file", "line")

    def __init__(self, file: Path, line: int) -> None:
        self.file, self.line = file, line

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceLine)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "SourceLine()"


class Figure(NamedTuple):
    """A drawing by name, of one hip, a pattern, a hip of either side or no side, with its words.

    `words_at` is where its words come from, `labels_at` where each label does; `body` is who it
    shows, as `design.people` has it.
    """

    name: str
    subject: Subject
    title: str
    alt: str
    words_at: SourceLine
    labels: tuple[tuple[str, str], ...] = ()
    style: str = ""
    body: str = BODIES[0]
    labels_at: tuple[SourceLine, ...] = ()


class Logo(NamedTuple):
    """The clinic's logo; the picture itself travels beside the document."""

    alt: str


class OwnPicture(NamedTuple):
    """A picture of the clinic's own among words: the name and the bytes of its file, and in words.

    It is of no side, and the same in both patterns.
    """

    name: str
    data: bytes
    alt: str


class QRCode(NamedTuple):
    """A QR code that opens a web address."""

    href: str
    alt: str


class Field(NamedTuple):
    """Something to fill in: `before [box] after`.  `tip` is what a screen reader says.

    `kind` is one of `FIELDS`, `icon` one of `ICONS`; `size` is how many letters a text has room
    for, and `least` where its line is full, if that is said.
    """

    kind: str
    name: str
    tip: str
    before: str = ""
    after: str = ""
    value: str = ""
    side: Side | None = None
    size: int = 0
    least: int = 0
    icon: str = ""


class Group(NamedTuple):
    """A part of the page.

    `kind` is one of `GROUPS`; `block` names one of the blocks a handout must carry.
    """

    kind: str
    children: tuple[Block, ...]
    side: Side | None = None
    block: str | None = None


Block: TypeAlias = (
    Heading | Paragraph | List | Table | Figure | OwnPicture | Logo | QRCode | Field | Group
)

Kind: TypeAlias = type | str
"""The class of a block; of a field or a group its own kind."""

FIELDS = ("text", "number", "check", "cell")
"""Fields: `cell` is a whole cell of a table."""

ICONS = ("watch", "turns", "sun", "calendar", "gauge", "smile", "flat", "frown")
"""Small pictures in or beside a field; its words say the same."""

GROUPS = (
    "page",
    "continued",
    "line",
    "answer",
    "message",
    "before",
    "flow",
    "strip",
    "beside",
    "columns",
    "pair",
    "tiers",
    "row",
    "panel",
    "bar",
    "box",
    "dose",
    "stop",
    "help",
    "today",
    "fields",
    "cells",
    "checks",
    "ticks",
    "links",
    "link",
)
"""Groups, as the classes of markup name them."""

KINDS: tuple[Kind, ...] = (
    *(each for each in get_args(Block) if each not in (Field, Group)),
    *FIELDS,
    *GROUPS,
)
"""Every kind of block there is: whatever sets documents says of each how; see `for_every_kind`."""

_Way = TypeVar("_Way")


def kind_of(block: Block) -> Kind:
    """The kind of a block, one of `KINDS`."""
    return block.kind if isinstance(block, (Field, Group)) else type(block)


def for_every_kind(ways: Mapping[Kind, _Way]) -> Mapping[Kind, _Way]:
    """The same table, once it is sure that it says of each kind how it is set.

    Raises:
        ValueError: a kind is missing, or is none of `KINDS`.
    """
    if faults := {*ways} ^ {*KINDS}:
        names = sorted(each if isinstance(each, str) else each.__name__ for each in faults)
        raise ValueError(f"kinds of blocks that are missing, or that there are not: {names}")
    return ways


class OnlineDose(NamedTuple):
    """A value of the dose as a page of the web gets it.

    Attributes:
        field: the name of its field.
        key: what it is called after the `#` of the page's address.
        usual: the clinic's own, as it would stand there; empty where there is none.
        least, most: what it may be; anything else is no dose.
    """

    field: str
    key: str
    usual: str
    least: int
    most: int


class Online(NamedTuple):
    """What a page of the web says and does besides the words of its document.

    Attributes:
        name: what the page is called.
        words: what the page itself says, by name; `{n}` and the like stand for numbers.
        legs: of each side what its leg is called, the left one first; none without a pattern.
        dose: its values, in the order of the sheet.
        phone: the clinic's number as a URI (RFC 3966); empty where there is none.
        emergency: that of the country.
        reviewed: the day (ISO 8601) on which a clinician approved the words; empty for a draft.
        site: where the clinic's pages are; empty where they are on no web.
        pages: where this page is there in each language, as paths.
    """

    name: str = ""
    words: Mapping[str, str] = {}
    legs: tuple[tuple[Side, str], ...] = ()
    dose: tuple[OnlineDose, ...] = ()
    phone: str = ""
    emergency: str = ""
    reviewed: str = ""
    site: str = ""
    pages: Mapping[str, str] = {}


class Document(NamedTuple):
    """One handout for one pattern in one language, ready to lay out.

    Attributes:
        format: what it is made for: a key of `handouts.design.formats.FORMATS`.
        footer: the lines repeated at the foot of each page.
        page_label: the page number's words, with `{page}` and `{pages}` in place of numbers; empty
            where pages are not numbered.
        draft: the words that say it is a draft, empty when approved.
        may_go_on: where its words need more pages than `max_pages`, it gets them.
        staff: what it is, in English, for staff who may not read its language; empty: it is clear.
        tag: the same in a word, for the first line of a part; empty where a bar says it.
        children: its parts; each starts a new page, but for those of the kind `continued` in print
            so large that pages run on.
        markup: the semantic markup the document was read from.
        letters: the badge letter of each side.
        digits: those that its pages and steps are numbered in.
        blank: what is said of a line or box that is empty.
        source: the file its words come from.
        sections: for each part the ids and lines of its own sections, what to shorten first first.
        logo: the clinic's logo.
        brand: the clinic's colours.
        sheets: the words on sheets: of a poster that is glued together, `sheet` (with `{number}`
            and `{count}`) and `how`; of cards, `short_edge`.
        online: what a page of the web has besides.
        filled_in: names and addresses, whose words may be of any language.
    """

    id: str
    format: str
    lang: str
    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    max_pages: int
    draft: str
    footer: tuple[str, ...]
    page_label: str
    children: tuple[Group, ...]
    markup: str
    letters: tuple[tuple[Side, str], ...]
    blank: str
    source: Path
    sections: tuple[tuple[tuple[str, int], ...], ...]
    logo: Picture | None = None
    brand: Brand = Brand()
    tag: str = ""
    sheets: Mapping[str, str] = {}
    may_go_on: bool = False
    staff: str = ""
    online: Online = Online()
    digits: Digits = LATIN
    filled_in: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all that is laid out, each value under the name of its field, as JSON."""
        laid_out = {
            name: _as_json(value)
            for name, value in self._asdict().items()
            if name not in _NOT_LAID_OUT
        }
        return hashlib.sha256(json.dumps(laid_out, sort_keys=True).encode()).hexdigest()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of it in reading order, then what stands at the foot of each page."""
        said = (
            self.draft,
            *texts(self.children),
            *self.footer,
            self.staff,
            *self.sheets.values(),
        )
        return tuple(text for text in said if text)


_NOT_LAID_OUT = frozenset({"markup", "source", "sections"})


def _as_json(value: object) -> object:
    """A value as JSON has it; that of a node is told from others by its type."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, SourceLine):
        return None
    if isinstance(value, Mapping):
        return {name: _as_json(each) for name, each in value.items()}
    if isinstance(value, tuple):
        values = [_as_json(each) for each in value]
        names = getattr(value, "_fields", None)
        if names is None:
            return values
        return [type(value).__name__, dict(zip(names, values, strict=True))]
    raise TypeError(f"a document with a {type(value).__name__}")


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all within them, in reading order; each before what it holds."""
    coming = [iter(blocks)]
    while coming:
        for block in coming[-1]:
            yield block
            if inside := _inside(block):
                coming.append(iter(inside))
                break
        else:
            coming.pop()


def _inside(block: Block) -> Sequence[Block]:
    match block:
        case Paragraph() | Heading() | Field() | Figure() | OwnPicture() | Logo() | QRCode():
            return ()
        case Group():
            return block.children
        case List():
            return [each for item in block.items for each in item]
        case Table():
            return [each for row in block.head + block.body for cell in row for each in cell.blocks]


def figures_of(blocks: Iterable[Block]) -> list[Figure]:
    """The figures among blocks and within them, in reading order."""
    return [each for each in walk(blocks) if isinstance(each, Figure)]


def texts(blocks: Iterable[Block]) -> list[str]:
    """Every text of the blocks in reading order, alternative texts and field tips included."""
    return [text for block in walk(blocks) for text in _own_texts(block)]


def _own_texts(block: Block) -> tuple[str, ...]:
    match block:
        case Heading() | Paragraph():
            return ("".join(run.on_paper for run in block.runs),)
        case Figure():
            return (block.title, block.alt, *(text for _, text in block.labels))
        case OwnPicture() | Logo() | QRCode():
            return (block.alt,)
        case Field():
            return tuple(filter(None, (block.before, block.value, block.after, block.tip)))
        case List() | Table() | Group():
            return ()
