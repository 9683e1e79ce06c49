"""A YAML mapping as a tree of texts with line numbers.

Every scalar stays as it was typed, so a telephone number keeps its zeros and a version its point;
what a value means is for its reader to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


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
