"""A list saved as CSV, read a row at a time whatever program wrote it.

The file is never held in memory: a clinic's export may have a million rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

DELIMITERS = ";,\t|"
LONGEST = 1 << 17  # characters of a line or a cell; csv's own limit


class SheetRow(NamedTuple):
    """What stands in one row.

    Attributes:
        number: that of the spreadsheet, from 1.
        line: that of the file.
        cells: what was typed, or is shown.
        faults: why a cell cannot be read, by its place.
        fault: why none of them can.
    """

    number: int
    line: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()
    fault: str = ""


_NOT_CSV = "is not CSV; look for a quote that is not closed, or for a cell of enormous length"


class CsvFile(NamedTuple):
    """How a file is written; `hidden` rows at its beginning no spreadsheet shows."""

    path: Path
    encoding: str
    delimiter: str
    hidden: int

    def rows(self) -> Iterator[SheetRow]:
        """Its rows in order, without empty ones.

        Raises:
            OSError, UnicodeError: the file cannot be read.
        """
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            # Strict, or a quote that is not closed would take all that follows into its cell.
            lines = _Lines(file)
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            number = -self.hidden
            while True:
                number += 1
                line = lines.number + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield SheetRow(number, line, (), fault=_NOT_CSV)
                    continue
                if number > 0 and any(cell.strip() for cell in cells):
                    yield SheetRow(number, line, tuple(cells))


def read_csv(path: Path, encoding: str, is_heading: Callable[[list[str]], bool]) -> CsvFile:
    """
    Args:
        is_heading: whether a first row makes sense; tells which character stands between cells.

    Raises:
        OSError, UnicodeError: the file cannot be read.
    """
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = file.readline(LONGEST)
        said = first.strip('\r\n"')
        if said.lower().startswith("sep="):
            delimiter = said[4:5]
            return CsvFile(path, encoding, delimiter or ",", hidden=1)
        while first and not first.strip(f"\r\n {DELIMITERS}"):  # an empty row
            first = file.readline(LONGEST)
    delimiters = sorted(DELIMITERS, key=first.count, reverse=True)
    delimiter = next(
        (each for each in delimiters if is_heading(next(csv.reader([first], delimiter=each), []))),
        delimiters[0],
    )
    return CsvFile(path, encoding, delimiter, hidden=0)


class _Lines:
    """Lines of bounded length, so that a file without line ends is not held in memory."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        """
        Raises:
            csv.Error: the line is longer; it is passed over.
        """
        line = self._file.readline(LONGEST)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == LONGEST and not line.endswith(("\r", "\n")):
            while line and not line.endswith(("\r", "\n")):
                line = self._file.readline(LONGEST)
            raise csv.Error
        return line
