"""Prints what has changed since the last approval, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from handouts.cli import console, output

if TYPE_CHECKING:
    from handouts.approvals.approving import Comparison
    from handouts.building.changes import Kind


def print_comparisons(changes: Sequence[Comparison]) -> None:
    """Prints each part with its redline; says so if there is none."""
    write = console.redline_writer()
    for line in _redlines(changes):
        write(line)
    if not changes:
        output.print_line("Nothing has changed.")


def _redlines(changes: Sequence[Comparison]) -> Iterator[list[tuple[Kind, str]]]:
    from handouts.building.changes import redline

    for change in changes:
        shared = f" (shared: in {len(change.handouts)} handouts)" if change.handouts else ""
        yield [("same", "")]
        yield [("same", f"{change.head}{shared}")]
        was = change.before.lines if change.before else ()
        now = change.now.lines if change.now else ()
        line: list[tuple[Kind, str]] = [("same", "  ")]
        for piece in redline(was, now):
            first, *others = piece.text.split("\n")
            line.append((piece.kind, first))
            for other in others:
                yield line
                line = [("same", "  "), (piece.kind, other)]
        if any(text.strip() for _, text in line):
            yield line
