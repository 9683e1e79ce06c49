"""How each output of the plan is made.

A run makes every output before it publishes any, so all its problems are reported together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from handouts.dist import Output
from handouts.observed import note, observing
from handouts.pattern import Pattern
from handouts.plan import Key, Variant
from handouts.presses import Job, Result, press_all
from handouts.problems import ContentError, Problem

if TYPE_CHECKING:
    from handouts.document import Document
    from handouts.formats import Stock
    from handouts.press_room import PressRoom
    from handouts.presses import Pressed
    from handouts.reading import Library
    from handouts.reading.dose import Dose


class Made(NamedTuple):
    """An output and what it was made from.

    Attributes:
        output: None where its document says what it said before, so it need not be laid out.
        document: the digest of its document.
        said: the texts of its document.
        inputs: the files that were read for it.
        since: the first day on which it says the same, and `until` that on which it may not.
    """

    variant: Variant
    output: Output | None
    document: str
    said: tuple[str, ...]
    inputs: frozenset[Path]
    since: date | None
    until: date | None


class Compose(Protocol):
    """Lays one handout's content out as a document; see `handouts.compose`."""

    def __call__(
        self,
        library: Library,
        lang: str,
        handout: str,
        pattern: Pattern | None,
        *,
        dose: Dose,
        today: date,
    ) -> Document: ...


class Press(Protocol):
    """Sets a document on its sheets; see `handouts.press`."""

    def __call__(
        self, document: Document, stock: Stock, edition: str, *, fillable: bool
    ) -> Pressed: ...


def build(
    library: Library,
    variants: Sequence[Variant],
    *,
    dose: Dose,
    today: date,
    compose: Compose,
    press: Press,
    on_made: Callable[[Variant], None],
    fillable: bool = True,
    is_same: Callable[[Variant, str], bool] = lambda _variant, _digest: False,
    workers: int = 1,
    room: PressRoom | None = None,
) -> tuple[Made, ...]:
    """Makes every variant, in memory.

    Args:
        dose: what the clinic or the command line fills in; anything missing prints as a blank.
        today: the day reviews are judged by.
        on_made: told of each variant once it is made or has failed.
        fillable: with form fields; without them, what is filled in is printed all the same.
        is_same: whether a variant was laid out before from a document of that digest.
        workers: processes at once; 0 is one for each core.
        room: a process that is ready to press.

    Raises:
        ContentError: the problems of all variants, each once.
    """
    keys = (variant.key for variant in variants)
    documents, problems = compose_all(library, keys, compose, dose=dose, today=today)
    made: dict[int, Made] = {}
    jobs: dict[Key, list[tuple[int, Stock, str]]] = {}
    for number, variant in enumerate(variants):
        if variant.key not in documents:
            on_made(variant)
            continue
        document, inputs = documents[variant.key]
        if is_same(variant, document.digest):
            made[number] = _made(variant, document, None, inputs)
            on_made(variant)
        else:
            sheet = (number, variant.stock, variant.edition)
            jobs.setdefault(variant.key, []).append(sheet)
    pressing = [Job(documents[key][0], tuple(sheets)) for key, sheets in jobs.items()]
    for result in _pressed(pressing, press, fillable, workers, room):
        variant = variants[result.number]
        document, inputs = documents[variant.key]
        problems += result.problems
        if result.pressed is not None:
            made[result.number] = _made(variant, document, result.pressed, inputs | result.inputs)
        on_made(variant)
    if problems:
        raise ContentError(problems)
    return tuple(made[number] for number in sorted(made))


def _pressed(
    jobs: Sequence[Job], press: Press, fillable: bool, workers: int, room: PressRoom | None
) -> Iterator[Result]:
    """The results of all jobs: from the other process, as far as it gets, then from this one."""
    missing = {number for job in jobs for number, _, _ in job.sheets}
    if room is not None and jobs:
        for result in room.press_all(jobs, fillable=fillable, workers=workers):
            missing.discard(result.number)
            note(*result.inputs)
            yield result
    left = (
        Job(job.document, tuple(sheet for sheet in job.sheets if sheet[0] in missing))
        for job in jobs
    )
    rest = [job for job in left if job.sheets]
    if rest:
        yield from press_all(rest, press, fillable=fillable, workers=workers)


def compose_all(
    library: Library, keys: Iterable[Key], compose: Compose, *, dose: Dose, today: date
) -> tuple[dict[Key, tuple[Document, frozenset[Path]]], list[Problem]]:
    """Each document once, with the files read for it, and the problems of those there are not."""
    documents: dict[Key, tuple[Document, frozenset[Path]]] = {}
    problems: list[Problem] = []
    for key in dict.fromkeys(keys):
        try:
            with observing() as read:
                document = compose(library, *key, dose=dose, today=today)
        except ContentError as error:
            problems += error.problems
        else:
            documents[key] = document, frozenset(read)
    return documents, problems


def _made(
    variant: Variant, document: Document, pressed: Pressed | None, inputs: frozenset[Path]
) -> Made:
    output = None if pressed is None else _output(variant, document.title, pressed)
    return Made(
        variant, output, document.digest, document.said, inputs, document.since, document.until
    )


def _output(variant: Variant, title: str, pressed: Pressed) -> Output:
    about = {
        "handout": variant.handout,
        "pattern": variant.pattern.id if variant.pattern else None,
        "lang": variant.lang,
        "paper": variant.stock.id,
        "edition": variant.edition,
        "title": title,
        "pages": pressed.pages,
    }
    return Output(variant.path, about, pressed.pdf)
