"""`patient`, from the command line to where the PDF goes, and what it takes the place of."""

from __future__ import annotations

import json
import os
import shlex
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from filelock import FileLock
from visible import words

from handouts.building import ledger
from handouts.cli import main

NAME = "Ana Nowhere-Found"
ANA = ("patient", "--pattern", "Left backward", "--name", NAME, "--hold-seconds", "5")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights and programs are other ones")

# Whatever is run in its place writes down what it was given, and what it could see of a file.
STAND_IN = """#!/bin/sh
'''exec' "{python}" "$0" "$@" # the path of Python may have spaces
' '''
import os, pathlib, stat, sys
out = pathlib.Path({out!r})
out.mkdir(exist_ok=True)
(out / "arguments").write_text(repr(sys.argv[1:]))
data, modes = sys.stdin.buffer.read(), []
file = pathlib.Path(sys.argv[-1])
if file.is_file():
    data = file.read_bytes()
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent)]
(out / "modes").write_text(repr(modes))
(out / "pdf").write_bytes(data)
print({said!r}, file=sys.stderr)
sys.exit({code})
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty current folder, an empty folder for what is temporary, and no programs."""
    for name in ("here", "temporary", "programs"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    yield tmp_path / "here"
    assert NAME.encode() not in b"".join(os.fsencode(each) for each in tmp_path.rglob("*"))


class StandIn:
    """A program of that name."""

    def __init__(self, room: Path, name: str, code: int = 0, said: str = "") -> None:
        self.out = room / f"given-to-{name}"
        program = room / "programs" / name
        text = STAND_IN.format(python=sys.executable, out=str(self.out), said=said, code=code)
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)

    @property
    def arguments(self) -> list[str]:
        return list(eval((self.out / "arguments").read_text()))

    @property
    def modes(self) -> list[int]:
        return list(eval((self.out / "modes").read_text()))

    @property
    def pdf(self) -> bytes:
        return (self.out / "pdf").read_bytes()


def left(tmp_path: Path) -> list[Path]:
    """All that is temporary and still there."""
    there = (tmp_path / "temporary").iterdir()
    return [path for path in there if "jinja2-cache" not in path.name]


# --- a file ---------------------------------------------------------------------------------------


@POSIX
def test_a_file_is_its_owners_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = os.umask(0)
    try:
        assert main.main([*ANA, "--out", "visit.pdf"]) == 0
    finally:
        os.umask(before)
    assert [path.name for path in here.iterdir()] == ["visit.pdf"]
    assert stat.S_IMODE((here / "visit.pdf").stat().st_mode) == 0o600
    shown = capsys.readouterr()
    assert "correction, card, log; 5 pages" in shown.out
    assert "marked DRAFT: correction (en), card (en), log (en)" in shown.err
    assert NAME not in shown.out + shown.err


def test_the_next_patient_replaces_the_one_before_and_it_is_said(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main([*ANA, "--pdf", "2.0", "--out", "visit.pdf"]) == 0
    (here / "visit.pdf").chmod(0o644)
    other = ["patient", "--pattern=right", "--repeats=3", "--name=Bea", "--out", "visit.pdf"]
    assert main.main(other) == 0
    assert "visit.pdf: replaced what this command had made before" in capsys.readouterr().out
    said = " ".join(words((here / "visit.pdf").read_bytes()))
    assert "Right hip bone" in said
    with pikepdf.open(here / "visit.pdf") as pdf:
        values = {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}
    assert (values["made_for"], values["dose-hold_seconds"]) == ("Bea", "")
    if sys.platform != "win32":
        assert stat.S_IMODE((here / "visit.pdf").stat().st_mode) == 0o600


def test_what_is_not_from_here_is_not_replaced(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, built = here / "mine.pdf", here / "built.pdf"
    mine.write_bytes(b"%PDF-1.7 mine")
    one = ["--handout=card", "--pattern=left-backward", "--edition=mono", "--paper=a6"]
    assert main.main([*one, "--out", "dist"]) == 0
    built.write_bytes((here / "dist/en/a6/mono/card-left-backward.pdf").read_bytes())
    (here / "link.pdf").symlink_to("nowhere.pdf")
    for file in ("mine.pdf", "built.pdf", "link.pdf"):
        capsys.readouterr()
        assert main.main([*ANA, "--out", file]) == 2
        assert f"--out: '{file}' is something else; name another file" in capsys.readouterr().err
    assert mine.read_bytes() == b"%PDF-1.7 mine"


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("visit", "is no name of a PDF; let it end in .pdf"),
        ("no/such/folder.pdf", "name one in a folder that is there"),
        ("folder.pdf", "cannot be a file"),
        ("dist/visit.pdf", "would lie among what is built for everybody"),
        ("dist/en/visit.pdf", "would lie among what is built for everybody"),
    ],
)
def test_where_no_file_can_be(
    here: Path, capsys: pytest.CaptureFixture[str], file: str, told: str
) -> None:
    for folder in ("folder.pdf", "dist/.ledger", "dist/en"):
        (here / folder).mkdir(parents=True)
    assert main.main([*ANA, "--out", file, "--edition", "lage"]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "did you mean large-print?" in said  # all at once
    assert not [path for path in here.rglob("*") if path.is_file()]


def test_nothing_of_a_patient_is_under_dist(here: Path) -> None:
    one = ["--handout=card", "--pattern=left-backward", "--edition=mono", "--paper=a6"]
    assert main.main(one) == 0
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert main.main([*ANA, "--out", "visit.pdf"]) == 0
    (here / "visit.pdf").unlink()
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_as_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([*ANA, "--give=log", "--out=visit.pdf", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "out": "visit.pdf",
        "title": "For your visit: Left hip bone backward",
        "handouts": ["log"],
        "pages": 1,
        "drafts": ["log"],
        "replaced": False,
    }
    assert (here / "visit.pdf").is_file()


# --- the screen -----------------------------------------------------------------------------------


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="it is another program there")
def test_it_is_shown_and_removed_when_somebody_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    viewer = StandIn(tmp_path, "xdg-open")
    seen: list[int] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda: seen.append(len(left(tmp_path))))
    assert main.main([*ANA, "--open"]) == 0
    assert seen == [1]
    assert viewer.modes == [0o600, 0o700]
    assert Path(viewer.arguments[0]).name == "for-one-visit.pdf"
    assert viewer.pdf.startswith(b"%PDF")
    assert left(tmp_path) == []
    assert "press Enter once it is printed" in capsys.readouterr().err


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="it is another program there")
def test_it_is_removed_when_whoever_looks_interrupts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    StandIn(tmp_path, "xdg-open")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", interrupted)
    assert main.main([*ANA, "--open"]) == 130
    assert left(tmp_path) == []


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="it is another program there")
def test_where_nobody_can_be_asked_the_next_patient_removes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    viewer = StandIn(tmp_path, "xdg-open")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert main.main([*ANA, "--open"]) == 0
    (first,) = left(tmp_path)
    assert str(first) in capsys.readouterr().err
    assert main.main(["patient", "--pattern=right", "--open"]) == 0
    (second,) = left(tmp_path)
    assert first != second
    assert Path(viewer.arguments[0]).parent == second
    (tmp_path / "temporary/met-handouts-patient-file").write_text("somebody else's")
    with FileLock(second / "shown"):  # somebody still looks at it
        assert main.main(["patient", "--pattern=right", "--out=visit.pdf"]) == 0
        assert second in left(tmp_path)
    assert main.main(["patient", "--pattern=right", "--out=visit.pdf"]) == 0
    assert [path.name for path in left(tmp_path)] == ["met-handouts-patient-file"]


@POSIX
def test_nothing_shows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([*ANA, "--open"]) == 2
    assert "--open: nothing here shows PDFs; use --print, or" in capsys.readouterr().err
    assert left(tmp_path) == []


@POSIX
@pytest.mark.skipif(sys.platform == "darwin", reason="it is another program there")
def test_a_file_that_is_kept_is_shown_itself(tmp_path: Path) -> None:
    viewer = StandIn(tmp_path, "xdg-open")
    assert main.main([*ANA, "--out", "visit.pdf", "--open"]) == 0
    assert viewer.arguments == ["visit.pdf"]
    assert left(tmp_path) == []


# --- the printer ----------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize(
    ("name", "more", "arguments"),
    [
        ("lp", (), ["-t", "met-handouts"]),
        ("lpr", (), ["-T", "met-handouts"]),
        ("lp", ("--booklet",), ["-t", "met-handouts", "-o", "sides=two-sided-short-edge"]),
    ],
)
def test_it_is_printed_from_memory(
    here: Path, tmp_path: Path, name: str, more: tuple[str, ...], arguments: list[str]
) -> None:
    printer = StandIn(tmp_path, name)
    assert main.main([*ANA, *more, "--print"]) == 0
    assert printer.arguments == arguments
    assert list(here.iterdir()) == []
    assert left(tmp_path) == []
    assert main.main([*ANA, *more, "--out", "visit.pdf"]) == 0
    assert printer.pdf == (here / "visit.pdf").read_bytes()


@POSIX
def test_there_is_no_printer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([*ANA, "--print"]) == 2
    assert "--print: this computer has no lp or lpr to print with" in capsys.readouterr().err
    StandIn(tmp_path, "lp", code=1, said="lp: Error - no default destination available.")
    assert main.main([*ANA, "--print"]) == 2
    said = capsys.readouterr().err
    assert "the printer takes nothing (lp: Error - no default destination available.)" in said


# --- what was typed -------------------------------------------------------------------------------


def test_where_it_goes_must_be_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([*ANA]) == 2
    assert "--open shows it, --print prints it, --out FILE.pdf keeps it" in capsys.readouterr().err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("option", ["--pattern=right", "--name=Bea", "--hold-seconds=6"])
def test_an_option_that_is_there_twice(capsys: pytest.CaptureFixture[str], option: str) -> None:
    assert main.main([*ANA, option, "--out=visit.pdf"]) == 2
    told = f"{option.partition('=')[0]}: is given twice; leave one of the two out"
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        ((), 5),
        (("--booklet", "--paper", "US letter"), 6),  # in large print
        (("--booklet", "--paper", "US letter", "--edition", "standard"), 4),
        (("--n-up", "2", "--edition", "Mono"), 3),
        (("--edition=large print", "--give=log"), 4),
    ],
)
def test_ways_to_print_it(here: Path, options: tuple[str, ...], pages: int) -> None:
    assert main.main([*ANA, *options, "--out", "visit.pdf"]) == 0
    with pikepdf.open(here / "visit.pdf") as pdf:
        assert len(pdf.pages) == pages
        assert str(pdf.docinfo["/Title"]) == "For your visit: Left hip bone backward"


def test_a_booklet_has_two_pages_on_a_side_anyway(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main([*ANA, "--booklet", "--n-up=2", "--out=visit.pdf"]) == 2
    assert "--n-up: a booklet has two pages on a side" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_dose_that_is_flat_prints_all_the_same(here: Path) -> None:
    given = ["--hold-seconds", "5-10", "--flat", "--out", "visit.pdf"]
    assert main.main(["patient", "--pattern=left", *given]) == 0
    with pikepdf.open(here / "visit.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root
    assert " ".join(words((here / "visit.pdf").read_bytes())).count("5 to 10") == 2


# --- what it takes the place of -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("print-set", "patient --pattern left-backward --open"),
        (
            "print-set --pattern=right-backward --paper letter --edition mono --n-up 2 --out x",
            "patient --pattern right-backward --edition mono --paper letter --n-up 2 --open",
        ),
        (
            "print-set --booklet --flat --repeats 3 --json",
            "patient --pattern left-backward --repeats 3 --booklet --flat --open",
        ),
        ("print-set --pattern", "patient --pattern left-backward --open"),
        (
            "build --handout correction --pattern left-backward --hold-seconds 9 --repeats 3-5"
            " --out one-patient",
            "patient --pattern left-backward --give correction --hold-seconds 9 --repeats 3-5"
            " --open",
        ),
        (
            "--handout log --handout card --paper a6 --edition large-print --effort-of-10 2 --dry-run",  # noqa: E501
            "patient --pattern left-backward --give log,card --edition large-print --effort-of-10 2"
            " --open",
        ),
        (
            "why en/a4 --days-a-week 3 --today 2027-01-15",
            "patient --pattern left-backward --days-a-week 3 --today 2027-01-15 --open",
        ),
    ],
)
def test_the_command_to_type_instead_is_told_and_works(
    here: Path, capsys: pytest.CaptureFixture[str], typed: str, instead: str
) -> None:
    assert main.main(typed.split()) == 2
    said = "".join(capsys.readouterr())
    assert f"type: met-handouts {instead}" in said
    assert list(here.iterdir()) == []
    assert main.main([*shlex.split(instead)[:-1], "--out", "visit.pdf"]) == 0


def test_no_help_names_what_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["build"], ["why"]):
        assert main.main([*command, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "print-set" not in shown
        assert "--repeats" not in shown
    assert main.main(["no-such"]) == 2
    assert "print-set" not in capsys.readouterr().err


def test_a_dose_that_was_built_into_dist_is_built_over(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older program did that: its ledger says so."""
    one = ["--handout=card", "--pattern=left-backward", "--edition=mono", "--paper=a6"]
    assert main.main(one) == 0
    built = ledger.load(here / "dist")
    ((path, card),) = built.entries.items()
    assert "hold seconds" not in card.options
    older = card._replace(options={"hold seconds": "9", **card.options})
    data = ledger.to_json(built._replace(entries={path: older}), here / "dist")
    (here / "dist" / ledger.path_of()).write_bytes(data)
    monkeypatch.setattr(ledger, "_understood", {})  # so that it is read, and its seal looked at
    assert main.main(["why", "a6/mono/card-left"]) == 0
    assert "hold seconds was 9, now it is not given" in capsys.readouterr().out
