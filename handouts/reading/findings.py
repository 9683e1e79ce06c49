"""Where the readers put what they find wrong, so that one run reports everything at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

from handouts.errors import ContentError, Problem

Report = Callable[[int, str, str], None]
"""Takes the line (from 1; 0 is the whole file), what is wrong, and how to mend it."""


class CountingReport:
    """A reporter that counts what it passes on."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.count = 0

    def __call__(self, line: int, what: str, remedy: str) -> None:
        self.count += 1
        self._report(line, what, remedy)


class LineReport:
    """A reporter that knows the lines of which something was told."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.lines: set[int] = set()

    def __call__(self, line: int, what: str, remedy: str) -> None:
        self.lines.add(line)
        self._report(line, what, remedy)

    def first(self, line: int, what: str, remedy: str) -> None:
        """Only if nothing is told of the line: this may be the same seen in another way."""
        if line not in self.lines:
            self(line, what, remedy)


class Findings:
    """The problems of a run, in the order they were met.

    Attributes:
        notices: what should be known and stops nothing.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def notice(self, file: Path, line: int, what: str, remedy: str) -> None:
        """Notes what should be known and stops nothing."""
        self.notices.append(Problem(file, line, what, remedy))

    def of(self, file: Path) -> Report:
        """A reporter for one file."""

        def report(line: int, what: str, remedy: str) -> None:
            self.problems.append(Problem(file, line, what, remedy))

        return report

    def raise_any(self) -> None:
        """
        Raises:
            ContentError: something was reported.
        """
        if self.problems:
            raise ContentError(self.problems)


def quoted(text: str, limit: int = 40) -> str:
    """A user's text for a message: on one line, printable, cut to `limit` characters."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return f"'{shown}'" if len(shown) <= limit else f"'{shown[:limit]}…'"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, if one is like it at all."""
    names = sorted(known)
    same = [known_name for known_name in names if known_name.casefold() == name.casefold()]
    close = same or get_close_matches(name, names, n=1)
    return close[0] if close else None


def suggestion(name: str, known: Iterable[str]) -> str:
    """A remedy for an unknown name: the nearest known one, else all of them."""
    names = sorted(known)
    close = nearest(name, names)
    if close:
        return f"did you mean '{close}'?"
    return f"use one of: {', '.join(names)}" if names else "remove it"
