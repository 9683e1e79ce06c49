"""What the folder of drafts knows of itself: which are made, and which have been sent.

A small database in the folder, its owner's alone, as a list may have a million rows.  It holds no
name and no address: only numbers of rows, and digests.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path

from handouts.mail.private import FILE, PrivateFileError, blaming, make_folder

STATE = ".state.sqlite"
REFUSED = "refused.csv"
_TABLES = """
create table if not exists made (stem text primary key, digest text, key text, run integer);
create table if not exists sent (key text primary key, state text);
create table if not exists seen (person blob primary key, number integer, whole blob, differs);
create table if not exists whose (stem text primary key, person blob);
create table if not exists list (digest blob);
"""


class Sent(Enum):
    """What is known of a message that was to be sent.

    HANDED is written before the server is given the message: if nothing follows it, nobody knows
    whether the message went out, so it is never sent again by itself.
    """

    NO = "no"
    HANDED = "handed"
    YES = "yes"


class Folder:
    """A folder of drafts, for its owner alone.  Opened by `opened`."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database
        self.run = 1 + int(self._one("select coalesce(max(run), 0) from made") or 0)

    # --- rows of this run that are there twice ---------------------------------------------------

    def forget_seen(self) -> None:
        self._database.execute("delete from seen")

    def see(self, person: bytes, number: int, whole: bytes) -> None:
        """Remembers the row of a person, and whether another of theirs says something else."""
        self._database.execute(
            "insert into seen values (?, ?, ?, 0) on conflict (person)"
            " do update set differs = differs or whole != excluded.whole",
            (person, number, whole),
        )

    def first(self, person: bytes) -> tuple[int, bool]:
        """The number of a person's first row, and whether all of their rows say the same."""
        row = self._database.execute(
            "select number, differs from seen where person = ?", (person,)
        ).fetchone()
        return int(row[0]), not row[1]

    # --- whose drafts they are --------------------------------------------------------------------

    def stem_for(self, stem: str, person: bytes) -> str:
        """Where a person's draft is from now on: `stem`, with a number if others have it."""
        number, name = 1, stem
        while self._one("select person from whose where stem = ?", name) not in (None, person):
            number += 1
            name = f"{stem}-{number}"
        self._change("insert or replace into whose values (?, ?)", name, person)
        return name

    def has_waiting_of_another_list(self, digest: bytes, stems: str) -> bool:
        """Whether drafts named like `stems` are of another list than that, and some not sent."""
        if self._one("select digest from list") in (None, digest):
            return False
        waiting = (
            "select count(*) from made left join sent on made.key = sent.key"
            " where stem glob ? and coalesce(state, 'no') = 'no'"
        )
        return bool(self._one(waiting, stems))

    def is_for_list(self, digest: bytes) -> None:
        """Remembers which list the drafts are of."""
        self._database.execute("delete from list")
        self._change("insert into list values (?)", digest)

    # --- drafts ---------------------------------------------------------------------------------

    def is_made(self, stem: str, digest: str) -> bool:
        """Whether the draft is there and made from the same; if so it stays in this run."""
        known = self._one("select digest from made where stem = ?", stem)
        if known != digest or not (self.path / f"{stem}.eml").is_file():
            return False
        # Not yet for good: if the run is cut short, the next one finds it again.
        self._database.execute("update made set run = ? where stem = ?", (self.run, stem))
        return True

    def made(self, stem: str, digest: str, key: str) -> None:
        self._change("insert or replace into made values (?, ?, ?, ?)", stem, digest, key, self.run)

    def drafts(self) -> Iterator[tuple[str, str]]:
        """The stem and key of each draft of this run, in order."""
        rows = self._database.execute(
            "select stem, key from made where run = ? order by stem", (self.run,)
        )
        yield from rows

    def count(self) -> int:
        return int(self._one("select count(*) from made where run = ?", self.run) or 0)

    def earlier(self, stems: str = "*") -> list[str]:
        """Drafts, named like `stems`, that this run has neither made nor found in order."""
        rows = self._database.execute(
            "select stem from made where run != ? and stem glob ?", (self.run, stems)
        )
        return [stem for (stem,) in rows]

    def remove(self, stem: str, endings: tuple[str, ...]) -> None:
        """Removes a draft's files, and that it was ever made."""
        with blaming(self.path / stem):
            for ending in endings:
                (self.path / f"{stem}{ending}").unlink(missing_ok=True)
        self._change("delete from made where stem = ?", stem)
        self._change("delete from whose where stem = ?", stem)

    # --- sending --------------------------------------------------------------------------------

    def sent(self, key: str) -> Sent:
        return Sent(self._one("select state from sent where key = ?", key) or "no")

    def set_sent(self, key: str, state: Sent) -> None:
        """Written to the disk before this returns."""
        self._change("insert or replace into sent values (?, ?)", key, state.value)

    def has_sent(self) -> bool:
        return bool(self._one("select count(*) from sent where state != 'no'"))

    def _one(self, query: str, *values: object) -> str | int | bytes | None:
        row = self._database.execute(query, values).fetchone()
        return row[0] if row else None

    def _change(self, query: str, *values: object) -> None:
        self._database.execute(query, values)
        self._database.commit()


def is_ours(path: Path) -> bool:
    """Whether drafts may be put into a folder: it is new, empty, or has been made for them."""
    return not path.exists() or (
        path.is_dir() and ((path / STATE).is_file() or not any(path.iterdir()))
    )


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """The folder, made if need be; one run at a time.

    Raises:
        PrivateFileError: it cannot be written, or another run is at work in it.
    """
    make_folder(path)
    file = path / STATE
    with blaming(file):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, FILE))
        file.chmod(FILE)
    try:
        with closing(sqlite3.connect(file, timeout=1)) as database:
            database.executescript(_TABLES)
            database.execute("pragma locking_mode = exclusive")
            database.execute("pragma synchronous = full")
            database.execute("begin exclusive")
            database.commit()
            yield Folder(path, database)
            database.commit()
    except sqlite3.Error as error:
        raise PrivateFileError(file, str(error)) from error
