"""What a console shows: text of any kind, tables, redlines, a progress bar.

Works the same in a pipe, without colour, and in a console whose character set lacks ours.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from handouts.building.changes import Kind

# A pipe has no width: wide enough that no row of a table is folded.
PIPE_WIDTH = 200


class Meter:
    """A progress bar on standard error, if that is a terminal."""

    def __init__(self, bar: Progress | None, task: TaskID | None) -> None:
        self._bar, self._task = bar, task

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
    if not sys.stdout.isatty():
        _print_columns(head, [[visible(cell) for cell in row] for row in rows])
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for name in head:
        table.add_column(name.rstrip("#"), justify="right" if name.endswith("#") else "left")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    _console(sys.stdout).print(table)


def _print_columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The same for a pipe, where nothing is coloured or folded."""
    right = [name.endswith("#") for name in head]
    table = [[name.rstrip("#") for name in head], *rows]
    widths = [max(map(_cells, column)) for column in zip(*table, strict=True)]
    lines = [
        "   ".join(
            padding + cell if right else cell + padding
            for cell, right, padding in (
                (cell, at_right, " " * (width - _cells(cell)))
                for cell, at_right, width in zip(row, right, widths, strict=True)
            )
        ).rstrip()
        for row in table
    ]
    rule = "─" * (sum(widths) + 3 * (len(widths) - 1))
    print("", lines[0], rule, *lines[1:], "", sep="\n")


def _cells(text: str) -> int:
    """How many columns of a console a text takes: wide characters two, marks above others none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


Pieces: TypeAlias = Sequence[tuple["Kind", str]]
_MARKS: Mapping[Kind, tuple[str, str]] = {
    "same": ("", ""),
    "gone": ("[-", "-]"),
    "new": ("{+", "+}"),
}


def _print_marked(line: Pieces) -> None:
    print("".join(f"{_MARKS[kind][0]}{words}{_MARKS[kind][1]}" for kind, words in line))


def redline_writer() -> Callable[[Pieces], None]:
    """What prints a redline on standard output: in colour, or as `[-gone-]` and `{+new+}`."""
    if not sys.stdout.isatty():
        return lambda line: _print_marked(_seen(line))
    from rich.text import Text

    console = _console(sys.stdout)
    if console.color_system is None:
        return lambda line: _print_marked(_seen(line))
    styles = {"same": "", "gone": "red strike", "new": "green underline"}
    return lambda line: console.print(
        Text.assemble(*((words, styles[kind]) for kind, words in _seen(line))), soft_wrap=True
    )


def _seen(line: Pieces) -> Pieces:
    """A redline in which every change is seen: where it is of blanks alone, they are named."""
    shown = [visible(text) for _, text in line]
    seen = []
    for at, (kind, text) in enumerate(line):
        beside = [shown[other] for other in (at - 1, at + 1) if _replaces(line, at, other)]
        is_unseen = kind != "same" and (not shown[at].strip() or shown[at] in beside)
        seen.append((kind, _named(text) if is_unseen else shown[at]))
    return seen


def _replaces(line: Pieces, one: int, other: int) -> bool:
    return 0 <= other < len(line) and {line[one][0], line[other][0]} == {"gone", "new"}


def _named(text: str) -> str:
    """A text whose blanks are named, unless they are ordinary spaces between words."""
    from unicodedata import name

    return "".join(
        f"<{name(char, f'U+{ord(char):04X}').lower()}>"
        if visible(char) != char or not text.strip()
        else char
        for char in text
    )


def never_fail_to_print() -> None:
    """A character the console lacks is shown as an escape instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def visible(text: str) -> str:
    """Content may hold anything, so nothing that could steer the terminal is passed on.

    Spaces of every kind are spaces; soft hyphens, which show only at the end of a line, do not.
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    from unicodedata import category

    if char.isprintable():
        return char
    if char == "\xad":
        return ""
    return " " if category(char) == "Zs" else char.encode("unicode_escape").decode()


class Captured(io.StringIO):
    """What is printed for somebody else's terminal, which has so many columns, or for none."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.columns = columns

    def isatty(self) -> bool:
        return self.columns > 0


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    own_width = getattr(stream, "columns", None)  # None: rich finds out
    return Console(
        file=stream,
        width=own_width if stream.isatty() else PIPE_WIDTH,
        markup=False,
        highlight=False,
        emoji=False,
    )
