"""What the live page shows besides the gallery, and who is told when it changes."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from handouts.building.changes import Receipt
from handouts.errors import Problem
from handouts.storage.paths import shown_path

# Pages that are open at once; more are nobody's.
_MOST_CLIENTS = 8


class State:
    """
    Attributes:
        phase: `building`, `ready`, `problems`, or `restart` where the program itself has changed.
        status: the same in words.
        progress: how far it is, in words.
        problems: of the last build; none, if it ended well.
        receipt: what the last build changed, if it changed anything.
        warnings: what should be known besides what the manifest says of each output.
        version: another one whenever the page would look different.
    """

    def __init__(self) -> None:
        self.phase = "building"
        self.status = "Building"
        self.progress = ""
        self.problems: tuple[Problem, ...] = ()
        self.receipt: Receipt | None = None
        self.warnings: tuple[str, ...] = ()
        self.stopping = False
        self._answering = 0
        self._number = 0
        self._run = secrets.token_hex(4)
        self._changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._visible: dict[str, tuple[str, ...]] = {}

    @property
    def version(self) -> str:
        return f"{self._run}-{self._number}"

    @property
    def changed(self) -> frozenset[str]:
        """The outputs that the last build changed."""
        return self.receipt.written if self.receipt else frozenset()

    @property
    def page_title(self) -> str:
        return f"{self.status} – MET handouts" if self.problems else "MET handouts"

    # --- from any thread ------------------------------------------------------------------------

    def says(self, phase: str, status: str, progress: str = "") -> None:
        self.phase, self.status, self.progress = phase, status, progress
        self._tell()

    def shows(self, receipt: Receipt | None, problems: Sequence[Problem] = ()) -> None:
        """The page looks different now; what is said has been before, so that no page lacks it."""
        self.receipt = receipt
        self.problems = tuple(each._replace(file=shown_path(each.file)) for each in problems)
        self._number += 1
        self._tell()

    def warns(self, warnings: Sequence[str]) -> None:
        """The page looks different now, if these are others."""
        if self.warnings != tuple(warnings):
            self.warnings = tuple(warnings)
            self._number += 1
            self._tell()

    def stop(self) -> None:
        self.stopping = True
        self._tell()

    def _tell(self) -> None:
        self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        waking, self._changed = self._changed, asyncio.Event()
        waking.set()

    def let_look(self, seconds: float) -> None:
        """Waits, no longer than that, until open pages have what they ask for.

        Building takes all the time that Python has; whoever looks goes first.
        """
        until = time.monotonic() + seconds
        time.sleep(0.02)
        while self._answering and time.monotonic() < until and not self.stopping:
            time.sleep(0.01)

    # --- from the loop --------------------------------------------------------------------------

    @contextmanager
    def answering(self) -> Iterator[None]:
        """An open page waits for something meanwhile."""
        self._answering += 1
        try:
            yield
        finally:
            self._answering -= 1

    @property
    def changing(self) -> asyncio.Event:
        """Set as soon as anything is not as it is now."""
        return self._changed

    async def wait(self, seconds: float, changing: asyncio.Event | None = None) -> None:
        """Until something has changed, but no longer than that.

        Args:
            changing: as it was before something was looked at, so that no change since is missed.
        """
        changed = changing or self._changed
        try:
            await asyncio.wait_for(changed.wait(), seconds)
        except TimeoutError:
            return

    def sees(self, client: str, paths: Sequence[str]) -> None:
        """A page that is open shows these outputs."""
        self._visible.pop(client, None)
        self._visible[client] = tuple(paths)
        while len(self._visible) > _MOST_CLIENTS:
            del self._visible[next(iter(self._visible))]

    @property
    def visible(self) -> list[str]:
        """The outputs on screen; those of the page that was moved last come first."""
        pages = reversed(tuple(self._visible.values()))
        return list(dict.fromkeys(path for page in pages for path in page))
