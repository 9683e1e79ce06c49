"""Several documents rendered at once: one process for each core, where there is enough to do."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from threading import Thread, active_count
from typing import TYPE_CHECKING, NamedTuple

from handouts.errors import ContentError, Problem
from handouts.storage.tracking import note, observing

if TYPE_CHECKING:
    from handouts.building.plan import Variant
    from handouts.document import Document
    from handouts.render.rendered import Rendered, Renderer

# Fewer outputs than this are made sooner than other processes start: forked, or from new.
_WORTH_FORKING, _WORTH_SPAWNING = 8, 40
_FORKS = sys.platform == "linux"


class Job(NamedTuple):
    """One document and what is to be made of it: together, as much of the work is shared."""

    document: Document
    variants: tuple[Variant, ...]


class Result(NamedTuple):
    """What came of one variant: a file or problems, and the files read for it."""

    variant: Variant
    rendered: Rendered | None
    problems: tuple[Problem, ...]
    inputs: frozenset[Path]


def render_all(
    jobs: Iterable[Job], render: Renderer, *, fillable: bool, workers: int
) -> Iterator[Result]:
    """The results of all jobs, in any order.

    Args:
        render: a function of a module where there is more than one worker.
        workers: processes at once; 0 is one for each core.
    """
    coming = iter(jobs)
    few: list[Job] = []
    worth_it = _worth_it()
    while sum(len(job.variants) for job in few) < worth_it:
        job = next(coming, None)
        if job is None:
            break
        few.append(job)
    else:
        if (processes := workers or cores()) > 1:
            yield from _at_once(chain(few, coming), render, fillable, processes)
            return
    for job in chain(few, coming):
        yield from _run(job, render, fillable)


def _at_once(
    jobs: Iterator[Job], render: Renderer, fillable: bool, processes: int
) -> Iterator[Result]:
    # A build of a few outputs goes without.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    # What the first of all needs, as figures, processes that are forked after it have already.
    # It is passed on when they have started: whoever gets it may start threads.
    first = next(jobs)
    made = _run(first._replace(variants=first.variants[:1]), render, fillable)
    waiting: list[Job] = []
    context = multiprocessing.get_context("fork" if _FORKS else "spawn")
    pool = ProcessPoolExecutor(
        processes, mp_context=context, initializer=_begin, initargs=(os.getpid(),)
    )
    try:
        running = {}
        for job in chain([first._replace(variants=first.variants[1:])], jobs):
            waiting.append(job)
            with _uninterrupted():  # the first one starts the processes
                running[pool.submit(_run, job, render, fillable)] = job
            yield from made
            made = []
        for future in as_completed(running):
            results = future.result()
            waiting.remove(running[future])
            for result in results:
                note(*result.inputs)
                yield result
        pool.shutdown()
    except BrokenProcessPool:  # a process was ended, as for want of memory
        yield from made
        for job in chain(waiting, jobs):
            yield from _run(job, render, fillable)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():  # none, unless this was interrupted
            process.terminate()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits: processes that begin meanwhile never hear of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: int) -> None:
    """A process ends with the one that started it, which may be killed at any moment."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for that one
    gc.freeze()  # what it has from there is no garbage: it need not be looked through, nor copied

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.3)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _worth_it() -> float:
    """From how many outputs on other processes help.

    A copy of this process has no other threads, but for ever the locks that they hold, of an
    import or of the log: with other threads there is none.
    """
    if not _FORKS:
        return _WORTH_SPAWNING
    return _WORTH_FORKING if active_count() == 1 else float("inf")


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run(job: Job, render: Renderer, fillable: bool) -> list[Result]:
    return [_render(job.document, variant, render, fillable) for variant in job.variants]


def _render(document: Document, variant: Variant, render: Renderer, fillable: bool) -> Result:
    with observing() as read:
        try:
            rendered = render(document, variant.stock, variant.edition, fillable=fillable)
        except ContentError as error:
            return Result(variant, None, error.problems, frozenset(read))
    return Result(variant, rendered, (), frozenset(read))
