"""A build that is typed while the page runs is made by it, or as if there were no page."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_help import CHECKOUT, Served, serving
from handout_help import OwnContent

from handouts.desk import remote_builds
from handouts.desk.remote_builds import Answer, Command, Desk

SHEET = "en/a4/standard/how-it-works.pdf"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    room = tmp_path_factory.mktemp("desk")
    content = OwnContent(room / "content")
    content.keep("how-it-works")
    with serving(content, room / "dist") as served:
        served.wait_until("ready")
        yield served


def arguments(desk: Served, *more: str) -> list[str]:
    return ["--content", str(desk.content.root), "--out", str(desk.out), *more]


def typed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "importtime", str(CHECKOUT / "build.py"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def loaded(ended: subprocess.CompletedProcess[str]) -> bool:
    """Whether the program was loaded to do it."""
    return "handouts.recipe" in ended.stderr


def test_an_edit_is_built_by_the_page(desk: Served, tmp_path: Path) -> None:
    here = Path.cwd()
    desk.content.edit("en/how-it-works.md", "title: How your hip exercise", "title: Why it")
    ended = typed(here, *arguments(desk))
    assert ended.returncode == 0
    assert not loaded(ended)
    assert " written, " in ended.stdout
    assert desk.manifest()[SHEET]["title"] == "Why it works"
    alone = typed(here, "--content", str(desk.content.root), "--out", str(tmp_path / "alone"))
    assert loaded(alone)
    made = {path: file for path in desk.manifest() if (file := desk.out / path)}
    assert made
    for path, file in made.items():
        assert file.read_bytes() == (tmp_path / "alone" / path).read_bytes()


def test_its_problems_are_told_where_it_was_typed(desk: Served) -> None:
    whole = desk.content.path("en/how-it-works.md").read_text()
    desk.content.write("en/how-it-works.md", whole + "\n{{ nonsense }}\n")
    try:
        ended = typed(Path.cwd(), *arguments(desk))
    finally:
        desk.content.write("en/how-it-works.md", whole)
    assert ended.returncode == 1
    assert not loaded(ended)
    assert "how-it-works.md" in ended.stderr


def command(desk: Served) -> Command:
    return Command(
        tuple(arguments(desk)), str(Path.cwd()), remote_builds.program(), _today(), columns=0
    )


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def sent(desk: Served, what: Command, key: bytes | None = None) -> int:
    """What the page answers to a command."""
    said = json.loads((desk.out / ".ledger/desk.json").read_bytes())
    signing = Desk(desk.port, key or bytes.fromhex(said["key"]))
    body = json.dumps(what._asdict()).encode()
    answer = desk.ask(
        remote_builds.PATH,
        "POST",
        body,
        Origin=f"http://localhost:{desk.port}",
        X_Signature=signing.signature(body),
    )
    return answer.status


def test_it_builds_for_its_own_folders_program_and_day_alone(desk: Served, tmp_path: Path) -> None:
    good = command(desk)
    assert sent(desk, good) == 200
    others = [
        good._replace(folder=str(tmp_path)),
        good._replace(program=(*good.program[:2], "another Python")),
        good._replace(today="2020-01-01"),
        good._replace(arguments=(*good.arguments, "--today", "2020-01-01")),
        good._replace(arguments=(*good.arguments, "--out", str(tmp_path / "other"))),
        good._replace(arguments=("--out", str(desk.out))),
        good._replace(arguments=("list", "--content", str(desk.content.root))),
        good._replace(arguments=("--no-such-option",)),
        good._replace(arguments=("--help",)),
    ]
    assert [sent(desk, each) for each in others] == [409] * len(others)
    assert list(tmp_path.iterdir()) == []


def test_only_who_has_the_key_may_ask(desk: Served) -> None:
    assert sent(desk, command(desk), key=os.urandom(32)) == 403
    assert desk.ask(remote_builds.PATH, "POST", b"{}", Origin=desk.url.rstrip("/")).status == 403
    assert desk.ask(remote_builds.PATH).status == 405


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no such rights there")
def test_the_key_is_for_its_user_alone(desk: Served) -> None:
    file = desk.out / ".ledger/desk.json"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    try:
        assert remote_builds.ask(str(desk.out), arguments(desk), 0) is None
    finally:
        file.chmod(0o600)
    assert remote_builds.ask(str(desk.out), arguments(desk), 0) is not None


def test_when_it_ends_nothing_is_left_of_it(own: OwnContent, tmp_path: Path) -> None:
    own.keep("how-it-works")
    with serving(own, tmp_path / "dist"):
        assert (tmp_path / "dist/.ledger/desk.json").exists()
    assert not (tmp_path / "dist/.ledger/desk.json").exists()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n\r\n{}",
        b"HTTP/1.1 409 Conflict\r\n\r\nNot done here.",
        b"\xff\x00" * 500,
        b'HTTP/1.1 200 OK\r\nx-signature: 00\r\n\r\n{"code": 0, "out": "all is well", "err": ""}',
    ],
)
def test_another_program_at_its_port_is_not_believed(tmp_path: Path, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reply() -> None:
            line, _ = server.accept()
            with line:
                line.recv(65536)
                line.sendall(answer)

        thread = threading.Thread(target=reply)
        thread.start()
        remote_builds.announce(tmp_path, server.getsockname()[1])
        assert remote_builds.ask(str(tmp_path), [], 0) is None
        thread.join()


@pytest.mark.parametrize("said", [b"", b"[]", b'{"port": "x", "key": ""}', b'{"port": 1}', b"\xff"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, said: bytes) -> None:
    remote_builds.announce(tmp_path, 1)
    (tmp_path / ".ledger/desk.json").write_bytes(said)
    assert remote_builds.ask(str(tmp_path), [], 0) is None


def test_a_page_that_was_killed_is_not_waited_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    remote_builds.announce(tmp_path, port)
    assert remote_builds.ask(str(tmp_path), [], 0) is None


def test_an_answer_is_what_was_said() -> None:
    answer = Answer(1, "öut\n", "err\n")
    assert Answer(**json.loads(json.dumps(answer._asdict()))) == answer
    for body in (b"", b"{}", b"[" * 5000, b'{"arguments": 1}', b"null"):
        assert remote_builds.read_command(body) is None
