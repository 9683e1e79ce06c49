"""YAML to a tree: only the plain part of it, no anchors, no tags, one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
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
from .findings import LineReport, Report, quoted
from .yamltree import Entry, Node, Scalar, Sequence, Tree

MAX_DEPTH = 8
_EMPTY = {"", "~", "null", "Null", "NULL"}
_INDENT = re.compile(r" *([^\S ])\s*(?=\S)")
# A comment, as it stands after a value, or after the colon of none.
_COMMENT = re.compile(r":?(?P<gap>\s+)(?P<cut>#(?P<apart>\s*)(?P<first>[^\s#]).*)")
# Meant as 'name: text'; the colon of an address like https:// is another.
_NO_SPACE = re.compile(r"\s*(?P<name>[^\W\d][\w.-]*)\s*[:\uff1a](?!//)(?P<next>[^ \n])")
_NAMED = re.compile(r"[^#]*:(?: |$)")


def parse_yaml(text: str, report: Report) -> Tree | None:
    """The mapping a YAML text holds, empty if nothing is written; None when it cannot be read.

    Line numbers count from the start of `text`.  Every problem is reported.
    """
    lines = text.split("\n")
    telling = LineReport(report)
    indented = True
    for number, line in enumerate(lines, 1):
        if found := _INDENT.match(line):
            indented = False
            sign = "a tab" if found[1] == "\t" else f"a special space (U+{ord(found[1]):04X})"
            telling(number, f"{sign} before the text", "indent with spaces")
            lines[number - 1] = line.replace("\t", "    ").replace(found[1], " ")
    _refuse_directives(lines, telling)
    try:
        return _Builder(lines, telling).read()
    except _Unreadable as error:
        if indented and telling.lines.isdisjoint(
            (error.line, error.line - 1)
        ):  # else that is the reason
            report(error.line, *_explained(lines, error))
    return None


def _refuse_directives(lines: list[str], report: Report) -> None:
    """Lines that speak to YAML parsers, which could only stand before all others."""
    for number, line in enumerate(lines, 1):
        if line.startswith("%"):
            report(number, f"a line for YAML parsers, {quoted(line)}", "remove it")
            lines[number - 1] = ""
        elif line.strip() and not line.startswith("#"):
            return


class _Unreadable(Exception):
    """No YAML: why, on which line, and whether a quotation mark is open."""

    def __init__(self, line: int, reason: str, *, unclosed: bool = False) -> None:
        self.line, self.unclosed = line, unclosed
        self.reason = " ".join(reason.split())


def _events(lines: list[str]) -> Iterator[Any]:
    """What the parser finds.

    Raises:
        _Unreadable: it fails, in whatever way.
    """
    yaml = YAML(typ="safe", pure=True)
    _, parser = yaml.get_constructor_parser("\n".join(lines))
    try:
        while parser.check_event():
            yield parser.get_event()
    except MarkedYAMLError as error:
        context = str(error.context or "")
        unclosed = "quoted scalar" in context
        begun = unclosed or "simple key" in context or "flow" in context
        mark = error.context_mark if begun else error.problem_mark or error.context_mark
        number = min(mark.line + 1, len(lines)) if mark else 0
        reason = str(error.problem or context or "not YAML")
        raise _Unreadable(_meant(lines, number), reason, unclosed=unclosed) from error
    except Exception as error:  # numbers too large for Python, characters beyond Unicode …
        reason = "a number or a character that there is not"
        raise _Unreadable(min(yaml.reader.line + 1, len(lines)), reason) from error


def _meant(lines: list[str], number: int) -> int:
    """The line at fault, where the parser stumbled over the one below it."""
    if number and _NAMED.match(lines[number - 1]):
        for above in range(number - 1, 0, -1):
            line = lines[above - 1]
            if line.strip() and not line.lstrip().startswith("#"):
                return number if _NAMED.match(line) else above
    return number


def _explained(lines: list[str], error: _Unreadable) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    line = lines[error.line - 1] if error.line else ""
    if found := _NO_SPACE.match(line):
        return _no_space(found)
    return (
        f"cannot read this as YAML ({error.reason})",
        _syntax_remedy(lines, error),
    )


def _no_space(found: re.Match[str]) -> tuple[str, str]:
    remedy = f"write '{found['name']}: ', with an ordinary space, or put a text in double quotes"
    return f"no space after the colon of '{found['name']}'", remedy


def _syntax_remedy(lines: list[str], error: _Unreadable) -> str:
    if "escape" in error.reason:
        return "write two backslashes for one, or put the text in single quotes"
    if error.unclosed:
        return "close the quotation mark"
    line = lines[error.line - 1] if error.line else ""
    if "{{" in line or line.count(": ") > 1 or re.search(r":\s+[@`%&*!|>\[\]{},]", line):
        return "put the whole text after the name in double quotes"
    return "write 'name: text', each name on a line of its own, and check quotes and indentation"


class _Stop(Exception):
    """The rest of the file cannot be made sense of; the reason is reported."""


class _Builder:
    def __init__(self, lines: list[str], report: Report) -> None:
        self.lines = lines
        self.report = report
        self.events = _events(lines)

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
            self.check_comment(event.end_mark, is_empty=text in _EMPTY)
            if self.check_colons(event):
                return Scalar(None, line)
        if event.style is None and text in _EMPTY:
            return Scalar(None, line)
        return Scalar(text, line)

    def check_comment(self, end: Any, *, is_empty: bool = True) -> None:
        """YAML takes what follows a `#` for a comment; whoever writes `#1` or `Suite # 5` does not.

        A comment is known by the room before it.
        """
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        found = _COMMENT.match(rest)
        if found is None or (rest[0] == ":" and not is_empty):  # a name, whose value comes next
            return
        close = not found["apart"] or found["first"].isdigit()
        if close or (found["gap"] == " " and not is_empty):
            self.report(
                end.line + 1,
                f"{quoted(found['cut'])} would be left out",
                "put the whole text in double quotes;"
                " if it is a comment, put two spaces before its '#' and one after it",
            )

    def check_colons(self, event: Any) -> bool:
        """Whether there are lines like `name:text`, which YAML takes for words of one value."""
        found = False
        for index in range(event.start_mark.line, min(event.end_mark.line + 1, len(self.lines))):
            start = event.start_mark.column if index == event.start_mark.line else 0
            end = event.end_mark.column if index == event.end_mark.line else None
            line = self.lines[index][:end]
            if not line[:start].strip() and (name := _NO_SPACE.match(line)):
                self.report(index + 1, *_no_space(name))
                found = True
        return found

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
