"""How each output of the plan is made.

A run makes every output before it publishes any, so all its problems are reported together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from handouts.building.plan import Key, Variant
from handouts.building.workers import Job, Order, Result, render_all
from handouts.errors import ContentError, Problem
from handouts.pattern import Pattern
from handouts.storage.publishing import Output
from handouts.storage.tracking import note, observing

if TYPE_CHECKING:
    from handouts.building.press_room import PressRoom
    from handouts.document import Document
    from handouts.reading import Library
    from handouts.reading.dose import Dose
    from handouts.render.backend import Rendered, Renderer


class Made(NamedTuple):
    """An output and what it was made from.

    Attributes:
        output: None where its document says what it said before, so it need not be laid out.
        document: the digest of its document.
        said: the texts of its document.
        inputs: the files that were read for it.
        since: the first day on which it says the same, and `until` that on which it may not.
        approved_on: the day of the approval it bears; None for a draft.
        left_out: what of the clinic had no room on it.
    """

    variant: Variant
    output: Output | None
    document: str
    said: tuple[str, ...]
    inputs: frozenset[Path]
    since: date | None
    until: date | None
    approved_on: date | None = None
    left_out: tuple[str, ...] = ()


class Composed(NamedTuple):
    """A document with what is told of all outputs made of it; see `Made`."""

    document: Document
    inputs: frozenset[Path]
    digest: str
    said: tuple[str, ...]


class Compose(Protocol):
    """Lays one handout's content out as a document; see `handouts.compose.composer`."""

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


def build(
    library: Library,
    variants: Sequence[Variant],
    *,
    dose: Dose,
    today: date,
    compose: Compose,
    render: Renderer,
    on_made: Callable[[Variant, Output | None], None],
    fillable: bool = True,
    is_same: Callable[[Variant, str], bool] = lambda _variant, _digest: False,
    workers: int = 1,
    room: PressRoom | None = None,
) -> tuple[Made, ...]:
    """Makes every variant, in memory.

    Args:
        dose: what the clinic or the command line fills in; anything missing prints as a blank.
        today: the day reviews are judged by.
        on_made: told of each variant, with its output unless it has failed or need not be made.
        fillable: with form fields; without them, what is filled in is printed all the same.
        is_same: whether a variant was laid out before from a document of that digest.
        workers: processes at once; 0 is one for each core.
        room: a process that is ready to render.

    Raises:
        ContentError: the problems of all variants, each once.
    """
    due: dict[Key, list[int]] = {}
    for number, variant in enumerate(variants):
        due.setdefault(variant.key, []).append(number)
    documents: dict[Key, Composed] = {}
    problems: list[Problem] = []
    made: dict[int, Made] = {}

    def jobs() -> Iterator[Job]:
        # The longest first, so that none is left for the end.
        for key in sorted(due, key=lambda key: len(due[key]), reverse=True):
            try:
                composed = documents[key] = _composed(library, key, compose, dose, today)
            except ContentError as error:
                problems.extend(error.problems)
                for number in due[key]:
                    on_made(variants[number], None)
                continue
            sheets = []
            for number in due[key]:
                variant = variants[number]
                if is_same(variant, composed.digest):
                    made[number] = _made(variant, composed, None)
                    on_made(variant, None)
                else:
                    sheets.append((number, variant.stock, variant.edition))
            if sheets:
                yield Job(composed.document, tuple(sheets))

    order = Order(len(due), len(variants), fillable, workers)
    for result in _rendered(order, jobs(), render, room):
        variant = variants[result.number]
        problems += result.problems
        output = None
        if result.rendered is not None:
            composed = documents[variant.key]
            output = _output(variant, composed.document.title, result.rendered)
            one = _made(variant, composed, output, result.inputs)
            made[result.number] = one._replace(left_out=result.rendered.left_out)
        on_made(variant, output)
    if problems:
        raise ContentError(problems)
    return tuple(made[number] for number in sorted(made))


def _rendered(
    order: Order, jobs: Iterator[Job], render: Renderer, room: PressRoom | None
) -> Iterator[Result]:
    """The results of all jobs: from the other process, as far as it gets, then from this one."""
    if room is None:
        yield from render_all(order, jobs, render)
        return
    given: list[Job] = []
    done: set[int] = set()

    def noted() -> Iterator[Job]:
        for job in jobs:
            given.append(job)
            yield job

    for result in room.render_all(order, noted()):
        done.add(result.number)
        note(*result.inputs)
        yield result
    left = (
        Job(job.document, tuple(sheet for sheet in job.sheets if sheet[0] not in done))
        for job in chain(given, jobs)
    )
    rest = [job for job in left if job.sheets]
    if rest:
        yield from render_all(order, rest, render)


def compose_all(
    library: Library, keys: Iterable[Key], compose: Compose, *, dose: Dose, today: date
) -> tuple[dict[Key, Document], list[Problem]]:
    """Each document once, and the problems of those there are not."""
    documents: dict[Key, Document] = {}
    problems: list[Problem] = []
    for key in dict.fromkeys(keys):
        try:
            documents[key] = compose(library, *key, dose=dose, today=today)
        except ContentError as error:
            problems += error.problems
    return documents, problems


def _composed(library: Library, key: Key, compose: Compose, dose: Dose, today: date) -> Composed:
    with observing() as read:
        document = compose(library, *key, dose=dose, today=today)
    return Composed(document, frozenset(read), document.digest, document.said)


def _made(
    variant: Variant,
    composed: Composed,
    output: Output | None,
    inputs: frozenset[Path] = frozenset(),
) -> Made:
    document, read, digest, said = composed
    days = document.since, document.until, document.approved_on
    return Made(variant, output, digest, said, read | inputs, *days)


def _output(variant: Variant, title: str, rendered: Rendered) -> Output:
    about = {
        "handout": variant.handout,
        "pattern": variant.pattern.id if variant.pattern else None,
        "lang": variant.lang,
        "paper": variant.stock.id,
        "edition": variant.edition,
        "title": title,
        "pages": rendered.pages,
    }
    return Output(variant.path, about, rendered.data)
