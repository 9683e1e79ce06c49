"""What a check finds out about one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Level(Enum):
    """How grave a finding is.  Only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One fault.

    Attributes:
        source: which check found it.
        rule: that check's own name of the rule; empty if it has none.
        page: from 1; None for the file as a whole.
        remedy: how to mend it; empty if the check does not know.
    """

    level: Level
    source: str
    what: str
    remedy: str = ""
    page: int | None = None
    rule: str = ""


@dataclass(frozen=True)
class Spoken:
    """One step of the reading order: what assistive technology meets next.

    Attributes:
        depth: how deep its element lies in the structure tree; 0 is the root.
        role: the standard structure type.
        text: the words painted; empty for an element that only groups others.
        alt: its text alternative, read instead of anything painted.
        tip: the tooltip of a form field.
        value: what a form field holds.
        page: from 1; None if it has nothing on a page.
    """

    depth: int
    role: str
    text: str = ""
    alt: str = ""
    tip: str = ""
    value: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Facts:
    """What was measured.

    Attributes:
        papers: the sheet of each page by name, or its size in mm.
        smallest: smallest type in pt; None if there is no text.
        contrast: least contrast of text with what lies beneath it, from 1 to 21.
        margin: least distance of ink from an edge of the paper, in mm.
        fonts: PostScript names of the fonts that set text.
    """

    title: str
    lang: str
    pages: int
    papers: tuple[str, ...]
    smallest: float | None
    contrast: float | None
    margin: float | None
    fonts: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The result of one file.  `facts` is None if it could not be read."""

    path: Path
    findings: tuple[Finding, ...]
    facts: Facts | None = None
    reading: tuple[Spoken, ...] = ()

    def count(self, level: Level) -> int:
        """How many findings there are of a level."""
        return sum(finding.level is level for finding in self.findings)
