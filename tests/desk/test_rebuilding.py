"""What is on screen comes first; what is in the way of a rebuild is told."""

from __future__ import annotations

import asyncio
import errno
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from handout_help import OwnContent

from handouts import recipe
from handouts.building.changes import Receipt
from handouts.building.plan import Selection
from handouts.building.request import BuildRequest
from handouts.desk import rebuilding
from handouts.desk.rebuilding import Rebuilder
from handouts.desk.state import State
from handouts.errors import Problem
from handouts.storage.swap import DistError

CHOSEN = Selection(patterns=("right-backward",), papers=("a4",), editions=("standard", "mono"))
LOG = "en/a4/mono/log-right-backward.pdf"
OTHER = "en/a4/standard/how-it-works.pdf"


class Enough(Exception):
    pass


@dataclass
class Clinic:
    """Two handouts that have been built; `made` is told of each output that is made."""

    content: OwnContent
    out: Path
    made: list[str] = field(default_factory=list)
    most: int = 1000

    def advance(self, doing: str) -> None:
        self.made.append(doing)
        if len(self.made) > self.most:
            raise Enough

    @contextmanager
    def meter(self, _total: int) -> Iterator[Clinic]:
        yield self

    @property
    def request(self) -> BuildRequest:
        return BuildRequest(self.content.root, self.out, CHOSEN, "2027-01-15", jobs=1)

    def build(self, *only: str) -> recipe.Built:
        self.made.clear()
        return recipe.build(self.request, self.meter, only=only or None)

    def titles(self) -> dict[str, str]:
        read = json.loads((self.out / "manifest.json").read_bytes())
        return {path: entry["title"] for path, entry in read.items()}


@pytest.fixture
def clinic(own: OwnContent, tmp_path: Path) -> Clinic:
    own.keep("log", "how-it-works")
    clinic = Clinic(own, tmp_path / "dist")
    clinic.build()
    own.edit("en/log.md", "My two-week log", "My log")
    own.edit("en/how-it-works.md", "title: How your hip exercise works", "title: Why it works")
    return clinic


def test_some_outputs_alone(clinic: Clinic) -> None:
    built = clinic.build(LOG, "no/such.pdf", OTHER)
    assert set(clinic.made) == set(built.published.written) == {LOG, OTHER}
    assert built.receipt.written == {LOG, OTHER}
    assert built.receipt.removed == ()
    both = {"Why it works", "How your hip exercise works"}
    assert set(clinic.titles().values()) >= {"My log", *both}
    rest = clinic.build()
    assert {LOG, OTHER}.isdisjoint(rest.published.written)
    assert set(clinic.titles().values()) == {"My log", "Why it works"}
    assert clinic.build(LOG).published.written == ()
    assert clinic.made == []


def test_a_build_that_is_given_up_publishes_nothing(clinic: Clinic) -> None:
    clinic.most = 1
    before = clinic.titles()
    with pytest.raises(Enough):
        clinic.build()
    assert clinic.titles() == before


# --- what the page is told -----------------------------------------------------------------------


class Watched(State):
    """What an open page shows, and all that it was told."""

    def __init__(self, *visible: str) -> None:
        super().__init__()
        self.sees("a page", visible)
        self.receipts: list[Receipt | None] = []

    def shows(self, receipt: Receipt | None, problems: Sequence[Problem] = ()) -> None:
        self.receipts.append(receipt)
        super().shows(receipt, problems)


def rebuilt(clinic: Clinic, *visible: str) -> tuple[Watched, list[Sequence[Problem]]]:
    """The page after a rebuild, and what was told of it."""
    told: list[Sequence[Problem]] = []

    async def once() -> Watched:
        state = Watched(*visible)
        rebuilder = Rebuilder(
            state,
            lambda: clinic.request,
            lambda _receipt, problems: told.append(problems),
        )
        task = asyncio.create_task(rebuilder.run())
        while state.phase == "building":
            await state.wait(0.2)
        state.stop()
        await task
        return state

    # In a thread: where a browser has been tested, its loop runs in this one.
    with ThreadPoolExecutor() as pool:
        return pool.submit(asyncio.run, once()).result(), told


def test_the_page_says_what_changed(clinic: Clinic) -> None:
    state, told = rebuilt(clinic)
    assert (state.phase, state.status) == ("ready", "Up to date")
    assert state.progress == "4 documents"
    assert LOG in state.changed
    assert told == [()]


def test_what_is_on_screen_comes_first(clinic: Clinic) -> None:
    state, _ = rebuilt(clinic, LOG, "no/such.pdf")
    first, whole = state.receipts
    assert first is not None
    assert whole is not None
    assert first.written == {LOG}
    assert whole.written > {LOG, OTHER}
    assert {change.redlines for change in whole.changes} > {each.redlines for each in first.changes}
    assert LOG not in whole.unchanged


def test_problems_on_screen_and_elsewhere_are_told_together(clinic: Clinic) -> None:
    for name in ("log", "how-it-works"):
        file = clinic.content.path(f"en/{name}.md")
        file.write_text(file.read_text() + "\n{{ nonsense }}\n")
    before = clinic.titles()
    state, told = rebuilt(clinic, LOG)
    assert {each.file.name for each in state.problems} == {"log.md", "how-it-works.md"}
    assert len(told) == 1
    assert clinic.titles() == before


def test_a_fault_of_the_program_does_not_end_it(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(rebuilding, "build", fails)
    state, told = rebuilt(clinic)
    assert (state.phase, state.status) == ("problems", "1 problem")
    assert "ZeroDivisionError: oh" in state.problems[0].what
    assert len(told) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("visible", "left"),
    [((LOG,), "(1 file is new, no other has changed)"), ((), "(nothing has changed)")],
)
def test_what_was_written_before_the_disk_was_full_is_not_denied(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, visible: tuple[str, ...], left: str
) -> None:
    build = recipe.build

    def full(*arguments: Any, only: object = None, **options: Any) -> recipe.Built:
        if only is None:
            raise DistError(clinic.out, OSError(errno.ENOSPC, "No space left on device"))
        return build(*arguments, only=only, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(rebuilding, "build", full)
    state, _ = rebuilt(clinic, *visible)
    assert state.problems[0].what == "cannot write: No space left on device"
    assert state.problems[0].remedy.endswith(left)


def test_a_program_that_has_changed_builds_nothing(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = iter(["old", "new"])
    monkeypatch.setattr(rebuilding, "engine", lambda _files, _code: {"it": next(versions)})
    before = clinic.titles()
    state, _ = rebuilt(clinic)
    assert state.phase == "restart"
    assert clinic.titles() == before


def test_a_rebuild_gives_way_to_who_waits_and_is_done_afterwards(clinic: Clinic) -> None:
    order: list[str] = []

    def asked() -> str:
        order.append("asked")
        return "done"

    async def both() -> None:
        state = Watched(LOG)
        rebuilder = Rebuilder(
            state, lambda: clinic.request, lambda _receipt, _problems: order.append("rebuilt")
        )
        task = asyncio.create_task(rebuilder.run())
        while not state.progress:  # it is making outputs
            await state.wait(0.2)
        assert await rebuilder.between_builds(asked) == "done"
        while not order[1:]:
            await state.wait(0.2)
        state.stop()
        await task

    with ThreadPoolExecutor() as pool:
        pool.submit(asyncio.run, both()).result()
    assert order == ["asked", "rebuilt"]
    assert set(clinic.titles().values()) == {"My log", "Why it works"}


def test_what_can_wait_is_done_after_the_build_and_gives_way(clinic: Clinic) -> None:
    """The numbers of the menu take long where there are many handouts."""
    order: list[str] = []

    async def both() -> None:
        state = Watched(LOG)

        def at_rest(is_wanted: Callable[[], bool]) -> None:
            order.append("at rest")
            while not is_wanted():
                time.sleep(0.01)
            order.append("gives way")

        rebuilder = Rebuilder(
            state,
            lambda: clinic.request,
            lambda _receipt, _problems: order.append("rebuilt"),
            at_rest,
        )
        task = asyncio.create_task(rebuilder.run())
        while "at rest" not in order:
            await state.wait(0.2)
        await rebuilder.between_builds(lambda: order.append("asked"))
        while order.count("rebuilt") < 2:
            await state.wait(0.2)
        state.stop()
        await task

    with ThreadPoolExecutor() as pool:
        pool.submit(asyncio.run, both()).result()
    assert order[:2] == ["rebuilt", "at rest"]
    assert set(order[2:4]) == {"gives way", "asked"}
    assert order[4] == "rebuilt"
