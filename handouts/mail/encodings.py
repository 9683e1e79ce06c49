"""Which encoding a list of patients is in: what the file says, else what somebody said, else asked.

Nothing is guessed.  A file says it by a mark at its beginning, or by being UTF-8 throughout.  Else
the names in it are read in every encoding that spreadsheets save in: if what the content's language
is usually saved in makes names of them, and no other makes other names, there is no doubt.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from handouts.errors import ContentError, Problem
from handouts.mail.names import looks_like_names

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # begins as the next one does
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHUNK = 1 << 16
_SHOWN = 20  # names in doubt; and of each at most so many readings:
_READINGS = 4

# The code page of Windows for languages, where it is not 1252; of some by their script or region.
_CODE_PAGES = {
    "cp1250": "bs cs hr hu pl ro sk sl sq sr-Latn",
    "cp1251": "be bg kk ky mk mn ru sr tg tt uk az-Cyrl bs-Cyrl uz-Cyrl",
    "cp1253": "el",
    "cp1254": "az tr uz",
    "cp1255": "he iw yi",
    "cp1256": "ar fa ps ur",
    "cp1257": "et lt lv",
    "cp1258": "vi",
    "cp874": "th",
    "cp932": "ja",
    "cp936": "zh",
    "cp949": "ko",
    "cp950": "zh-Hant zh-TW zh-HK zh-MO",
}
_COMMON = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257"),
    *("mac_roman", "cp850", "cp852", "iso8859_2", "iso8859_15"),
)
# What else lists in a language were saved in, on Macs and before Windows.
_RELATED = {
    "cp1250": ("mac_latin2",),
    "cp1251": ("koi8_u", "cp866", "mac_cyrillic"),
    "cp1253": ("iso8859_7", "mac_greek"),
    "cp1254": ("mac_turkish", "cp857"),
}


class Cell(NamedTuple):
    """A cell whose letters matter, each byte read as one character (Latin 1)."""

    number: int
    line: int
    column: str
    text: str


Cells = Callable[[], Iterable[Cell]]
"""Reads the names and addresses of a list, as often as it is called."""


def marked(path: Path, named: str | None = None) -> str:
    """The encoding a file says it is in: by a mark, or by being ASCII or UTF-8 throughout.

    Args:
        named: what somebody says it is in.

    Returns nothing if it says nothing.

    Raises:
        ContentError: it is no text, as far as anybody says.
        OSError: it cannot be read.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    found = "ascii"
    with path.open("rb") as file:
        chunk = file.read(_CHUNK)
        for mark, encoding in _MARKS.items():
            if chunk.startswith(mark):
                return encoding
        while chunk:
            if b"\0" in chunk and not named:
                remedy = (
                    "save it as 'CSV UTF-8'; if it is UTF-16 without a mark at its beginning, add"
                    " --encoding utf-16-le or utf-16-be"
                )
                raise ContentError([Problem(path, 0, "is no text: it has zero bytes", remedy)])
            if found == "ascii" and not chunk.isascii():
                found = "utf-8"
            rest = file.read(_CHUNK)
            try:
                decoder.decode(chunk, final=not rest)
            except UnicodeDecodeError:
                found = ""
                decoder.reset()
            chunk = rest
    return found


def refuse_contradiction(path: Path, said: str, named: str, cells: Cells) -> None:
    """
    Args:
        said: what the file says of itself; see `marked`.
        named: what somebody says.

    Raises:
        ContentError: somebody names an encoding that the file is not in.
    """
    if said in ("", "ascii") or named.startswith(said.removesuffix("-sig")):
        return
    if said == "utf-8":
        # What takes two bytes for a letter may be UTF-8 as well, or letters that nobody writes.
        beyond = list(_beyond_ascii(cells))
        is_one_byte = any(len(_read(cell.text, named) or "") == len(cell.text) for cell in beyond)
        if not is_one_byte or not all(looks_like_names(_read(cell.text, said)) for cell in beyond):
            return
    what = f"is {said.removesuffix('-sig').upper()}, not {named}"
    raise ContentError([Problem(path, 0, what, "leave out --encoding")])


def decided(path: Path, cells: Cells, langs: Iterable[str], said: str) -> str:
    """The only encoding that makes names of what stands in a list.

    Args:
        langs: what the content is written in.
        said: UTF-8 if it is that, by intent or by chance; else empty.

    Raises:
        ContentError: there is none, or several, with every name in doubt.
    """
    if said and all(looks_like_names(_read(cell.text, said)) for cell in _beyond_ascii(cells)):
        return said
    usual = tuple(dict.fromkeys(map(code_page, langs))) or ("cp1252",)
    related = (each for page in usual for each in _RELATED.get(page, ()))
    able = tuple(dict.fromkeys((*usual, *_COMMON, *related)))
    for cell in _beyond_ascii(cells):
        able = tuple(each for each in able if looks_like_names(_read(cell.text, each)))
    if said:
        if not able:
            return said
        able = (said, *able)
    first = next((each for each in (said, *usual) if each in able), "")
    if first and all(
        _read(cell.text, each) == _read(cell.text, first)
        for cell in _beyond_ascii(cells)
        for each in able
    ):
        return first
    shown = able if first else (*usual, *able)
    doubts = (_doubt(path, cell, shown, sure=bool(first)) for cell in _beyond_ascii(cells))
    raise ContentError(list(islice(filter(None, doubts), _SHOWN)))


def code_page(lang: str) -> str:
    """What Windows saves a language in where it is not Unicode, by its BCP 47 tag."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length]).casefold()
        for page, langs in _CODE_PAGES.items():
            if tag in langs.casefold().split():
                return page
    return "cp1252"


def _beyond_ascii(cells: Cells) -> Iterator[Cell]:
    return (cell for cell in cells() if not cell.text.isascii())


def _doubt(path: Path, cell: Cell, encodings: Iterable[str], *, sure: bool) -> Problem | None:
    """What a name may be; nothing if it is the same in each, and the usual one is among them."""
    readings: dict[str, list[str]] = {}
    for each in encodings:
        if (text := _read(cell.text, each)) is not None:
            readings.setdefault(text, []).append(each)
    where = f"row {cell.number}, column '{cell.column}'"
    remedy = (
        "say which with --encoding, or for every list with 'list_encoding' under 'mail' in"
        " clinic.yaml"
    )
    if not readings:
        return Problem(path, cell.line, f"{where} cannot be read", remedy)
    if len(readings) == 1 and sure:
        return None
    said = " or ".join(
        f"'{text.strip()}' ({', '.join(names[:2])})"
        for text, names in list(readings.items())[:_READINGS]
    )
    return Problem(path, cell.line, f"{where} may be {said}", remedy)


@lru_cache(maxsize=1 << 16)
def _read(text: str, encoding: str) -> str | None:
    """Bytes that were read as Latin 1, in another encoding; None if they are nothing in it."""
    try:
        return normalize("NFC", text.encode("latin-1").decode(encoding))
    except UnicodeError:
        return None
