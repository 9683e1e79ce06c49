"""A draft for each patient of a list: checked first, then made one after the other.

The list is read twice, a row at a time.  The first time everything is checked, so that two rows of
one patient are found however far apart they stand; the second time drafts are made.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from handouts.errors import ContentError
from handouts.mail import draft_files, private
from handouts.mail.maker import Draft, Maker, TooLarge
from handouts.mail.patients import Row, Table
from handouts.mail.recipient import Defaults, Recipient, Refused, recipient
from handouts.mail.state import Folder
from handouts.reading import Library
from handouts.storage import ordinary_files

REFUSED = "refused.csv"
"""The file beside the drafts with every row that was refused."""


@dataclass(frozen=True)
class Refusal:
    """A row nothing was made for; `column` is empty where it is about the whole row."""

    number: int
    line: int
    column: str
    fault: str


@dataclass
class Tally:
    """What came of a list; `unapproved` counts the drafts of a handout nobody has approved."""

    made: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: int = 0
    unapproved: int = 0


Refuse = Callable[[Refusal], None]


def survey(table: Table, defaults: Defaults, library: Library, folder: Folder) -> int:
    """Reads the list for the first time; returns how many rows it has."""
    folder.forget_seen()
    count = 0
    for row in table.rows():
        count += 1
        if not row.faults:
            try:
                to = recipient(row.cells, defaults, library)
            except Refused:
                continue
            folder.see(digest(*to.person), row.number, digest(repr(to)))
    return count


def make(
    table: Table,
    defaults: Defaults,
    library: Library,
    maker: Maker,
    folder: Folder,
    *,
    password: Callable[[], str],
    tell: Callable[[Recipient, int, str], None],
    refuse: Refuse,
    on_row: Callable[[], None],
) -> Tally:
    """Makes the drafts that are not there yet, and removes those no row stands for any more.

    Args:
        password: gives what the next PDF is locked with, or nothing.
        tell: told the password of a row's PDF before that is there.
        refuse: told of each fault of each row.
        on_row: called after each row.

    Raises:
        ContentError: problems in the content, or a draft cannot be removed.
        PrivateFileError: a file could not be written; those before it are there.
    """
    tally = Tally()
    for row in table.rows():
        try:
            to = _checked(row, defaults, library, folder)
            stem = _stem(row, to, maker)
            made_from = maker.digest(to)
            if folder.is_made(stem, made_from):
                tally.unchanged += 1
            else:
                key = password()
                draft = maker.draft(to, key)
                tell(to, row.number, key)
                keep(folder, stem, draft, made_from, row.number)
                tally.made += 1
            tally.unapproved += maker.is_draft(to)
        except (Refused, TooLarge) as error:
            tally.refused += 1
            faults = error.faults if isinstance(error, Refused) else (("", str(error)),)
            for column, fault in faults:
                refuse(Refusal(row.number, row.line, column, fault))
        on_row()
    for stem in folder.of_earlier_rows():
        if problems := folder.remove(stem):
            raise ContentError(problems)
        tally.removed += 1
    folder.forget_seen()
    return tally


def _checked(row: Row, defaults: Defaults, library: Library, folder: Folder) -> Recipient:
    """
    Raises:
        Refused: the row is wrong, or another one is of the same patient.
    """
    if row.faults:
        raise Refused(row.faults)
    to = recipient(row.cells, defaults, library)
    first, same = folder.first(digest(*to.person)) or (0, True)
    if not first:
        raise Refused([("", "has changed while the list was read; run this again")])
    if not same:
        fault = "another row has this address and name, and says something else"
        raise Refused([("email", f"{fault}; keep the one that is right")])
    if first != row.number:
        raise Refused([("email", f"says the same as row {first}; remove one of the two")])
    return to


def _stem(row: Row, to: Recipient, maker: Maker) -> str:
    """What a row's draft is called: a person finds it by the row, and it names nobody.

    Beside a locked PDF nothing tells which pattern a patient has.
    """
    kind = f"-{to.pattern.id}" if to.pattern and not maker.locks else ""
    return f"{row.number:03d}-{maker.handout}{kind}"


def keep(folder: Folder, stem: str, draft: Draft, made_from: str, row: int | None = None) -> None:
    """Writes a draft's files, and first of all that they are there.

    Raises:
        PrivateFileError: one could not be written, or another file is in its place.
    """
    folder.begins(stem, row)
    draft_files.write(folder.path, stem, (draft.html, draft.text, draft.pdf, draft.eml))
    folder.made(stem, made_from, draft.key)


class Report:
    """Writes down every refusal in a file beside the drafts, and keeps the first ones to show."""

    def __init__(self, folder: Path, most: int) -> None:
        self.path = folder / REFUSED
        self.shown: list[Refusal] = []
        self._most = most
        with private.blaming(self.path):
            self.path.unlink(missing_ok=True)

    def __call__(self, refusal: Refusal) -> None:
        if len(self.shown) < self._most:
            self.shown.append(refusal)
        row = (refusal.number, refusal.line, refusal.column, refusal.fault)
        if not self.path.exists():
            private.append(self.path, _csv_line("row", "line", "column", "what is wrong"))
        private.append(self.path, _csv_line(*row))


def _csv_line(*cells: object) -> str:
    target = StringIO()
    csv.writer(target, lineterminator="").writerow(cells)
    return target.getvalue()


def drafts(folder: Folder) -> Iterator[tuple[str, str, bytes]]:
    """The stem, key and message of each draft of this run."""
    for stem, key in list(folder.drafts()):
        with private.blaming(folder.path / f"{stem}.eml"):
            yield stem, key, ordinary_files.read(folder.path / f"{stem}.eml")


def digest(*parts: str) -> bytes:
    """What stands for texts that are not written down."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()
