"""The digest of a document: another where anything that is laid out is another, else the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handouts.compose.composer import compose
from handouts.design.artwork import Artwork, Bitmap, Fill, Picture
from handouts.document import Document, SourceLine
from handouts.pattern import PATTERNS, Pattern, Side, Tilt
from handouts.reading import Dose, Library

ELSEWHERE: dict[str, object] = {
    "markup": "<article/>",
    "source": Path("elsewhere.md"),
    "sections": ((("a", 1),),),
    "since": date(2020, 1, 1),
    "until": date(2030, 1, 1),
    "approved_on": date(2020, 1, 1),
}


def changes(value: Any) -> Iterator[Any]:
    """The same value with each thing in it changed in turn; a place is nothing that is seen."""
    match value:
        case SourceLine():
            return
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield f"{value}x"
            yield value.swapcase() if value.swapcase() != value else f" {value}"
        case bytes():
            yield value + b"x"
        case None:
            yield "x"
        case Side() | Tilt():
            yield value.other
        case Pattern():
            yield value.mirrored
        case dict():
            yield {**value, "more": ""}
            for key, each in value.items():
                yield from ({**value, key: changed} for changed in changes(each))
        case tuple() if hasattr(value, "_asdict") and hasattr(value, "_replace"):
            for name, each in value._asdict().items():
                yield from (value._replace(**{name: changed}) for changed in changes(each))
        case tuple():
            yield (*value, None)
            for place, each in enumerate(value):
                yield from (
                    (*value[:place], changed, *value[place + 1 :]) for changed in changes(each)
                )
        case _:
            raise TypeError(type(value))


@pytest.fixture(scope="module")
def card(library: Library) -> Document:
    return compose(library, "en", "card", PATTERNS[0], dose=Dose())


@pytest.mark.parametrize("name", Document._fields)
def test_every_value_that_is_laid_out_counts(card: Document, name: str) -> None:
    replace: Any = card._replace
    if name in ELSEWHERE:
        assert replace(**{name: ELSEWHERE[name]}).digest == card.digest
        return
    found = [replace(**{name: each}).digest for each in changes(getattr(card, name))]
    assert found
    assert card.digest not in found
    assert len(set(found)) == len(found)


def test_what_a_value_is_called_counts(card: Document) -> None:
    named = card._replace(title="a", subject="b")
    assert named.digest != card._replace(title="b", subject="a").digest


def test_a_logo_counts_by_its_data(card: Document) -> None:
    pictures: list[Picture] = [Bitmap(9, 9, data) for data in (b"", b"a", b"b")]
    pictures += [Artwork(9, 9, (Fill(path, "#000000", 1, False),)) for path in ("", "0 0 m")]
    logos = [card._replace(logo=each).digest for each in pictures]
    assert len({card.digest, *logos}) == 6
