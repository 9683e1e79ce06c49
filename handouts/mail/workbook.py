"""A list in an Excel workbook (ECMA-376), as openpyxl reads it: what is shown, never a formula.

A workbook may be made to be unpacked without end, so what is read of it is bounded; openpyxl
reads what it is given as far as it understands it, so what it would pass over is looked for first.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from xml.etree.ElementTree import iterparse
from zipfile import BadZipFile, ZipFile

from handouts.errors import ContentError, Problem
from handouts.mail.csv_file import SheetRow
from handouts.mail.file_kinds import EXPORT, SAVE_AS, UNLOCK

MOST_BYTES = 20_000_000
MOST_UNPACKED = 40_000_000
MOST_ROWS = 20_000
_MOST_PARTS = 1_000
_MOST_TAGS = 4_000_000
_MOST_COLUMNS = 256
_CSV = "save the list as 'CSV UTF-8', which may be of any size"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ENCRYPTED = 1  # of a zip's flags

_DATE = "is a date, as Excel makes of 3-5; format the cell as text, and type it again"
_EMPTY_FORMULA = "is a formula without a value; open the list in Excel, and save it"


class Workbook(NamedTuple):
    """The rows of a workbook's only sheet that has any, without empty ones."""

    path: Path
    sheet: tuple[SheetRow, ...]

    def rows(self) -> Iterator[SheetRow]:
        yield from self.sheet


def read_workbook(path: Path) -> Workbook:
    """
    Raises:
        ContentError: it is no workbook that can be read, or is too large.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        _refuse(path, f"has more than {MOST_BYTES // 1_000_000} MB", _CSV)
    try:
        with warnings.catch_warnings(action="ignore"):  # of what no list needs
            return Workbook(path, _rows(path, data))
    except (ContentError, MemoryError):
        raise
    except Exception as error:  # whatever openpyxl and zipfile stumble over
        what = f"is a damaged workbook ({type(error).__name__})"
        raise ContentError([Problem(path, 0, what, SAVE_AS)]) from error


def _rows(path: Path, data: bytes) -> tuple[SheetRow, ...]:
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile:
        _refuse(path, "is a damaged workbook or archive", SAVE_AS)
    with archive:
        _refuse_others(path, archive)
        return _of_only_sheet(path, archive, data)


def _refuse_others(path: Path, archive: ZipFile) -> None:
    """
    Raises:
        ContentError: it is another kind of file, or cannot be read safely.
    """
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        _refuse(path, "is protected with a password", UNLOCK)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        _refuse(path, f"unpacks to more than {MOST_UNPACKED // 1_000_000} MB", _CSV)
    if any(name.startswith("Index/") or name in ("Index.zip", "index.apxl") for name in names):
        _refuse(path, "is a Numbers document", EXPORT)
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        _refuse(path, "is an OpenDocument file, as LibreOffice makes (.ods)", SAVE_AS)
    if any(name.startswith("xl/macrosheets/") or "vbaProject" in name for name in names):
        _refuse(path, "is a workbook with macros", "save it as .xlsx, which has none")
    if "xl/workbook.bin" in names:
        _refuse(path, "is a binary Excel workbook (.xlsb)", SAVE_AS)
    if "xl/workbook.xml" not in names:
        _refuse(path, "is an archive, or a document of another kind", SAVE_AS)
    tags = 0
    for name in names:
        part = archive.read(name).replace(b"\0", b"")  # UTF-16 as well
        tags += part.count(b"<")
        # Parts have no document type (ECMA-376 part 2, 8.1.4), which could make them grow.
        if b"<!DOCTYPE" in part:
            _refuse(path, "is a damaged workbook (DOCTYPE)", SAVE_AS)
    if tags > _MOST_TAGS:
        _refuse(path, f"has more than {_MOST_TAGS // 2} cells and the like", _CSV)


def _of_only_sheet(path: Path, archive: ZipFile, data: bytes) -> tuple[SheetRow, ...]:
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    # Of what reads a sheet row by row the types do not tell.
    sheets: list[Any] = [each for each in workbook.worksheets if each.sheet_state == "visible"]
    if not sheets:
        _refuse(path, "has no sheet that can be read", SAVE_AS)
    found = []
    for sheet in sheets:
        audit = _audit(path, archive, sheet._worksheet_path)
        if rows := tuple(_of_sheet(sheet, audit)):
            found.append((sheet.title, audit, rows))
    if len(found) > 1:
        titles = ", ".join(f"'{title}'" for title, _, _ in found)
        _refuse(path, f"has {len(found)} sheets with something in them: {titles}", "leave one")
    for _, audit, rows in found:
        if audit.hidden:
            remedy = "show all rows, or copy those you mean into a new workbook"
            _refuse(path, "has rows that are hidden or filtered out", remedy, audit.hidden)
        return rows
    return ()


class _Audit(NamedTuple):
    """What openpyxl does not say of a sheet, or what it takes long for.

    Attributes:
        columns: up to the last one with something in it.
        hidden: the first row that is not shown; 0 for none.
        empty: row and column, both from 1, of formulas without a value.
    """

    columns: int
    hidden: int
    empty: frozenset[tuple[int, int]]


def _audit(path: Path, archive: ZipFile, part: str) -> _Audit:
    """
    Raises:
        ContentError: the sheet is damaged, or too large.
    """
    from openpyxl.utils.cell import coordinate_to_tuple

    columns = hidden = last = 0
    empty = set()
    with archive.open(part.lstrip("/")) as file:
        for _, element in iterparse(file):
            if element.tag.rpartition("}")[2] != "row":
                continue
            if not element.tag.startswith(_MAIN):  # openpyxl would find no rows
                _refuse(path, "is a workbook of another kind (Strict Open XML)", SAVE_AS)
            number = int(element.get("r", last + 1))
            if number > MOST_ROWS:
                _refuse(path, f"has more than {MOST_ROWS} rows", _CSV)
            if number <= last:  # openpyxl would leave it out
                _refuse(path, "is a damaged workbook (rows are out of order)", SAVE_AS)
            last = number
            if not hidden and element.get("hidden") in ("1", "true") and len(element):
                hidden = number
            column = 0
            for cell in element:
                at = cell.get("r")
                column = coordinate_to_tuple(at)[1] if at else column + 1
                kids = {kid.tag.rpartition("}")[2]: kid.text for kid in cell}
                if "f" in kids and not kids.get("v") and cell.get("t") != "str":
                    empty.add((number, column))
                if kids:
                    columns = max(columns, column)
            element.clear()
    if columns > _MOST_COLUMNS:
        _refuse(path, f"has more than {_MOST_COLUMNS} columns", _CSV)
    return _Audit(columns, hidden, frozenset(empty))


def _of_sheet(sheet: Any, audit: _Audit) -> Iterator[SheetRow]:
    sheet.reset_dimensions()  # programs write wrong ones, and what is outside would be left out
    rows = sheet.iter_rows(max_col=audit.columns or 1)
    for number, cells in enumerate(rows, 1):
        shown = [
            ("", _EMPTY_FORMULA) if (number, column) in audit.empty else _shown(cell)
            for column, cell in enumerate(cells, 1)
        ]
        if any(text.strip() or fault for text, fault in shown):
            faults = tuple((place, fault) for place, (_, fault) in enumerate(shown) if fault)
            yield SheetRow(number, number, tuple(text for text, _ in shown), faults)


def _shown(cell: Any) -> tuple[str, str]:
    """What a cell says, or why it cannot be read."""
    from openpyxl.utils.escape import unescape

    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "e":
        return "", "is an error of a formula; correct it in Excel"
    if isinstance(value, (date, time, timedelta)):
        return "", _DATE
    if isinstance(value, bool):
        return str(value).upper(), ""
    if isinstance(value, (int, float)):
        if str(cell.number_format).endswith("%"):
            return f"{value * 100:.10g}%", ""
        return f"{value:.15g}", ""
    return unescape(str(value)), ""


def _refuse(path: Path, what: str, remedy: str, row: int = 0) -> NoReturn:
    raise ContentError([Problem(path, row, what, remedy)])
