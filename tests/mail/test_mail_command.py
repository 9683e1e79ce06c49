"""The command `email`: what it writes, for whom to read, and what it says."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes
from pathlib import Path
from subprocess import PIPE
from threading import Timer
from typing import Any

import pikepdf
import pytest
from handout_help import OwnContent

from handouts.approvals.given import found
from handouts.approvals.status import Book
from handouts.cli import main, output
from handouts.mail import batch
from handouts.mail import maker as maker_module
from handouts.mail.opening import STATE

Run = Callable[..., int]
ROOT = Path(__file__).resolve().parent.parent.parent
ENDINGS = (".eml", ".html", ".pdf", ".txt")
CLINIC = "name: Riverside\nphone: 555 0100\nemail: us@example.org\n"


@pytest.fixture
def run(own: OwnContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the log, the quickest handout, of a clinic."""
    own.clinic(CLINIC)
    monkeypatch.chdir(tmp_path)

    def run_(*arguments: str) -> int:
        content = ["--content", str(own.root), "--today", "2027-01-15"]
        return main.main(["email", "--handout", "log", "--out", "out", *content, *arguments])

    return run_


def patients(folder: Path, *rows: str) -> str:
    path = folder / "patients.csv"
    path.write_text("\n".join(["email,name,pattern,dose", *rows]) + "\n")
    return f"--patients={path}"


ANA = "ana@example.org,Ana,left-backward,hold_seconds=5"
BOB = "bob@example.org,Bob,right-backward,"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != STATE)


def test_the_code_on_a_draft_can_be_looked_up_later(
    run: Run, own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = Book(own.load()).words("en", "log").fingerprint[:8]
    assert run("--pattern", "left-backward", "--name", "Ana") == 0
    assert "cannot be looked up" not in capsys.readouterr().err
    (words,) = found(own.root, code).values()
    assert "Monday" in words.text
    assert "Ana" not in words.text
    (own.root / ".desk/given").rename(tmp_path / "away")
    (own.root / ".desk/given").write_text("in the way")
    assert run("--pattern", "right-backward") == 0
    assert "the code of this draft cannot be looked up later: " in capsys.readouterr().err


# --- one patient --------------------------------------------------------------------------------


def test_one_draft(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--pattern", "left-backward") == 0
    stem = "log-left-backward"
    assert names(tmp_path / "out") == [f"{stem}{end}" for end in ENDINGS]
    first = (tmp_path / "out" / f"{stem}.eml").read_bytes()
    shown = capsys.readouterr()
    assert f"open {stem}.eml in your mail program" in shown.out
    assert "this handout is not approved: 1 of these drafts are marked DRAFT" in shown.err
    assert run("--pattern", "left-backward") == 0
    assert (tmp_path / "out" / f"{stem}.eml").read_bytes() == first


def test_a_named_draft_warns_and_tells_nothing_in_its_file_names(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--pattern=left-backward", "--to=ana@example.org", "--name=Somebody Else")
    assert run(*given, "--hold-seconds=5") == 0
    shown = capsys.readouterr()
    assert "these drafts carry a name" in shown.err
    assert names(tmp_path / "out") == ["log.eml", "log.html", "log.pdf", "log.txt"]
    for private in ("Somebody", "ana@"):
        assert private not in shown.out + shown.err
    assert "Hold 5 seconds" in (tmp_path / "out/log.txt").read_text()


def test_each_patient_has_a_draft(run: Run, tmp_path: Path) -> None:
    ana, bob = (f"--to={name}@example.org" for name in ("ana", "bob"))
    out = tmp_path / "out"
    for _ in range(2):
        assert run("--pattern=left-backward", ana, "--hold-seconds=5") == 0
        assert run("--pattern=right-backward", bob) == 0
    assert {path.name for path in out.glob("*.eml")} == {"log.eml", "log-2.eml"}
    addressed = [message_from_bytes((out / f"log{n}.eml").read_bytes())["To"] for n in ("", "-2")]
    assert addressed == ["ana@example.org", "bob@example.org"]
    assert run("--forget") == 0
    assert run("--pattern=right-backward", bob) == 0
    assert {path.name for path in out.glob("*.eml")} == {"log.eml"}


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_files_are_for_their_owner_alone(run: Run, tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        assert run("--pattern=left-backward", "--encrypt", "--passwords=keys") == 0
        assert run(patients(tmp_path, ANA, "x")) == 1
    finally:
        os.umask(previous)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    files = [*(tmp_path / "out").iterdir(), tmp_path / "keys"]
    assert len(files) == 11
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_locked_draft_and_its_password(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--pattern=left-backward", "--name=Ana", "--encrypt") == 0
    shown = capsys.readouterr()
    assert "carry a name" not in shown.err
    password = shown.out.splitlines()[0].removeprefix("log: the password is ")
    with pikepdf.open(tmp_path / "out/log.pdf", password=password) as file:
        assert file.is_encrypted
        properties = file.Root.Metadata.read_bytes()
        assert b"http://www.aiim.org/pdfua/ns/id/" in properties
        assert b"pdfaid:part" not in properties  # PDF/A forbids encryption
        assert b"pdfaid:conformance" not in properties
    assert password not in "".join(
        path.read_bytes().decode("latin-1") for path in (tmp_path / "out").iterdir()
    )


def test_passwords_in_a_file_of_their_own(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = patients(tmp_path, ANA, BOB)
    assert run(given, "--encrypt", "--passwords=out/keys") == 2
    assert "must not lie beside what they open" in capsys.readouterr().err
    assert run(given, "--encrypt", "--passwords=keys", "--json") == 0
    printed = capsys.readouterr().out
    lines = [line.split("\t") for line in (tmp_path / "keys").read_text().splitlines()]
    assert [line[:2] for line in lines] == [
        ["row 2", "ana@example.org"],
        ["row 3", "bob@example.org"],
    ]
    for number, (_, _, password) in zip((2, 3), lines, strict=True):
        assert password not in printed
        pikepdf.open(tmp_path / f"out/{number:03d}-log.pdf", password=password).close()


def test_what_does_not_make_sense_is_said_at_once(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/holiday.jpg").touch()
    assert run(patients(tmp_path, ANA), "--to=a@b.org", "--yes", "--passwords=x") == 2
    said = capsys.readouterr().err
    for option in ("--to: comes from the list", "--yes: is for", "--passwords: is for", "--out: "):
        assert option in said
    assert names(tmp_path / "out") == ["holiday.jpg"]


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (("--pattern=left-backward", "--to=nobody"), "--to: is not an address"),
        ((), "--pattern: is empty; write one of"),
        (("--pattern=left-backward", "--name=" + "x" * 10_000), "--name: has 10000 characters"),
        (("--handout=card", "--pattern=left-backward"), "is no handout to read"),
        (("--handout=nonsense",), "there is no handout 'nonsense'"),
        (("--pattern=left-backward", "--encrypt", "--json"), "shows no passwords"),
        (("--to=a@b.org", "--to=c@d.org"), "--to: give one at most; for several patients name a"),
        (("--name=Ana", "--name=Bob"), "--name: give one at most"),
        (("--pattern=left-backward", "--pattern=right-backward"), "--pattern: give one at most"),
        (("--edition=mono", "--edition=standard"), "--edition: give one at most"),
        (("--encoding=cp1252",), "--encoding: is for --patients"),
    ],
)
def test_wrong_options(
    run: Run, given: tuple[str, ...], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*given) == 2
    shown = capsys.readouterr()
    assert what in shown.err + shown.out


def test_a_draft_over_the_limit_is_refused(
    run: Run, own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.clinic(f"{CLINIC}mail:\n  limit_kb: 50\n")
    assert run("--pattern=left-backward") == 1
    said = capsys.readouterr().err
    assert "the most is 50 kB; largest in it: log.pdf" in said
    assert "clinic.yaml" in said
    assert names(tmp_path / "out") == []


def test_mail_settings_are_checked(
    run: Run, own: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    own.clinic(f"{CLINIC}mail:\n  host: no host\n  port: 0\n  user: x\n  sender: x\n  oops: 1\n")
    assert run("--pattern=left-backward") == 1
    said = capsys.readouterr().err
    for line, name in enumerate(("host", "port", "user", "sender"), 5):
        assert f"clinic.yaml:{line}: 'mail.{name}'" in said
    assert "clinic.yaml:9: unknown name 'mail.oops'" in said


# --- many ---------------------------------------------------------------------------------------


def test_a_draft_for_each_row(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(patients(tmp_path, ANA, BOB)) == 0
    out = tmp_path / "out"
    assert names(out) == [
        f"{stem}{end}"
        for stem in ("002-log-left-backward", "003-log-right-backward")
        for end in ENDINGS
    ]
    assert (
        message_from_bytes((out / "003-log-right-backward.eml").read_bytes())["To"]
        == "bob@example.org"
    )
    shown = capsys.readouterr()
    assert "2 made, 0 unchanged, 0 removed, 0 rows refused" in shown.out
    assert "Ana" not in shown.out + shown.err


def test_a_list_goes_on_where_it_stopped(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = patients(tmp_path, ANA, BOB, "eve@example.org,Eve,left-backward,")
    original = maker_module.Maker.draft
    made: list[str] = []

    def breaks_off(self: Any, to: Any, password: str = "") -> Any:
        if to.name == "Bob" and "Bob" not in made:
            made.append("Bob")
            raise KeyboardInterrupt
        made.append(to.name)
        return original(self, to, password)

    monkeypatch.setattr(maker_module.Maker, "draft", breaks_off)
    with suppress(KeyboardInterrupt):
        assert run(given) != 0
    assert run(given) == 0
    assert made == ["Ana", "Bob", "Bob", "Eve"]
    assert "2 made, 1 unchanged" in capsys.readouterr().out


def test_a_changed_row_is_made_anew_and_a_removed_one_goes(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(patients(tmp_path, ANA, BOB)) == 0
    assert run(patients(tmp_path, ANA.replace("Ana", "Anna"))) == 0
    assert "1 made, 0 unchanged, 1 removed" in capsys.readouterr().out
    assert "Anna" in (tmp_path / "out/002-log-left-backward.txt").read_text()
    assert not (tmp_path / "out/003-log-right-backward.eml").exists()


def test_drafts_of_another_list_are_not_replaced(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(patients(tmp_path, ANA)) == 0
    (tmp_path / "other").mkdir()
    other = patients(tmp_path / "other", BOB)
    assert run(other) == 2
    assert "has drafts of another list" in capsys.readouterr().err
    assert "Ana" in (tmp_path / "out/002-log-left-backward.txt").read_text()
    assert run("--forget") == 0
    assert run(other) == 0
    assert "Bob" in (tmp_path / "out/002-log-right-backward.txt").read_text()


def test_rows_are_refused_with_row_and_column(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ANA,
        ANA,
        "someone-else,,sideways,many",
        BOB,
        BOB.replace("right", "left"),
        "a@b.org,X,",
    ]
    rows += [f"x{number},,left-backward," for number in range(30)]
    assert run(patients(tmp_path, *rows)) == 1
    shown = capsys.readouterr()
    assert "1 made" not in shown.err
    assert "patients.csv:3: row 3, column 'email' says the same as row 2" in shown.err
    for line in (5, 6):
        assert f"patients.csv:{line}: row {line}, column 'email' another row has this" in shown.err
    assert "patients.csv:4: row 4, column 'pattern' is none there is" in shown.err
    assert "row 7, column 'pattern' is empty" in shown.err
    assert "1 made, 0 unchanged, 0 removed, 35 rows refused" in shown.out
    report = (tmp_path / "out/refused.csv").read_text().splitlines()
    assert report[0] == "row,line,column,what is wrong"
    assert len(report) == 1 + 37
    assert len(shown.err.splitlines()) < 25
    for private in ("someone-else", "sideways", "bob@"):
        assert private not in shown.err + "".join(report)


def test_a_list_that_changes_while_it_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = patients(tmp_path, ANA)
    original = batch.survey

    def survey_(*arguments: Any) -> int:
        count = original(*arguments)
        patients(tmp_path, BOB)
        return count

    monkeypatch.setattr(batch, "survey", survey_)
    assert run(given) == 1
    assert "row 2 has changed while the list was read; run this again" in capsys.readouterr().err


def test_a_list_as_json(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(patients(tmp_path, ANA, "x"), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["made"], told["refused"]) == (False, 1, 1)
    assert told["faults"][0]["row"] == 3
    assert told["faults"][0]["column"] == "email"


def test_nothing_of_it_is_kept_elsewhere(run: Run, tmp_path: Path) -> None:
    """Neither in a ledger nor in a manifest."""
    assert run(patients(tmp_path, ANA)) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "out", "patients.csv"]
    assert b"Ana" not in (tmp_path / "out" / STATE).read_bytes()


def test_forgetting(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--forget") == 2
    assert run(patients(tmp_path, ANA, "x")) == 1
    assert run("--pattern=left-backward") == 0
    (tmp_path / "out/mine.txt").write_text("kept")
    assert run("--forget") == 0
    assert "2 drafts removed" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["mine.txt"]
    (tmp_path / "out/mine.txt").unlink()
    assert run("--pattern=left-backward") == 0
    assert run("--forget") == 0
    assert not (tmp_path / "out").exists()


def test_two_runs_in_one_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second waits for the first, and says so."""
    print_hint = output.print_hint
    program = (
        "import sys, time; from pathlib import Path; from handouts.mail.opening import opened\n"
        "with opened(Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "out")]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, cwd=ROOT) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == b"in\n"
        end = first.stdin.close

        def hint(words: str) -> None:
            print_hint(words)
            if "waiting" in words:
                end()

        monkeypatch.setattr(output, "print_hint", hint)
        late = Timer(30, end)  # if it does not wait
        late.start()
        assert run("--pattern=left-backward") == 0
        late.cancel()
    said = capsys.readouterr().err
    assert "another run is at work in this folder; waiting until it has ended" in said
    assert "locked" not in said
    assert names(tmp_path / "out") == [f"log-left-backward{end}" for end in ENDINGS]


def test_drafts_are_made_anew_by_another_version_of_the_program(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = patients(tmp_path, ANA)
    assert run(given) == 0
    assert run(given) == 0
    assert "0 made, 1 unchanged" in capsys.readouterr().out
    monkeypatch.setattr(maker_module, "_program", lambda: "newer")
    assert run(given) == 0
    assert "1 made, 0 unchanged" in capsys.readouterr().out


def test_no_password_is_told_for_a_draft_that_is_refused(
    run: Run, own: OwnContent, tmp_path: Path
) -> None:
    own.clinic(f"{CLINIC}mail:\n  limit_kb: 50\n")
    assert run(patients(tmp_path, ANA), "--encrypt", "--passwords=keys") == 1
    assert not (tmp_path / "keys").exists()
