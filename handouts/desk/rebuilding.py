"""Builds again whenever something has changed: first what is on screen, then the rest."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar

from handouts.building import changes, warnings
from handouts.building.changes import Receipt
from handouts.building.engine import code_files, engine
from handouts.building.plan import Selection
from handouts.building.request import BuildRequest
from handouts.desk.state import State
from handouts.errors import ContentError, Problem, UsageError
from handouts.gallery import page_cache
from handouts.readability.grade import TooHard
from handouts.recipe import Built, build
from handouts.storage import paths
from handouts.storage.file_states import Files, FileState
from handouts.storage.publishing import listed
from handouts.storage.swap import DistError

# How long (s) pages have to ask for what is new, and then to get it, before building goes on.
_HEAD_START, _PATIENCE = 0.1, 2.0
# How long (s) a build waits when nobody looks: who saves a file often types a command next.
_NOBODY_LOOKS = 0.3

T = TypeVar("T")


class _SupersededError(Exception):
    """Something has changed again, somebody waits, or the program is to end: stop here."""


class Rebuilder:
    """
    Args:
        request: what to build, as of today.
        on_end: told of each build's receipt or problems.
        at_rest: what is done after each build, until what it is given says that there is more to
            do: it is done again after that.
    """

    def __init__(
        self,
        state: State,
        request: Callable[[], BuildRequest],
        on_end: Callable[[Receipt | None, tuple[Problem, ...]], None],
        at_rest: Callable[[Callable[[], bool]], object] = lambda _is_wanted: None,
    ) -> None:
        self.state = state
        self.out, self.content = request().out, request().content
        self._request, self._on_end, self._at_rest = request, on_end, at_rest
        self._wanted, self._free = asyncio.Event(), asyncio.Lock()
        self._waiting = 0
        self._written_first = 0
        self._program = _Program()
        self._hard: dict[tuple[str, str], TooHard] = {}

    def want(self) -> None:
        """Something has changed."""
        self._wanted.set()

    async def run(self) -> None:
        """Builds once, then whenever that is wanted, until the state says to stop."""
        self.want()
        is_first = True
        while not self.state.stopping:
            try:
                await asyncio.wait_for(self._wanted.wait(), 0.5)
            except TimeoutError:
                continue
            if not is_first and not self.state.visible:
                await asyncio.sleep(_NOBODY_LOOKS)
            is_first = False
            async with self._free:
                self._wanted.clear()
                await asyncio.to_thread(self._build)
            await asyncio.to_thread(self._at_rest, self._is_wanted)

    def _is_wanted(self) -> bool:
        """Whether something has changed, somebody waits, or the program is to end."""
        return self.state.stopping or self._waiting > 0 or self._wanted.is_set()

    async def between_builds(self, work: Callable[[], T | None]) -> T | None:
        """Does something somebody waits for; None if the program itself has changed.

        A build that is being made gives way, and begins again afterwards.
        """
        self._waiting += 1
        try:
            async with self._free:
                return await asyncio.to_thread(
                    lambda: work() if self._program.is_as_loaded() else None
                )
        finally:
            self._waiting -= 1
            self.want()

    def _build(self) -> None:
        state = self.state
        if not self._program.is_as_loaded():
            state.says("restart", "Restart needed")
            return
        state.says("building", "Looking for changes")
        self._written_first = 0
        try:
            receipt, rest = self._build_all()
        except _SupersededError:
            return
        except ContentError as error:
            self._failed(error.problems)
        except DistError as error:
            self._failed((error.after(self._written_first),))
        except Exception as error:  # a fault of the program: it must not end what still works
            traceback.print_exc()
            what = f"the program failed ({type(error).__name__}: {error})"
            self._failed((Problem(self.content, 0, what, "undo the last change, and report this"),))
        else:
            page_cache.sweep(self.out, listed(self.out))
            changed = receipt.written or receipt.removed
            # A build that changed nothing ends a spell of problems, not what is told of the last.
            if rest.problems:  # of languages that are left out
                state.says("problems", _counted(rest.problems))
            else:
                state.says("ready", "Up to date", f"{len(rest.entries)} documents")
            state.shows(receipt if changed else state.receipt, rest.problems)
            self._on_end(receipt, rest.problems)

    def _build_all(self) -> tuple[Receipt, Built]:
        """What changed in all outputs, and what came of the last build."""
        first = self._build_first()
        rest = self._noted(build(self._request(), self._meter))
        if first is None:
            return rest.receipt, rest
        written = {*first.published.written, *rest.published.written}
        published = rest.published._replace(
            written=tuple(sorted(written)),
            unchanged=tuple(path for path in rest.published.unchanged if path not in written),
        )
        before, now = {**rest.before, **first.before}, {**first.now, **rest.now}
        return changes.of(before, now, published), rest

    def _build_first(self) -> Built | None:
        """What is on screen comes before the rest; where there is nothing yet, the usual."""
        request = self._request()
        if not listed(self.out):
            usual = request._replace(selection=Selection(papers=("a4",), editions=("standard",)))
            with suppress(UsageError):  # there may be none of those
                return self._shown(build(usual, self._meter))
        elif visible := self.state.visible:
            with suppress(ContentError):  # told together with all others
                return self._shown(build(request, self._meter, only=visible))
        return None

    def _shown(self, built: Built) -> Built:
        self._noted(built)
        self._written_first = len(built.published.written)
        if built.published.written:
            self.state.shows(built.receipt)
            time.sleep(_HEAD_START)
        return built

    def _noted(self, built: Built) -> Built:
        """The page has what a build tells.

        What is said of each output, as why it is a draft, is in the manifest.
        """
        left = {key: why for key, why in self._hard.items() if key not in built.handouts}
        self._hard = {
            (lang, handout): why
            for (lang, handout), why in {**left, **built.hard}.items()
            if (self.content / lang / f"{handout}.md").is_file()
        }
        index = [warnings.foreign_index(self.out)] if built.foreign_index else []
        notices = warnings.of_problems(built.notices)
        self.state.warns([*warnings.of_hard(self._hard), *notices, *index])
        return built

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        self.state.says("problems", _counted(problems))
        self.state.shows(self.state.receipt, problems)
        self._on_end(None, problems)

    @contextmanager
    def _meter(self, total: int) -> Iterator[_Meter]:
        yield _Meter(self, total)


def _counted(problems: Sequence[Problem]) -> str:
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"


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
        if self.rebuilder._is_wanted():
            raise _SupersededError
        state.says("building", "Building", f"{self.made} of {self.total}")
        state.let_look(_PATIENCE)


class _Program:
    """All that is read only once: code, packages, the outlines of figures."""

    def __init__(self) -> None:
        self._files = Files({})
        self._loaded = self._now()

    def is_as_loaded(self) -> bool:
        """What is loaded must be what the ledger would say outputs were made with."""
        self._files = self._files.later()
        return self._now() == self._loaded

    def _now(self) -> tuple[object, ...]:
        files = self._files
        outlines: list[FileState | None] = [files.state(path) for path in paths.anatomy_files()]
        return dict(engine(files, code_files())), [state and state.sha256 for state in outlines]
