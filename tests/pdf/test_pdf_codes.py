"""The code of the words is on whatever is printed, in every edition and on every kind of sheet."""

from __future__ import annotations

import re

import pytest
from handout_help import TODAY
from visible import words

from handouts.approvals.status import Book
from handouts.building.pipeline import compose_all
from handouts.building.plan import Selection, Variant, plan
from handouts.design.papers import Cards, Tiled
from handouts.reading import Dose, Library, load_library
from handouts.render.backend import render
from handouts.storage import paths

COMPACT = ("card", "poster", "poster-overview")


def variants() -> list[Variant]:
    """Of one pattern: every edition on every stock of paper."""
    chosen = Selection(handouts=COMPACT, patterns=("left-backward",))
    planned = plan(load_library(paths.content_dir(), langs=["en"]), chosen)
    return [output for output in planned if output.path.endswith(".pdf")]


@pytest.mark.parametrize("output", variants(), ids=lambda output: output.path)
def test_a_card_or_a_poster_has_its_code_once(library: Library, output: Variant) -> None:
    composed = compose_all(library, [output.key], dose=Dose(), today=TODAY)
    document, status = composed[output.key]
    assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", status.code)
    assert status == Book(library).status("en", output.handout, TODAY)
    rendered = render(document, output.stock, output.edition, fillable=False)
    said = " ".join(words(rendered.data))
    match output.stock:
        case Cards(columns=columns, rows=rows):
            copies = columns * rows
        case Tiled():  # each sheet holds the whole poster, and the first once more, to be read
            copies = rendered.pages + 1
        case _:
            copies = 1
    assert said.count(f"Words {status.code}") == copies
