"""An empty computer, an icon, a second start, and an update of the program."""

from __future__ import annotations

import configparser
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from desk_help import CHECKOUT, PATIENCE, Served, serving
from handout_help import OwnContent

from handouts.desk.launcher import desktop_entry
from handouts.storage import paths


@dataclass
class Computer:
    """Somebody's, on which nothing was ever started."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        home = str(self.home)
        kept = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
        return {**kept, "HOME": home, "PYTHONPATH": str(CHECKOUT)}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "handouts", *arguments]
        return subprocess.run(
            command,
            cwd=self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    @contextmanager
    def desk(self) -> Iterator[Served]:
        process = subprocess.Popen(
            [sys.executable, "-m", "handouts", "desk", "--no-open", "--port", "0"],
            cwd=self.home,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout is not None
        try:
            found = re.search(r"http://localhost:(\d+)(/\?key=\S+)", process.stdout.readline())
            assert found
            content = OwnContent.__new__(OwnContent)
            served = Served(content, self.home, int(found[1]), process)
            cookie = served.ask(found[2]).headers["set-cookie"].partition(";")[0]
            yield Served(content, self.home, int(found[1]), process, cookie)
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=PATIENCE)
            assert said.endswith("Ended.\n"), said
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    home = tmp_path / "a home"
    (home / "Desktop").mkdir(parents=True)
    return Computer(home)


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_it_asks_where_the_words_are_to_be_and_remembers_it(computer: Computer) -> None:
    with computer.desk() as desk:
        page = desk.ask("/").text
        assert "Where are your clinic’s words to be?" in page
        fields: dict[str, object] = {"token": token(page), "act": "new"}
        for wrong in ("", "relative", "a\x00b", str(CHECKOUT), "/proc/nothing/here"):
            answer = desk.post("/begin", {**fields, "folder": wrong})
            assert answer.status == 422, wrong
            assert 'aria-invalid="true"' in answer.text
        own = computer.home / "Our words"
        assert desk.post("/begin", {**fields, "folder": str(own)}).status == 303
        assert (own / "clinic.yaml").is_file()
        assert "Which hip bone is tipped" in desk.ask("/").text
    (own / "en/questions.md").unlink()
    listed = json.loads(computer.run("list", "--json").stdout)["handouts"]
    assert ("questions", "en") not in [(each["handout"], each["lang"]) for each in listed]
    told = ("list", "--json", "--content", str(paths.content_dir()))
    listed = json.loads(computer.run(*told).stdout)["handouts"]
    assert ("questions", "en") in [(each["handout"], each["lang"]) for each in listed]
    with computer.desk() as desk:  # it does not ask again
        assert "Which hip bone is tipped" in desk.ask("/").text


def test_a_second_start_opens_the_page_that_runs(own: OwnContent, tmp_path: Path) -> None:
    own.keep("log")
    with serving(own, tmp_path / "dist") as served:
        command = [sys.executable, str(CHECKOUT / "build.py"), "serve", "--out", str(served.out)]
        again = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        found = re.fullmatch(r"It runs already: http://localhost:(\d+)(/\?key=\S+)\n", again.stdout)
        assert found
        assert int(found[1]) == served.port
        assert served.ask(found[2], cookie="other=1").status == 303


@pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are of Linux")
def test_the_icon_starts_it(computer: Computer) -> None:
    content = computer.home / 'words "of" $HOME 100%'
    assert computer.run("new-content", str(content)).returncode == 0
    assert computer.run("desk", "--add-to-desktop", "--content", str(content)).returncode == 0
    entry = computer.home / "Desktop/met-handouts.desktop"
    assert os.access(entry, os.X_OK)
    menu = computer.home / ".local/share/applications/met-handouts.desktop"
    assert menu.read_bytes() == entry.read_bytes()
    read = configparser.RawConfigParser()
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(entry, encoding="utf-8")
    values = read["Desktop Entry"]
    assert (values["Type"], values["Terminal"]) == ("Application", "false")
    assert Path(values["Icon"]).is_file()
    assert Path(values["Path"]).is_dir()
    # First the escapes of all values, then the quotes of the command; %% is one.
    typed = values["Exec"].replace("\\\\", "\\").replace("%%", "%")
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', typed)
    command = [re.sub(r"\\(.)", r"\1", each) for each in quoted]
    assert command[-3:] == ["desk", "--content", str(content)]
    assert Path(command[0]).samefile(sys.executable)


def test_an_entry_is_of_one_line_each() -> None:
    lines = desktop_entry(["/a b/python", "x\ny"], Path("/icons/a.svg")).splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert all("=" in line for line in lines[1:])
