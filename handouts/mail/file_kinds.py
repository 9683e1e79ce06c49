"""What a file is, by its first bytes and not its name: a workbook, a text, or what is no list."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from handouts.errors import ContentError, Problem

SAVE_AS = "open it in your spreadsheet program and save it as .xlsx, or as 'CSV UTF-8'"
EXPORT = "in Numbers choose File, Export To, CSV, with the text encoding Unicode (UTF-8)"
UNLOCK = "open it, take the password away (File, Info, Protect Workbook), and save it as .xlsx"
WORKBOOK = (b"PK\x03\x04", b"PK\x05\x06")
"""How a workbook begins: it is a zip archive, as are other things."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = "is an old Excel workbook (.xls)"
_OTHERS = {
    b"\x09\x08": _OLD_EXCEL,
    b"\x09\x04": _OLD_EXCEL,
    b"\x09\x02": _OLD_EXCEL,
    b"\x09\x00": _OLD_EXCEL,
    b"\x00\x00\x02\x00": "is a Lotus worksheet",
    b"\x00\x00\x1a\x00": "is a Lotus worksheet",
    b"%PDF-": "is a PDF",
    b"\x1f\x8b": "is packed (gzip)",
    b"7z\xbc\xaf": "is packed (7z)",
    b"SQLite format 3\0": "is a database",
    b"\x89PNG": "is a picture",
    b"\xff\xd8\xff": "is a picture",
}
_OTHER_TEXTS = {
    b"<": "is a web page or XML",
    b"{\\rtf": "is a text with formatting (RTF)",
    b"BEGIN:VCARD": "is an address book (vCard)",
}
_HEAD = 512
_MOST_OLD = 50_000_000  # bytes of an old Office file that are looked through


def begins(path: Path) -> bytes:
    """The first bytes of a list.

    Raises:
        ContentError: it is no list, or no file at all.
        OSError: it cannot be read.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode) and path.suffix == ".numbers":
        _refuse(path, "is a Numbers document", EXPORT)
    if stat.S_ISDIR(mode):
        _refuse(path, "cannot be read: it is a folder", "name the list in it")
    if not stat.S_ISREG(mode):
        _refuse(path, "cannot be read: it is a pipe or a device", "save the list as a file")
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(_OLE):
            _refuse_old_office(path, head + file.read(_MOST_OLD))
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for start, what in _OTHERS.items():
        if head.startswith(start):
            _refuse(path, what, SAVE_AS)
    for start, what in _OTHER_TEXTS.items():
        if text.startswith(start):
            _refuse(path, what, SAVE_AS)
    return head


def _refuse_old_office(path: Path, data: bytes) -> None:
    """Before there was .xlsx; workbooks with a password are still packed like that."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        _refuse(path, "is protected with a password", UNLOCK)
    if "WordDocument".encode("utf-16-le") in data:
        _refuse(path, "is a Word document", SAVE_AS)
    _refuse(path, _OLD_EXCEL, SAVE_AS)


def _refuse(path: Path, what: str, remedy: str) -> None:
    raise ContentError([Problem(path, 0, what, remedy)])
