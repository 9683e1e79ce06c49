"""`words.yaml` and `figures.yaml`: a language's small words, outside the text of its handouts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from handouts.observed import note
from handouts.problems import ContentError, Problem

from .fields import Fields
from .files import read_text
from .findings import Findings, Report, instead
from .nodes import Text
from .text import parse_text
from .yamltree import Node, Scalar, Tree, read_tree


class Words(NamedTuple):
    """A tree of texts.

    `tree` maps names to texts (as typed, variables unread) or to further mappings; `texts` maps
    dotted names (`labels.page`) to the same texts, parsed.
    """

    path: Path
    tree: Mapping[str, Any] = MappingProxyType({})
    texts: Mapping[str, Text] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})

    def text(self, name: str) -> Text:
        """The text of a dotted name.

        Raises:
            ContentError: there is none.
        """
        note(self.path)
        if name in self.texts:
            return self.texts[name]
        raise self._missing(name, self.texts)

    def group(self, name: str) -> Mapping[str, Any]:
        """The mapping of a dotted name.

        Raises:
            ContentError: there is none.
        """
        note(self.path)
        found: Any = self.tree
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if isinstance(found, Mapping):
            return found
        raise self._missing(name, [key for key in self.lines if key not in self.texts])

    def _missing(self, name: str, known: Mapping[str, Text] | list[str]) -> ContentError:
        parent = name.rpartition(".")[0]
        near = instead(name, known)
        remedy = f"add it ({near})" if near.startswith("did") else "add it"
        line = self.lines.get(name, self.lines.get(parent, 0))
        return ContentError([Problem(self.path, line, f"no words for '{name}'", remedy)])


class FigureText(NamedTuple):
    """The words of one figure: its caption, what a screen reader says, and its labels by name."""

    title: Text
    alt: Text
    labels: Mapping[str, Text]


def read_words(path: Path, findings: Findings) -> Words:
    """`words.yaml`; every problem is reported."""
    report = findings.of(path)
    text = read_text(path, report)
    root = read_tree(text, report) if text is not None else None
    if root is None:
        return Words(path)
    texts: dict[str, Text] = {}
    lines: dict[str, int] = {}

    def walk(tree: Tree, above: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, entry in tree.entries.items():
            name = f"{above}{key}"
            lines[name] = entry.line
            if isinstance(entry.value, Tree):
                found[key] = walk(entry.value, f"{name}.")
            elif (words := _words(entry.value, name, entry.line, report)) is not None:
                found[key] = words
                texts[name] = parse_text(words, path, entry.line, report)
        return found

    return Words(path, walk(root, ""), texts, lines)


def _words(value: Node, name: str, line: int, report: Report) -> str | None:
    if isinstance(value, Scalar):
        return " ".join((value.text or "").split("\n")).strip()
    report(line, f"'{name}' is a list", "write one text, in double quotes")
    return None


def read_figures(path: Path, findings: Findings) -> dict[str, FigureText]:
    """`figures.yaml`: for each figure `title`, `alt` and `labels`.  Every problem is reported."""
    report = findings.of(path)
    text = read_text(path, report)
    root = read_tree(text, report) if text is not None else None
    if root is None:
        return {}
    figures: dict[str, FigureText] = {}
    for name, fields in Fields(root, path, report).groups().items():
        title = fields.template("title", limit=120, required=True)
        alt = fields.template("alt", limit=1000, required=True)
        group = fields.group("labels")
        labels = {}
        if group is not None:
            labels = {key: group.template(key, limit=120) for key in group.tree.entries}
        fields.finish()
        if title is not None and alt is not None:
            given = {key: label for key, label in labels.items() if label is not None}
            figures[name] = FigureText(title, alt, given)
    return figures
