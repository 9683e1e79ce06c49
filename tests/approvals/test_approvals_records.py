"""The records of approvals: nothing is lost, and nothing that was changed is believed."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from handout_help import TODAY, OwnContent

from handouts.approvals import approving
from handouts.approvals.approving import Signature, withdraw
from handouts.approvals.records import RecordError, add, log_file, read_log, read_words, text_file
from handouts.approvals.status import Book
from handouts.compose.approval import DraftReason, Status
from handouts.errors import UsageError
from handouts.storage import paths

BY = Signature("A. Clinician", "physiotherapist", TODAY, date(2029, 1, 15), "tester", "command")


def status(own: OwnContent, handout: str = "log", day: date = TODAY) -> Status:
    return Book(own.load()).status("en", handout, day)


def lines(own: OwnContent) -> list[bytes]:
    return log_file(own.root).read_bytes().splitlines()


def test_a_record_says_all_there_is_to_know(own: OwnContent) -> None:
    own.approve("log", "card")
    first, second = read_log(own.root).records
    assert (first.handout, second.handout) == ("log", "card")
    assert (first.action, first.lang, first.day) == ("approve", "en", TODAY)
    assert (first.name, first.role) == ("A. Clinician", "physiotherapist")
    assert (first.account, first.door) == ("tester", "--yes")
    assert "left-backward / stop" in first.read
    assert first.review_by == date(2029, 1, 15)
    text = read_words(own.root, first.words)
    assert text is not None
    assert "it hurts" in text
    assert json.loads(lines(own)[0])["before"] == "0" * 64


def test_nothing_approved_is_a_draft(own: OwnContent) -> None:
    assert status(own).reason is DraftReason.NEVER_APPROVED
    assert read_log(own.root).problems == ()


def test_taken_back(own: OwnContent) -> None:
    own.approve("log")
    withdraw(own.root, "en", "log", BY)
    assert status(own).reason is DraftReason.WITHDRAWN
    with pytest.raises(RecordError, match="not approved"):
        withdraw(own.root, "en", "log", BY)
    own.approve("log")
    assert status(own).is_approved


def test_words_that_come_back_are_approved_unless_taken_back(own: OwnContent) -> None:
    own.approve("log")
    own.edit("en/log.md", "Circle a face", "Circle any face")
    assert status(own).reason is DraftReason.WORDS_CHANGED
    own.approve("log")
    own.edit("en/log.md", "Circle any face", "Circle a face")
    assert status(own).is_approved
    withdraw(own.root, "en", "log", BY)  # whichever words they are
    assert status(own).reason is DraftReason.WITHDRAWN
    own.edit("en/log.md", "Circle a face", "Circle any face")
    assert status(own).reason is DraftReason.WITHDRAWN


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line.replace(b"A. Clinician", b"B. Clinician"),
        lambda line: line.replace(b'"role":"', b'"role":"chief '),
        lambda _: b"",
        lambda _: b"{}",
        lambda _: b"[" * 9000,
        lambda line: b"\xff" + line,
        lambda line: line[:-9],
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_a_line_that_was_changed_is_told_and_nothing_counts_from_there(
    own: OwnContent, damage: Callable[[bytes], bytes], at: int
) -> None:
    own.approve("log")
    own.approve("card")
    own.approve("questions")
    all_lines = lines(own)
    all_lines[at] = damage(all_lines[at])
    log_file(own.root).write_bytes(b"".join(line + b"\n" for line in all_lines))
    (problem,) = read_log(own.root).problems
    assert problem.line == at + 1
    assert "backup" in problem.remedy
    assert status(own).is_approved == (at == 1)
    assert not status(own, "card").is_approved
    assert status(own, "questions").reason is DraftReason.RECORDS_DAMAGED
    before = log_file(own.root).read_bytes()
    with pytest.raises(RecordError):
        own.approve("questions")
    assert log_file(own.root).read_bytes() == before


def test_a_line_that_is_missing_is_told(own: OwnContent) -> None:
    own.approve("log")
    own.approve("card")
    own.approve("questions")
    first, _, third = lines(own)
    log_file(own.root).write_bytes(first + b"\n" + third + b"\n")
    (problem,) = read_log(own.root).problems
    assert problem.line == 2


@pytest.mark.parametrize("cut", [1, 10, 200])
def test_a_last_line_that_a_crash_cut_off_never_was_a_record(own: OwnContent, cut: int) -> None:
    own.approve("log")
    own.approve("card")
    whole = log_file(own.root).read_bytes()
    log_file(own.root).write_bytes(whole[:-cut])
    log = read_log(own.root)
    assert len(log.records) == 1
    assert "cut off" in log.problems[0].what
    assert status(own).is_approved
    assert not status(own, "card").is_approved
    own.approve("card")
    assert log_file(own.root).read_bytes() == whole
    assert read_log(own.root).problems == ()


def test_a_text_that_is_missing_or_changed_is_told(own: OwnContent) -> None:
    own.approve("log")
    words = read_log(own.root).records[0].words
    file = text_file(own.root, words)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("hurts", "helps"), encoding="utf-8")
    assert status(own).reason is DraftReason.TEXT_MISSING
    file.unlink()
    assert status(own).reason is DraftReason.TEXT_MISSING
    own.approve("log")
    assert status(own).is_approved


def test_a_folder_restored_from_a_backup_has_the_approvals_it_had(own: OwnContent) -> None:
    own.approve("log")
    before = log_file(own.root).read_bytes()
    own.edit("en/log.md", "Circle a face", "Circle any face")
    own.approve("log", "card")
    own.edit("en/log.md", "Circle any face", "Circle a face")
    log_file(own.root).write_bytes(before)
    assert status(own).is_approved
    assert not status(own, "card").is_approved


def test_a_clock_that_went_back_is_told(own: OwnContent) -> None:
    own.approve("log", on=TODAY)
    with pytest.raises(RecordError, match="set the clock"):
        own.approve("card", on=TODAY - timedelta(days=1))
    assert len(lines(own)) == 1
    assert status(own, day=TODAY - timedelta(days=1)).reason is DraftReason.NOT_YET_VALID


@pytest.mark.parametrize(
    ("change", "option"),
    [
        ({"name": " "}, "--name"),
        ({"name": "x" * 300}, "--name"),
        ({"name": f"Ana {'x' * 31}"}, "--name"),  # which no sheet could be printed with
        ({"name": "Ana 🙂"}, "--name"),
        ({"role": "Z\u0337\u0321a"}, "--role"),
        ({"role": ""}, "--role"),
        ({"role": "a\nb"}, "--role"),
        ({"name": "a\u2028b"}, "--name"),
        ({"name": "\x00"}, "--name"),
        ({"review_by": TODAY - timedelta(days=1)}, "--review-by"),
    ],
)
def test_who_says_so_must_make_sense(
    own: OwnContent, change: dict[str, object], option: str
) -> None:
    by = BY._replace(**change)  # type: ignore[arg-type]
    words = Book(own.load()).words("en", "log").fingerprint
    with pytest.raises(UsageError) as caught:
        approving.approve(own.root, "en", [("log", words)], by)
    assert [name for name, _ in caught.value.faults] == [option]
    assert not log_file(own.root).exists()


def test_words_that_change_while_they_are_read_are_not_approved(own: OwnContent) -> None:
    book = Book(own.load())
    shown = [(name, book.words("en", name).fingerprint) for name in ("log", "card")]
    own.edit("en/card.md", "Slowly stop", "Very slowly stop")
    with pytest.raises(RecordError, match="have changed while they were read"):
        approving.approve(own.root, "en", shown, BY)
    assert not log_file(own.root).exists()
    assert not (own.root / "approvals").exists()


def test_content_that_came_with_the_program_is_not_approved(
    own: OwnContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "is_installed", lambda: True)
    monkeypatch.setattr(paths, "content_dir", lambda: own.root)
    with pytest.raises(UsageError, match="new-content"):
        own.approve_anew(["log"], BY)


def test_a_log_that_cannot_be_written_is_told(
    own: OwnContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    own.approve("log")
    before = log_file(own.root).read_bytes()
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(RecordError, match="No space left"):
        own.approve_anew(["card"], BY)
    assert log_file(own.root).read_bytes() == before


def test_approvals_at_the_same_time_are_all_written(own: OwnContent) -> None:
    names = ("log", "card", "questions", "correction")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: own.approve_anew([name], BY), names))
    log = read_log(own.root)
    assert log.problems == ()
    assert {record.handout for record in log.records} == set(names)


KILLS = int(os.environ.get("KILLS", "20"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the test forks")
def test_whoever_is_killed_while_approving_loses_nothing(own: OwnContent) -> None:
    own.approve("log")
    words = Book(own.load()).words("en", "card")
    record = read_log(own.root).records[0]._replace(handout="card", words=words.fingerprint)
    chance = random.Random(3)
    for kill in range(KILLS):
        before = len(read_log(own.root).records)
        child = os.fork()
        if child == 0:
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
            for _ in range(50):
                add(own.root, [record], [words])
            os._exit(0)
        time.sleep(chance.uniform(0.0005, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        log = read_log(own.root)
        assert len(log.records) >= before, kill
        assert all("cut off" in problem.what for problem in log.problems)
        if any(each.handout == "card" for each in log.records):
            assert read_words(own.root, words.fingerprint) is not None
    add(own.root, [record], [words])
    assert read_log(own.root).problems == ()
    assert {path.suffix for path in (own.root / "approvals/words").iterdir()} == {".txt"}


# --- short words -------------------------------------------------------------------------------


def test_short_words_follow_their_long_forms(own: OwnContent) -> None:
    own.approve("card", "poster", "poster-overview", "questions")
    own.edit("en/shared.md", "- you feel dizzy", "- your leg goes cold\n- you feel dizzy")
    for handout in ("card", "poster", "poster-overview"):
        found = status(own, handout)
        assert found.reason is DraftReason.SHORT_FORMS
        assert found.parts == ("stop",)
    assert status(own, "questions").reason is DraftReason.WORDS_CHANGED
    own.approve("card")
    assert status(own, "card").is_approved


def test_words_folder_holds_nothing_else(own: OwnContent) -> None:
    own.approve("log")
    own.approve("card")
    names = sorted(path.name for path in (own.root / "approvals").rglob("*") if path.is_file())
    assert len([name for name in names if name.endswith(".txt")]) == 2
    assert set(names) - {name for name in names if name.endswith(".txt")} <= {"log.jsonl", ".lock"}
    assert Path(own.root / "approvals/log.jsonl").is_file()
