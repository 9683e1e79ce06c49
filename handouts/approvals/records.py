"""The records of approvals: a log that only grows, and the approved words as texts.

    content/approvals/log.jsonl               one record a line, each with a hash of the one before
    content/approvals/words/<SHA-256>.txt     the words that were approved
    content/approvals/words/<SHA-256>.png     a picture of the clinic's own that they show, or .svg

Nobody is authenticated on a clinic's own computer: names are as they were typed.  A record that was
edited, a line that is missing and a text that is gone are noticed; nothing counts from there on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from handouts.approvals.words import KeptPicture, Words, fingerprint
from handouts.errors import Problem
from handouts.storage.lock import only_one
from handouts.storage.ordinary_files import read
from handouts.storage.tracking import note

FOLDER = "approvals"
_LOG, _WORDS, _LOCK = "log.jsonl", "words", ".lock"
_ASIDE = ".new"
_START = "0" * 64

Action: TypeAlias = Literal["approve", "withdraw"]


class Record(NamedTuple):
    """One line of the log.

    Attributes:
        lang: language, BCP 47.
        words: the fingerprint of the words.
        name: of the clinician, and `role` theirs, as typed.
        day: when; `review_by` the last day on which an approval holds.
        read: the parts that were shown as changed.
        account: the account of the system, and `door` the way it was said: "command", "desk" or
            "--yes".
    """

    action: Action
    lang: str
    handout: str
    words: str
    name: str
    role: str
    day: date
    review_by: date | None
    read: tuple[str, ...]
    account: str
    door: str


class Log(NamedTuple):
    """The records that count, in order, and what is wrong with the file."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    last_hash: str = _START
    whole_bytes: int = 0


class RecordError(Exception):
    """A record could not be added; nothing was written.  `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def log_file(content: Path) -> Path:
    return content / FOLDER / _LOG


def text_file(content: Path, words: str) -> Path:
    """Where the text of that fingerprint is."""
    return content / FOLDER / _WORDS / f"{words}.txt"


def read_log(content: Path) -> Log:
    """The log of a content folder; an empty one if there is none."""
    file = log_file(content)
    note(file)
    try:
        data = read(file)
    except (FileNotFoundError, NotADirectoryError):
        return Log()
    except OSError as error:
        what = f"cannot be read ({error.strerror}), so nothing counts as approved"
        return Log(problems=(Problem(file, 0, what, "see that your account may read it"),))
    *whole, half = data.split(b"\n")
    records: list[Record] = []
    before, size = _START, 0
    for number, line in enumerate(whole, 1):
        try:
            record = _from_line(line, before)
        except (ValueError, LookupError, TypeError, RecursionError):
            what = "this record of an approval was changed, or one before it is missing"
            remedy = "put the file back from a backup; until then nothing counts from this line on"
            return Log(tuple(records), (Problem(file, number, what, remedy),), before, size)
        records.append(record)
        before, size = _hash(line), size + len(line) + 1
    problems: tuple[Problem, ...] = ()
    if half:
        what = "the last record is cut off, so it does not count"
        problems = (Problem(file, len(whole) + 1, what, "approve once more"),)
    return Log(tuple(records), problems, before, size)


def read_words(content: Path, words: str) -> str | None:
    """The text that was approved; None if it is missing, or was changed."""
    file = text_file(content, words)
    note(file)
    try:
        text = read(file).decode()
    except (OSError, ValueError):
        return None
    return text if fingerprint(text) == words else None


def read_picture(content: Path, picture: KeptPicture) -> bytes | None:
    """A picture that approved words show; None if it is missing, or was changed."""
    return picture_in(content / FOLDER / _WORDS, picture)


def picture_in(folder: Path, picture: KeptPicture) -> bytes | None:
    """A picture that is kept in a folder by its fingerprint; None if it is not whole."""
    try:
        data = read(folder / picture.file)
    except OSError:
        return None
    return data if fingerprint(data) == picture.fingerprint else None


def add(content: Path, records: Sequence[Record], words: Iterable[Words]) -> None:
    """Adds records, all or none, and the texts they speak of; waits while somebody else does.

    Raises:
        RecordError: the log is damaged, the clock went back, or it cannot be written.
    """
    folder = content / FOLDER
    file = log_file(content)
    try:
        (folder / _WORDS).mkdir(parents=True, exist_ok=True)
        with only_one(folder / _LOCK):
            log = read_log(content)
            if log.problems and not log.problems[0].what.startswith("the last record is cut off"):
                raise RecordError(log.problems[0])
            _refuse_earlier(file, log, records)
            for left in (folder / _WORDS).glob(f"*{_ASIDE}"):  # by a process that was killed
                left.unlink()
            for each in words:
                for picture, data in each.files:
                    _write_whole(folder / _WORDS / picture.file, data)
                _write_whole(text_file(content, each.fingerprint), each.text.encode())
            lines, before = b"", log.last_hash
            for record in records:
                line = _to_line(record, before)
                lines += line + b"\n"
                before = _hash(line)
            _append(file, log.whole_bytes, lines)
    except OSError as error:
        what = f"cannot be written ({error.strerror}); nothing is approved"
        raise RecordError(
            Problem(file, 0, what, "see that your account may write there")
        ) from error


def _refuse_earlier(file: Path, log: Log, records: Sequence[Record]) -> None:
    latest = max((record.day for record in log.records), default=date.min)
    for record in records:
        if record.day < latest:
            what = f"today is {record.day}, but the last record is of {latest}"
            raise RecordError(Problem(file, 0, what, "set the clock of this computer right"))


def _append(file: Path, size: int, lines: bytes) -> None:
    """Adds lines after so many bytes: what a crash has cut off beyond them never was a record."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        os.ftruncate(handle, size)
        os.lseek(handle, size, os.SEEK_SET)
        written = 0
        while written < len(lines):
            written += os.write(handle, lines[written:])
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise
    finally:
        os.close(handle)


def _write_whole(file: Path, data: bytes) -> None:
    aside = file.with_name(f"{file.name}{_ASIDE}")
    try:
        with aside.open("wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def _to_line(record: Record, before: str) -> bytes:
    fields: dict[str, Any] = {
        **record._asdict(),
        "day": record.day.isoformat(),
        "review_by": record.review_by.isoformat() if record.review_by else None,
        "before": before,
    }
    return _sealed(fields)


def _sealed(fields: Mapping[str, Any]) -> bytes:
    """The fields as a line, with a hash of all of them."""
    return _dumped({**fields, "hash": _hash(_dumped(fields))})


def _from_line(line: bytes, before: str) -> Record:
    """
    Raises:
        ValueError, LookupError, TypeError: it is no record, or not the one after that.
    """
    fields = json.loads(line)
    said = fields.pop("hash")
    if said != _hash(_dumped(fields)) or fields.pop("before") != before:
        raise ValueError
    if fields["action"] not in ("approve", "withdraw"):
        raise ValueError
    review_by = fields.pop("review_by")
    day, read = date.fromisoformat(fields.pop("day")), tuple(map(str, fields.pop("read")))
    return Record(
        day=day,
        review_by=date.fromisoformat(review_by) if review_by else None,
        read=read,
        **{name: str(value) for name, value in fields.items()},  # type: ignore[arg-type]
    )


def _dumped(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
