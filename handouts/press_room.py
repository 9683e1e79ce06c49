"""A process that gets ready to press while this one reads the content.

To import what lays out and writes PDFs takes as long as to read what is to be printed, and neither
needs the other.  Only where a process can be forked cheaply: elsewhere this one does it all.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING

from handouts import kept

if TYPE_CHECKING:
    from handouts.presses import Job, Result

_NOTHING = os.devnull


class PressRoom:
    """The other process, as this one sees it.  It takes one order."""

    def __init__(self, pid: int, orders: IO[bytes], results: IO[bytes]) -> None:
        self._pid, self._orders, self._results = pid, orders, results

    def press_all(self, jobs: Sequence[Job], *, fillable: bool, workers: int) -> Iterator[Result]:
        """The results of all jobs, in any order; fewer where the process came to an end."""
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            pickle.dump((list(jobs), fillable, workers, kept.folder()), self._orders, -1)
            self._orders.flush()
            while (result := pickle.load(self._results)) is not None:
                yield result

    def end(self) -> None:
        """Ends the process, whatever it is at."""
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self._pid, 0)
        for pipe in (self._orders, self._results):
            with suppress(OSError):
                pipe.close()


@contextmanager
def press_room() -> Iterator[PressRoom | None]:
    """A process that is getting ready; None where there cannot be one.

    To be opened before threads are started and locks are taken, which it would inherit.
    """
    if sys.platform != "linux":
        yield None
        return
    order_out, order_in = os.pipe()
    result_out, result_in = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(order_in)
        os.close(result_out)
        _work(order_out, result_in)
    os.close(order_out)
    os.close(result_in)
    room = PressRoom(pid, os.fdopen(order_in, "wb"), os.fdopen(result_out, "rb"))
    try:
        yield room
    finally:
        room.end()


def _work(orders: int, results: int) -> None:
    """What the other process does; it never returns.

    What goes wrong here is not told: the first process notices that results are missing, and makes
    them itself.
    """
    try:
        nothing = os.open(_NOTHING, os.O_RDWR)
        for stream in (
            0,
            1,
            2,
        ):  # whoever reads what the first one prints must not wait for this one
            os.dup2(nothing, stream)
        from handouts.press import press, warm_up
        from handouts.presses import press_all

        warm_up()
        with os.fdopen(orders, "rb") as given, os.fdopen(results, "wb") as told:
            jobs, fillable, workers, folder = pickle.load(given)
            kept.reopen(folder)
            for result in press_all(jobs, press, fillable=fillable, workers=workers):
                pickle.dump(result, told, -1)
                told.flush()
            pickle.dump(None, told, -1)
    finally:
        os._exit(0)
