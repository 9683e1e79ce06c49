"""A build asked for on the command line is made by the page that is running, where there is one.

That process has loaded everything already.  It leaves its port and a key beside the ledger, in a
file that only its user may read.  Both sides sign what they say with the key, which is never sent.
Without this module all else works the same, but slower.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import stat
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from handouts.storage.ordinary_files import opened

PATH = "/command"
OPENING = "/opening"
"""Where the program asks for a key with which a browser is let in."""
SIGNATURE = "X-Signature"
_PATIENCE = 600  # s: as long as the longest build may take
_AT_ONCE = 5  # s


class Answer(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


class Command(NamedTuple):
    """A command as it was typed, and what the process that was asked must have in common.

    Attributes:
        folder: the current folder.
        program: where this program and its Python are, and which they are.
        today: as YYYY-MM-DD.
        columns: the width of the terminal; 0 if what is printed goes elsewhere.
    """

    arguments: tuple[str, ...]
    folder: str
    program: tuple[str, ...]
    today: str
    columns: int


class Desk(NamedTuple):
    """The page that is running."""

    port: int
    key: bytes

    def signature(self, body: bytes) -> str:
        return hashlib.blake2b(body, key=self.key, digest_size=32).hexdigest()

    def address(self, key: str) -> str:
        """Where a browser is let in with a key."""
        return f"http://localhost:{self.port}/?key={key}"

    def is_signed(self, body: bytes, signature: str) -> bool:
        return hmac.compare_digest(self.signature(body).encode(), signature.encode())


def announce(out: Path, port: int) -> Desk:
    """Says that the page is running; nobody is told where others could read the file."""
    desk = Desk(port, os.urandom(32))
    file = _file(out)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            if _is_private(new.fileno()):
                json.dump({"port": port, "key": desk.key.hex()}, new)
    except OSError:
        pass  # builds do without
    return desk


def withdraw(out: Path, desk: Desk) -> None:
    """Says that it no longer is."""
    if _announced(out) == desk:
        _file(out).unlink(missing_ok=True)


def ask(out: str, arguments: Sequence[str], columns: int) -> Answer | None:
    """What the page that is running makes of a command; None if there is none, or it declines."""
    desk = _announced(Path(out))
    if desk is None:
        return None
    command = Command(
        tuple(arguments),
        str(Path.cwd()),
        program(),
        time.strftime("%Y-%m-%d"),
        columns,
    )
    try:
        body = json.dumps(command._asdict()).encode()
        answer = _post(desk, PATH, body, patience=_PATIENCE)
        return Answer(**json.loads(answer)) if answer else None
    except (OSError, ValueError, TypeError):
        return None


def address(out: Path) -> str | None:
    """Where the page that is running is opened; None if none is."""
    desk = _announced(out)
    if desk is None:
        return None
    try:
        answer = _post(desk, OPENING, os.urandom(16).hex().encode(), patience=_AT_ONCE)
        return desk.address(json.loads(answer)["key"]) if answer else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def read_command(body: bytes) -> Command | None:
    """The command that was sent; None if it is none."""
    try:
        sent: Mapping[str, Any] = json.loads(body)
        command = Command(
            tuple(map(str, sent["arguments"])),
            str(sent["folder"]),
            tuple(map(str, sent["program"])),
            str(sent["today"]),
            int(sent["columns"]),
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return command


def program() -> tuple[str, ...]:
    """Which program this is."""
    return (str(Path(__file__).resolve().parents[1]), sys.prefix, sys.version)


def _post(desk: Desk, path: str, body: bytes, *, patience: float) -> bytes | None:
    import socket

    host = f"localhost:{desk.port}"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n{SIGNATURE}: {desk.signature(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", desk.port), timeout=2) as line:
        line.settimeout(patience)
        line.sendall(head.encode("ascii") + body)
        received = b"".join(iter(lambda: line.recv(65536), b""))
    headers, _, answer = received.partition(b"\r\n\r\n")
    status, *fields = headers.decode("latin-1").split("\r\n")
    signed = dict(field.lower().split(": ", 1) for field in fields if ": " in field)
    if status.split(" ")[1:2] != ["200"]:
        return None
    return answer if desk.is_signed(answer, signed.get(SIGNATURE.lower(), "")) else None


def _announced(out: Path) -> Desk | None:
    try:
        with opened(_file(out)) as file:
            if not _is_private(file.fileno()):
                return None
            said = json.load(file)
            return Desk(int(said["port"]), bytes.fromhex(said["key"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _is_private(handle: int) -> bool:
    """Whether a file belongs to this user and nobody else may read it."""
    if not hasattr(os, "getuid"):  # Windows: the folder's own rights hold
        return True
    status = os.fstat(handle)
    return status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077


def _file(out: Path) -> Path:
    return out / ".ledger" / "desk.json"
