"""Several documents rendered at once: one process for each core, where there is enough to do."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.errors import ContentError, Problem
from handouts.storage.tracking import note, observing

if TYPE_CHECKING:
    from handouts.design.formats import Stock
    from handouts.document import Document
    from handouts.render.backend import Rendered, Renderer

# Fewer outputs than this are made sooner than other processes start.
_WORTH_FORKING, _WORTH_SPAWNING = 8, 40


class Job(NamedTuple):
    """One document and all that it is rendered on, each with a number that the result bears.

    They stay together, as papers and editions of a document share much of the work.
    """

    document: Document
    sheets: tuple[tuple[int, Stock, str], ...]


class Result(NamedTuple):
    """What came of one sheet of a job: a PDF or problems, and the files read for it."""

    number: int
    rendered: Rendered | None
    problems: tuple[Problem, ...]
    inputs: frozenset[Path]


class Order(NamedTuple):
    """What is known of jobs before they come.

    Attributes:
        documents: how many there are at most, and `outputs` of all of them.
        fillable: with form fields.
        workers: processes at once; 0 is one for each core.
    """

    documents: int
    outputs: int
    fillable: bool = True
    workers: int = 1


def render_all(order: Order, jobs: Iterable[Job], render: Renderer) -> Iterator[Result]:
    """The results of all jobs, in any order.

    There are none before the last job was read: whoever sends them need not listen meanwhile.  Few
    are rendered as they come, and many once processes are there that do so.

    Args:
        render: a function of a module where there is more than one worker.
    """
    forks = sys.platform == "linux"
    worth = order.outputs >= (_WORTH_FORKING if forks else _WORTH_SPAWNING)
    if order.outputs >= _WORTH_FORKING and not gc.isenabled():
        gc.freeze()
        gc.enable()  # a plain build goes without it, but many outputs leave much to collect
    workers = min(order.workers or cores(), order.documents)
    if order.outputs < _WORTH_FORKING:
        yield from [result for job in jobs for result in _run(job, render, order.fillable)]
        return
    if workers < 2 or not worth:
        for job in list(jobs):
            yield from _run(job, render, order.fillable)
        return
    yield from _at_once(jobs, render, order.fillable, workers, "fork" if forks else "spawn")


def _at_once(
    jobs: Iterable[Job], render: Renderer, fillable: bool, workers: int, method: str
) -> Iterator[Result]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(method)
    coming, waiting = iter(jobs), list[Job]()
    # What the first sheet needs, as figures, processes that are forked after it have already.
    begun, coming = _first_sheet(coming, render, fillable)
    try:
        with ProcessPoolExecutor(
            workers, mp_context=context, initializer=_end_with, initargs=(os.getpid(),)
        ) as pool:
            running = {}
            for job in coming:
                waiting.append(job)
                running[pool.submit(_run, job, render, fillable)] = job
            for future in as_completed(running):
                results = future.result()
                waiting.remove(running[future])
                for result in results:
                    note(*result.inputs)
                    yield result
    except BrokenProcessPool:  # a process was ended, as for want of memory
        for job in chain(waiting, coming):
            yield from _run(job, render, fillable)
    yield from begun


def _first_sheet(
    jobs: Iterator[Job], render: Renderer, fillable: bool
) -> tuple[list[Result], Iterator[Job]]:
    """What came of the first sheet of all, and what is left to do."""
    for job in jobs:
        first, rest = (job._replace(sheets=part) for part in (job.sheets[:1], job.sheets[1:]))
        return _run(first, render, fillable), chain([rest] if rest.sheets else [], jobs)
    return [], jobs


def _end_with(parent: int) -> None:
    """Ends this process soon after the one that started it, which may be killed at any moment."""

    from threading import Thread
    from time import sleep

    def watch() -> None:
        while os.getppid() == parent:
            sleep(0.3)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run(job: Job, render: Renderer, fillable: bool) -> list[Result]:
    return [
        _render(job.document, number, stock, edition, render, fillable)
        for number, stock, edition in job.sheets
    ]


def _render(
    document: Document, number: int, stock: Stock, edition: str, render: Renderer, fillable: bool
) -> Result:
    with observing() as read:
        try:
            rendered = render(document, stock, edition, fillable=fillable)
        except ContentError as error:
            return Result(number, None, error.problems, frozenset(read))
    return Result(number, rendered, (), frozenset(read))
