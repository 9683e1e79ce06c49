"""Taking typed values out of a YAML mapping by name; what is wrong or left over is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from .findings import Report, nearest, quoted, suggestion
from .nodes import Text
from .text import parse_text
from .yamltree import Scalar, Sequence, Tree

Value = TypeVar("Value")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class Fields:
    """The values of one mapping.  Take each by name, then call `finish`."""

    def __init__(self, tree: Tree, file: Path, report: Report, name: str = "") -> None:
        self.tree = tree
        self.file = file
        self.report = report
        self.path = f"{name}." if name else ""
        self._known: list[str] = []

    def line(self, key: str) -> int:
        """The line of a key, else of the mapping."""
        entry = self.tree.entries.get(key)
        return entry.line if entry else self.tree.line

    def is_given(self, key: str) -> bool:
        """Whether there is anything behind a name that is no longer read."""
        self._known.append(key)
        entry = self.tree.entries.get(key)
        return entry is not None and not (isinstance(entry.value, Scalar) and not entry.value.text)

    def text(self, key: str, *, limit: int, required: bool = False, lines: int = 1) -> str | None:
        """A text of at most `limit` characters a line; None when empty, missing or refused."""
        scalar = self._scalar(key, required)
        if scalar is None or scalar.text is None:
            return None
        rows = [re.sub(r"[ \t]+", " ", row).strip() for row in scalar.text.split("\n")]
        if lines == 1:
            rows = [" ".join(row for row in rows if row)]
        rows = [row for row in rows if row]
        if len(rows) > lines:
            self._refuse(key, f"has {len(rows)} lines", f"use at most {lines}")
            return None
        longest = max(map(len, rows), default=0)
        if longest > limit:
            unit = "characters" if lines == 1 else "characters on a line"
            self._refuse(key, f"has {longest} {unit}", f"shorten it to {limit} at most")
            return None
        if not rows and required:
            self._refuse(key, "is empty", "write its text after the name")
        return "\n".join(rows) or None

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """A list of texts, each with its line."""
        self._known.append(key)
        entry = self.tree.entries.get(key)
        if entry is None or (isinstance(entry.value, Scalar) and entry.value.text is None):
            return ()
        if not isinstance(entry.value, Sequence):
            self._refuse(key, "is no list", 'write each text on a line of its own below: - "text"')
            return ()
        texts = []
        for item in entry.value.items:
            if isinstance(item, Scalar) and item.text and item.text.strip():
                texts.append(item)
            else:
                what = f"'{self.path}{key}' has something in it that is no text"
                self.report(item.line, what, "write one text, in double quotes, or remove it")
        return tuple(texts)

    def template(self, key: str, *, limit: int, required: bool = False) -> Text | None:
        """A text that may hold `{{ variables }}`."""
        text = self.text(key, limit=limit, required=required)
        if text is None:
            return None
        return parse_text(text, self.file, self.line(key), self.report)

    def parsed(
        self, key: str, parse: Callable[[str], Value], *, required: bool = False
    ) -> Value | None:
        """A text turned into a value by `parse`, whose ValueError says what is wrong."""
        text = self.text(key, limit=200, required=required)
        if text is None:
            return None
        try:
            return parse(text)
        except ValueError as error:
            what, _, remedy = str(error).partition("; ")
            self.report(self.line(key), f"'{self.path}{key}': {what}", remedy)
            return None

    def whole(self, key: str, lowest: int, highest: int, *, required: bool = False) -> int | None:
        def parse(text: str) -> int:
            remedy = f"write a whole number from {lowest} to {highest}"
            if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
                raise ValueError(f"{quoted(text)} is not possible; {remedy}")
            return int(text)

        return self.parsed(key, parse, required=required)

    def date(self, key: str) -> date | None:
        return self.parsed(key, _date)

    def yes_no(self, key: str, default: bool) -> bool:
        def parse(text: str) -> bool:
            if text.lower() not in _YES_NO:
                raise ValueError(f"{quoted(text)} is neither yes nor no; write true or false")
            return _YES_NO[text.lower()]

        value = self.parsed(key, parse)
        return default if value is None else value

    def group(self, key: str) -> Fields | None:
        """The mapping under a key; None when empty, missing or refused."""
        self._known.append(key)
        entry = self.tree.entries.get(key)
        if entry is None or (isinstance(entry.value, Scalar) and entry.value.text is None):
            return None
        if not isinstance(entry.value, Tree):
            self._refuse(key, "is not a group of values", "indent 'name: value' lines under it")
            return None
        return Fields(entry.value, self.file, self.report, self.path + key)

    def groups(self) -> dict[str, Fields]:
        """Every mapping of this one, whatever its name."""
        found = {key: self.group(key) for key in self.tree.entries}
        return {key: group for key, group in found.items() if group is not None}

    def finish(self) -> None:
        """Report every name nobody asked for."""
        for key, entry in self.tree.entries.items():
            if key not in self._known:
                close = nearest(key, self._known)
                remedy = f"did you mean '{close}'?" if close else suggestion(key, self._known)
                self.report(entry.line, f"unknown name {quoted(self.path + key)}", remedy)

    def _scalar(self, key: str, required: bool) -> Scalar | None:
        self._known.append(key)
        entry = self.tree.entries.get(key)
        if entry is None:
            if required:
                self.report(
                    self.tree.line, f"'{self.path}{key}' is missing", f"add a line '{key}: …'"
                )
            return None
        if not isinstance(entry.value, Scalar):
            self._refuse(key, "is not a text", "write one text, in double quotes")
            return None
        if entry.value.text is None and required:
            self._refuse(key, "is empty", "write its text after the name")
        return entry.value

    def _refuse(self, key: str, what: str, remedy: str) -> None:
        self.report(self.line(key), f"'{self.path}{key}' {what}", remedy)


def _date(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"{quoted(text)} is not a date; write it as YYYY-MM-DD, as in 2027-03-31")
