"""The process that renders while another reads: the same results, and nothing left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handouts.building import press_room, workers
from handouts.building.press_room import PressRoom
from handouts.building.workers import Job, Order
from handouts.cli import plain
from handouts.compose.composer import compose
from handouts.design.theme import PAPERS
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.backend import Rendered
from handouts.render.pdf import render_pdf
from handouts.storage import paths

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is none here")
HANDOUTS = ("log", "card")
ORDER = Order(documents=2, outputs=2)


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    library = load_library(paths.content_dir())
    day = date(2026, 1, 1)
    documents = [
        compose(library, "en", name, PATTERNS[0], dose=Dose(), today=day) for name in HANDOUTS
    ]
    return [
        Job(each, ((number, PAPERS["a4"], "standard"),)) for number, each in enumerate(documents)
    ]


@pytest.fixture
def room() -> Iterator[PressRoom]:
    room = PressRoom()
    yield room
    room.end()
    with pytest.raises(ChildProcessError):  # nothing is left of it
        os.waitpid(room._pid, os.WNOHANG)


def test_the_same_results(room: PressRoom, jobs: list[Job]) -> None:
    waited: list[bool] = []
    room.meanwhile = lambda: waited.append(True)
    found = list(room.render_all(ORDER, jobs))
    assert waited == [True]
    assert found == list(workers.render_all(ORDER, jobs, render_pdf))


def test_many_are_made_by_several_processes(room: PressRoom, jobs: list[Job]) -> None:
    stocks = [PAPERS["a4"], PAPERS["letter"]]
    sheets = [(stock, edition) for stock in stocks for edition in ("standard", "mono")]
    (log, _), (card, _) = jobs
    many = [
        Job(document, tuple((place * 4 + number, *sheet) for number, sheet in enumerate(sheets)))
        for place, document in enumerate((log, card._replace(format="handout")))
    ]
    order = Order(documents=2, outputs=8, workers=2)
    given: list[int] = []

    def coming() -> Iterator[Job]:
        for number, job in enumerate(many):
            given.append(number)
            yield job

    found = sorted(room.render_all(order, coming()))
    assert given == [0, 1]
    assert found == sorted(workers.render_all(order._replace(workers=1), many, render_pdf))
    assert [result.number for result in found] == list(range(8))


def test_few_jobs_are_begun_as_they_come(jobs: list[Job]) -> None:
    events: list[str] = []

    def coming() -> Iterator[Job]:
        for job in jobs:
            events.append("given")
            yield job

    def rendered(*_args: object, **_options: object) -> Rendered:
        events.append("rendered")
        return Rendered(b"", 1)

    order = Order(documents=2, outputs=2, workers=2)
    assert len(list(workers.render_all(order, coming(), rendered))) == 2
    assert events[:3] == ["given", "rendered", "given"]


def test_where_there_is_nothing_to_press_nobody_waits(room: PressRoom) -> None:
    def never() -> None:
        raise AssertionError

    room.meanwhile = never
    assert list(room.render_all(ORDER, iter(()))) == []


def test_a_fault_while_composing_is_not_taken_for_a_lost_process(
    room: PressRoom, jobs: list[Job]
) -> None:
    def faulty() -> Iterator[Job]:
        yield jobs[0]
        raise FileNotFoundError("a template")

    with pytest.raises(FileNotFoundError):
        list(room.render_all(ORDER, faulty()))


def test_a_process_that_has_gone_gives_no_results(room: PressRoom, jobs: list[Job]) -> None:
    os.kill(room._pid, signal.SIGKILL)
    assert list(room.render_all(ORDER, jobs)) == []


def build(out: Path) -> dict[str, bytes]:
    chosen = ("--handout", "log", "--paper", "a4", "--edition", "standard")
    assert plain.build([*chosen, "--out", str(out)]) == 0
    return {path.name: path.read_bytes() for path in out.rglob("*.pdf")}


def test_what_it_did_not_make_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = build(tmp_path / "usual")
    really = PressRoom.render_all

    def only_the_first(self: PressRoom, *args: object, **kw: object) -> Iterator[object]:
        yield next(really(self, *args, **kw))  # type: ignore[arg-type]

    monkeypatch.setattr(PressRoom, "render_all", only_the_first)
    assert build(tmp_path / "half") == usual
    monkeypatch.setattr(PressRoom, "render_all", lambda *_args, **_kw: iter(()))
    assert build(tmp_path / "none") == usual

    def no_more() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", no_more)
    assert press_room.opened() is None
    assert build(tmp_path / "alone") == usual
    assert len(usual) == 2


@pytest.mark.parametrize("wait", [0.1, 0.4, 0.8, 1.5, 2.5])
def test_nothing_outlives_a_killed_build(tmp_path: Path, wait: float) -> None:
    heard, held = os.pipe()  # every process of the build holds it open
    command = [sys.executable, "build.py", "--out", str(tmp_path), "--jobs", "2"]
    root = Path(__file__).resolve().parent.parent.parent
    started = subprocess.Popen(
        command, cwd=root, pass_fds=(held,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(held)
    time.sleep(wait)
    started.kill()
    started.wait()
    ended, _, _ = select.select([heard], [], [], 20)
    os.close(heard)
    assert ended, "a process still runs"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_built_with_nothing_to_print_on(tmp_path: Path, closed: str) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    chosen = "--handout log --pattern left-backward --paper a4 --edition standard"
    command = f'exec "$0" build.py {chosen} --out "$1" {closed}'
    for made in (True, False):  # and once more, with nothing to do
        done = subprocess.run(
            ["sh", "-c", command, sys.executable, str(tmp_path)], cwd=root, capture_output=True
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert (b"1 written" in done.stdout) is (made and closed in ("2>&-", "<&-"))
    assert [path.name for path in tmp_path.rglob("*.pdf")] == ["log-left-backward.pdf"]
