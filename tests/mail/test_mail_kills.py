"""Runs that are ended at any moment: what they leave can be removed, and nothing is sent twice."""

import errno
import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import kill_help
import pytest
from handout_help import OwnContent

from handouts.cli import main
from handouts.mail.opening import LOCK, STATE

pytestmark = pytest.mark.sweep
NAMES = ("Ana Quatsch", "Bob Quatsch", "Eve Quatsch", "Ida Quatsch", "Ulf Quatsch", "Tim Quatsch")
TRACES = (b"Quatsch", b"quatsch")
ROWS = [f"{name.split()[0]}@quatsch.example,{name},left-backward" for name in NAMES]
LIST = ["--patients=patients.csv"]
ONE = ["--pattern=left-backward", "--name=Quatsch"]


@pytest.fixture
def office(own: OwnContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's folder, with a list of patients; temporary files have a folder of their own."""
    own.clinic("name: Riverside\nemail: us@example.org\n")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "patients.csv").write_text("\n".join(["email,name,pattern", *ROWS]))
    return tmp_path


def command(office: Path, *more: str) -> list[str]:
    return ["email", "--handout=log", "--out=out", f"--content={office / 'content'}", *more]


def traces(office: Path) -> list[Path]:
    """Every file that tells of a patient, but the list itself; names, and what is in them."""
    found = []
    for path in office.rglob("*"):
        if path.is_file() and path.name != "patients.csv" and "content" not in path.parts:
            texts = (path.name.encode(), path.read_bytes())
            if path.suffix in (".html", ".txt", ".pdf", ".eml", ".new") or any(
                trace in text for trace in TRACES for text in texts
            ):
                found.append(path)
    return found


def forget(office: Path) -> int:
    return main.main([*command(office)[:1], "--out=out", "--forget"])


def is_forgotten(office: Path) -> bool:
    """What a run left is removed, and there is no sign of it."""
    if (office / "out").exists() and (office / "out" / STATE).exists():
        assert forget(office) == 0
    assert traces(office) == []
    return not (office / "out").exists() or {each.name for each in (office / "out").iterdir()} <= {
        LOCK
    }


def started(office: Path) -> int:
    return kill_help.started(lambda: main.main(command(office, *LIST)))


def has_written(files: int, folder: Path) -> Callable[[], bool]:
    return lambda: len([*folder.glob("[0-9]*")]) >= files


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows ends processes in another way")
def test_nothing_is_left_of_runs_that_are_killed(office: Path) -> None:
    began = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(started(office), 0)[1]) == 0
    whole = time.monotonic() - began
    assert len(traces(office)) == 4 * len(NAMES)
    assert is_forgotten(office)
    chance = random.Random(1)
    left = 0
    for number in range(kill_help.KILLS):
        child = started(office)
        if number % 2:  # once it has written so many files, however long that takes
            most = chance.randrange(1, 4 * len(NAMES))
            kill_help.wait_until(has_written(most, office / "out"), child)
            kill_help.killed_after(0, child)
        else:
            kill_help.killed_after(chance.uniform(0, whole), child)
        left += bool(traces(office))
        if chance.random() < 0.3:  # another run goes on from there, and is killed as well
            kill_help.killed_after(chance.uniform(0, whole), started(office))
        assert is_forgotten(office)
    assert left >= kill_help.KILLS / 5, "most moments are to be in the middle"


# --- no room, at each change of the file system --------------------------------------------------


class NoRoom:
    """The file system refuses from the n-th change on, or that one alone."""

    def __init__(self, at: int, *, only: bool) -> None:
        self.at, self.only, self.count = at, only, 0

    def __call__(self) -> None:
        self.count += 1
        if self.count == self.at or (self.count > self.at and not self.only):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def refusing(room: NoRoom) -> Iterator[None]:
    """What `private` changes goes through `room` first; a file that has none is half written."""
    with pytest.MonkeyPatch.context() as patch:
        known_open, known_replace = os.open, Path.replace

        def open_(path: Any, flags: int, *mode: int) -> int:
            handle = known_open(path, flags, *mode)
            if not flags & os.O_CREAT or Path(path).is_absolute():  # read, or not among drafts
                return handle
            try:
                room()
            except OSError:
                if str(path).endswith(".new"):
                    os.write(handle, b"Quatsch")
                os.close(handle)
                raise
            return handle

        def replace(self: Path, target: Path) -> Path:
            room()
            return known_replace(self, target)

        patch.setattr("handouts.mail.private.os.open", open_)
        patch.setattr(Path, "replace", replace)
        yield


@pytest.mark.parametrize("only", [True, False])
@pytest.mark.parametrize("patients", [True, False])
def test_nothing_is_left_where_there_was_no_room(
    office: Path, only: bool, patients: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--patients=patients.csv"] if patients else [*ONE]
    for at in range(1, 30):
        room = NoRoom(at, only=only)
        with refusing(room):
            code = main.main(command(office, *more))
        said = capsys.readouterr().err
        assert code == (1 if room.count >= at else 0)
        if code:
            assert "cannot be written: No space left on device" in said
        is_forgotten(office)
        capsys.readouterr()
        if not code:
            break
    assert at > 8


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes file systems of a size in kB; only root may, and not everywhere."""
    mounted: list[Path] = []

    def make(size: int) -> Path:
        folder = tmp_path / f"small-{size}"
        folder.mkdir()
        given = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(folder)]
        if shutil.which("mount") is None or subprocess.run(given, capture_output=True).returncode:
            pytest.skip("no file system can be made here")
        mounted.append(folder)
        return folder

    yield make
    os.chdir(tmp_path)
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


# In kB: for nothing at all, for a part of one draft, for some of them, for all.
SIZES = (*range(4, 44, 8), *range(60, 300, 30), 340, 420, 500, 700, 900, 2000, 3000)


def test_full_file_systems_of_twenty_sizes(
    office: Path,
    small: Callable[[int], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    codes = Counter[int]()
    for size in SIZES:
        folder = small(size)
        monkeypatch.chdir(folder)
        for more in (
            ["--patients", "../patients.csv"],
            [*ONE],
        ):
            code = main.main(command(office, *more))
            codes[code] += 1
            said = capsys.readouterr().err
            assert (code == 1) == ("cannot be written" in said)
        assert (folder / "out").exists() is False or forget(folder) == 0
        assert traces(folder) == []
        assert not (folder / "out").exists()
    assert codes[0] > 2
    assert codes[1] > 10


# --- what cannot be removed, and what is not ours ------------------------------------------------


def test_what_cannot_be_removed_is_told(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(command(office, "--patients=patients.csv")) == 0
    known = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self.name in ("003-log-left-backward.pdf", "005-log-left-backward.txt"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        known(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        assert forget(office) == 1
    said = capsys.readouterr().err
    assert "out: 4 drafts removed; what is left:" in said
    for name in ("003-log-left-backward.pdf", "005-log-left-backward.txt"):
        assert f"{Path('out', name)}:1: is a patient's, and cannot be removed: Permission" in said
    assert [path.name for path in traces(office)] != []
    assert is_forgotten(office)


def test_a_list_of_drafts_that_is_lost_or_damaged(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is removed that may be another's; what there is is told."""
    for damage in (b"nonsense" * 1000, None):
        assert main.main(command(office, *ONE)) == 0
        if damage is None:
            (office / "out" / STATE).unlink()
        else:
            (office / "out" / STATE).write_bytes(damage)
        assert forget(office) == 1
        said = capsys.readouterr().err
        for ending in (".eml", ".html", ".pdf", ".txt"):
            name = Path("out", f"log{ending}")
            assert f"{name}:1: may be a patient's: the folder no longer knows its drafts" in said
        shutil.rmtree(office / "out")


def test_files_of_others_are_neither_replaced_nor_removed(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(command(office, "--pattern=left-backward")) == 0
    theirs = office / "out/004-log-left-backward.pdf"
    theirs.write_text("mine")
    assert main.main(command(office, "--patients=patients.csv")) == 1
    said = capsys.readouterr().err
    assert f"{theirs.relative_to(office)}:1: cannot be written: another file is there" in said
    assert forget(office) == 0
    assert [path.name for path in (office / "out").iterdir()] == [theirs.name]
    assert theirs.read_text() == "mine"


def test_drafts_that_an_earlier_version_made_are_forgotten_too(office: Path) -> None:
    import sqlite3

    (office / "out").mkdir()
    with sqlite3.connect(office / "out" / STATE) as database:
        database.executescript(
            "create table made (stem text primary key, digest text, key text, run integer);"
            "insert into made values ('000002', 'x', 'k', 1), ('log', 'y', 'l', 2);"
        )
    database.close()
    for stem in ("000002", "log"):
        (office / f"out/{stem}.eml").write_text("Quatsch")
    assert is_forgotten(office)
