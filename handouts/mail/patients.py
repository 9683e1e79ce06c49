"""A list of patients in a CSV file, read a row at a time whatever program wrote it.

The file is never held in memory: a clinic's export may have a million rows.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import IO, TextIO

from handouts.errors import ContentError, Problem
from handouts.mail.recipient import COLUMNS, column_name

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What spreadsheets save in, where it is not Unicode.
_CODE_PAGES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman"]
_DELIMITERS = ";,\t|"
_CHUNK = 1 << 16
_SAMPLE = 1 << 18  # bytes of lines that are not ASCII; more do not make the guess any better
_LONGEST = 1 << 17  # characters of a line or a cell; csv's own limit


@dataclass(frozen=True)
class Row:
    """What was typed in one row, by column.

    `number` is that of the spreadsheet, from 1 and with the heading; `line` that of the file.
    `fault` says why the row cannot be read at all.
    """

    number: int
    line: int
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """How a file is written.

    Attributes:
        columns: what stands in each column; empty for one that means nothing here.
        ignored: headings of such columns.
        headed: whether its first row is a heading.
        skipped: rows before that; `hidden` of them no spreadsheet shows.
    """

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    headed: bool
    skipped: int
    hidden: int

    def rows(self) -> Iterator[Row]:
        """Its rows in order, without empty ones."""
        with _opened(self.path, self.encoding) as file:
            reader = csv.reader(_lines(file), delimiter=self.delimiter)
            number = 0
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    number += 1
                    yield Row(
                        number - self.hidden,
                        line,
                        {},
                        "is not CSV; look for a quote that is not closed",
                    )
                    continue
                number += 1
                if number > self.skipped + self.headed and any(cell.strip() for cell in cells):
                    yield self._row(number - self.hidden, line, cells)

    def _row(self, number: int, line: int, cells: list[str]) -> Row:
        if any(cell.strip() for cell in cells[len(self.columns) :]):
            fault = f"has {len(cells)} cells for {len(self.columns)} columns; put it in quotes"
            return Row(number, line, {}, fault)
        named = zip(self.columns, cells, strict=False)
        return Row(number, line, {column: cell for column, cell in named if column})


def read_table(path: Path, encoding: str | None = None) -> Table:
    """
    Args:
        encoding: as Python names it; None finds it out.

    Raises:
        ContentError: the file cannot be read, or its columns are not understood.
    """
    with _blaming(path):
        encoding = encoding or _encoding(path)
        with _opened(path, encoding) as file:
            first = file.readline(_LONGEST)
            skipped = int(first.lower().startswith("sep="))
            hidden = skipped
            delimiter = first.strip("\r\n")[4:5] or "," if skipped else ""
            if skipped:
                first = file.readline(_LONGEST)
            while first and not first.strip(f"\r\n\t {delimiter or ',;'}"):  # an empty row
                skipped += 1
                first = file.readline(_LONGEST)
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    cells = next(csv.reader([first], delimiter=delimiter), [])
    if not cells:
        _refuse(path, "has no rows", "name a file with a row for each patient")
    if any("@" in cell for cell in cells):
        return Table(
            path, encoding, delimiter, COLUMNS[: max(6, len(cells))], (), False, skipped, hidden
        )
    columns = tuple(column_name(cell) for cell in cells)
    ignored = []
    for number, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if column in COLUMNS:
            if columns.index(column) != number - 1:
                _refuse(path, f"two columns are named '{column}'", "remove one of them", skipped)
        elif close := get_close_matches(column, set(COLUMNS) - set(columns), 1, 0.8):
            what = f"column {number} has an unknown name"
            _refuse(path, what, f"did you mean '{close[0]}'? Else name it differently", skipped)
        else:
            ignored.append(cell.strip())
    if "email" not in columns:
        remedy = f"name one of its columns 'email'; the others: {', '.join(COLUMNS[1:])}"
        _refuse(path, "has no column 'email'", remedy, skipped)
    known = tuple(column if column in COLUMNS else "" for column in columns)
    return Table(
        path, encoding, delimiter, known, tuple(filter(None, ignored)), True, skipped, hidden
    )


def _refuse(path: Path, what: str, remedy: str, line: int = 0) -> None:
    raise ContentError([Problem(path, line + 1, what, remedy)])


def _encoding(path: Path) -> str:
    """By its first bytes, else UTF-8 if all of it is that, else what its letters look like."""
    from charset_normalizer import from_bytes

    with path.open("rb") as file:
        start = file.read(4)
        for mark, encoding in _BOMS.items():
            if start.startswith(mark):
                return encoding
        file.seek(0)
        if _is_utf8(file):
            return "utf-8"
        file.seek(0)
        sample = b"".join(_lines_not_ascii(file))
    best = from_bytes(sample, cp_isolation=_CODE_PAGES).best()
    return best.encoding if best is not None else "cp1252"


def _is_utf8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines_not_ascii(file: IO[bytes]) -> Iterator[bytes]:
    size = 0
    while size < _SAMPLE and (line := file.readline(_LONGEST)):
        if not line.isascii():
            size += len(line)
            yield line


def _lines(file: TextIO) -> Iterator[str]:
    """Lines of bounded length, so that a file without line ends is not held in memory."""
    while line := file.readline(_LONGEST):
        yield line


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[TextIO]:
    with (
        _blaming(path),
        path.open(encoding=encoding, errors="replace", newline="") as file,
    ):
        yield file


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, LookupError, UnicodeError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        problem = Problem(path, 0, f"cannot be read ({reason})", "name a CSV file you may read")
        raise ContentError([problem]) from error
