"""`serve` at the command line: what is wrong with it is said, and it ends when it is told to."""

from __future__ import annotations

import shutil
import signal
import socket
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

import pytest
from desk_help import CHECKOUT, PATIENCE, serving
from handout_help import OwnContent

from handouts.cli import main


def test_a_port_in_use_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main.main(["serve", "--port", str(port), "--out", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"met-handouts: --port: {port} is in use; end what uses it")
    assert list(tmp_path.iterdir()) == []


def test_content_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["serve", "--content", "no/such/folder"]) == 2
    assert "no/such/folder" in capsys.readouterr().err


def test_a_day_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["serve", "--today", "soon"]) == 2
    assert "--today: 'soon' is not a date" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_the_middle_of_a_build(tmp_path: Path, sent: signal.Signals) -> None:
    command = [sys.executable, str(CHECKOUT / "build.py"), "serve", "--port", "0"]
    with Popen([*command, "--out", str(tmp_path / "dist")], stdout=PIPE, stderr=STDOUT) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"Serving http://localhost:")
        process.send_signal(sent)
        said, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, b"Ended.\n")
    assert not list((tmp_path / "dist").rglob(".building-*"))


def test_content_with_problems_and_content_that_goes_are_told_and_come_back(
    own: OwnContent, tmp_path: Path
) -> None:
    own.keep("how-it-works")
    whole = own.path("en/how-it-works.md").read_text()
    own.write("en/how-it-works.md", whole + "\n{{ nonsense }}\n")
    away = tmp_path / "away"
    with serving(own, tmp_path / "dist") as served:
        page = served.wait_until("problems")
        line = len(whole.splitlines()) + 2
        assert f"how-it-works.md, line {line}" in page
        assert "nonsense" in page
        assert not served.manifest_file.exists()
        own.write("en/how-it-works.md", whole)
        assert "how-it-works" in served.wait_until("ready")
        own.root.rename(away)
        served.wait_for("To mend it: ")
        assert "en/a4/standard/how-it-works.pdf" in served.manifest()  # the last good state
        shutil.copytree(away, own.root)
        served.wait_until("ready")
        own.edit("en/how-it-works.md", "title: How your hip exercise works", "title: The new way")
        served.wait_for("The new way")
