"""The plainest Markdown, read without a parser: one line a paragraph or item, and **bold**.

Most handouts are written in nothing else, and to import a parser takes longer than to read all of
them.  Whatever is not certain to mean here what it means in CommonMark is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .characters import unprintable
from .nodes import (
    ID,
    Block,
    Inline,
    Item,
    ItemList,
    Literal,
    Paragraph,
    Section,
    Strong,
    Subheading,
    Text,
    Variable,
)
from .text import split
from .variables import CLOSE, OPEN, Mask

_SECTION = re.compile(r"## ([^#]*[^#\s]) \{#([^{}]*)\}")
_SUBHEADING = re.compile(r"### ([^#]*[^#\s])")
_ITEM = re.compile(r"(-|[1-9][0-9]{0,2}\.) (\S.*)")
# What begins so begins no other block.
_FIRST = re.compile(rf"[^\W\d_]|\*\*[^\W_]|(?:\*\*)?{OPEN}")
_MARKED = re.compile(r"[*_\[\]<>&\\`|~#\t]")
# Bold that starts and ends where CommonMark (0.31.2, 6.2) can take it for nothing else.
_BOLD = re.compile(
    rf"(?:(?<=\s)|(?<=^)|(?<=\())\*\*((?:[^\W_]|{OPEN})(?:[^*]*[^\W_*]|[^*]*[.?!:,{CLOSE}])?)\*\*"
    r"(?=[\s.,;:?!)]|$)"
)


class _NotPlainError(Exception):
    """There is something that only a parser knows how to read."""


def read_plain(text: str, first_line: int, file: Path) -> dict[str, Section] | None:
    """The sections of a text, as `markdown.read_sections` gives them; None if it is not plain.

    `text` starts at `first_line` of `file`.
    """
    if unprintable(text.replace("\n", " ")):
        return None
    try:
        return _Reader(text.split("\n"), first_line, file).sections()
    except _NotPlainError:
        return None


def _refuse(_line: int, _what: str, _remedy: str) -> None:
    raise _NotPlainError


class _Reader:
    def __init__(self, lines: list[str], first_line: int, file: Path) -> None:
        self.file = file
        self.mask = Mask()
        self.lines = [
            (number, self._masked(line, number)) for number, line in enumerate(lines, first_line)
        ]

    def _masked(self, line: str, number: int) -> str:
        line = line.rstrip(" ")  # at the end of a block it means nothing
        if line != line.strip():
            raise _NotPlainError
        heading = _SECTION.fullmatch(line)
        words = heading[1] if heading else line
        masked = self.mask.hide(split(words, self.file, number, _refuse))
        return f"## {masked} {{#{heading[2]}}}" if heading else masked

    def sections(self) -> dict[str, Section]:
        found: dict[str, Section] = {}
        heads = [place for place, (_, line) in enumerate(self.lines) if line.startswith("## ")]
        if not heads or any(line for _, line in self.lines[: heads[0]]):
            raise _NotPlainError
        for start, end in zip(heads, [*heads[1:], len(self.lines)], strict=True):
            number, line = self.lines[start]
            heading = _SECTION.fullmatch(line)
            if not heading or not ID.fullmatch(heading[2]) or heading[2] in found:
                raise _NotPlainError
            title = tuple(self._plain(heading[1]))
            body = tuple(self._blocks(self.lines[start + 1 : end]))
            found[heading[2]] = Section(heading[2], Text(title, self.file, number), body, number)
        return found

    def _blocks(self, lines: list[tuple[int, str]]) -> Iterator[Block]:
        """Blocks that stand apart: an empty line follows each, but a heading."""
        texts = [line for _, line in lines]
        before: Block | None = None
        while texts:
            if not texts[0]:
                texts.pop(0)
                continue
            if subheading := _SUBHEADING.fullmatch(texts[0]):
                texts.pop(0)
                before = Subheading(self._inlines(subheading[1]))
                yield before
                continue
            length = texts.index("") if "" in texts else len(texts)
            block, texts = texts[:length], texts[length:]
            if not _ITEM.fullmatch(block[0]):
                if len(block) > 1:
                    raise _NotPlainError
                before = Paragraph(self._inlines(block[0]))
            elif isinstance(before, ItemList):  # it could be the same list
                raise _NotPlainError
            else:
                before = self._list(block)
            yield before

    def _list(self, lines: list[str]) -> ItemList:
        found = [_ITEM.fullmatch(line) for line in lines]
        marks = [item[1] if item else "" for item in found]
        numbered = marks[0] == "1."  # what the numbers after the first are has no meaning
        if not all(mark[:-1].isdigit() if numbered else mark == "-" for mark in marks):
            raise _NotPlainError
        items = tuple(Item(self._inlines(item[2])) for item in found if item)
        return ItemList(numbered, items)

    def _inlines(self, text: str) -> tuple[Inline, ...]:
        if not _FIRST.match(text):
            raise _NotPlainError
        found: list[Inline] = []
        for place, piece in enumerate(_BOLD.split(text)):
            if place % 2:
                found.append(Strong(tuple(self._plain(piece))))
            elif piece:
                found += self._plain(piece)
        return tuple(found)

    def _plain(self, text: str) -> list[Literal | Variable]:
        if _MARKED.search(text):
            raise _NotPlainError
        return self.mask.reveal(text)
