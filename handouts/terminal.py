"""What a person at a terminal sees: a progress bar, tables, and problems one to a line.

Works the same in a pipe, without colour, and in a console whose character set lacks ours.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from handouts.dist import Output, Published, Value
from handouts.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from handouts.figure_export import Export
    from handouts.incremental.reasons import Reason
    from handouts.incremental.receipt import Receipt

# A pipe has no width: wide enough that no row of a table is folded.
PIPE_WIDTH = 200
MOST_REDLINES = 20


@dataclass(frozen=True)
class Meter:
    """A progress bar on standard error, if that is a terminal."""

    _bar: Progress | None
    _task: TaskID | None

    def advance(self, doing: str) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=doing)


@contextmanager
def meter(total: int) -> Iterator[Meter]:
    """Shows a progress bar while it is open, if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield Meter(None, None)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = _console(sys.stderr)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        yield Meter(bar, bar.add_task("", total=total))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints a table on standard output; a column whose head ends in `#` is set right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for name in head:
        table.add_column(name.rstrip("#"), justify="right" if name.endswith("#") else "left")
    for row in rows:
        table.add_row(*(Text(_visible(cell)) for cell in row))
    _console(sys.stdout).print(table)


def print_line(text: str, *, now: bool = False) -> None:
    """Prints one line on standard output; `now` even where that is a pipe."""
    print(_visible(text), flush=now)


def print_json(value: object) -> None:
    """Prints one JSON value on standard output, in ASCII: any console can show it."""
    print(json.dumps(value, indent=2))


def print_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Prints `file:line: what; how to mend it` on standard error, or all as JSON."""
    if not as_json:
        for problem in problems:
            shown = Problem(shown_path(problem.file), problem.line, problem.what, problem.remedy)
            print(_visible(str(shown)), file=sys.stderr)
        return
    errors = [
        {
            "file": str(shown_path(problem.file)),
            "line": problem.line,
            "what": problem.what,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    print_json({"ok": False, "errors": errors})


def print_faults(faults: Iterable[tuple[str, str]], *, as_json: bool) -> None:
    """Prints what is wrong with each option."""
    if as_json:
        errors = [{"option": option, "what": fault} for option, fault in faults]
        print_json({"ok": False, "errors": errors})
        return
    for option, fault in faults:
        print(_visible(f"met-handouts: {option}: {fault}"), file=sys.stderr)


def print_hint(text: str) -> None:
    """Prints something worth knowing on standard error."""
    print(_visible(f"met-handouts: {text}"), file=sys.stderr)


def print_result(
    entries: Mapping[str, Mapping[str, Value]],
    published: Published,
    out: Path,
    receipt: Receipt,
    *,
    as_json: bool,
) -> None:
    """Prints what a build made, and changed, and left; `entries` are the manifest's."""
    if as_json:
        documents = [
            {"path": path, **entry, "changed": path in published.written}
            for path, entry in entries.items()
        ]
        print_json(
            {
                "ok": True,
                "out": str(out),
                "documents": documents,
                "removed": list(published.removed),
                "changes": [
                    {
                        "paths": list(change.paths),
                        "redlines": [
                            [[piece.kind, piece.text] for piece in line] for line in change.redlines
                        ],
                    }
                    for change in receipt.changes
                ],
            }
        )
        return
    written = [entries[path] for path in entries if path in published.written]
    if written:
        print_table(
            ("document", "pattern", "edition", "paper", "pages#", "size#"),
            [
                (
                    f"{entry['handout']}",
                    f"{entry['pattern'] or ''}",
                    f"{entry['edition']}",
                    f"{entry['paper']}",
                    f"{entry['pages']}",
                    _size(int(entry["bytes"] or 0)),
                )
                for entry in written
            ],
        )
    print_receipt(receipt)
    print(
        f"{out}: {len(published.written)} written, {len(published.unchanged)} unchanged,"
        f" {len(published.removed)} removed"
    )


def print_receipt(receipt: Receipt) -> None:
    """Prints what changed in the words: `[-gone-]` and `{+new+}`, in colour where there is any."""
    from rich.text import Text

    console = _console(sys.stdout)
    plain = console.color_system is None
    marks = {
        "same": ("", "", ""),
        "gone": ("[-", "-]", "red strike"),
        "new": ("{+", "+}", "green underline"),
    }
    shown = [(change, line) for change in receipt.changes for line in change.redlines]
    for change, line in shown[:MOST_REDLINES]:
        text = Text()
        for piece in line:
            before, after, style = marks[piece.kind]
            words = " ".join(_visible(part) for part in piece.text.split("\n"))
            text.append(f"{before}{words}{after}" if plain else words, style)
        console.print(text, soft_wrap=True)
        others = len(change.paths) - 1
        console.print(f"    {change.paths[0]}{f' and {others} more' if others else ''}")
    if len(shown) > MOST_REDLINES:
        print(f"… and {len(shown) - MOST_REDLINES} more changes; --receipt FILE.html shows all")


def print_reasons(reasons: Mapping[str, Sequence[Reason]], *, as_json: bool) -> None:
    """Prints why each output would be built."""
    if as_json:
        rows = [
            {"path": path, "build": bool(why), "because": [reason.text for reason in why]}
            for path, why in reasons.items()
        ]
        print_json({"ok": True, "outputs": rows})
        return
    for path, why in reasons.items():
        said = "; ".join(reason.text for reason in why) or "it is as it should be"
        print_line(f"{path}: {said}")
    due = sum(map(bool, reasons.values()))
    print(f"{due} to be built, {len(reasons) - due} as they should be")


def print_exports(exports: Sequence[Export], out: Path, *, as_json: bool) -> None:
    """Prints the figures written, with their sizes on paper in mm."""
    if as_json:
        rows = [
            {
                "path": each.path,
                "figure": each.name,
                "lang": each.lang,
                "title": each.title,
                "alt": each.alt,
                "width_mm": round(each.width, 2),
                "height_mm": round(each.height, 2),
                "bytes": len(each.data),
            }
            for each in exports
        ]
        print_json({"ok": True, "out": str(out), "figures": rows})
        return
    print_table(
        ("figure", "mm#", "size#"),
        [
            (each.path, f"{each.width:.0f} × {each.height:.0f}", _size(len(each.data)))
            for each in exports
        ],
    )
    print(f"{out}: {len(exports)} written")


def print_written(outputs: Sequence[Output], out: Path, *, as_json: bool) -> None:
    """Prints the files written that no manifest lists."""
    if as_json:
        documents = [{"path": output.path, **output.entry} for output in outputs]
        print_json({"ok": True, "out": str(out), "documents": documents})
        return
    print_table(
        ("file", "pages#", "size#"),
        [(each.path, f"{each.about['pages']}", _size(len(each.data))) for each in outputs],
    )
    print(f"{out}: {len(outputs)} written")


def shown_path(path: Path) -> Path:
    """`path` from the current folder, if it lies inside it."""
    absolute, here = path.absolute(), Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else path


def never_fail_to_print() -> None:
    """A character the console lacks is shown as an escape instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"


def _visible(text: str) -> str:
    """Content may hold anything, so nothing that could steer the terminal is passed on."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(
        file=stream,
        width=None if stream.isatty() else PIPE_WIDTH,
        markup=False,
        highlight=False,
        emoji=False,
    )
