"""Compose, lay out, render: what of the plan is due, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handouts.approvals.status import Book
from handouts.building.plan import Key, Variant
from handouts.building.warnings import why_draft
from handouts.building.workers import Job, render_all
from handouts.compose.approval import Status
from handouts.compose.composer import compose
from handouts.document import Document
from handouts.errors import ContentError, Problem
from handouts.readability.grade import ReadingGrade, grade_of
from handouts.reading import Dose, Library
from handouts.render.rendered import Rendered, Renderer
from handouts.storage.publishing import Output
from handouts.storage.tracking import observing


class Composed(NamedTuple):
    """A document, what is to be made of it, and what it was made from.

    Attributes:
        status: whether its words are approved.
        digest: of the document.
        texts: those of the document, in reading order.
        inputs: the files that were read for it.
        reading: how easy it is to read.
    """

    document: Document
    status: Status
    variants: tuple[Variant, ...]
    digest: str
    texts: tuple[str, ...]
    inputs: frozenset[Path]
    reading: ReadingGrade


class Made(NamedTuple):
    """An output and what it was made from.

    Attributes:
        output: None where its document says what it said before, so it need not be laid out.
        document: the digest of its document.
        texts: those of its document.
        inputs: the files that were read for it.
        status: whether its words are approved.
        reading: how easy it is to read.
        left_out: what of the clinic had no room on it.
    """

    variant: Variant
    output: Output | None
    document: str
    texts: tuple[str, ...]
    inputs: frozenset[Path]
    status: Status
    reading: ReadingGrade
    left_out: tuple[str, ...] = ()


def compose_documents(
    library: Library,
    variants: Iterable[Variant],
    *,
    dose: Dose,
    today: date,
    problems: list[Problem],
) -> Iterator[Composed]:
    """Each document once, that of most outputs first, so that none of those is left for the end.

    Args:
        dose: what the clinic or the command line fills in; anything missing prints as a blank.
        today: the day reviews are judged by.
        problems: gets those of the documents there are not.
    """
    book = Book(library)
    of_document: dict[Key, list[Variant]] = {}
    for variant in variants:
        of_document.setdefault(variant.key, []).append(variant)
    for key in sorted(of_document, key=lambda key: len(of_document[key]), reverse=True):
        try:
            with observing() as read:
                status = book.status(*key[:2], today)
                document = compose(library, *key, dose=dose, status=status)
        except ContentError as error:
            problems += error.problems
        else:
            yield Composed(
                document,
                status,
                tuple(of_document[key]),
                document.digest,
                _texts(document, status),
                frozenset(read),
                grade_of(document),
            )


def _texts(document: Document, status: Status) -> tuple[str, ...]:
    """Its texts, also those of its page alone; without the code, which changes with any of them."""
    said = (*document.texts, *document.online.words.values())
    return tuple(text.replace(status.code, "") for text in said if text)


def render_documents(
    documents: Iterable[Composed],
    render: Renderer,
    *,
    fillable: bool,
    workers: int,
    problems: list[Problem],
    is_same: Callable[[Variant, str], bool] = lambda _variant, _digest: False,
) -> Iterator[Made]:
    """What is to be made of each document, in any order.

    Args:
        fillable: with form fields; without them, what is filled in is printed all the same.
        workers: processes at once; 0 is one for each core.
        problems: gets those of the outputs there are not.
        is_same: whether an output was laid out before from a document of that digest.
    """
    composed: dict[Variant, Composed] = {}
    as_before: list[Variant] = []

    def jobs() -> Iterator[Job]:
        for each in documents:
            composed.update(dict.fromkeys(each.variants, each))
            same = [variant for variant in each.variants if is_same(variant, each.digest)]
            as_before.extend(same)
            if rest := tuple(variant for variant in each.variants if variant not in same):
                yield Job(each.document, rest)

    for result in render_all(jobs(), render, fillable=fillable, workers=workers):
        problems += result.problems
        if result.rendered is not None:
            yield _made(composed[result.variant], result.variant, result.rendered, result.inputs)
    for variant in as_before:
        yield _made(composed[variant], variant, None)


def _made(
    composed: Composed,
    variant: Variant,
    rendered: Rendered | None,
    inputs: frozenset[Path] = frozenset(),
) -> Made:
    document = composed.document
    return Made(
        variant,
        _output(variant, document.title, composed.status, rendered) if rendered else None,
        composed.digest,
        composed.texts,
        composed.inputs | inputs,
        composed.status,
        composed.reading,
        rendered.left_out if rendered else (),
    )


def _output(variant: Variant, title: str, status: Status, rendered: Rendered) -> Output:
    about = {
        "handout": variant.handout,
        "pattern": variant.pattern.id if variant.pattern else None,
        "lang": variant.lang,
        "paper": variant.stock.id,
        "edition": variant.edition,
        "title": title,
        "pages": rendered.pages,
        "words": status.code,
        "status": "approved" if status.is_approved else "draft",
        "draft": why_draft(status),
        "left_out": " ".join(rendered.left_out),
    }
    return Output(variant.path, about, rendered.data)


def compose_all(
    library: Library,
    keys: Sequence[Key],
    *,
    dose: Dose,
    today: date,
    made_for: str = "",
    personal: bool = False,
    book: Book | None = None,
) -> dict[Key, tuple[Document, Status]]:
    """The documents, in that order, each with whether its words are approved.

    Args:
        made_for: the name of the patient; empty prints as a blank.
        personal: they are for one patient, of that dose.
        book: the approvals of the library; None reads them.

    Raises:
        ContentError: the problems of all of them.
    """
    book = book or Book(library)
    composed: dict[Key, tuple[Document, Status]] = {}
    problems: list[Problem] = []
    for key in dict.fromkeys(keys):
        try:
            status = book.status(*key[:2], today)
            document = compose(
                library, *key, dose=dose, status=status, made_for=made_for, personal=personal
            )
        except ContentError as error:
            problems += error.problems
        else:
            composed[key] = document, status
    if problems:
        raise ContentError(problems)
    return composed


def drafts(composed: Mapping[Key, tuple[Document, Status]]) -> dict[tuple[str, str], Status]:
    """Why those that are not approved are not, by language and handout."""
    return {key[:2]: status for key, (_, status) in composed.items() if not status.is_approved}
