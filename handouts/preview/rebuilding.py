"""Builds again whenever something has changed: first what is on screen, then the rest."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from handouts.building.changes import Receipt
from handouts.building.engine import code_files, engine
from handouts.building.plan import Selection
from handouts.building.request import Asked, WrongUsage
from handouts.errors import ContentError, Problem
from handouts.gallery import page_cache
from handouts.preview.state import State
from handouts.recipe import build
from handouts.storage import paths
from handouts.storage.file_states import Files, FileState
from handouts.storage.publishing import DistError, listed

# How long (s) pages have to ask for what is new, and then to get it, before building goes on.
_HEAD_START, _PATIENCE = 0.1, 2.0


class _SupersededError(Exception):
    """Something has changed again, or the program is to end: the rest is not worth making."""


class Rebuilder:
    """
    Args:
        asked: what to build, as of today.
        on_end: told of each build's receipt or problems.
    """

    def __init__(
        self,
        state: State,
        asked: Callable[[], Asked],
        out: Path,
        content: Path,
        on_end: Callable[[Receipt | None, tuple[Problem, ...]], None],
    ) -> None:
        self.state, self.out, self.content = state, out, content
        self._asked, self._on_end = asked, on_end
        self._wanted = asyncio.Event()
        self._program = _program()

    def want(self) -> None:
        """Something has changed."""
        self._wanted.set()

    async def run(self) -> None:
        """Builds once, then whenever that is wanted, until the state says to stop."""
        self.want()
        while not self.state.stopping:
            try:
                await asyncio.wait_for(self._wanted.wait(), 0.5)
            except TimeoutError:
                continue
            self._wanted.clear()
            await asyncio.to_thread(self._build)

    def _build(self) -> None:
        state = self.state
        if _program() != self._program:
            # What is loaded no longer is what the ledger would say it was made with.
            state.says("problems", "The program itself has changed: end serve and start it again")
            return
        state.says("building", "Looking for changes")
        try:
            self._build_some()
            built = build(
                self._asked(),
                self.out,
                self.content,
                self._meter,
                first=state.visible,
                on_first=self._first,
            )
        except _SupersededError:
            return
        except ContentError as error:
            self._failed(error.problems)
        except DistError as error:
            self._failed((error.problem,))
        except Exception as error:  # a fault of the program: it must not end what still works
            traceback.print_exc()
            what = f"the program failed ({type(error).__name__}: {error})"
            self._failed((Problem(self.content, 0, what, "undo the last change, and report this"),))
        else:
            page_cache.sweep(self.out, listed(self.out))
            changed = built.receipt.written or built.receipt.removed
            # A build that changed nothing ends a spell of problems, not what is told of the last.
            state.shows(built.receipt if changed else state.receipt)
            state.says("ready", f"Up to date: {len(built.entries)} documents")
            self._on_end(built.receipt, ())

    def _first(self, receipt: Receipt) -> None:
        self.state.shows(receipt)
        time.sleep(_HEAD_START)

    def _build_some(self) -> None:
        """Where there is nothing to see yet, some outputs come before the others."""
        if listed(self.out):
            return
        usual = Selection(papers=("a4",), editions=("standard",))
        with suppress(WrongUsage):  # there may be none of those
            some = build(
                self._asked()._replace(selection=usual), self.out, self.content, self._meter
            )
            self.state.shows(some.receipt)

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        count = len(problems)
        self.state.shows(self.state.receipt, problems)
        self.state.says("problems", "1 problem" if count == 1 else f"{count} problems")
        self._on_end(None, problems)

    @contextmanager
    def _meter(self, total: int) -> Iterator[_Meter]:
        yield _Meter(self, total)


@dataclass
class _Meter:
    rebuilder: Rebuilder
    total: int
    made: int = 0

    def advance(self, doing: str) -> None:
        """
        Raises:
            _SupersededError: there is no need to go on.
        """
        del doing
        state = self.rebuilder.state
        self.made += 1
        if state.stopping or self.rebuilder._wanted.is_set():
            raise _SupersededError
        state.says("building", "Building", f"{self.made} of {self.total}")
        state.let_look(_PATIENCE)


def _program() -> tuple[object, ...]:
    """All that is read only once: code, packages, the outlines of figures."""
    files = Files({})
    outlines: list[FileState | None] = [files.state(path) for path in paths.anatomy_files()]
    return (dict(engine(files, code_files())), [state and state.sha256 for state in outlines])
