"""Lists that are workbooks, and what is taken for a list though it is none."""

import datetime
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from handout_help import OwnContent
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils.escape import escape

from handouts.cli import main
from handouts.errors import ContentError
from handouts.mail import workbook as workbook_module
from handouts.mail.patients import Table, read_table

HEAD = ("email", "name", "pattern", "hold_seconds", "effort_of_10", "notes")
ROW = ("ana@example.org", "Müller", "left-backward", 5, None, "x")


def book(*rows: tuple[Any, ...]) -> Workbook:
    workbook = Workbook()
    for row in rows:
        only(workbook).append(row)
    return workbook


def only(workbook: Workbook) -> Any:
    """Its only sheet."""
    return workbook.active


def packed(workbook: Workbook) -> bytes:
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes] | None) -> bytes:
    """A workbook with one of its parts changed, added, or left out."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = [*old.namelist(), *([] if part in old.namelist() else [part])]
        for name in names:
            content = old.read(name) if name in old.namelist() else b""
            if name != part:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
            elif change is not None:
                new.writestr(name, change(content), zipfile.ZIP_DEFLATED)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Workbook | bytes], Table]:
    def read_(given: Workbook | bytes, name: str = "patients.xlsx") -> Table:
        path = tmp_path / name
        path.write_bytes(given if isinstance(given, bytes) else packed(given))
        return read_table(path)

    return read_


Read = Callable[..., Table]


def told(read: Read, given: Workbook | bytes, name: str = "patients.xlsx") -> str:
    with pytest.raises(ContentError) as caught:
        read(given, name)
    (problem,) = caught.value.problems
    return str(problem)


# --- what stands in it ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["patients.xlsx", "patients.csv", "list", "patients.xls"])
def test_a_workbook_is_read_whatever_it_is_called(read: Read, name: str) -> None:
    (row,) = read(book(HEAD, ROW), name).rows()
    assert (row.number, row.line, row.faults) == (2, 2, ())
    assert row.cells == {
        "email": "ana@example.org",
        "name": "Müller",
        "pattern": "left-backward",
        "hold_seconds": "5",
        "effort_of_10": "",
    }


def test_rows_have_the_numbers_that_the_program_shows(read: Read) -> None:
    sheet = book((), HEAD, (), ROW, (None, "  "), ROW)
    assert [row.number for row in read(sheet).rows()] == [4, 6]


def test_columns_that_mean_nothing_and_a_list_without_headings(read: Read) -> None:
    assert read(book(HEAD, ROW)).ignored == ("notes",)
    (row,) = read(book(ROW[:3])).rows()
    assert row.cells["name"] == "Müller"


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (5, "General", "5"),
        (5.0, "0.00", "5"),
        (5.5, "General", "5.5"),
        (0.2, "0%", "20%"),
        (0.07, "0.00%", "7%"),
        (1e300, "General", "1e+300"),
        (True, "General", "TRUE"),
        ("3-5", "@", "3-5"),
        (" 5 ", "@", " 5 "),
        ("a\nb", "@", "a\nb"),
    ],
)
def test_a_cell_says_what_is_shown(read: Read, value: object, style: str, text: str) -> None:
    sheet = book(HEAD, ROW)
    cell = only(sheet)["E2"]
    cell.value, cell.number_format = value, style
    (row,) = read(sheet).rows()
    assert row.cells["effort_of_10"] == text


def test_a_line_end_that_is_written_as_an_escape(read: Read) -> None:
    (row,) = read(book(HEAD, (ROW[0], escape("Ana\r"), *ROW[2:]))).rows()
    assert row.cells["name"] == "Ana\r"


@pytest.mark.parametrize("column", ["name", "hold_seconds"])
@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2026, 5, 3),
        datetime.datetime(2026, 5, 3, 12),
        datetime.time(5, 30),
        datetime.timedelta(1.5),
    ],
)
def test_a_date_is_told_where_it_would_be_printed(read: Read, column: str, value: object) -> None:
    place = HEAD.index(column)
    (row,) = read(book(HEAD, (*ROW[:place], value, *ROW[place + 1 :]))).rows()
    ((where, fault),) = row.faults
    assert where == column
    assert "is a date, as Excel makes of 3-5; format the cell as text" in fault


def test_a_date_elsewhere_does_not_matter(read: Read) -> None:
    (row,) = read(book(HEAD, (*ROW[:-1], datetime.date(1960, 5, 3)))).rows()
    assert row.faults == ()


def test_formulas_have_their_values_or_are_told(read: Read) -> None:
    sheet = packed(book(HEAD, (ROW[0], "=A1", *ROW[2:]), (ROW[0], "=1", *ROW[2:]), ROW))
    error = sheet_with(sheet, b'"B3"><f>1</f><v>', b'"B3" t="e"><f>1</f><v>#N/A')
    first, second, third = read(error).rows()
    assert first.faults[0][0] == "name"
    assert "is a formula without a value; open the list in Excel, and save it" in first.faults[0][1]
    assert "is an error of a formula" in second.faults[0][1]
    assert third.faults == ()
    first = next(read(sheet_with(sheet, b"<f>A1</f><v>", b"<f>A1</f><v>7")).rows())
    assert (first.cells["name"], first.faults) == ("7", ())
    nothing = sheet_with(sheet, b'"B2"><f>A1</f><v>', b'"B2" t="str"><f>A1</f><v>')
    first = next(read(nothing).rows())
    assert (first.cells["name"], first.faults) == ("", ())


def sheet_with(data: bytes, old: bytes, new: bytes) -> bytes:
    def change(xml: bytes) -> bytes:
        xml = xml.replace(b"<v />", b"<v></v>").replace(b"<v/>", b"<v></v>")
        assert old in xml
        return xml.replace(old, new)

    return changed(data, SHEET, change)


def test_merged_headings_are_told(read: Read) -> None:
    sheet = book(("Patients of May", None, None), HEAD, ROW)
    only(sheet).merge_cells("A1:F1")
    assert "row 1, its first, has no column 'email'" in told(read, sheet)
    sheet = book(("email", "name", "pattern", "dose", None), (*ROW[:3], "repeats=3", "x"))
    only(sheet).merge_cells("D1:E1")
    (row,) = read(sheet).rows()
    assert "has something in column 5, which has no heading; name that" in row.faults[0][1]
    (row,) = read(book(("email", None, "name"), ("a@example.org", "x", "Ana"))).rows()
    assert "has something in column 2, which has no heading; name that" in row.faults[0][1]


def test_one_sheet_with_something_in_it(read: Read) -> None:
    sheet = book(HEAD, ROW)
    sheet.create_sheet("empty")
    hidden = sheet.create_sheet("lists")
    hidden.append(("left-backward",))
    hidden.sheet_state = "hidden"
    assert len(list(read(sheet).rows())) == 1
    sheet.create_sheet("March").append(HEAD)
    assert "has 2 sheets with something in them: 'Sheet', 'March'; leave one" in told(read, sheet)
    with pytest.raises(ContentError, match="has no rows"):
        read(book())


@pytest.mark.parametrize("way", ["hidden", "filtered"])
def test_rows_that_are_not_shown_are_told(read: Read, way: str) -> None:
    sheet = book(HEAD, ROW, ROW)
    if way == "filtered":
        only(sheet).auto_filter.ref = "A1:F3"
    only(sheet).row_dimensions[3].hidden = True
    assert "patients.xlsx:3: has rows that are hidden or filtered out" in told(read, sheet)


def test_a_wrong_extent_leaves_nothing_out(read: Read) -> None:
    data = packed(book(HEAD, ROW, ROW))
    wrong = changed(data, SHEET, lambda xml: xml.replace(b'ref="A1:F3"', b'ref="A1:B2"'))
    assert wrong != data
    rows = list(read(wrong).rows())
    assert [row.cells["hold_seconds"] for row in rows] == ["5", "5"]


# --- what it is ----------------------------------------------------------------------------------


def archive(*names: str, content: bytes = b"x") -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), content)  # without the time of day
    return target.getvalue()


_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (_OLE + "Workbook".encode("utf-16-le"), "is an old Excel workbook (.xls)"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
        (_OLE + "WordDocument".encode("utf-16-le"), "is a Word document"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "is an old Excel workbook (.xls)"),
        (archive("[Content_Types].xml", "xl/workbook.bin"), "is a binary Excel workbook (.xlsb)"),
        (archive("xl/workbook.xml", "xl/vbaProject.bin"), "is a workbook with macros"),
        (
            archive("mimetype", content=b"application/vnd.oasis.opendocument.spreadsheet"),
            "is an OpenDocument file, as LibreOffice makes (.ods)",
        ),
        (archive("Index/Document.iwa"), "is a Numbers document"),
        (archive("word/document.xml"), "is an archive, or a document of another kind"),
        (archive("patients.csv"), "is an archive, or a document of another kind"),
        (b"PK\x03\x04 and nothing", "is a damaged workbook"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"{\\rtf1 a}", "is a text with formatting (RTF)"),
        (b"<html><table>", "is a web page or XML"),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?>", "is a web page or XML"),
        (b"\x1f\x8b\x08", "is packed (gzip)"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"BEGIN:VCARD\r\n", "is an address book (vCard)"),
        (b"SQLite format 3\0", "is a database"),
    ],
)
@pytest.mark.parametrize("name", ["patients.csv", "patients.xlsx"])
def test_what_is_no_list_is_told_as_what_it_is(
    read: Read, data: bytes, what: str, name: str
) -> None:
    said = told(read, data, name)
    assert f"{name}:1: {what}" in said
    assert ("save" in said) or ("Export To, CSV" in said)


def test_a_pipe_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "patients.numbers").mkdir()
    with pytest.raises(ContentError, match=r"is a Numbers document; in Numbers choose File"):
        read_table(tmp_path / "patients.numbers")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ContentError, match="it is a pipe or a device"):
            read_table(tmp_path / "pipe")


# --- what would do harm --------------------------------------------------------------------------


def test_too_large(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    many = book(HEAD, ROW, ROW)
    for limit, what in (
        ("MOST_ROWS", "has more than 2 rows"),
        ("MOST_BYTES", "has more than 0 MB"),
        ("MOST_UNPACKED", "unpacks to more than 0 MB"),
        ("_MOST_TAGS", "has more than 1 cells and the like"),
        ("_MOST_COLUMNS", "has more than 2 columns"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(workbook_module, limit, 2)
            said = told(read, many)
        assert what in said
        assert "save the list as 'CSV UTF-8', which may be of any size" in said


def bomb() -> bytes:
    return changed(packed(book(HEAD, ROW)), SHEET, lambda _: b" " * 100_000_000)


def far_row() -> bytes:
    xml = b'<row r="999999999999"><c r="A999999999999" t="inlineStr"><is><t>x</t></is></c></row>'
    sheet = packed(book(HEAD, ROW))
    return changed(sheet, SHEET, lambda old: old.replace(b"</sheetData>", xml + b"</sheetData>"))


def many_tags() -> bytes:
    return changed(packed(book(HEAD, ROW)), SHEET, lambda _: b"<a>" + b"<b/>" * 9_000_000)


def entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{levels}]>'
    return changed(packed(book(HEAD, ROW)), SHEET, lambda old: head.encode() + old)


def not_in_order() -> bytes:
    return changed(
        packed(book(HEAD, ROW, ROW)), SHEET, lambda old: old.replace(b'<row r="3"', b'<row r="1"')
    )


def no_part() -> bytes:
    return changed(packed(book(HEAD, ROW)), SHEET, None)


def strict() -> bytes:
    """Of the other namespace that the standard has, which openpyxl does not read."""
    data = packed(book(HEAD, ROW))
    for part in ("xl/workbook.xml", SHEET):
        data = changed(
            data,
            part,
            lambda old: old.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
        )
    return data


@pytest.mark.parametrize(
    "make", [bomb, far_row, many_tags, entities, not_in_order, no_part, strict]
)
def test_what_would_do_harm_is_told_at_once(read: Read, make: Callable[[], bytes]) -> None:
    data = make()
    before = perf_counter()
    said = told(read, data)
    assert perf_counter() - before < 5
    assert "CSV UTF-8" in said


@lru_cache
def _sound() -> bytes:
    return packed(book(HEAD, *[ROW] * 5))


@pytest.mark.hostile
@settings(deadline=5_000)
@given(
    st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", ""]),
    st.integers(0, 100_000),
    st.sampled_from([b"", b"\0", b"<", b'"', b"9" * 30, b"-1", b"</row>", b"&e;", b"1.5"]),
    st.integers(0, 40),
)
def test_no_damage_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, part: str, at: int, new: bytes, length: int
) -> None:
    """A part of it, or the file itself, with some bytes replaced by others."""

    def damaged(content: bytes) -> bytes:
        place = at % len(content)
        return content[:place] + new + content[place + length :]

    data = changed(_sound(), part, damaged) if part else damaged(_sound())
    path = tmp_path_factory.mktemp("any") / "patients.xlsx"
    path.write_bytes(data)
    with suppress(ContentError):
        for row in read_table(path).rows():
            assert row.number >= 1


# --- from the command line -----------------------------------------------------------------------


def test_drafts_from_a_workbook(
    own: OwnContent,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = (ROW[0], "Bob", "left-backward", datetime.date(2026, 5, 3), None, "")
    sheet = book(HEAD, ROW, wrong)
    only(sheet)["B1"].alignment = Alignment(wrap_text=True)
    only(sheet)["E2"] = 2
    sheet.save("patients.csv")
    given_ = ["email", "--handout=log", "--out=out", f"--content={own.root}"]
    assert main.main([*given_, "--patients=patients.csv"]) == 1
    shown = capsys.readouterr()
    assert "patients.csv:3: row 3, column 'hold_seconds' is a date" in shown.err
    assert "1 made, 0 unchanged, 0 removed, 1 rows refused" in shown.out
    text = (tmp_path / "out/002-log-left-backward.txt").read_text("utf-8")
    assert "Hold 5 seconds" in text
    assert "Müller" in text
