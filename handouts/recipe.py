"""From a folder of content to finished files: the whole line, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, Protocol

from handouts.approvals.records import read_log
from handouts.building import changes, warnings
from handouts.building.changes import Receipt
from handouts.building.history import History
from handouts.building.pipeline import Made, compose_documents, render_documents
from handouts.building.plan import plan
from handouts.building.request import BuildRequest, checked
from handouts.building.why import Reason
from handouts.compose.approval import Status
from handouts.errors import ContentError, Problem
from handouts.gallery import index_page
from handouts.gallery.thumbnails import Thumbnails
from handouts.readability.grade import TooHard
from handouts.reading import load_library
from handouts.render.backend import render
from handouts.storage import cache
from handouts.storage.publishing import Beside, Published, Value, listed, locked, publish
from handouts.translating import staleness as translations


class Progress(Protocol):
    """Told of each output once it is made."""

    def advance(self, doing: str) -> None: ...


class _Silent:
    def advance(self, doing: str) -> None:
        pass


Meter = Callable[[int], AbstractContextManager[Progress]]
"""Shows the progress of so many outputs while it is open."""


class Built(NamedTuple):
    """What came of a build.

    Attributes:
        entries: the manifest's, of the outputs asked for, by path.
        receipt: what changed in their words.
        before: the texts of what was due as it was last built, by path; None if not known.
        now: those of what was made.
        handouts: those that were laid out anew, each with its language.
        drafts: those of them that are not approved, and why.
        hard: those of them that are harder to read than the clinic wants.
        notices: what should be known of the content, and of the records of approvals.
        left_out: what of the clinic had no room, by the paths of new outputs.
        problems: those of languages that are left out.
        foreign_index: whether there is an `index.html` of somebody else, which was left alone.
    """

    entries: Mapping[str, Mapping[str, Value]]
    published: Published
    receipt: Receipt
    before: Mapping[str, Sequence[str] | None]
    now: Mapping[str, Sequence[str]]
    handouts: frozenset[tuple[str, str]] = frozenset()
    drafts: Mapping[tuple[str, str], Status] = MappingProxyType({})
    hard: Mapping[tuple[str, str], TooHard] = MappingProxyType({})
    notices: tuple[Problem, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()
    foreign_index: bool = False


def build(
    request: BuildRequest,
    meter: Meter = lambda _total: nullcontext(_Silent()),
    *,
    only: Collection[str] | None = None,
    typed: Sequence[str] | None = None,
) -> Built:
    """Builds what was asked for and is not as it should be.

    A language with problems is left out, and its outputs stay as they were, if there is another.

    Args:
        meter: what its `advance` raises ends the build; nothing is published then.
        only: paths of outputs; of what was asked for nothing else is looked at.
        typed: the command as it was typed, to answer it at once when nothing has changed.

    Raises:
        ContentError: the problems of all outputs.  Nothing is written.
        DistError: the outputs could not be written; nothing has changed.
        UsageError: the options do not make sense.
    """
    with locked(request.out), ExitStack() as ending:
        history = History(request)
        cache.use(*history.cache)

        # Who names languages wants all of these.
        may_leave_out = not request.selection.langs
        library = load_library(
            request.content, also=request.selection.langs, leave_out=may_leave_out
        )
        dose, today = checked(request, library)
        asked_for = [
            variant
            for variant in plan(library, request.selection)
            if only is None or variant.path in only
        ]
        paths = {variant.path for variant in asked_for}
        due = history.due(asked_for)
        before = {path: history.texts(path) for path in due}

        problems: list[Problem] = []
        documents = compose_documents(
            library,
            (variant for variant in asked_for if variant.path in due),
            dose=dose,
            today=today,
            problems=problems,
        )
        made: list[Made] = []
        right = history.right_pictures
        thumbnails = ending.enter_context(closing(Thumbnails(right.__contains__)))
        with meter(len(due)) as progress:
            for each in render_documents(
                documents,
                partial(render, pdf=request.pdf),
                fillable=not request.flat,
                workers=request.jobs,
                problems=problems,
                is_same=lambda variant, digest: history.is_same(variant.path, digest),
            ):
                made.append(each)
                if each.output is not None:
                    thumbnails.add(each.output)
                progress.advance(each.variant.path)
        problems = [*library.left_out, *problems]
        spoiled = {library.language_of(problem) for problem in problems}
        if problems and (not may_leave_out or None in spoiled or spoiled >= {*library.languages}):
            raise ContentError(problems)

        made = [each for each in made if each.variant.lang not in spoiled]
        paths = {variant.path for variant in asked_for if variant.lang not in spoiled}
        before_now = listed(request.out).items()
        staying = {path for path, entry in before_now if entry.get("lang") in spoiled}
        outputs = [each.output for each in made if each.output is not None]
        is_ours = True

        def beside(published: Published) -> Beside:
            nonlocal is_ours
            page = index_page.compare(request.out, published.entries, thumbnails, right)
            record = history.compare(made, published, page.pictures)
            is_ours = page.is_ours
            return Beside(
                {**page.beside.changed, **record.changed},
                (*page.beside.removed, *record.removed),
            )

        published = publish(
            request.out,
            outputs,
            whole=only is None and request.selection.is_everything,
            kept=(paths | staying) - {output.path for output in outputs},
            known=history.published,
            beside=beside,
        )
        notices = (
            *library.notices,
            *read_log(request.content).problems,
            *translations.notices(library),
            *warnings.new_parts(request.content),
            *warnings.strangers(request.out, published.entries),
        )
        is_told_each_time = bool(problems or notices) or not is_ours
        if typed is not None and not is_told_each_time:
            history.remember(typed, paths, partial(index_page.inputs, request.out))
    now = {each.variant.path: each.texts for each in made}
    new = [each for each in made if each.output is not None]
    statuses = {(each.variant.lang, each.variant.handout): each.status for each in new}
    return Built(
        {path: entry for path, entry in published.entries.items() if path in paths},
        published,
        changes.of(before, now, published),
        before,
        now,
        handouts=frozenset(statuses),
        drafts={key: status for key, status in statuses.items() if not status.is_approved},
        hard={
            (each.variant.lang, each.variant.handout): too_hard
            for each in new
            if (too_hard := each.reading.too_hard(library.clinic.reading_grade_max))
        },
        notices=notices,
        left_out={each.variant.path: each.left_out for each in new},
        problems=tuple(ContentError(problems).problems),
        foreign_index=not is_ours,
    )


def reasons(request: BuildRequest) -> dict[str, list[Reason]]:
    """Why each output asked for would be built; no reason if it is as it should be.

    Raises:
        ContentError: problems in the content.
        UsageError: the options do not make sense.
    """
    history = History(request)
    library = load_library(request.content, also=request.selection.langs)
    checked(request, library)
    variants = plan(library, request.selection)
    return {variant.path: history.reasons(variant.path) for variant in variants}
