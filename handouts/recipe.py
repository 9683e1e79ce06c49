"""One build: what is due is made, published and written down, and what changed is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from handouts.building.request import Asked, checked, day
from handouts.errors import ContentError, Problem
from handouts.gallery.thumbnails import Drawing
from handouts.storage.publishing import Published, Value, listed, locked, publish

if TYPE_CHECKING:
    from handouts.building.changes import Receipt
    from handouts.building.pipeline import Made
    from handouts.building.plan import Variant
    from handouts.building.press_room import PressRoom
    from handouts.building.session import Session
    from handouts.design.formats import Stock
    from handouts.document import Document
    from handouts.reading import Dose, Library
    from handouts.render.backend import Rendered
    from handouts.storage.publishing import Output


class Meter(Protocol):
    """Told of each output once it is made or has failed."""

    def advance(self, doing: str) -> None: ...


class Built(NamedTuple):
    """What came of a build; `entries` are the manifest's, of the outputs asked for.

    `reworded` are handouts whose words changed, and which still bear the approval they bore;
    `left_out` is what of the clinic had no room, by the paths of new outputs.
    """

    entries: Mapping[str, Mapping[str, Value]]
    published: Published
    receipt: Receipt
    reworded: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    typed_sides: tuple[Problem, ...] = ()
    """Lines that may name a side of the body though they stand in both patterns."""
    foreign_index: bool = False
    """Whether there is an `index.html` of somebody else, which was left alone."""


def begin(
    asked: Asked, out: Path, content: Path, *, keeps: bool = False
) -> tuple[Session, Library, Dose, date]:
    """The content, and the ledger to compare it with.

    Args:
        keeps: small results are kept in the folder of outputs, which is this build's alone.

    Raises:
        ContentError: problems in the content.
        WrongUsage: the options do not make sense.
    """
    from handouts.building.session import Session
    from handouts.reading import load_library
    from handouts.storage import cache, paths

    today = day(asked.today)
    options = {**asked.options, "content": _from(out, content)}
    session = Session(out, listed(out), options, today or date.min)
    session.look_at(file for room in (content, paths.templates_dir()) for file in _files_in(room))
    if keeps:
        cache.use(*session.kept)
    library = load_library(content)
    dose, today = checked(asked, library)
    return session, library, dose, today


def build(
    asked: Asked,
    out: Path,
    content: Path,
    meter: Callable[[int], AbstractContextManager[Meter]],
    *,
    first: Collection[str] = (),
    on_first: Callable[[Receipt], None] = lambda _receipt: None,
    room: PressRoom | None = None,
) -> Built:
    """Builds what was asked for and is not as it should be.

    Args:
        meter: given the number of outputs to make.  What its `advance` raises ends the build;
            what is published by then stays.
        first: outputs that somebody waits for, the most wanted first.  They are published before
            the others are made.
        on_first: told what changed in them.
        room: a process that is ready to render.

    Raises:
        ContentError: the problems of all outputs.  Nothing is written, unless those that somebody
            waits for have none.
        DistError: the outputs could not be written.
        WrongUsage: the options do not make sense.
    """
    from handouts.building.plan import plan
    from handouts.storage import paths

    if room is not None:
        room.meanwhile = _get_ready
    with locked(out):
        session, library, dose, today = begin(asked, out, content, keeps=True)
        variants = plan(library, asked.selection)
        planned = {variant.path for variant in variants}
        due = session.due(variants)
        before = {path: session.said(path) for path in due}
        made: list[Made] = []
        problems: list[Problem] = []
        early = Published((), (), ())
        batches = _batches([variant for variant in variants if variant.path in due], first)
        drawing = Drawing(out)
        with meter(len(due)) as told:

            def on_made(variant: Variant, output: Output | None) -> None:
                if output is not None:
                    drawing.add(output)
                told.advance(variant.path)

            for number, batch in enumerate(batches):
                try:
                    made += _make(session, library, batch, dose, today, asked, on_made, room)
                except ContentError as error:
                    problems += error.problems
                if problems or number == len(batches) - 1:
                    continue
                outputs = [each.output for each in made if each.output is not None]
                early = publish(out, outputs, whole=False)
                session.save(made, listed(out).keys())
                on_first(_receipt(before, made, early))
        if problems:
            raise ContentError(problems)
        outputs = [each.output for each in made if each.output is not None]
        kept = planned - {output.path for output in outputs}
        published = publish(out, outputs, whole=asked.selection.is_everything, kept=kept)
        published = published._replace(
            written=tuple(sorted({*early.written, *published.written})),
            unchanged=tuple(path for path in published.unchanged if path not in early.written),
        )
        entries = listed(out)
        session.save(made, entries.keys())

        from handouts.gallery import index_page

        index = index_page.write(out, entries, drawing)
        if asked.typed is not None:
            watched = (content, paths.templates_dir())
            session.remember(asked.typed, planned, watched, index_page.inputs(out))
    asked_for = {path: entry for path, entry in entries.items() if path in planned}
    receipt = _receipt(before, made, published)
    reworded = _reworded(before, made, receipt)
    left_out = {each.variant.path: each.left_out for each in made}
    typed = _typed_sides(library, (each.variant for each in made if each.output is not None))
    return Built(asked_for, published, receipt, reworded, left_out, typed, not index)


def _get_ready() -> None:
    """Loads what is needed once outputs are made."""
    from handouts.building import changes  # noqa: F401
    from handouts.gallery import index_page  # noqa: F401
    from handouts.render import page_pictures

    page_pictures.get_ready()


def _receipt(
    before: Mapping[str, tuple[str, ...] | None], made: Sequence[Made], published: Published
) -> Receipt:
    """What changed in the words of what was made; `before` is what was said there, by path."""
    from handouts.building import changes

    return changes.of(before, {each.variant.path: each.said for each in made}, published)


def _reworded(
    before: Mapping[str, tuple[str, ...] | None], made: Sequence[Made], receipt: Receipt
) -> tuple[str, ...]:
    """The handouts whose words changed, and which still bear the approval that they bore."""
    changed = {path for change in receipt.changes for path in change.paths}

    def bore_it(one: Made) -> bool:
        return any(f"{one.approved_on}" in text for text in before[one.variant.path] or ())

    found = (
        each.variant.handout
        for each in made
        if each.approved_on and each.variant.path in changed and bore_it(each)
    )
    return tuple(dict.fromkeys(found))


def _typed_sides(library: Library, variants: Iterable[Variant]) -> tuple[Problem, ...]:
    from handouts.reading.typed_sides import typed_sides

    handouts = dict.fromkeys((variant.lang, variant.handout) for variant in variants)
    return tuple(
        problem
        for lang, handout in handouts
        for problem in typed_sides(library.languages[lang], handout)
    )


def _batches(due: Sequence[Variant], first: Collection[str]) -> list[list[Variant]]:
    """Those that somebody waits for, in that order, then the others; at least one batch."""
    rank = {path: number for number, path in enumerate(first)}
    wanted = sorted((v for v in due if v.path in rank), key=lambda variant: rank[variant.path])
    others = [variant for variant in due if variant.path not in rank]
    return [batch for batch in (wanted, others) if batch] or [[]]


def _from(out: Path, content: Path) -> str:
    """The folder of content as seen from that of outputs, so that a project may be moved."""
    try:
        return os.path.relpath(content.resolve(), out.absolute())
    except ValueError:  # another drive
        return str(content.resolve())


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _make(
    session: Session,
    library: Library,
    variants: Sequence[Variant],
    dose: Dose,
    today: date,
    asked: Asked,
    on_made: Callable[[Variant, Output | None], None],
    room: PressRoom | None,
) -> tuple[Made, ...]:
    if not variants:
        return ()

    from handouts.building import pipeline
    from handouts.compose.composer import compose

    return pipeline.build(
        library,
        variants,
        dose=dose,
        today=today,
        compose=compose,
        render=_render,
        fillable=not asked.flat,
        on_made=on_made,
        workers=asked.jobs,
        room=room,
        is_same=lambda variant, digest: session.is_same(variant.path, digest),
    )


def _render(document: Document, stock: Stock, edition: str, *, fillable: bool) -> Rendered:
    """`render_pdf`, imported once it is needed: another process may do all of it."""
    from handouts.render.pdf import render_pdf

    return render_pdf(document, stock, edition, fillable=fillable)
