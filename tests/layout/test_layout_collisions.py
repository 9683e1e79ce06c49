"""Nothing on a page collides or is clipped."""

from __future__ import annotations

from typing import cast

import pytest
from collisions import faults
from handout_help import Made, make

from handouts.compose.composer import compose
from handouts.design.fonts import typeface_for
from handouts.design.papers import PAPERS
from handouts.design.theme import EDITIONS, LARGE_PRINT, STANDARD, Spacing, Theme
from handouts.document import Heading, Run
from handouts.layout.answers import Answer
from handouts.layout.headings import unsigned_heading
from handouts.layout.typography import TypeScale, paragraph
from handouts.pattern import PATTERNS, Side
from handouts.reading import Dose, Library


def test_nothing_collides(made: Made) -> None:
    assert faults(made) == []


@pytest.mark.parametrize(
    ("lang", "said", "below", "is_apart"),
    [
        ("vi", "phía ngực", "Tay phía TRƯỚC giữ đùi yên.", True),  # the g stood in the Ớ
        ("vi", "phía ngực", "Tay giữ.", False),
        ("fr", "vers la poitrine", "Les mains À L’AVANT la retiennent.", False),
        ("en", "to your big leg", "Hands hold it still.", False),
    ],
)
def test_an_answer_has_more_air_only_where_a_tail_would_reach_an_accent_below_it(
    lang: str, said: str, below: str, is_apart: bool
) -> None:
    type_ = TypeScale(
        LARGE_PRINT, LARGE_PRINT.bodies[-1], LARGE_PRINT.spacings[-1], typeface_for([below], lang)
    )
    heading = unsigned_heading(Heading(2, (Run(said),)), type_, Side.LEFT, "answer")
    words = paragraph((Run(below),), type_.style(type_.body))
    answer = Answer(heading, [words], Side.LEFT, "T", type_, boxed=True)
    height = answer.wrap(400, 0)[1] - 2 * answer._air
    assert (height > heading.height + words.height + 0.01) is is_apart


def test_collisions_are_noticed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail: lines set too close are found out."""
    monkeypatch.setitem(
        cast("dict[str, Theme]", EDITIONS),
        "standard",
        STANDARD._replace(spacings=(Spacing(0.6, 0.5, 0.8),)),
    )
    document = compose(library, "en", "log", PATTERNS[0], dose=Dose())
    assert any("is written over" in fault for fault in faults(make(document, PAPERS["a4"])))
