"""A small clinic of its own: short handouts, copied templates, and a folder of outputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handouts.approvals.approving import Signature, approve
from handouts.approvals.status import Book
from handouts.cli import main
from handouts.reading import load_library

SHEET = """---
title: {title}
version: "1"
pages: 2
per_pattern: {per_pattern}
---

## First {{#first}}

{words}
"""


@dataclass(frozen=True)
class Small:
    """The folders of a small clinic."""

    content: Path
    templates: Path
    out: Path

    def build(self, *options: str, out: Path | None = None) -> int:
        arguments = ["--content", str(self.content), "--out", str(out or self.out), *options]
        return main.main(arguments)

    def outputs(self, out: Path | None = None) -> dict[str, bytes]:
        """Every file of the folder of outputs that people see."""
        folder = out or self.out
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
        }

    def sheet(self, name: str, words: str, *, per_pattern: bool = False) -> None:
        text = SHEET.format(
            title=f"Sheet {name}", per_pattern=str(per_pattern).lower(), words=words
        )
        (self.content / "en" / f"{name}.md").write_text(text, encoding="utf-8")

    def approve(self, handout: str, on: date, review_by: date) -> None:
        """Approves the words of a handout as they are."""
        book = Book(load_library(self.content))
        shown = [(handout, book.words("en", handout).fingerprint)]
        by = Signature("A. Nurse", "nurse", on, review_by, "tester", "--yes")
        approve(self.content, "en", shown, by)

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        path = self.content / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
