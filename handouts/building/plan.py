"""The plan: which outputs there are, and which of them somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from handouts.design.formats import FORMATS
from handouts.design.papers import Stock, Web
from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS, Pattern
from handouts.render.backend import backend_of

if TYPE_CHECKING:
    from handouts.reading import Library

Key: TypeAlias = tuple[str, str, Pattern | None]
"""A document: its language, handout and pattern."""


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
        suffix = f"{self.stock.suffix}{backend_of(self.stock).suffix}"
        folder = f"{self.lang}/{self.stock.id}"
        if not isinstance(self.stock, Web):  # which has one edition
            folder = f"{folder}/{self.edition}"
        return f"{folder}/{name}{suffix}"


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
        for edition in FORMATS[source.front.format].stocks
        if _chosen(edition, selection.editions)
        for stock in FORMATS[source.front.format].outputs(edition)
        if _chosen(stock.id, selection.papers)
    )
    _refuse_shared_paths(library, variants)
    return variants


def _refuse_shared_paths(library: Library, variants: Sequence[Variant]) -> None:
    """A handout may be named like another one's pattern: `log-left-backward` and `log`."""
    first: dict[str, str] = {}
    problems: dict[tuple[Path, str], Problem] = {}
    for variant in variants:
        other = first.setdefault(variant.path, variant.handout)
        if other != variant.handout:
            source = library.languages[variant.lang].handouts[variant.handout]
            name = PurePosixPath(variant.path).name
            what = f"'{variant.handout}' and '{other}' would both become {name}"
            problem = Problem(source.path, 0, what, "rename this file")
            problems.setdefault((source.path, other), problem)
    if problems:
        raise ContentError(problems.values())


def _chosen(name: str, asked: tuple[str, ...]) -> bool:
    return not asked or name in asked


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
    """Everything that those handouts go on in the editions named, in order."""
    chosen = _formats(library, selection)
    found = {
        (edition, stock.id): None
        for is_printed in (True, False)  # papers first
        for name, each in FORMATS.items()
        if name in chosen
        for edition in each.stocks
        for stock in each.outputs(edition)
        if isinstance(stock, Web) is not is_printed
    }
    named = {stock: None for edition, stock in found if _chosen(edition, selection.editions)}
    return named or {stock: None for _, stock in found}  # no such edition is another mistake


def _handouts(library: Library) -> list[str]:
    return sorted({name for language in library.languages.values() for name in language.handouts})
