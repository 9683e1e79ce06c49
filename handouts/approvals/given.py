"""The words of drafts that were handed out: what a code on paper stands for, approved or not.

    content/.desk/given/<SHA-256>.txt     a text, as approved words have one; nothing of a patient
    content/.desk/given/<SHA-256>.png     a picture of the clinic's own that it shows, or .svg

No build reads them.  A text is written once, however often it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handouts.approvals.records import picture_in
from handouts.approvals.words import KeptPicture, Words, fingerprint, from_text
from handouts.storage import paths
from handouts.storage.ordinary_files import names_in, read, replace

FOLDER = ".desk/given"


def keep(content: Path, given: Iterable[Words]) -> str:
    """Keeps the words of drafts that are handed out; returns why they could not be, if so."""
    folder = content / FOLDER
    if paths.goes_with_next_version(content):
        return "these words came with the program; `new-content` makes a folder of your own"
    try:
        for words in given:
            file = folder / f"{words.fingerprint}.txt"
            if _text(file) is None:
                folder.mkdir(parents=True, exist_ok=True)
                for picture, data in words.files:
                    replace(folder / picture.file, data)
                replace(file, words.text.encode())
    except OSError as error:
        return f"{folder} cannot be written: {error.strerror or error}"
    return ""


def found(content: Path, code: str) -> dict[str, Words]:
    """The words that were kept of a code as it is printed, by fingerprint."""
    begins = code.replace("-", "").lower()
    texts = {
        name.removesuffix(".txt"): _text(content / FOLDER / name)
        for name in names_in(content / FOLDER)
        if name.startswith(begins) and name.endswith(".txt")
    }
    return {each: from_text(text) for each, text in texts.items() if text is not None}


def read_picture(content: Path, picture: KeptPicture) -> bytes | None:
    """A picture that such words show; None if it is missing, or was changed."""
    return picture_in(content / FOLDER, picture)


def _text(file: Path) -> str | None:
    """The text of a file, if it is whole."""
    try:
        text = read(file).decode()
    except (OSError, ValueError):
        return None
    return text if fingerprint(text) == file.stem else None
