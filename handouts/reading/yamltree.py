"""YAML to a tree of texts with line numbers.

Every scalar stays as it was typed, so a telephone number keeps its zeros and a version its point;
what a value means is for its reader to say.  Only the plain part of YAML is read: no anchors, no
tags, one document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, NamedTuple

from handouts.storage import cache

from .findings import Report, Watched

_TAB = re.compile(r"^( *)\t\s*\S")


class Scalar(NamedTuple):
    """A text as typed; None if nothing was written."""

    text: str | None
    line: int


class Sequence(NamedTuple):
    items: tuple[Node, ...]
    line: int


class Entry(NamedTuple):
    """The value of a key, and the line of the key."""

    value: Node
    line: int


class Tree(NamedTuple):
    """A mapping of names to values."""

    entries: Mapping[str, Entry] = MappingProxyType({})
    line: int = 1


Node = Scalar | Sequence | Tree


def read_tree(text: str, report: Report) -> Tree | None:
    """The mapping a YAML text holds, empty if nothing is written; None when it cannot be read.

    Line numbers count from the start of `text`.  Every problem is reported.
    """
    if (before := cache.get("yaml", text)) is not None:
        with suppress(ValueError, LookupError, TypeError):
            return _unpacked(json.loads(before))
    watched = Watched(report)
    tree = _read(text, watched)
    if tree is not None and watched.faultless:
        cache.keep("yaml", text, json.dumps(_packed(tree)))
    return tree


def _packed(tree: Tree) -> list[Any]:
    """A tree as JSON has it: `[line, {name: [line of the name, value]}]`."""

    def pack(node: Node) -> Any:
        match node:
            case Scalar():
                return [node.line, node.text]
            case Sequence():
                return [node.line, [pack(item) for item in node.items]]
            case Tree():
                return _packed(node)

    entries = {name: [entry.line, pack(entry.value)] for name, entry in tree.entries.items()}
    return [tree.line, entries]


def _unpacked(packed: Any) -> Tree:
    def unpack(node: Any) -> Node:
        line, value = node
        if isinstance(value, dict):
            return _unpacked(node)
        if isinstance(value, list):
            return Sequence(tuple(map(unpack, value)), line)
        return Scalar(value, line)

    line, entries = packed
    return Tree({name: Entry(unpack(value), at) for name, (at, value) in entries.items()}, line)


def _read(text: str, report: Report) -> Tree | None:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from .yamlbuilder import TreeBuilder

    lines = text.split("\n")
    tabs = False
    for number, line in enumerate(lines, 1):
        if _TAB.match(line):
            tabs = True
            report(number, "a tab before the text", "indent with spaces")
            lines[number - 1] = line.replace("\t", "    ")
    try:
        return TreeBuilder(lines, report).read()
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
