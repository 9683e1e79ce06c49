"""Markdown to sections: the part of it that a handout needs, everything else refused by name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .blocks import BlockReader
from .characters import faults, unprintable
from .findings import LineReport, Report
from .nodes import ID, Section, Text
from .page_breaks import PAGE_BREAK, read_page_breaks
from .stray_marks import as_heading, mark_at_start
from .tables import check_tables
from .text import split
from .variable_masks import Mask

MAX_NESTING = 10
MAX_BLOCKS = 1_500  # more than fill 20 pages
MAX_WORD = 1_000
_BLOCKS = ("heading_open", "list_item_open", "tr_open", PAGE_BREAK)
_LONG_WORD = re.compile(rf"[^ \t]{{{MAX_WORD + 1}}}")
_HEADING = re.compile(r" {0,3}##[ \t]")
_ID = re.compile(r"\{#([^{}]*)\}")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # A line of dashes under text, and [name]: address, would silently change or lose text.
    parser.disable(["lheading", "reference"])
    # Keeps characters written as entities (&#9745;) apart, to be checked with their line.
    parser.disable("text_join")
    read_page_breaks(parser)
    # Addresses stay as written: they may hold variables, and are checked with their line.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


def parse_sections(text: str, first_line: int, file: Path, report: Report) -> dict[str, Section]:
    """The sections of a Markdown text, by id, in order.

    `text` starts at `first_line` of `file`; every problem is reported.
    """
    report = LineReport(report)
    lines = text.split("\n")
    if unprintable(text.replace("\n", " ")):
        _check_characters(lines, first_line, report)
    ids: dict[int, str] = {}
    mask = Mask()
    before = ""
    for index, line in enumerate(lines):
        number = first_line + index
        if meant := as_heading(line):
            line, stray = meant
            report.first(number, *stray)
        if _HEADING.match(line) and (found := _ID.fullmatch(line.rstrip(" \t"), line.rfind("{#"))):
            ids[number] = found[1]
            line = line[: found.start()].rstrip(" \t")
        if mark := mark_at_start(line, before):
            report.first(number, *mark)
        before = line
        if "<!--" in line:
            report.first(number, "an HTML comment", "remove it: it would be printed")
        lines[index] = mask.hide(split(line, file, number, report))
    # Blank lines in front make the parser's line numbers those of the file.
    tokens = _parser().parse("\n" * (first_line - 1) + "\n".join(lines))
    if too_many := [token for token in tokens if _is_block(token)][MAX_BLOCKS:]:
        what = f"more than {MAX_BLOCKS:,} paragraphs, items and rows"
        report(_line(too_many[0]), what, "make it shorter, or several handouts of it")
        return {}
    _limit_nesting(tokens, report)
    check_tables(tokens, {first_line + index: line for index, line in enumerate(lines)}, report)
    sections = _Sections(tokens, ids, file, report, mask).read()
    for number, line in enumerate(lines, first_line):
        if _LONG_WORD.search(line):
            what = f"a word of more than {MAX_WORD:,} letters"
            report.first(number, what, "put spaces between its words")
    return sections


def _check_characters(lines: list[str], first_line: int, report: Report) -> None:
    places = (
        (number, line.index(char) + 1, char)
        for number, line in enumerate(lines, first_line)
        for char in unprintable(line)
    )
    for fault in faults(places):
        report(fault.line, fault.what, fault.remedy)


def _is_block(token: Token) -> bool:
    return token.type in _BLOCKS or (token.type == "paragraph_open" and token.level == 0)


def _limit_nesting(tokens: list[Token], report: Report) -> None:
    for token in tokens:
        if max((child.level for child in token.children or ()), default=0) > MAX_NESTING:
            report(_line(token), "bold within bold, many times over", "use ** once on each side")
            token.children = []


class _Sections:
    def __init__(
        self, tokens: list[Token], ids: dict[int, str], file: Path, report: LineReport, mask: Mask
    ) -> None:
        self.tokens = tokens
        self.ids = ids
        self.file = file
        self.report = report
        self.reader = BlockReader(file, report, mask)

    def read(self) -> dict[str, Section]:
        sections: dict[str, Section] = {}
        starts = [
            index
            for index, token in enumerate(self.tokens)
            if token.type == "heading_open" and token.tag == "h2" and token.level == 0
        ]
        lead = self.tokens[: starts[0]] if starts else self.tokens
        if not self.tokens:
            self.report(
                0, "no sections", "write '## Title {#name}' and its text below the front matter"
            )
        if lead:
            self.report(
                _line(lead[0]),
                "text before the first section",
                "put a heading like '## Title {#name}' above it",
            )
            self.reader.blocks(lead)
        for start, end in pairwise([*starts, len(self.tokens)]):
            line = _line(self.tokens[start])
            title = self.reader.heading_text(self.tokens[start + 1], line)
            body = self.reader.blocks(self.tokens[start + 3 : end])
            section_id = self._id(title, line)
            if section_id in sections:
                self.report(
                    line,
                    f"a second section '{section_id}' (the first is on line"
                    f" {sections[section_id].line})",
                    "give one of them another {#name}",
                )
            elif section_id:
                sections[section_id] = Section(section_id, title, body, line)
        return sections

    def _id(self, title: Text, line: int) -> str:
        """The section's own name, else one made of its title; "" when reported."""
        if not title.parts:
            self.report(line, "a section without a title", "write the title after ##")
            return ""
        if line in self.ids:
            given = self.ids[line].strip()
            if ID.fullmatch(given):
                return given
            self.report(
                line,
                f"'{{#{given}}}' is not a section name",
                "use small letters, digits and single hyphens, as in {#stop-rule}",
            )
            return ""
        slug = slug_of(title.literal)
        if len(title.parts) > 1 or not ID.fullmatch(slug):
            self.report(
                line,
                "a section without a name of its own",
                "add one after the title, as in '## Title {#name}'",
            )
            return ""
        return slug


def slug_of(title: str) -> str:
    """The name of a section that has none of its own."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0
