"""What the folder of drafts knows of itself: which are made, and which have been sent.

A small database in the folder, its owner's alone, as a list may have a million rows.  It holds no
name and no address: only numbers of rows, and digests.  A draft is written down before the first
of its files is there, so that whatever ends a run, each file can be found and removed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from handouts.errors import Problem
from handouts.mail import draft_files
from handouts.mail.private import PrivateFileError


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
        self.run = 1 + int(self._one("select coalesce(max(run), 0) from drafts") or 0)
        self.ends = False
        """Whether the folder is given up after this run, unless it holds other things."""

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

    def first(self, person: bytes) -> tuple[int, bool] | None:
        """The number of a person's first row, and whether all of their rows say the same.

        None if the person was not in the list when it was read for the first time.
        """
        row = self._database.execute(
            "select number, differs from seen where person = ?", (person,)
        ).fetchone()
        return (int(row[0]), not row[1]) if row else None

    # --- whose drafts they are --------------------------------------------------------------------

    def stem_for(self, stem: str, person: bytes) -> str:
        """Where a person's draft is from now on: `stem`, with a number if others have it."""
        number, name = 1, stem
        while self._one("select person from whose where stem = ?", name) not in (None, person):
            number += 1
            name = f"{stem}-{number}"
        self._change("insert or replace into whose values (?, ?)", name, person)
        return name

    def has_waiting_of_another_list(self, digest: bytes) -> bool:
        """Whether there are drafts of another list than that, and some not sent."""
        if self._one("select digest from list") in (None, digest):
            return False
        waiting = (
            "select count(*) from drafts left join sent on drafts.key = sent.key"
            " where row is not null and coalesce(state, 'no') = 'no'"
        )
        return bool(self._one(waiting))

    def is_for_list(self, digest: bytes) -> None:
        """Remembers which list the drafts are of."""
        self._database.execute("delete from list")
        self._change("insert into list values (?)", digest)

    # --- drafts ---------------------------------------------------------------------------------

    def is_made(self, stem: str, digest: str) -> bool:
        """Whether the draft is there and made from the same; if so it stays in this run."""
        known = self._one("select digest from drafts where stem = ?", stem)
        if known != digest or not draft_files.is_whole(self.path, stem):
            return False
        # Not yet for good: if the run is cut short, the next one finds it again.
        self._database.execute("update drafts set run = ? where stem = ?", (self.run, stem))
        return True

    def begins(self, stem: str, row: int | None = None) -> None:
        """Written to the disk before this returns; from then on the draft's files are ours.

        Args:
            row: of the list; None for a draft of no list.

        Raises:
            PrivateFileError: a file of that name is there, and is none of this draft.
        """
        ours = "select 1 from drafts where stem = ? and row is ?"
        if self._one(ours, stem, row) is None:
            for path in draft_files.of(self.path, stem):
                if path.is_symlink() or path.exists():
                    raise PrivateFileError(path, "another file is there")
        values = (stem, row, self.run)
        self._change("insert or replace into drafts values (?, ?, null, null, ?)", *values)

    def made(self, stem: str, digest: str, key: str) -> None:
        """The draft's files are all there."""
        self._change("update drafts set digest = ?, key = ? where stem = ?", digest, key, stem)

    def drafts(self) -> Iterator[tuple[str, str]]:
        """The stem and key of each draft of this run, in order."""
        rows = self._database.execute(
            "select stem, key from drafts where run = ? order by row, stem", (self.run,)
        )
        yield from rows

    def count(self) -> int:
        return int(self._one("select count(*) from drafts where run = ?", self.run) or 0)

    def of_earlier_rows(self) -> list[str]:
        """Drafts of rows that this run has neither made nor found in order."""
        rows = self._database.execute(
            "select stem from drafts where run != ? and row is not null", (self.run,)
        )
        return [stem for (stem,) in rows]

    def all(self) -> list[str]:
        """Every draft there is anything of."""
        return [stem for (stem,) in self._database.execute("select stem from drafts order by stem")]

    def remove(self, stem: str) -> list[Problem]:
        """Removes a draft's files, and that it was ever made; unless one cannot be removed."""
        problems = draft_files.remove(self.path, stem)
        if not problems:
            self._change("delete from drafts where stem = ?", stem)
            self._change("delete from whose where stem = ?", stem)
        return problems

    def forget_lists(self) -> None:
        """Forgets whose the drafts were, and of which list."""
        for table in ("seen", "whose", "list"):
            self._change(f"delete from {table}")

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
