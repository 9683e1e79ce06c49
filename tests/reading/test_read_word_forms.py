"""Words for sides and tilts that have other forms, as of a gender or a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from handout_help import OwnContent

from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS

SIDES = "  left: {name: left, letter: L}\n  right: {name: right, letter: R}\n"
FORMS = (
    "  left: {name: izquierdo, f: izquierda, letter: L}\n"
    "  right: {name: derecho, f: derecha, letter: R}\n"
)


@pytest.fixture
def formed(own: OwnContent) -> OwnContent:
    own.edit("en/words.yaml", SIDES, FORMS)
    return own


def problems(build: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as error:
        build()
    return error.value.problems


def only_problem(build: Callable[[], object]) -> Problem:
    (problem,) = problems(build)
    return problem


def said(own: OwnContent, pattern: int) -> str:
    return " ".join(own.compose("log", PATTERNS[pattern]).texts)


def ask_for(own: OwnContent, words: str) -> None:
    file = own.path("en/log.md")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: My two-week log", f'title: "{words}"'), encoding="utf-8")


def test_each_side_is_said_in_the_form_asked_for(formed: OwnContent) -> None:
    ask_for(formed, "Pierna {{ backward.side.f }}, pie {{ backward.other }}")
    assert "Pierna izquierda, pie derecho" in said(formed, 0)
    assert "Pierna derecha, pie izquierdo" in said(formed, 1)


def test_filters_take_forms(formed: OwnContent) -> None:
    ask_for(formed, "{{ backward.side.f | capitalize }} {{ forward.side.f | upper }}")
    assert "Izquierda DERECHA" in said(formed, 0)


def test_a_form_that_is_not_there_is_told_with_its_line(formed: OwnContent) -> None:
    ask_for(formed, "Pierna {{ backward.side.g }}")
    problem = only_problem(lambda: formed.compose("log", PATTERNS[0]))
    assert "unknown variable {{ backward.side.g }}" in problem.what
    assert "backward.side.f" in problem.remedy
    assert problem.line == 2


def test_a_word_without_forms_has_none(own: OwnContent) -> None:
    ask_for(own, "Leg {{ backward.side.f }}")
    assert (
        "unknown variable {{ backward.side.f }}"
        in only_problem(lambda: own.compose("log", PATTERNS[0])).what
    )


def test_tilts_may_have_forms(own: OwnContent) -> None:
    own.edit("en/words.yaml", "  backward: backward\n", "  backward: {name: posterior, p: atrás}\n")
    own.edit("en/words.yaml", "  forward: forward\n", "  forward: {name: anterior, p: adelante}\n")
    ask_for(own, "{{ backward.tilt }}, {{ backward.tilt.p }}, {{ forward.tilt.p }}")
    assert "posterior, atrás, adelante" in said(own, 0)


@pytest.mark.parametrize(
    ("right", "told"),
    [
        ("{name: derecho, letter: R}", "'sides.right' lacks the form 'f'"),
        ("{name: derecho, f: derecha, m: a, letter: R}", "'sides.left' lacks the form 'm'"),
        ("{name: derecho, f: Izquierda, letter: R}", "'sides.right.f' says the same as"),
        ("{name: derecho, f: izquierdo, letter: R}", "'sides.right.f' says the same as"),
        ('{name: derecho, f: "", letter: R}', "'sides.right.f' has no words"),
        ("{f: derecha, letter: R}", "no words for 'sides.right.name'"),
    ],
)
def test_both_sides_have_the_same_forms_and_no_word_in_common(
    own: OwnContent, right: str, told: str
) -> None:
    left = "  left: {name: izquierdo, f: izquierda, letter: L}\n"
    own.edit("en/words.yaml", SIDES, f"{left}  right: {right}\n")
    found = problems(lambda: own.compose("log", PATTERNS[0]))
    assert any(told in f"{problem}" for problem in found), found


def test_every_form_counts_as_a_side_that_is_typed(formed: OwnContent) -> None:
    ask_for(formed, "Mi pierna Derecha")
    problem = only_problem(lambda: formed.compose("log", PATTERNS[0]))
    assert "'derecha' is typed" in problem.what
