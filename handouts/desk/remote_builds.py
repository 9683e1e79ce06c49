"""What the page that is running hears from `desk.asking`, and that it can be asked.

Without the two modules all else works the same, but slower.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from handouts.desk import asking

OPENING = "/opening"
"""Where the program asks for a key with which a browser is let in."""
_AT_ONCE = 5  # s


class Answer(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    def __bytes__(self) -> bytes:
        return asking.packed((str(self.code), self.out, self.err))


class Command(NamedTuple):
    """A command as it was typed, and what the process that was asked must have in common.

    Attributes:
        folder: the current folder.
        today: as YYYY-MM-DD.
        columns: the width of the terminal; 0 if what is printed goes elsewhere.
        program: where this program and its Python are, and which they are.
    """

    folder: str
    today: str
    columns: int
    program: tuple[str, ...]
    arguments: tuple[str, ...]


class Desk(NamedTuple):
    """The page that is running."""

    port: int
    key: bytes

    def signature(self, body: bytes) -> str:
        return asking.signature(self.key, body)

    def address(self, key: str) -> str:
        """Where a browser is let in with a key."""
        return f"http://localhost:{self.port}/?key={key}"

    def is_signed(self, body: bytes, signature: str) -> bool:
        return asking.is_signed(self.key, body, signature)


def announce(out: Path, port: int) -> Desk:
    """Says that the page is running; nobody is told where others could read the file."""
    desk = Desk(port, os.urandom(32))
    file = _file(out)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
            if asking.is_private(new.fileno()):
                new.write(asking.packed((str(port), desk.key.hex())))
    except OSError:
        pass  # builds do without
    return desk


def withdraw(out: Path, desk: Desk) -> None:
    """Says that it no longer is."""
    if asking.announced(str(out)) == desk:
        _file(out).unlink(missing_ok=True)


def address(out: Path) -> str | None:
    """Where the page that is running is opened; None if none is."""
    found = asking.announced(str(out))
    if found is None:
        return None
    body = os.urandom(16).hex().encode()
    try:
        answer = asking.post(*found, OPENING, body, patience=_AT_ONCE)
        return Desk(*found).address(answer.decode()) if answer else None
    except (OSError, ValueError):
        return None


def read_command(body: bytes) -> Command | None:
    """The command that was sent; None if it is none."""
    try:
        folder, today, columns, *rest = asking.unpacked(body)
        width = int(columns)
    except ValueError:
        return None
    count = len(asking.program())
    return Command(folder, today, width, tuple(rest[:count]), tuple(rest[count:]))


def _file(out: Path) -> Path:
    return Path(asking.file_of(str(out)))
