"""Reading a file from disk: every way that can fail becomes a problem, never a traceback."""

from __future__ import annotations

import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from .characters import JOINERS, faults, is_invisible, may_join, tidy
from .findings import Report, quoted

MAX_BYTES = 1_000_000
MAX_TEXT_BYTES = 100_000  # thirty times a handout; more would only keep the layout busy


def read_bytes(
    path: Path, report: Report, *, line: int = 0, limit: int = MAX_BYTES
) -> bytes | None:
    """The content of a file of at most `limit` bytes; None when a problem was reported.

    `line` is where the file is named, if `report` speaks of another file.
    """
    name = quoted(path.name, 60)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            report(line, f"{name} is a folder", "put a file there instead")
            return None
        if not stat.S_ISREG(status.st_mode):
            report(line, f"{name} is not an ordinary file", "put an ordinary file there")
            return None
        if status.st_size > limit:
            size = f"{status.st_size / 1000:,.0f} kB, the most is {limit / 1000:,.0f} kB"
            report(line, f"{name} is {size}", "make the file smaller")
            return None
        return path.read_bytes()
    except FileNotFoundError:
        report(line, f"{name} is missing", "create it, or correct its name")
    except PermissionError:
        report(line, f"no permission to read {name}", "allow your account to read it")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        report(line, f"{name} cannot be read ({reason})", "check the file and its disk")
    return None


def read_text(
    path: Path, report: Report, *, soft_hyphens: bool = False, draft: bytes | None = None
) -> str | None:
    """A UTF-8 text, tidied; invisible characters are reported, and become spaces within a line.

    A `draft` is read as if it stood in the file.
    """
    data = read_bytes(path, report, limit=MAX_TEXT_BYTES) if draft is None else draft
    if data is None:
        return None
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or data.count(0) > len(data) / 4:
        report(0, "is saved as UTF-16", "save the file with the encoding UTF-8")
        return None
    try:
        text = tidy(data.decode("utf-8-sig"), soft_hyphens=soft_hyphens)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        lines = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        report(
            lines.count(b"\n") + 1,
            f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}",
            "save the file with the encoding UTF-8",
        )
        return None
    invisible = {char for char in set(text) if is_invisible(char)}
    if may_join(text):
        invisible -= set(JOINERS)
    if not invisible:
        return text
    lines_of_text = text.split("\n")
    places = (
        (number, column, char)
        for number, line in enumerate(lines_of_text, 1)
        for column, char in enumerate(line, 1)
        if char in invisible
    )
    for fault in faults(places):
        report(fault.line, fault.what, fault.remedy)
    spaces = dict.fromkeys(map(ord, invisible), " ")
    begins = "".join(invisible)
    return "\n".join(line.lstrip(begins).translate(spaces) for line in lines_of_text)
