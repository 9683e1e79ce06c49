"""Nothing on a page collides or is clipped."""

from __future__ import annotations

from typing import cast

import pytest
from collisions import faults
from handout_help import Made, make

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS
from handouts.design.theme import EDITIONS, STANDARD, Spacing, Theme
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library


def test_nothing_collides(made: Made) -> None:
    assert faults(made) == []


def test_collisions_are_noticed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail: lines set too close are found out."""
    monkeypatch.setitem(
        cast("dict[str, Theme]", EDITIONS),
        "standard",
        STANDARD._replace(spacings=(Spacing(0.6, 0.5, 0.8),)),
    )
    document = compose(library, "en", "log", PATTERNS[0], dose=Dose())
    assert any("is written over" in fault for fault in faults(make(document, PAPERS["a4"])))
