"""Who the drawings show: `figures.body` in clinic.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_folder import Content

from handouts.design.people import BODIES, ROTATING, body_of
from handouts.storage import paths


@pytest.mark.parametrize("typed", [*BODIES, ROTATING])
def test_a_body_is_chosen(tmp_path: Path, typed: str) -> None:
    content = Content(tmp_path)
    content.write("clinic.yaml", f"figures:\n  body: {typed}\n")
    assert content.load().clinic.body == typed


@pytest.mark.parametrize("typed", ["", "figures:\n", "figures:\n  body:\n"])
def test_none_is_the_base(tmp_path: Path, typed: str) -> None:
    content = Content(tmp_path)
    content.write("clinic.yaml", typed)
    assert content.load().clinic.body == "base"


@pytest.mark.parametrize("typed", ["giant", "Base", "older woman", "1", "../base"])
def test_any_other_is_told_with_its_line(tmp_path: Path, typed: str) -> None:
    content = Content(tmp_path)
    content.write("clinic.yaml", f'name: Ours\nfigures:\n  body: "{typed}"\n')
    assert content.problems() == [
        f"clinic.yaml:3: 'figures.body': '{typed}' is no body; write base, older_woman, broad_man,"
        " slim, large or rotating"
    ]


def test_the_bodies_that_may_be_chosen_are_those_that_were_drawn() -> None:
    drawn = {
        path.stem.removeprefix("body_") for path in paths.anatomy_files() if "body_" in path.name
    }
    assert drawn == set(BODIES)


def test_rotating_is_by_document_and_reaches_every_body() -> None:
    handouts = [f"handout-{number}" for number in range(60)]
    assert {body_of(ROTATING, handout) for handout in handouts} == set(BODIES)
    assert [body_of(ROTATING, "card")] * 3 == [body_of(ROTATING, "card") for _ in range(3)]
    assert body_of("slim", "card") == "slim"
