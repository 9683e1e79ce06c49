"""A build that is typed while the page runs is made by it, or as if there were no page."""

from __future__ import annotations

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

from handouts.desk import asking, remote_builds
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
    return Command(str(Path.cwd()), _today(), 0, asking.program(), tuple(arguments(desk)))


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def sent(desk: Served, what: Command, key: bytes | None = None) -> int:
    """What the page answers to a command."""
    _, announced = asking.unpacked((desk.out / ".ledger/desk").read_bytes())
    signing = Desk(desk.port, key or bytes.fromhex(announced))
    body = asking.packed(
        (what.folder, what.today, str(what.columns), *what.program, *what.arguments)
    )
    answer = desk.ask(
        asking.PATH,
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
    assert desk.ask(asking.PATH, "POST", b"{}", Origin=desk.url.rstrip("/")).status == 403
    assert desk.ask(asking.PATH).status == 405


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no such rights there")
def test_the_key_is_for_its_user_alone(desk: Served) -> None:
    file = desk.out / ".ledger/desk"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    try:
        assert asking.ask(str(desk.out), arguments(desk), 0) is None
    finally:
        file.chmod(0o600)
    assert asking.ask(str(desk.out), arguments(desk), 0) is not None


def test_when_it_ends_nothing_is_left_of_it(own: OwnContent, tmp_path: Path) -> None:
    own.keep("how-it-works")
    with serving(own, tmp_path / "dist"):
        assert (tmp_path / "dist/.ledger/desk").exists()
    assert not (tmp_path / "dist/.ledger/desk").exists()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n\r\n1 0 0\n0",
        b"HTTP/1.1 409 Conflict\r\n\r\nNot done here.",
        b"\xff\x00" * 500,
        b"HTTP/1.1 200 OK\r\nx-signature: 00\r\n\r\n1 11 0\n0all is well",
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
        assert asking.ask(str(tmp_path), [], 0) is None
        thread.join()


@pytest.mark.parametrize("said", [b"", b"1 0\nx", b"1\n1", b"1 2\n1zz", b"{}", b"\xff"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, said: bytes) -> None:
    remote_builds.announce(tmp_path, 1)
    (tmp_path / ".ledger/desk").write_bytes(said)
    assert asking.ask(str(tmp_path), [], 0) is None


def test_a_page_that_was_killed_is_not_waited_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    remote_builds.announce(tmp_path, port)
    assert asking.ask(str(tmp_path), [], 0) is None


def test_an_answer_is_what_was_said() -> None:
    answer = Answer(1, "öut\n\0", "\udc80err\n")
    assert asking.unpacked(bytes(answer)) == ["1", answer.out, answer.err]
    for body in (b"", b"{}", b"1 " * 5000, b"9" * 5000, b"1 1 1\n/.x", b"0 0\n", b"\xff"):
        assert remote_builds.read_command(body) is None


def test_to_ask_takes_little_more_than_to_start() -> None:
    code = "import sys; before = {*sys.modules}; import handouts.desk.asking, socket;"
    code += "print(*sorted({*sys.modules} - before))"
    ended = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True)
    names = ended.stdout.decode().split()
    assert "socket" in names
    assert {"typing", "pathlib", "json", "inspect", "handouts.recipe"}.isdisjoint(names)
