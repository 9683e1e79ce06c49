"""A seal on what the program keeps for itself: it tells damage, edits, and one file from another.

Whatever is kept among the outputs can be changed by whoever may write there: by a disk, by a
program that tidies up, by hand.  What bears no right seal is as good as not there, and is made
again, so that outputs are those of a clean build.  The seal has no key.  Who forges it on purpose
could as well change the outputs once they are built, or the program.
"""

from __future__ import annotations

import hashlib

_LENGTH = 64


def seal(name: str, data: bytes) -> bytes:
    """The seal of data that is kept under a name: hexadecimal digits."""
    return hashlib.sha256(b"%s\0%s" % (name.encode(), data)).hexdigest().encode()


def sealed(name: str, data: bytes) -> bytes:
    """The data behind its seal."""
    return seal(name, data) + b"\n" + data


def unsealed(name: str, kept: bytes) -> bytes | None:
    """The data; None if it is not as it was, or was kept under another name."""
    data = kept[_LENGTH + 1 :]
    return data if kept[: _LENGTH + 1] == seal(name, data) + b"\n" else None
