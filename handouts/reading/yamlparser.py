"""YAML to a tree: only the plain part of it, no anchors, no tags, one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from .characters import faults, unprintable
from .findings import Report, quoted
from .yamltree import Entry, Node, Scalar, Sequence, Tree

MAX_DEPTH = 8
_EMPTY = {"", "~", "null", "Null", "NULL"}
_TAB = re.compile(r"^( *)\t\s*\S")
_CUT_OFF = re.compile(r":?\s+(#[^\s#].*)")


def parse_yaml(text: str, report: Report) -> Tree | None:
    """The mapping a YAML text holds, empty if nothing is written; None when it cannot be read.

    Line numbers count from the start of `text`.  Every problem is reported.
    """
    lines = text.split("\n")
    tabs = False
    for number, line in enumerate(lines, 1):
        if _TAB.match(line):
            tabs = True
            report(number, "a tab before the text", "indent with spaces")
            lines[number - 1] = line.replace("\t", "    ")
    try:
        return _Builder(lines, report).read()
    except MarkedYAMLError as error:
        if tabs:
            return None  # the likely reason, already reported
        unclosed = "quoted scalar" in str(error.context)
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        number = min(mark.line + 1, len(lines)) if mark else 0
        reason = " ".join(str(error.problem or error.context or "not YAML").split())
        report(
            number, f"cannot read this as YAML ({reason})", _syntax_remedy(lines, number, unclosed)
        )
    except YAMLError as error:
        report(0, f"cannot read this as YAML ({error})", "compare with the example file")
    return None


def _syntax_remedy(lines: list[str], number: int, unclosed: bool) -> str:
    if unclosed:
        return "close the quotation mark"
    line = lines[number - 1] if number else ""
    if "{{" in line or line.count(": ") > 1 or re.search(r":\s+[@`%&*!|>\[\]{},]", line):
        return "put the whole text after the name in double quotes"
    return "write 'name: text', each name on a line of its own, and check quotes and indentation"


class _Stop(Exception):
    """The rest of the file cannot be made sense of; the reason is reported."""


class _Builder:
    def __init__(self, lines: list[str], report: Report) -> None:
        self.lines = lines
        self.report = report
        self.events: Iterator[Any] = YAML(typ="safe", pure=True).parse("\n".join(lines))

    def read(self) -> Tree | None:
        root: Node | None = None
        try:
            for event in self.events:
                if not isinstance(event, DocumentStartEvent):
                    continue
                if root is not None:
                    number = event.start_mark.line + 1
                    self.report(number, "a second YAML document", "remove the line '---'")
                    break
                root = self.node(next(self.events), 0)
        except _Stop:
            return None
        if root is None or (isinstance(root, Scalar) and root.text is None):
            return Tree()
        if not isinstance(root, Tree):
            self.report(root.line, "no names and values", "write lines like 'name: text'")
            return None
        return root

    def node(self, event: Any, depth: int) -> Node:
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            self.report(line, f"a reference '*{event.anchor}'", "write the text itself")
            return Scalar(None, line)
        if event.anchor is not None:
            self.report(line, f"an anchor '&{event.anchor}'", "remove it, or quote the text")
        if event.tag is not None and not str(event.tag).startswith("tag:yaml.org,2002:str"):
            self.report(line, f"a tag '{event.tag}'", "remove it, or quote the text")
        if depth > MAX_DEPTH:
            self.report(line, f"more than {MAX_DEPTH} levels of values", "remove the inner levels")
            raise _Stop
        if isinstance(event, MappingStartEvent):
            return self.tree(line, depth)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(line, depth)
        assert isinstance(event, ScalarEvent)
        return self.scalar(event, line)

    def tree(self, line: int, depth: int) -> Tree:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if isinstance(value, Scalar) and value.text is None:
                self.check_comment(event.end_mark)
            if not isinstance(key, Scalar):
                self.report(
                    key.line, "braces or brackets where a text should be", "put it in double quotes"
                )
            elif key.text is None:
                self.report(key.line, "a value without a name", "write 'name: text'")
            elif key.text in entries:
                first = entries[key.text].line
                self.report(
                    key.line,
                    f"{quoted(key.text)} for the second time (the first is on line {first})",
                    "keep one of them",
                )
            else:
                entries[key.text] = Entry(value, key.line)
        return Tree(entries, line)

    def sequence(self, line: int, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), line)

    def scalar(self, event: Any, line: int) -> Scalar:
        text = str(event.value)
        self.check_characters(text, event)
        if event.style is None and text:
            self.check_comment(event.end_mark)
        if event.style is None and text in _EMPTY:
            return Scalar(None, line)
        return Scalar(text, line)

    def check_comment(self, end: Any) -> None:
        """YAML takes what follows a `#` for a comment; whoever writes `#1` or a colour does not."""
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if found := _CUT_OFF.match(rest):
            self.report(
                end.line + 1,
                f"{quoted(found[1])} would be left out",
                "put the whole text in double quotes, or a space after the '#' of a comment",
            )

    def check_characters(self, text: str, event: Any) -> None:
        """Names the place of each character where it is written as itself, not as an escape."""
        places: list[tuple[int, int | None, str]] = []
        first, last = event.start_mark.line, event.end_mark.line
        for char in unprintable(text):
            for index in range(first, min(last + 1, len(self.lines))):
                start = event.start_mark.column if index == first else 0
                column = self.lines[index].find(char, start)
                if column >= 0:
                    places.append((index + 1, column + 1, char))
                    break
            else:
                places.append((first + 1, None, char))
        for fault in faults(places):
            self.report(fault.line, fault.what, fault.remedy)
