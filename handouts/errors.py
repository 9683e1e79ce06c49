"""What a user can mend: a fault in a file, or in how the program was called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault, printed as `file:line: what; how to mend it`.

    `line` counts from 1; 0, the file as a whole, is shown as its first line, where editors go.
    """

    file: Path
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{max(self.line, 1)}: {self.what}; {self.remedy}"


class ContentError(Exception):
    """Every problem of a run, found before anything is written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(Exception):
    """Everything that is wrong with the options, as pairs of option and fault."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{option}: {fault}" for option, fault in self.faults))
