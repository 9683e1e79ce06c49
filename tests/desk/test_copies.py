"""What is written down of each print: as much as the clinic wants, and no longer."""

from __future__ import annotations

import csv
import shutil
import stat
from datetime import datetime
from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.desk.copies import Copies
from handouts.desk.good_words import GoodWords
from handouts.desk.visit_form import usual_visit
from handouts.desk.visit_sheets import Sheets, sheets_of
from handouts.reading.remember import Remember

NOW = datetime(2027, 1, 15, 10, 42)
NAME = "Zyxwa Notfound"


@pytest.fixture
def own(own: OwnContent) -> OwnContent:
    """As new, whatever the desk has kept where this is copied from."""
    shutil.rmtree(own.root / ".desk", ignore_errors=True)
    return own


@pytest.fixture
def sheets(own: OwnContent) -> Sheets:
    words = GoodWords(own.root)
    visit = usual_visit(words.library)._replace(side="right", name=NAME, give=("log",))
    return sheets_of(words, visit._replace(chart="=A-17, 3"), "2027-01-15")


def rows(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text(encoding="utf-8").splitlines()))


def note(copies: Copies, sheets: Sheets, prints: str, today: str = "2027-01-15") -> None:
    copies.note(sheets, Remember(prints, 30), today, NOW)
    assert copies.fault == ""


def test_nothing_is_nothing(own: OwnContent, sheets: Sheets) -> None:
    note(Copies(own.root), sheets, "nothing")
    assert not (own.root / ".desk").exists()


def test_copies_are_counted_by_day_and_words(own: OwnContent, sheets: Sheets) -> None:
    copies = Copies(own.root)
    for day in ("2027-01-15", "2027-01-15", "2027-01-16"):
        note(copies, sheets, "copies", day)
    code = sheets.codes[0]
    assert rows(own.root / ".desk/copies.csv")[1:] == [
        ["2027-01-15", "log", code, "2"],
        ["2027-01-16", "log", code, "1"],
    ]
    assert not (own.root / ".desk/visits.csv").exists()


def test_visits_are_their_owners_alone_and_go_after_their_days(
    own: OwnContent, sheets: Sheets
) -> None:
    copies, file = Copies(own.root), own.root / ".desk/visits.csv"
    note(copies, sheets, "visits")
    assert rows(file)[1] == ["2027-01-15 10:42", "right", "log", sheets.codes[0], "=A-17, 3"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert NAME not in file.read_text()
    note(copies, sheets, "visits", "2027-02-14")  # the 30th day
    assert len(rows(file)) == 3
    copies.note(sheets, Remember("visits", 30), "2027-02-15", datetime(2027, 2, 15, 9, 0))
    assert [row[0] for row in rows(file)[1:]] == ["2027-02-15 09:00"]
    note(copies, sheets, "copies", "2027-02-16")  # the clinic keeps them no more
    assert not file.exists()


def test_what_cannot_be_written_is_told_and_nothing_else_fails(
    own: OwnContent, sheets: Sheets
) -> None:
    (own.root / ".desk").write_text("in the way")
    copies = Copies(own.root)
    copies.note(sheets, Remember("visits", 30), "2027-01-15", NOW)
    assert copies.fault.startswith("The last print is not on the list of copies: ")
    assert NAME not in copies.fault
