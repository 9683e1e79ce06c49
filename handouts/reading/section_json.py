"""Sections as JSON, to be kept from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import nodes
from .expressions import Expression
from .nodes import Section

# The place in this list stands for the kind, so it may only grow at its end.
_KINDS: tuple[Any, ...] = (
    nodes.Literal,
    nodes.Variable,
    Expression,
    nodes.Text,
    nodes.LineBreak,
    nodes.Strong,
    nodes.Link,
    nodes.Paragraph,
    nodes.Subheading,
    nodes.Item,
    nodes.ItemList,
    nodes.Table,
    Section,
)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_TUPLE, _FILE = -1, -2


def packed(sections: Mapping[str, Section]) -> str:
    """The sections of one file, which is not named in them."""

    def pack(value: Any) -> Any:
        if isinstance(value, tuple):
            return [_NUMBERS.get(type(value), _TUPLE), *map(pack, value)]
        return [_FILE] if isinstance(value, Path) else value

    return json.dumps([pack(section) for section in sections.values()], ensure_ascii=False)


def unpacked(text: str, file: Path) -> dict[str, Section]:
    """Packed sections as those of a file.

    Raises:
        ValueError: they were packed otherwise; or IndexError, LookupError or TypeError.
    """

    def unpack(value: Any) -> Any:
        if not isinstance(value, list):
            return value
        kind, *parts = value
        if kind == _FILE:
            return file
        made = tuple(map(unpack, parts))
        return made if kind == _TUPLE else _KINDS[kind](*made)

    sections: list[Section] = [unpack(value) for value in json.loads(text)]
    if not sections:
        raise ValueError("no sections")
    return {section.id: section for section in sections}
