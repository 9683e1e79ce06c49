"""The recipe: which outputs there are, and how each is made.

A run makes every output before it publishes any, so all its problems are reported together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from handouts.dist import Output
from handouts.formats import FORMATS, Stock
from handouts.observed import note, observing
from handouts.pattern import PATTERNS, Pattern
from handouts.presses import Job, Result, press_all
from handouts.problems import ContentError, Problem

if TYPE_CHECKING:
    from handouts.document import Document
    from handouts.press_room import PressRoom
    from handouts.presses import Pressed
    from handouts.reading import Library
    from handouts.reading.dose import Dose


Key: TypeAlias = tuple[str, str, Pattern | None]
"""A document: its language, handout and pattern."""


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


class Selection(NamedTuple):
    """The ids asked for; an empty tuple means all."""

    langs: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        return self == Selection()


class Variant(NamedTuple):
    """One output of the plan.  `pattern` is None where a handout is the same for every pattern."""

    lang: str
    handout: str
    pattern: Pattern | None
    edition: str
    stock: Stock

    @property
    def key(self) -> Key:
        """The document it is made of."""
        return self.lang, self.handout, self.pattern

    @property
    def path(self) -> str:
        """Where it goes, relative to the folder of outputs."""
        name = f"{self.handout}-{self.pattern.id}" if self.pattern else self.handout
        return f"{self.lang}/{self.stock.id}/{self.edition}/{name}{self.stock.suffix}.pdf"


class UnknownName(ValueError):
    """A selection names something there is none of.

    Attributes:
        kind: `lang`, `handout`, `pattern`, `paper` or `edition`.
        name: what was asked for.
        known: what there is.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        super().__init__(f"there is no {kind} '{name}'; use one of: {', '.join(self.known)}")


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


def unknown_names(library: Library, selection: Selection) -> tuple[UnknownName, ...]:
    """Every name of a selection that there is none of, in the order of its fields."""
    known = {
        "lang": (selection.langs, sorted(library.languages)),
        "handout": (selection.handouts, _handouts(library)),
        "pattern": (selection.patterns, [pattern.id for pattern in PATTERNS]),
        "paper": (selection.papers, list(_papers(library, selection))),
        "edition": (selection.editions, list(_editions(library, selection))),
    }
    return tuple(
        UnknownName(kind, name, names)
        for kind, (asked, names) in known.items()
        for name in dict.fromkeys(asked)
        if name not in names
    )


def plan(library: Library, selection: Selection) -> tuple[Variant, ...]:
    """The outputs a selection asks for: by language, handout, pattern, edition, then paper.

    A handout that is the same for every pattern belongs to each of them, so choosing a pattern does
    not leave it out.

    Raises:
        UnknownName: the first name there is none of; `unknown_names` gives all.
        ContentError: two handouts would become the same file.
    """
    for unknown in unknown_names(library, selection):
        raise unknown
    variants = tuple(
        Variant(lang, handout, pattern, edition, stock)
        for lang, language in sorted(library.languages.items())
        if _chosen(lang, selection.langs)
        for handout, source in sorted(language.handouts.items())
        if _chosen(handout, selection.handouts)
        for pattern in (PATTERNS if source.front.per_pattern else (None,))
        if pattern is None or _chosen(pattern.id, selection.patterns)
        for edition, stocks in FORMATS[source.front.format].stocks.items()
        if _chosen(edition, selection.editions)
        for stock in stocks
        if _chosen(stock.id, selection.papers)
    )
    _refuse_shared_paths(library, variants)
    return variants


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


def _refuse_shared_paths(library: Library, variants: Sequence[Variant]) -> None:
    """A handout may be named like another one's pattern: `log-left-backward` and `log`."""
    first: dict[str, str] = {}
    problems = set()
    for variant in variants:
        other = first.setdefault(variant.path, variant.handout)
        if other != variant.handout:
            source = library.languages[variant.lang].handouts[variant.handout]
            name = PurePosixPath(variant.path).name
            what = f"'{variant.handout}' and '{other}' would both become {name}"
            problems.add(Problem(source.path, 0, what, "rename this file"))
    if problems:
        raise ContentError(problems)


def _chosen(name: str, asked: tuple[str, ...]) -> bool:
    return not asked or name in asked


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


def _formats(library: Library, selection: Selection) -> set[str]:
    """The formats of the handouts that a selection names; of all, if there is none of them."""
    of = {
        name: source.front.format
        for language in library.languages.values()
        for name, source in language.handouts.items()
    }
    return {of[name] for name in of if _chosen(name, selection.handouts)} or set(of.values())


def _editions(library: Library, selection: Selection) -> dict[str, None]:
    """Every edition of those handouts, in order."""
    chosen = _formats(library, selection)
    return {
        edition: None for name, each in FORMATS.items() if name in chosen for edition in each.stocks
    }


def _papers(library: Library, selection: Selection) -> dict[str, None]:
    """Everything that those handouts are printed on in the editions named, in order."""
    chosen = _formats(library, selection)
    found = {
        (edition, stock.id): None
        for name, each in FORMATS.items()
        if name in chosen
        for edition, stocks in each.stocks.items()
        for stock in stocks
    }
    named = {stock: None for edition, stock in found if _chosen(edition, selection.editions)}
    return named or {stock: None for _, stock in found}  # no such edition is another mistake


def _handouts(library: Library) -> list[str]:
    return sorted({name for language in library.languages.values() for name in language.handouts})
