"""What the gallery shows: each output, in order, with what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from handouts.building.warnings import of_listed
from handouts.compose.language_names import language_name
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, Stock
from handouts.design.theme import EDITIONS
from handouts.storage.publishing import Value

GENERATOR = '<meta name="generator" content="MET handouts">'
"""What tells our own page from somebody else's."""
# The usual ones first; others follow by name.
_EDITIONS, _PAPERS = tuple(EDITIONS), tuple(PAPERS)


class Card(NamedTuple):
    """One output.

    Attributes:
        pattern: empty where it is the same for every pattern.
        paper: the id; `stock` is its name in words.
        size: in bytes.
        words: the code of its words.
        draft: why it is one; empty where its words are approved.
    """

    path: str
    title: str
    handout: str
    pattern: str
    edition: str
    paper: str
    stock: str
    lang: str
    pages: int
    size: int
    sha256: str
    words: str = ""
    draft: str = ""

    @property
    def id(self) -> str:
        """A name for it in the page."""
        return self.path.replace("/", "-").replace(".", "-")

    @property
    def is_printed(self) -> bool:
        """Whether it has sheets to be shown; a page of the web has none."""
        return self.path.endswith(".pdf")

    @property
    def about(self) -> str:
        """What tells it from others of its title."""
        words = (self.pattern, self.stock, self.edition)
        return ", ".join(in_words(word) for word in words if word)

    @property
    def kilobytes(self) -> int:
        return in_kilobytes({"bytes": self.size})


class Section(NamedTuple):
    """All outputs of one handout."""

    handout: str
    cards: tuple[Card, ...]

    @property
    def heading(self) -> str:
        """Its id, as a heading."""
        return in_words(self.handout).capitalize()


class Filter(NamedTuple):
    """Something to choose outputs by; each choice is a value and its words."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]


class Gallery(NamedTuple):
    """All outputs; `warnings` are what should be known of them."""

    sections: tuple[Section, ...]
    filters: tuple[Filter, ...]
    warnings: tuple[str, ...]

    @property
    def shown(self) -> int:
        return sum(len(section.cards) for section in self.sections)


def gallery(listed: Mapping[str, Mapping[str, Value]]) -> Gallery:
    """The gallery of what a manifest lists."""
    found = [_card(path, entry) for path, entry in listed.items()]
    office = {stock.name for stocks in FORMATS["handout"].stocks.values() for stock in stocks}
    # What is printed at a desk comes first, then what is cut or hung up.
    usual = {card.handout for card in found if card.stock in office}
    cards = sorted(found, key=lambda card: (card.handout not in usual, *_order(card)))
    sections = tuple(
        Section(handout, tuple(group))
        for handout, group in groupby(cards, key=lambda card: card.handout)
    )
    languages = {lang: language_name(lang).own for lang in {card.lang for card in cards}}
    filters = (
        _filter("handout", "Document", (card.handout for card in cards)),
        _filter("pattern", "Pattern", (card.pattern for card in cards if card.pattern)),
        _filter("paper", "Paper", (card.paper for card in cards), _papers()),
        _filter("edition", "Edition", (card.edition for card in cards)),
        _filter("lang", "Language", (card.lang for card in cards), languages),
    )
    return Gallery(sections, filters, tuple(of_listed(listed)))


def in_words(name: str) -> str:
    """An id in words."""
    return name.replace("-", " ")


def in_kilobytes(entry: Mapping[str, Value]) -> int:
    """The size of what a manifest's entry is of, in kB."""
    return max(1, round(int(entry.get("bytes") or 0) / 1000))


def _card(path: str, entry: Mapping[str, Value]) -> Card:
    edition, paper = f"{entry.get('edition') or ''}", f"{entry.get('paper') or ''}"
    return Card(
        path=path,
        title=f"{entry.get('title') or PurePosixPath(path).stem}",
        handout=f"{entry.get('handout') or PurePosixPath(path).stem}",
        pattern=f"{entry.get('pattern') or ''}",
        edition=edition,
        paper=paper,
        stock=_stock_name(path, paper),
        lang=f"{entry.get('lang') or ''}",
        pages=int(entry.get("pages") or 1),
        size=int(entry.get("bytes") or 0),
        sha256=f"{entry['sha256']}",
        words=f"{entry.get('words') or ''}",
        draft=f"{entry.get('draft') or ''}",
    )


def _order(card: Card) -> tuple[object, ...]:
    return (
        card.handout,
        _place(card.edition, _EDITIONS),
        _place(card.paper, _PAPERS),
        card.stock,
        card.lang,
        card.pattern,
        card.path,
    )


def _place(name: str, usual: tuple[str, ...]) -> tuple[int, str]:
    return (usual.index(name) if name in usual else len(usual), name)


def _filter(
    name: str,
    label: str,
    values: Iterable[str],
    known: Mapping[str, str] | None = None,
) -> Filter:
    names = known or {}
    usual = {"paper": _PAPERS, "edition": _EDITIONS}.get(name, ())
    chosen = sorted(set(values), key=lambda value: _place(value, usual))
    return Filter(
        name,
        label,
        tuple((each, names.get(each) or in_words(each).capitalize()) for each in chosen),
    )


def _stocks() -> Iterable[Stock]:
    return (
        stock
        for each in FORMATS.values()
        for edition in each.stocks
        for stock in each.outputs(edition)
    )


def _papers() -> dict[str, str]:
    """The name of each size of paper, and of what is read on a phone."""
    return {stock.id: stock.name for stock in _stocks() if not stock.suffix}


def _stock_name(path: str, paper: str) -> str:
    """What it is printed on, in words: `A4, 4 cards`."""
    stem = PurePosixPath(path).stem
    fitting = [each for each in _stocks() if each.id == paper and stem.endswith(each.suffix)]
    return max(fitting, key=lambda stock: len(stock.suffix)).name if fitting else paper
