import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from handout_help import TODAY, OwnContent
from samples import sampled

from handouts import __version__
from handouts.approvals.status import Book
from handouts.approvals.words import code
from handouts.cli import main

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's own content, in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert main.main(["new-content", "words"]) == 0
    return tmp_path / "words"


def run(
    *arguments: str, cwd: Path = CHECKOUT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(CHECKOUT / "build.py"), *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
    )


def printed_json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


# --- usage -------------------------------------------------------------------------------------


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("build", "list", "new-content"))
    assert main.main(["--version"]) == 0
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize("command", [["--help"], ["build", "--help"], ["list", "--help"]])
def test_help_does_not_wait_for_the_drawing_libraries(command: list[str]) -> None:
    program = (
        f"import sys; from handouts.cli.main import main; main({command!r}); "
        "heavy = {'reportlab', 'tinycss2', 'jinja2', 'handouts.reading'}; "
        "sys.exit(str(heavy & set(sys.modules) or ''))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True
    )
    assert ended.stderr.strip() == ""


def test_every_unknown_name_and_bad_value_is_reported_at_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = ["--handout=x", "--pattern=both", "--paper=a7", "--lang=xx", "--today=31/12/2027"]
    assert main.main([*wrong, f"--out={tmp_path / 'dist'}"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = shown.err.splitlines()
    assert len(lines) == len(wrong)
    for option in wrong:
        name, _, value = option.partition("=")
        assert any(line.startswith(f"met-handouts: {name}: ") and value in line for line in lines)
    assert "use one of: left-backward, right-backward" in shown.err
    assert "use one of: a4, letter, a6, quarter-letter, a5, half-letter, a3," in shown.err
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    "arguments",
    [["--no-such-option"], ["no-such-command"], ["build", "stray"], ["--content", "no/such/dir"]],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main.main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err


@pytest.mark.parametrize("arguments", ["--json a.pdf b.pdf", "a.pdf --json b.pdf"])
def test_words_stand_before_between_and_after_options(
    arguments: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.main(["check", *arguments.split()]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert [each["path"] for each in files] == ["a.pdf", "b.pdf"]


def test_a_word_may_come_after_an_option_though_others_come_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main.main(["approve", "card", "--name=A", "nope", "--role=B"]) == 2
    assert "HANDOUT: there is no handout 'nope'" in capsys.readouterr().err
    assert main.main(["approve", "--odd"]) == 2
    assert "HANDOUT, --name, --role" in capsys.readouterr().err  # all that is missing at once


def test_wrong_usage_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["build", "--handout", "log", "--paper", "a6", "--json"]) == 2
    shown = capsys.readouterr()
    assert shown.err == ""
    assert json.loads(shown.out) == {
        "ok": False,
        "errors": [
            {"option": "--paper", "what": "there is no paper 'a6'; use one of: a4, letter, web"}
        ],
    }


# --- list and new-content ----------------------------------------------------------------------


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["list"]) == 0
    shown = capsys.readouterr().out
    for name in ("correction", "how-it-works", "questions", "log"):
        assert name in shown
    assert "left-backward, right-backward" in shown
    assert "a4, letter" in shown
    assert "Exercise: left hip tipped back" in shown
    assert "{{" not in shown


def test_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["list", "--json"]) == 0
    rows = {row["handout"]: row for row in printed_json(capsys)["handouts"]}
    assert rows["correction"]["patterns"] == ["left-backward", "right-backward"]
    assert rows["how-it-works"]["patterns"] == []
    assert rows["log"]["papers"] == ["a4", "letter"]
    assert rows["log"]["lang"] == "en"


def test_list_says_which_words_are_approved(
    own: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    own.approve("log", review_by=TODAY)
    given = ["list", "--json", "--content", str(own.root)]
    assert main.main([*given, "--today", f"{TODAY}"]) == 0
    rows = {row["handout"]: row for row in printed_json(capsys)["handouts"]}
    assert {name: row["status"] for name, row in rows.items() if row["status"] != "draft"} == {
        "log": "approved"
    }
    assert rows["log"]["words"] == code(Book(own.load()).words("en", "log").fingerprint)
    assert main.main([*given, "--today", f"{TODAY + timedelta(days=1)}"]) == 0
    rows = {row["handout"]: row for row in printed_json(capsys)["handouts"]}
    assert rows["log"]["status"] == "draft"


def test_new_content_copies_what_is_built_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, content = CHECKOUT / "handouts/content", tmp_path / "copy"
    monkeypatch.setattr("handouts.cli.content_folder.content_dir", lambda: source)
    assert main.main(["new-content", str(content)]) == 0
    found = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    names = {name for name in found if name.parts[0] not in ("approvals", ".desk")}  # are its own
    assert names == {path.relative_to(content) for path in content.rglob("*") if path.is_file()}
    assert all((content / name).read_bytes() == (source / name).read_bytes() for name in names)


def test_new_content_overwrites_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "clinic.yaml").write_text("name: Ours\n")
    capsys.readouterr()
    assert main.main(["new-content", "words"]) == 2
    assert "'words' is already there; name a new folder" in capsys.readouterr().err
    assert main.main(["new-content", "words/clinic.yaml"]) == 2
    assert (content / "clinic.yaml").read_text() == "name: Ours\n"


def test_new_content_where_no_folder_can_be(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main.main(["new-content", str(content / "clinic.yaml/new")]) == 1
    assert "cannot write" in capsys.readouterr().err


# --- errors ------------------------------------------------------------------------------------


def test_content_errors_are_lines_with_place_and_remedy(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "clinic.yaml").write_text("name: Ours\nname: Theirs\n")
    (content / "en/log.md").write_text("---\ntitle: Log\nnonsense: 1\n---\n")
    capsys.readouterr()
    assert main.main(["--content", "words"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    lines = shown.err.splitlines()
    assert any(line.startswith("words/clinic.yaml:2: ") for line in lines)
    assert any(line.startswith("words/en/log.md:3: ") for line in lines)
    assert all("; " in line for line in lines)
    assert not Path("dist").exists()


def test_content_errors_as_json(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "clinic.yaml").write_text("name: Ours\nname: Theirs\n")
    capsys.readouterr()
    assert main.main(["--content", str(content), "--json"]) == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    answer = json.loads(shown.out)
    assert answer["ok"] is False
    (error,) = answer["errors"]
    assert (error["file"], error["line"]) == (str(Path("words/clinic.yaml")), 2)
    assert error["what"]
    assert error["remedy"]


def test_errors_cannot_steer_the_terminal(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main.main(["--content", str(content), "--handout", "\x1b[2J\nfake.md:1: fault"]) == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "\x1b" not in shown


def test_a_console_without_our_characters(content: Path) -> None:
    ended = run(
        "--content=words", "--handout=股関節", cwd=content.parent, PYTHONIOENCODING="cp1252"
    )
    assert ended.returncode == 2
    assert rb"\u80a1" in ended.stderr
    listed = run("list", cwd=content.parent, PYTHONIOENCODING="cp1252")
    assert listed.returncode == 0
    assert "left-backward" in listed.stdout.decode("cp1252")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize("command", ["", "list", "why", "patient", "check"])
def test_a_current_folder_that_was_removed_is_no_crash(command: str, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    build = str(CHECKOUT / "build.py")
    remove = f"import os, runpy; os.rmdir(os.getcwd()); runpy.run_path({build!r}, {{}}, '__main__')"
    ended = subprocess.run(
        [sys.executable, "-P", "-c", remove, *command.split()], cwd=room, capture_output=True
    )
    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
    assert b"folder is no longer there" in ended.stderr


def test_a_reader_that_leaves_is_no_crash() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, str(CHECKOUT / "build.py"), "list"],
        cwd=CHECKOUT,
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)
    assert ended.stderr == b""
    assert ended.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is none here")
@pytest.mark.parametrize("command", ["list", "--handout log --paper a4 --edition standard"])
def test_no_room_for_what_is_printed_is_no_crash(command: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, str(CHECKOUT / "build.py"), *command.split()],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert ended.returncode == 1
    assert ended.stderr.endswith(b"met-handouts: cannot print (No space left on device)\n")
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones there")
@pytest.mark.parametrize(
    "wait", sampled([0.01, 0.05, 0.1, 0.3, 0.6, 1.0, 1.5], lambda wait: wait in (0.05, 0.6))
)
def test_interrupting_a_build_ends_it_quietly(tmp_path: Path, wait: float) -> None:
    """Ctrl-C is sent to a whole group of processes."""
    begin = "from handouts.cli.start import run; print(flush=True); run()"
    process = subprocess.Popen(
        [sys.executable, "-c", begin, "--out", str(tmp_path / "dist")],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.read(1)
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert said == b""
    assert process.returncode == 130
    assert ends_soon(process.pid)
    assert not [file for file in tmp_path.rglob("*") if file.name.startswith(".building")]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones there")
def test_interrupting_while_a_class_is_made_ends_it_quietly(tmp_path: Path) -> None:
    """Before 3.12, Python makes a RuntimeError of what is raised in `__set_name__`."""
    begin = """
import functools, os, signal
def set_name(self, owner, name):
    os.kill(os.getpid(), signal.SIGINT)
functools.cached_property.__set_name__ = set_name
from handouts.cli.start import run
run()
"""
    ended = subprocess.run(
        [sys.executable, "-c", begin, "--out", str(tmp_path / "dist")],
        cwd=CHECKOUT,
        capture_output=True,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def ends_soon(group: int) -> bool:
    """Whether none of a group of processes is left."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if not _works(group):
            return True
        time.sleep(0.05)
    return False


def _works(group: int) -> bool:
    """Whether one of a group of processes has not ended, though nobody may have asked how."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    states = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has gone meanwhile
            state, _, of_group, *_ = file.read_text().rpartition(")")[2].split()
            if int(of_group) == group:
                states.append(state)
    return not states or any(state not in "ZX" for state in states)


def test_interrupting_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.reading.load_library", interrupted)
    assert main.main(["list"]) == 130
    shown = capsys.readouterr()
    assert (shown.out, shown.err.strip()) == ("", "")


@pytest.mark.parametrize("given", [["--out", ""], ["--out="], ["why", "--out", ""]])
def test_a_folder_without_a_name(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.main(given) == 2
    assert "--out: is empty; name a folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
