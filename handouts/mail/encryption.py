"""A password on a PDF."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf

# Letters and digits that are not mistaken for one another when read out over the telephone.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LENGTH = 3, 4
_PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"


def password(choose: Callable[[str], str]) -> str:
    """Three groups of four characters: 59 bits, more than can be tried out (31^12).

    Args:
        choose: picks one of the characters it is given; must not be predictable.
    """
    groups = ("".join(choose(_ALPHABET) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def locked(pdf: bytes, key: str) -> bytes:
    """The PDF, encrypted with AES-256 (ISO 32000-2, 7.6.4: revision 6), properties included.

    Never the same twice: its salts are random, as they have to be.  Screen readers may still read
    it; it is no PDF/A any more, which forbids encryption (ISO 19005-2, 6.1.3), and says so no more.
    """
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for claim in ("part", "conformance", "rev"):
                metadata.pop(f"{{{_PDFA_ID}}}{claim}", None)
        file.save(
            target,
            encryption=pikepdf.Encryption(owner=key, user=key, R=6, aes=True, metadata=True),
        )
    return target.getvalue()
