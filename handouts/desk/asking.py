"""Asks the page that is running, if one is, to make a build that is typed elsewhere.

That process has loaded everything already.  It leaves its port and a key beside the ledger, in a
file that only its user may read.  Both sides sign what they say with the key, which is never sent.
Imports next to nothing: it is all that is loaded of the program where the page is asked.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import stat
import sys
import time

from handouts.storage.ordinary_files import opened

TYPE_CHECKING = False  # typing takes longer to import than to ask
if TYPE_CHECKING:
    from collections.abc import Sequence

PATH = "/command"
SIGNATURE = "X-Signature"
_PATIENCE = 600  # s: as long as the longest build may take
_ENCODING = "utf-8", "surrogatepass"  # as names of files may be no Unicode


def ask(out: str, arguments: Sequence[str], columns: int) -> tuple[int, str, str] | None:
    """How a command ended that the page made, and what it printed, and as errors.

    None if there is no page, or it declines.

    Args:
        columns: the width of the terminal; 0 if what is printed goes elsewhere.
    """
    found = announced(out)
    if found is None:
        return None
    about = (os.getcwd(), time.strftime("%Y-%m-%d"), str(columns))  # noqa: PTH109
    try:
        answer = post(*found, PATH, packed((*about, *program(), *arguments)), patience=_PATIENCE)
        if answer is None:
            return None
        code, printed, errors = unpacked(answer)
        return int(code), printed, errors
    except (OSError, ValueError):
        return None


def program() -> tuple[str, str, str]:
    """Which program this is: where it and its Python are, and which Python that is."""
    folder = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120
    return folder, sys.prefix, sys.version


def file_of(out: str) -> str:
    """Where the page that is running says so."""
    return os.path.join(out, ".ledger", "desk")  # noqa: PTH118


def announced(out: str) -> tuple[int, bytes] | None:
    """The port and key of the page that is running; None if none says so, to this user alone."""
    try:
        with opened(file_of(out)) as file:
            if not is_private(file.fileno()):
                return None
            port, key = unpacked(file.read())
            return int(port), bytes.fromhex(key)
    except (OSError, ValueError):
        return None


def is_private(handle: int) -> bool:
    """Whether a file belongs to this user and nobody else may read it."""
    if not hasattr(os, "getuid"):  # Windows: the folder's own rights hold
        return True
    status = os.fstat(handle)
    return status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077


def post(port: int, key: bytes, path: str, body: bytes, *, patience: float) -> bytes | None:
    """What the page answers; None if it declines, or another program has its port.

    Args:
        patience: how long to wait, in s.

    Raises:
        OSError: there is no answer.
    """
    import socket

    host = f"localhost:{port}"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n{SIGNATURE}: {signature(key, body)}\r\n\r\n"
    )
    with socket.socket() as line:  # what looks up names takes longer to import
        line.settimeout(2)
        line.connect(("127.0.0.1", port))
        line.settimeout(patience)
        line.sendall(head.encode("ascii") + body)
        received = b"".join(iter(lambda: line.recv(65536), b""))
    headers, _, answer = received.partition(b"\r\n\r\n")
    status, *fields = headers.decode("latin-1").split("\r\n")
    signed = dict(field.lower().split(": ", 1) for field in fields if ": " in field)
    if status.split(" ")[1:2] != ["200"]:
        return None
    return answer if is_signed(key, answer, signed.get(SIGNATURE.lower(), "")) else None


def signature(key: bytes, body: bytes) -> str:
    return hashlib.blake2b(body, key=key, digest_size=32).hexdigest()


def is_signed(key: bytes, body: bytes, given: str) -> bool:
    return hmac.compare_digest(signature(key, body).encode(), given.encode())


def packed(texts: Sequence[str]) -> bytes:
    """Texts one after another, behind how long each is."""
    return f"{' '.join(str(len(text)) for text in texts)}\n{''.join(texts)}".encode(*_ENCODING)


def unpacked(data: bytes) -> list[str]:
    """The texts that were packed.

    Raises:
        ValueError: there are none.
    """
    lengths, _, rest = data.decode(*_ENCODING).partition("\n")
    texts = []
    for length in map(int, lengths.split(" ")):
        texts.append(rest[:length])
        rest = rest[length:]
    return texts
