"""What the desk writes down of each print, as the clinic wants it.

Nothing, copies a day, or visits; none has a name or a dose.  Visits have the number of a chart, so
they are their owner's alone and are removed after some days.
"""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Lock

from handouts.desk.good_words import OWN_FOLDER
from handouts.desk.not_saved import not_saved
from handouts.desk.visit_sheets import Sheets
from handouts.mail import private
from handouts.reading.remember import Remember
from handouts.storage.ordinary_files import read
from handouts.storage.swap import DistError

COPIES, VISITS = "copies.csv", "visits.csv"
_COPIES = ["day", "handout", "words", "copies"]
_VISITS = ["time", "side", "handouts", "words", "chart"]
Rows = list[list[str]]


class Copies:
    """Those of a content folder.

    Attributes:
        fault: why the last print could not be written down; empty if it could.
    """

    def __init__(self, content: Path) -> None:
        self._folder = content / OWN_FOLDER
        self._one_at_a_time = Lock()
        self.fault = ""

    def note(self, sheets: Sheets, remember: Remember, today: str, now: datetime) -> None:
        """Writes a print down; one that cannot be is told, and printed all the same."""
        self.fault = ""
        try:
            with self._one_at_a_time:
                self._forget(date.fromisoformat(today), remember)
                if remember.prints != "nothing":
                    self._count(sheets, today)
                if remember.prints == "visits":
                    self._visit(sheets, now)
        except (OSError, DistError) as error:
            self.fault = not_saved("The last print is not on the list of copies", error)

    def by_day(self) -> Rows:
        """Day, handout, words and copies, in the order they were written down."""
        with suppress(OSError, UnicodeDecodeError):
            return [row for row in self._read(COPIES) if len(row) == len(_COPIES)]
        return []

    def _count(self, sheets: Sheets, today: str) -> None:
        rows = self._read(COPIES)
        for (_, handout), status in sheets.made.statuses.items():
            known = [today, handout, status.code]
            row = next((row for row in rows if row[:3] == known), None)
            if row is None:
                rows.append(row := [*known, "0"])
            row[3] = str(int(row[3]) + 1 if row[3].isdigit() else 1)
        self._write(COPIES, _COPIES, rows)

    def _visit(self, sheets: Sheets, now: datetime) -> None:
        codes = " ".join(status.code for status in sheets.made.statuses.values())
        given = " ".join(sheets.made.handouts)
        time = now.isoformat(sep=" ", timespec="minutes")
        row = [time, sheets.visit.side, given, codes, sheets.visit.chart.strip()]
        self._write(VISITS, _VISITS, [*self._read(VISITS), row])

    def _forget(self, today: date, remember: Remember) -> None:
        """Removes visits that are too old, or that are not to be kept any more."""
        first = (today - timedelta(days=remember.days)).isoformat()
        rows = self._read(VISITS)
        kept = [row for row in rows if remember.prints == "visits" and row[0][:10] >= first]
        if kept == rows:
            return
        if kept:
            self._write(VISITS, _VISITS, kept)
        else:
            (self._folder / VISITS).unlink(missing_ok=True)

    def _read(self, name: str) -> Rows:
        with suppress(FileNotFoundError):
            text = read(self._folder / name).decode()
            return list(csv.reader(StringIO(text)))[1:]
        return []

    def _write(self, name: str, heading: list[str], rows: Rows) -> None:
        target = StringIO()
        csv.writer(target).writerows([heading, *rows])
        private.make_folder(self._folder)
        private.write(self._folder / name, target.getvalue().encode())
