"""A process that gets ready to render while this one reads the content.

To import what lays out and writes PDFs takes as long as to read what is to be printed, and neither
needs the other.  Only where a process can be forked cheaply: elsewhere this one does it all.

What both need is imported before, so that it is not imported twice; nothing else, as it would only
keep the other one waiting.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import NoReturn

    from handouts.building.workers import Job, Order, Result

_KILL = 9
_ROOM_FOR_JOBS = 1 << 20  # bytes: some dozens, so that who sends them need not wait


class PressRoom:
    """The other process, as this one sees it.  It takes one order.

    To be opened before threads are started and locks are taken, which it would inherit.

    Attributes:
        meanwhile: what this process does while it would wait for the first result.
    """

    def __init__(self, *, draws: bool = False) -> None:
        self.meanwhile: Callable[[], None] = lambda: None
        given, orders = os.pipe()
        _widen(orders)
        results, told = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(orders)
            os.close(results)
            _work(given, told, draws)
        os.close(given)
        os.close(told)
        self._orders, self._results = os.fdopen(orders, "wb"), os.fdopen(results, "rb")

    def render_all(self, order: Order, jobs: Iterable[Job]) -> Iterator[Result]:
        """The results of all jobs, in any order; fewer where the process came to an end.

        Each job is begun as soon as it is there.
        """
        import pickle

        from handouts.storage import cache

        first = [(order, cache.folder())]
        for job in jobs:
            if not self._tell(*first, job):
                return
            first.clear()
        if first or not self._tell(None):
            return
        self.meanwhile()
        try:
            while (result := pickle.load(self._results)) is not None:
                yield result
        except (OSError, EOFError, pickle.UnpicklingError):
            pass  # what is missing is made here

    def _tell(self, *what: object) -> bool:
        """Whether the other process is still there to be told."""
        import pickle

        try:
            for each in what:
                pickle.dump(each, self._orders, -1)
            self._orders.flush()
        except OSError:
            return False
        return True

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        try:
            os.kill(self._pid, _KILL)
            os.waitpid(self._pid, 0)
        except OSError:
            pass
        for pipe in (self._orders, self._results):
            try:  # noqa: SIM105
                pipe.close()
            except OSError:  # what was not yet read has no reader now
                pass


def _widen(pipe: int) -> None:
    from fcntl import F_SETPIPE_SZ, fcntl

    try:  # noqa: SIM105 - contextlib takes longer to import
        fcntl(pipe, F_SETPIPE_SZ, _ROOM_FOR_JOBS)
    except OSError:  # a user may not have so much for all pipes together
        pass


def opened(*, draws: bool = False) -> PressRoom | None:
    """A process that is getting ready; None where there cannot be one.

    `draws` says that it gets ready to draw figures too: there are none yet.
    """
    if sys.platform != "linux":
        return None
    import pickle  # noqa: F401

    try:
        return PressRoom(draws=draws)
    except OSError:  # there may be no more processes
        return None


def _work(orders: int, results: int, draws: bool) -> NoReturn:
    """What the other process does.

    What goes wrong here is not told: the first process notices that results are missing, and makes
    them itself.
    """
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):  # whoever reads what is printed must not wait for this one
            os.dup2(nothing, stream)
        from handouts.render.pdf import render_pdf, warm_up

        warm_up(draws=draws)

        import pickle

        from handouts.building.workers import render_all
        from handouts.storage import cache

        with os.fdopen(orders, "rb") as given, os.fdopen(results, "wb") as told:
            order, folder = pickle.load(given)
            cache.reopen(folder)
            jobs = iter(lambda: pickle.load(given), None)
            for result in render_all(order, jobs, render_pdf):
                pickle.dump(result, told, -1)
                told.flush()
            pickle.dump(None, told, -1)
    finally:
        os._exit(0)
