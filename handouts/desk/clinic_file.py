"""`clinic.yaml` as the clinic screen changes it: its comments stay, and the text before is kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

from handouts.desk.good_words import OWN_FOLDER
from handouts.errors import ContentError, Problem
from handouts.storage.ordinary_files import read
from handouts.storage.swap import blaming, swap

NAME = "clinic.yaml"
_BEFORE = f"{OWN_FOLDER}/clinic-before.yaml"


class ClinicFile:
    """The file in a folder of content."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self.path = content / NAME

    @property
    def text(self) -> str:
        """
        Raises:
            ContentError: it cannot be read.
        """
        try:
            return read(self.path).decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            remedy = "save it as UTF-8, where your account may read it"
            raise ContentError(
                [Problem(self.path, 0, f"cannot be read: {error}", remedy)]
            ) from None

    @property
    def has_before(self) -> bool:
        return (self._content / _BEFORE).is_file()

    def save(self, text: str) -> None:
        """Writes it whole or not at all, and keeps the text before.

        Raises:
            DistError: it cannot be written; nothing has changed.
        """
        files = {NAME: text.encode()}
        before = self.path.read_bytes() if self.path.is_file() else b""
        if before != files[NAME]:
            with blaming(self._content):
                (self._content / OWN_FOLDER).mkdir(exist_ok=True)
            swap(self._content, {**files, _BEFORE: before}, [])

    def undo(self) -> None:
        """The text before takes its place; once more, and it is as it was.

        Raises:
            DistError: it cannot be written; nothing has changed.
        """
        if self.has_before:
            self.save(read(self._content / _BEFORE).decode())

    def keep_logo(self, data: bytes, suffix: str) -> str:
        """Writes a logo beside it; returns the file's name.  Those before it stay, for undo.

        Raises:
            DistError: it cannot be written.
        """
        name = f"logo-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
        swap(self._content, {name: data}, [])
        return name
