"""A list of patients: a CSV file or a workbook, whose columns are understood by their headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from handouts.errors import ContentError, Problem
from handouts.mail import encodings, file_kinds
from handouts.mail.csv_file import DELIMITERS, CsvFile, SheetRow, read_csv
from handouts.mail.recipient import COLUMNS, column_name
from handouts.mail.workbook import Workbook, read_workbook
from handouts.reading.dose import NO_PERCENT, PERCENT

_HEADLESS = 6
"""Columns that a list without headings has, in their order; more if it has more."""


@dataclass(frozen=True)
class Row:
    """What was typed in one row, by column.

    `number` is that of the spreadsheet, from 1 and with the heading; `line` that of the file.
    `faults` say why it cannot be read: columns and faults, without a column for the whole row.
    """

    number: int
    line: int
    cells: dict[str, str]
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """A list whose columns are understood.

    Attributes:
        columns: what stands in each column; empty for one that means nothing here.
        headings: of each column, as typed; none if there is no such row.
        heading: the number of that row; 0 if there is none.
    """

    source: CsvFile | Workbook
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    heading: int

    @property
    def encoding(self) -> str:
        """Of its text; empty for a workbook, which says so itself."""
        return self.source.encoding if isinstance(self.source, CsvFile) else ""

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headings of columns that mean nothing here."""
        pairs = zip(self.headings, self.columns, strict=True) if self.heading else ()
        return tuple(text.strip() for text, column in pairs if text.strip() and not column)

    def rows(self) -> Iterator[Row]:
        """Its rows in order, without empty ones.

        Raises:
            ContentError: the file cannot be read any more.
        """
        with _blaming(self.source.path):
            for row in self.source.rows():
                if row.number > self.heading:
                    yield self._row(row)

    def _row(self, row: SheetRow) -> Row:
        if row.fault:
            return Row(row.number, row.line, {}, (("", row.fault),))
        count = len(self.columns)
        if any(cell.strip() for cell in row.cells[count:]):
            remedy = "name every column, and put a cell with a comma in it into quotes"
            fault = f"has {len(row.cells)} cells for {count} columns; {remedy}"
            return Row(row.number, row.line, {}, (("", fault),))
        known = dict(enumerate(self.columns))
        faults = [(known[place], fault) for place, fault in row.faults if known.get(place)]
        for place, (column, cell) in enumerate(zip(self.columns, row.cells, strict=False), 1):
            if self.heading and not self.headings[place - 1].strip() and cell.strip():
                fault = f"has something in column {place}, which has no heading; name that column"
                faults.append(("", fault))
            elif not column and "\n" in cell and "@" in cell:
                fault = f"has addresses of several lines in column {place}; look for a stray quote"
                faults.append(("", fault))
        named = zip(self.columns, row.cells, strict=False)
        cells = {column: cell for column, cell in named if column}
        return Row(row.number, row.line, cells, tuple(faults))


def read_table(
    path: Path,
    encoding: str | None = None,
    usual: str | None = None,
    langs: Sequence[str] = (),
) -> Table:
    """
    Args:
        encoding: what somebody says this list is in, as Python names it.
        usual: what a clinic's lists are in that do not say it themselves.
        langs: what the content is written in.

    Raises:
        ContentError: the file cannot be read, its columns are not understood, or it is in doubt
            which letters it has.
    """
    with _blaming(path):
        if file_kinds.begins(path).startswith(file_kinds.WORKBOOK):
            return _understood(read_workbook(path))
        encoding = _encoding(path, encoding, usual, langs)
        return _understood(read_csv(path, encoding, _makes_sense))


def _encoding(path: Path, named: str | None, usual: str | None, langs: Sequence[str]) -> str:
    """
    Raises:
        ContentError: it is in doubt.
    """

    def cells() -> Iterator[encodings.Cell]:
        """Of any encoding that has ASCII, as those have that a file does not tell."""
        table = _understood(read_csv(path, "latin-1", _makes_sense))
        for row in table.rows():
            for column in ("name", "email"):
                if text := row.cells.get(column, ""):
                    yield encodings.Cell(row.number, row.line, column, text)

    said = encodings.marked(path, named)
    if named:
        encodings.refuse_contradiction(path, said, named, cells)
    if said not in ("", "ascii", "utf-8"):
        return said
    if named or said == "ascii":
        return named or "utf-8"
    return (not said and usual) or encodings.decided(path, cells, langs, said)


def _makes_sense(cells: list[str]) -> bool:
    """Whether a row is the heading of a list, or has an address."""
    return any(column_name(cell) == "email" or _is_address(cell) for cell in cells)


def _is_address(cell: str) -> bool:
    return "@" in cell and not any(mark in cell for mark in DELIMITERS)


def _understood(source: CsvFile | Workbook) -> Table:
    """
    Raises:
        ContentError: its columns are not understood.
    """
    first = next(source.rows(), None)
    if first is None:
        _refuse(source.path, "has no rows", "name a file with a row for each patient")
    if first.fault:
        what, _, remedy = first.fault.partition("; ")
        _refuse(source.path, f"row {first.number} {what}", remedy, first.line)
    headings = first.cells
    if any(_is_address(cell) for cell in headings):
        columns = COLUMNS[: max(_HEADLESS, len(headings))]
        return Table(source, columns, (), 0)
    return Table(source, _columns(source.path, first), headings, first.number)


def _columns(path: Path, row: SheetRow) -> tuple[str, ...]:
    """
    Raises:
        ContentError: two are the same, or one that is needed is missing, or may be misspelt.
    """
    columns = tuple(map(column_name, row.cells))
    for number, column in enumerate(columns, 1):
        if column in COLUMNS and columns.index(column) != number - 1:
            what = f"two columns are named '{column}'"
            _refuse(path, what, "remove one of them", row.line)
        if column == PERCENT:
            what, _, remedy = NO_PERCENT.partition("; ")
            _refuse(path, f"column {number} is named '{PERCENT}': {what}", remedy, row.line)
        close = get_close_matches(column, set(COLUMNS) - set(columns), 1, 0.8)
        if close and column not in COLUMNS:
            remedy = f"did you mean '{close[0]}'? Else name it differently"
            _refuse(path, f"column {number} has an unknown name", remedy, row.line)
    if "email" not in columns:
        what = f"row {row.number}, its first, has no column 'email'"
        remedy = f"name one of its columns 'email'; the others: {', '.join(COLUMNS[1:])}"
        _refuse(path, what, remedy, row.line)
    return tuple(column if column in COLUMNS else "" for column in columns)


def _refuse(path: Path, what: str, remedy: str, line: int = 1) -> NoReturn:
    raise ContentError([Problem(path, line, what, remedy)])


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, LookupError, UnicodeError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        problem = Problem(path, 0, f"cannot be read ({reason})", "name a list you may read")
        raise ContentError([problem]) from error
