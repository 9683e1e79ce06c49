"""Values in a YAML text, and the text with other values in it: its comments stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from handouts.reading.findings import Findings
from handouts.reading.parse_cache import read_yaml
from handouts.reading.yamltree import Node, Scalar, Tree

_ROOM = 8  # characters: an indent, a colon, quotes and what is escaped, and two spaces
_WIDE = 10_000  # no line is broken that was not


def values_of(text: str, names: Iterable[str], file: Path) -> dict[str, str]:
    """What stands behind each name as typed, as in `colours.left`; empty where nothing does.

    Raises:
        ContentError: it is no YAML.
    """
    findings = Findings()
    tree = read_yaml(text, findings.of(file))
    findings.raise_any()
    return {name: _typed(tree, name.split(".")) for name in names}


def _typed(tree: Tree | None, names: list[str]) -> str:
    at: Node | None = tree
    for name in names:
        entry = at.entries.get(name) if isinstance(at, Tree) else None
        at = entry.value if entry else None
    return (at.text or "").strip() if isinstance(at, Scalar) else ""


def places_of(text: str, names: Iterable[str], file: Path) -> dict[int, str]:
    """The names by the lines of their keys; those that are missing stand nowhere."""
    tree = read_yaml(text, Findings().of(file))
    found = {}
    for name in names:
        at: Node | None = tree
        for part in name.split("."):
            entry = at.entries.get(part) if isinstance(at, Tree) else None
            at = entry.value if entry else None
        if entry:
            found[entry.line] = name
    return found


def edited(text: str, values: Mapping[str, str], file: Path) -> str:
    """The text with other values behind those names; all else stays as it is.

    Raises:
        ContentError: it is no YAML.
    """
    before = values_of(text, values, file)
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return text
    yaml = YAML(typ="rt")
    yaml.preserve_quotes, yaml.width = True, _WIDE
    tree = yaml.load(text)
    tree = tree if isinstance(tree, CommentedMap) else CommentedMap()
    for name, value in changed.items():
        *groups, key = name.split(".")
        at = tree
        for group in groups:
            if not isinstance(at.get(group), CommentedMap):
                at[group] = CommentedMap()
            at = at[group]
        at[key] = written = _written(value, at.get(key))
        if (comment := at.ca.items.get(key, [None] * 3)[2]) is not None:  # two spaces before it
            text = f"{written}"
            escaped = sum(map(text.count, "\"'\\\n"))
            width = len(key) + len(text) + escaped + _ROOM * (1 + len(groups))
            comment.start_mark = CommentMark(max(comment.start_mark.column, width))
    target = StringIO()
    yaml.dump(tree, target)
    return target.getvalue()


def _written(value: str, before: object) -> object:
    """As somebody would write it; a number with a zero before it stays a text."""
    if "\n" in value:
        literal = isinstance(before, LiteralScalarString)
        return LiteralScalarString(value) if literal else DoubleQuotedScalarString(value)
    if value.isascii() and value.isdigit() and not (len(value) > 1 and value[0] == "0"):
        return int(value)
    if value.startswith("#"):
        return DoubleQuotedScalarString(value)
    return value or None
