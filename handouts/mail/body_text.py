"""Document ─► the plain text of an email, to be followed without any picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from textwrap import TextWrapper
from typing import Any

from handouts.design.digits import Digits
from handouts.document import (
    Block,
    Cell,
    Document,
    Field,
    Figure,
    Group,
    Heading,
    Kind,
    List,
    Logo,
    OwnPicture,
    Paragraph,
    QRCode,
    Runs,
    Table,
    for_every_kind,
    kind_of,
)
from handouts.mail.body_html import BLANK
from handouts.mail.nodes import is_to_fill_in
from handouts.mail.phrases import EmailWords
from handouts.reading.capitals import upper

WIDTH = 72
"""The widest a line gets, in characters; RFC 5322 asks for at most 78."""


def text_body(document: Document, words: EmailWords) -> str:
    """Paragraphs with an empty line between them; headings are underlined."""
    writer = _Writer(words, document.digits)
    parts = [
        *([upper(document.draft, document.lang)] if document.draft else []),
        *words.opening,
        *(part for child in document.children for part in writer.block(child)),
        *words.closing,
        words.code,
    ]
    return "\n\n".join(_wrapped(part) for part in parts if part.strip()) + "\n"


class _Writer:
    def __init__(self, words: EmailWords, digits: Digits) -> None:
        self._words, self._digits = words, digits

    def block(self, block: Block) -> Iterator[str]:
        """Its paragraphs, not yet wrapped."""
        return _WAYS[kind_of(block)](self, block)

    def _heading(self, heading: Heading) -> Iterator[str]:
        text = _plain(heading.runs).replace("\n", " ")
        line = ("=" if heading.level == 1 else "-") * min(len(text), WIDTH)
        yield f"{text}\n{line}"

    def _paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        yield _plain(paragraph.runs)

    def _list(self, block: List) -> Iterator[str]:
        yield "\n".join(self._items(block))

    def _picture(self, picture: Figure | OwnPicture | Logo) -> Iterator[str]:
        yield "[" + self._words.picture.replace("{alt}", picture.alt) + "]"

    def _nothing(self, _block: Block) -> Iterator[str]:
        return iter(())

    def _group(self, group: Group) -> Iterator[str]:
        for child in group.children:
            yield from self.block(child)

    def _fields(self, group: Group) -> Iterator[str]:
        yield "\n".join(filter(None, map(self._of, group.children)))

    def _of(self, block: Block) -> str:
        return "\n".join(self.block(block))

    def _items(self, block: List) -> Iterator[str]:
        for number, item in enumerate(block.items, 1):
            mark = f"{self._digits.of(number)}." if block.ordered else "-"
            inside = "\n".join(self._of(each) for each in item)
            yield f"{mark} " + inside.replace("\n", "\n" + " " * (len(mark) + 1))

    def _table(self, table: Table) -> Iterator[str]:
        """A row to a line, each cell with the heading of its column."""
        if is_to_fill_in(table):
            yield self._words.table
            return
        heads = [self._cell(cell) for cell in table.head[-1]] if table.head else []

        def cells(row: tuple[Cell, ...]) -> Iterator[str]:
            for number, cell in enumerate(row):
                text = self._cell(cell)
                named = number < len(heads) and heads[number] and cell.scope is None
                if text:
                    yield f"{heads[number]}: {text}" if named else text

        yield "\n".join("- " + "; ".join(cells(row)) for row in table.body)

    def _cell(self, cell: Cell) -> str:
        return " ".join(self._of(each).replace("\n", " ") for each in cell.blocks)

    def _field(self, field: Field) -> Iterator[str]:
        parts = [field.before, field.value or BLANK, field.after]
        if field.kind == "number" and not field.value:
            parts.append(self._words.blank)
        yield " ".join(part for part in parts if part)


_WAYS: Mapping[Kind, Callable[[_Writer, Any], Iterator[str]]] = for_every_kind(
    {
        Heading: _Writer._heading,
        Paragraph: _Writer._paragraph,
        List: _Writer._list,
        Table: _Writer._table,
        Figure: _Writer._picture,
        OwnPicture: _Writer._picture,
        Logo: _Writer._picture,
        QRCode: _Writer._nothing,  # the address is beside it
        **dict.fromkeys(("text", "number"), _Writer._field),
        **dict.fromkeys(("check", "cell", "ticks"), _Writer._nothing),
        **dict.fromkeys(
            ("page", "continued", "line", "answer", "message", "before", "flow", "strip", "checks"),
            _Writer._group,
        ),
        **dict.fromkeys(("columns", "pair", "tiers", "row", "beside"), _Writer._group),
        **dict.fromkeys(("panel", "bar", "box", "dose", "stop", "help", "today"), _Writer._group),
        **dict.fromkeys(("links", "link"), _Writer._group),
        **dict.fromkeys(("fields", "cells"), _Writer._fields),
    }
)


def _plain(runs: Runs) -> str:
    """The words; a link's address follows it where it says something else."""
    found = []
    for run in runs:
        address = (run.href or "").removeprefix("mailto:").removeprefix("tel:")
        shown = f"{run.text} ({address})" if address and address not in run.text else run.text
        found.append(shown)
    return "".join(found).replace("\xad", "")  # soft hyphens: some programs show them


def _wrapped(paragraph: str) -> str:
    """Each line wrapped; what follows a list's mark stays behind it."""
    lines = []
    for line in paragraph.split("\n"):
        start = len(line) - len(line.lstrip(" "))
        first = line.lstrip(" ").split(" ", 1)[0]
        marked = first == "-" or (first.endswith(".") and first[:-1].isdigit())
        indent = " " * (start + (len(first) + 1 if marked else 0))
        wrapper = TextWrapper(
            WIDTH,
            subsequent_indent=indent,
            initial_indent=" " * start,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += wrapper.wrap(line.strip()) or [""]
    return "\n".join(lines)
