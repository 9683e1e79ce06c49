"""YAML and Markdown, each text parsed once: what came of it is kept as JSON for the next run.

To import their parsers takes longer than all else that reading does, and is left out where nothing
is new.  A text with faults is parsed, and its faults reported, each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from handouts.storage import cache

from . import nodes, yamltree
from .expressions import Expression
from .files import MAX_TEXT_BYTES, read_bytes
from .findings import CountingReport, Findings, Report
from .nodes import Section
from .yamltree import Tree

Parsed = TypeVar("Parsed")
# The place in this list stands for the type.
_TYPES: tuple[Any, ...] = (
    *(yamltree.Scalar, yamltree.Sequence, yamltree.Entry, yamltree.Tree),
    *(nodes.Literal, nodes.Variable, Expression, nodes.Text),
    *(nodes.LineBreak, nodes.Strong, nodes.Link),
    *(nodes.Paragraph, nodes.Subheading, nodes.Item, nodes.ItemList, nodes.Table, nodes.Section),
    nodes.PageBreak,
    nodes.Picture,
    nodes.OwnPicture,
)
_NUMBERS = {type_: number for number, type_ in enumerate(_TYPES)}
_TUPLE, _FILE = -1, -2


def read_yaml(text: str, report: Report) -> Tree | None:
    """The mapping a YAML text holds, empty if nothing is written; None when it cannot be read.

    Line numbers count from the start of `text`.  Every problem is reported.
    """

    def parse(report: Report) -> Tree | None:
        from .yamlparser import parse_yaml

        return parse_yaml(text, report)

    def is_tree(found: object) -> bool:
        return isinstance(found, Tree)

    return _parsed_once("yaml", text, parse, is_tree, None, report)


def read_sections(text: str, first_line: int, file: Path, report: Report) -> Mapping[str, Section]:
    """The sections of a Markdown text, by id, in order.

    `text` starts at `first_line` of `file`; every problem is reported.
    """
    made_from = f"{first_line}\n{text}"

    def parse(report: Report) -> Mapping[str, Section]:
        from .markdown import parse_sections

        return parse_sections(text, first_line, file, report)

    def are_sections(found: object) -> bool:
        return isinstance(found, dict) and all(isinstance(each, Section) for each in found.values())

    def found() -> Mapping[str, Section]:
        return _parsed_once("sections", made_from, parse, are_sections, file, report)

    if ("sections", made_from, file) in _in_memory or not cache.has("sections", made_from):
        return found()
    # What is kept has no faults: of most handouts nobody asks more in a build.
    return _Later(found)


class _Later(Mapping[str, Section]):
    """Sections that are unpacked once somebody asks for them."""

    def __init__(self, found: Callable[[], Mapping[str, Section]]) -> None:
        self._unpack = found

    @cached_property
    def _found(self) -> Mapping[str, Section]:
        return self._unpack()

    def __getitem__(self, section_id: str) -> Section:
        return self._found[section_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _parsed_once(
    kind: str,
    made_from: str,
    parse: Callable[[Report], Parsed],
    is_right: Callable[[object], bool],
    file: Path | None,
    report: Report,
) -> Parsed:
    """What a text was parsed to; `file` is what that names, if it names any."""
    key = (kind, made_from, file)
    if key in _in_memory:
        known: Parsed = _in_memory[key]
        return known
    if (before := cache.get(kind, made_from)) is not None:
        with suppress(ValueError, LookupError, TypeError):  # it was kept in another way
            found: Parsed = unpacked(before, file)
            if found and is_right(found):
                _remember(key, found)
                return found
    counting = CountingReport(report)
    parsed = parse(counting)
    if counting.count == 0:
        cache.keep(kind, made_from, packed(parsed))
        _remember(key, parsed)
    return parsed


def read_once(
    read: Callable[[Path, Findings, bytes | None], Parsed],
    path: Path,
    findings: Findings,
    draft: bytes | None = None,
) -> Parsed:
    """What a reader makes of a file, or of a `draft` as if it stood there.

    A process that stays does not ask it again about the same bytes, if it had nothing to tell.
    """
    data = read_bytes(path, _silent, limit=MAX_TEXT_BYTES) if draft is None else draft
    key = (read, data, path)
    if key in _in_memory:
        known: Parsed = _in_memory[key]
        return known
    told = Findings()
    found = read(path, told, data)
    if data is not None and not told.problems and not told.notices:
        _remember(key, found)
    findings.problems += told.problems
    findings.notices += told.notices
    return found


def _silent(line: int, what: str, remedy: str) -> None:
    """The reader itself tells of a file that cannot be read."""


# For a process that stays: what it has parsed and read once, without faults.  By what made it, what
# of, and the file.
_in_memory: dict[tuple[object, str | bytes | None, Path | None], Any] = {}
_MOST = 4000


def _remember(key: tuple[object, str | bytes | None, Path | None], parsed: object) -> None:
    if len(_in_memory) >= _MOST:
        _in_memory.clear()
    _in_memory[key] = parsed


def packed(parsed: Any) -> str:
    """What was parsed out of one file, which is not named in it, as JSON."""

    def pack(value: Any) -> Any:
        if isinstance(value, tuple):
            return [_NUMBERS.get(type(value), _TUPLE), *map(pack, value)]
        if isinstance(value, Mapping):
            return {name: pack(each) for name, each in value.items()}
        return [_FILE] if isinstance(value, Path) else value

    return json.dumps(pack(parsed), ensure_ascii=False)


def unpacked(text: str, file: Path | None) -> Any:
    """What was packed, as parsed out of a file.

    Raises:
        ValueError: it was packed otherwise; or LookupError or TypeError.
    """

    def unpack(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: unpack(each) for name, each in value.items()}
        if not isinstance(value, list):
            return value
        number, *parts = value
        if number == _FILE:
            return file
        values = tuple(map(unpack, parts))
        return values if number == _TUPLE else _TYPES[number](*values)

    return unpack(json.loads(text))
