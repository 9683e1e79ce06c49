"""The recipe: which outputs there are, and how each is made.

A run makes every output before it publishes any, so all its problems are reported together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from handouts.dist import Output
from handouts.formats import FORMATS, Stock
from handouts.observed import observing
from handouts.pattern import PATTERNS, Pattern
from handouts.problems import ContentError, Problem

if TYPE_CHECKING:
    from handouts.document import Document
    from handouts.press import Pressed
    from handouts.reading import Library
    from handouts.reading.dose import Dose


@dataclass(frozen=True)
class Made:
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


@dataclass(frozen=True)
class Selection:
    """The ids asked for; an empty tuple means all."""

    langs: tuple[str, ...] = ()
    handouts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        return self == Selection()


@dataclass(frozen=True)
class Variant:
    """One output of the plan.  `pattern` is None where a handout is the same for every pattern."""

    lang: str
    handout: str
    pattern: Pattern | None
    edition: str
    stock: Stock

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
        "edition": (selection.editions, list(_editions(library, selection))),
        "paper": (selection.papers, list(_papers(library, selection))),
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
) -> tuple[Made, ...]:
    """Makes every variant, in memory.

    Args:
        dose: what the clinic or the command line fills in; anything missing prints as a blank.
        today: the day reviews are judged by.
        on_made: told of each variant once it is made or has failed.
        fillable: with form fields; without them, what is filled in is printed all the same.
        is_same: whether a variant was laid out before from a document of that digest.

    Raises:
        ContentError: the problems of all variants, each once.
    """
    problems: list[Problem] = []
    made: list[Made] = []
    composed: dict[tuple[str, str, Pattern | None], tuple[Document, set[Path]] | None] = {}
    for variant in variants:
        key = (variant.lang, variant.handout, variant.pattern)
        try:
            if key not in composed:
                composed[key] = None
                with observing() as read:
                    composed[key] = compose(library, *key, dose=dose, today=today), read
            if (known := composed[key]) is not None:
                document, inputs = known
                output = None
                if not is_same(variant, document.digest):
                    with observing() as read:
                        pressed = press(document, variant.stock, variant.edition, fillable=fillable)
                    inputs = inputs | read
                    output = _output(variant, document.title, pressed)
                since, until = document.since, document.until
                digest, files = document.digest, frozenset(inputs)
                made.append(Made(variant, output, digest, document.said, files, since, until))
        except ContentError as error:
            problems += error.problems
        on_made(variant)
    if problems:
        raise ContentError(problems)
    return tuple(made)


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
    """The formats of the handouts that a selection names."""
    return {
        source.front.format
        for language in library.languages.values()
        for name, source in language.handouts.items()
        if _chosen(name, selection.handouts)
    } or set(FORMATS)


def _editions(library: Library, selection: Selection) -> dict[str, None]:
    """Every edition of those handouts, in order."""
    chosen = _formats(library, selection)
    return {
        edition: None for name, each in FORMATS.items() if name in chosen for edition in each.stocks
    }


def _papers(library: Library, selection: Selection) -> dict[str, None]:
    """Everything that those handouts are printed on in the editions named, in order."""
    chosen = _formats(library, selection)
    return {
        stock.id: None
        for name, each in FORMATS.items()
        if name in chosen
        for edition, stocks in each.stocks.items()
        if _chosen(edition, selection.editions)
        for stock in stocks
    }


def _handouts(library: Library) -> list[str]:
    return sorted({name for language in library.languages.values() for name in language.handouts})
