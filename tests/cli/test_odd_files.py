"""Every command that is given a pipe, a socket or a device where it wants a file or a folder."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.cli import main
from handouts.storage import settings

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")


@pytest.fixture(autouse=True)
def _no_longer_than_a_while() -> Iterator[None]:
    def stop(_signal: int, _frame: object) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


ONE = "--handout log --pattern left-backward"


@pytest.mark.parametrize("odd", [pipe, a_socket, endless])
@pytest.mark.parametrize(
    "command",
    [
        "check odd.pdf",
        "--receipt odd.html",
        "review --html odd.html",
        "patient --pattern left-backward --name X --out odd.pdf",
        f"email {ONE} --name X --out odd",
        "email --handout log --patients odd.csv --out new",
        "email --out odd --forget",
        "figures --out odd",
        "poster --out odd",
        "new-content odd",
        "whats-new --content odd",
        "review --content odd",
        "list --content odd",
        "--content odd",
        "--out odd",
    ],
)
def test_it_is_told(
    command: str,
    odd: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    name = next(word for word in command.split() if word.startswith("odd"))
    odd(Path(name))
    before = Path(name).lstat().st_ino
    assert main.main(command.split()) in (1, 2)
    said = capsys.readouterr()
    assert name in said.out + said.err
    assert ";" in said.out + said.err
    assert Path(name).lstat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["en/log.md", "en/words.yaml", ".built-in-seen.json"])
def test_what_is_new_to_content_with_a_pipe(own: OwnContent, name: str) -> None:
    own.path(name).unlink(missing_ok=True)
    pipe(own.path(name))
    assert main.main(["whats-new", "--content", str(own.root)]) == 0


@pytest.mark.parametrize("odd", [pipe, endless])
def test_settings_that_are_no_file_are_none(
    odd: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd(tmp_path / "settings.json")
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.json")
    assert settings.clinic_content() is None
