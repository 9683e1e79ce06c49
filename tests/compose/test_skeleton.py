"""What a template made is kept without the words of sections: never too long."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS
from handouts.storage import cache, paths
from handouts.storage.tracking import observing

PATTERN = PATTERNS[0]
pytestmark = pytest.mark.usefixtures("kept_in")


@pytest.fixture
def own(tmp_path: Path) -> OwnContent:
    return OwnContent(tmp_path / "content")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are rendered from now on."""
    from handouts.compose import jinja

    names: list[str] = []
    really = jinja.rendered

    def told(wanted: tuple[str, ...], values: dict[str, object]) -> str:
        names.append(wanted[0])
        return really(wanted, values)

    monkeypatch.setattr(jinja, "rendered", told)
    return names


@pytest.mark.parametrize("handout", ["correction", "questions", "log", "card", "poster"])
def test_recalled_is_what_was_rendered(own: OwnContent, handout: str, rendered: list[str]) -> None:
    for pattern in PATTERNS:
        with observing() as first:
            made = own.compose(handout, pattern)
        with observing() as then:
            again = own.compose(handout, pattern)
        assert again == made
        assert {path.absolute() for path in then} == {path.absolute() for path in first}
    assert rendered == [f"{handout}.xml.j2"] * 2


def test_words_of_sections_need_no_template(own: OwnContent, rendered: list[str]) -> None:
    before = own.compose("correction", PATTERN)
    own.edit("en/correction.md", "A muscle pulls on both of its ends.", "It **pulls** & pulls.")
    after = own.compose("correction", PATTERN)
    assert len(rendered) == 1
    assert after.markup == before.markup.replace(
        "A muscle pulls on both of its ends.", "It <strong>pulls</strong> &amp; pulls."
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("en/correction.md", "## Why it works {#why}", "## Why this works {#why}"),
        ("en/correction.md", "title: Two gentle hip exercises", "title: Two exercises"),
        ("en/correction.md", 'version: "0.1"', 'version: "0.2"'),
        ("en/words.yaml", "left", "LEFT"),
        ("en/figures.yaml", "hip bone", "bone of the hip"),
    ],
)
def test_all_else_does(own: OwnContent, file: str, old: str, new: str) -> None:
    own.compose("correction", PATTERN)
    path = own.path(file)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    after = own.compose("correction", PATTERN)
    cache.reopen(None)
    assert own.compose("correction", PATTERN) == after


def test_a_template_that_changed_is_rendered_anew(
    own: OwnContent, rendered: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(paths.templates_dir(), folder)
    monkeypatch.setattr(paths, "templates_dir", lambda: folder)
    own.compose("correction", PATTERN)
    page = folder / "correction.xml.j2"
    page.write_text(page.read_text().replace('class="columns"', 'class="tiers"', 1))
    assert "tiers" in own.compose("correction", PATTERN).markup
    assert len(rendered) == 2


def test_what_is_wrong_in_a_section_is_told_each_time(own: OwnContent) -> None:
    own.compose("correction", PATTERN)
    own.edit("en/correction.md", "A muscle pulls", "A {{ hip.nothing }} pulls")
    for _ in range(2):
        with pytest.raises(ContentError, match=r"unknown variable \{\{ hip \}\}"):
            own.compose("correction", PATTERN)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template that may be edited."""
    folder = tmp_path / "templates"
    shutil.copytree(paths.templates_dir(), folder)
    monkeypatch.setattr(paths, "templates_dir", lambda: folder)
    return folder / "correction.xml.j2"


def only_problem(own: OwnContent) -> Problem:
    with pytest.raises(ContentError) as error:
        own.compose("correction", PATTERN)
    (problem,) = error.value.problems
    return problem


def test_a_template_cannot_look_into_words(own: OwnContent, page: Path) -> None:
    page.write_text(page.read_text().replace("{{ why.body }}", "{{ why.body.upper() }}"))
    problem = only_problem(own)
    assert problem.file == page
    assert "{{ why.body.upper() }}" in page.read_text().splitlines()[problem.line - 1]


FAULTS = {
    "braces": ("{{{ }}", 3),
    "a name": ("{{ nosuch }}", 3),
    "another template": ('{% include "nosuch.j2" %}', 3),
    "no such tag": ("{% endfi %}", 3),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_template_is_told_with_its_line(
    own: OwnContent, page: Path, fault: str
) -> None:
    words, line = FAULTS[fault]
    lines = page.read_text().splitlines()
    page.write_text("\n".join([*lines[: line - 1], words, *lines[line - 1 :]]))
    problem = only_problem(own)
    assert (problem.file, problem.line) == (page, line)
    assert "a fault in this template" in problem.what


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"<p>words</p>"])
def test_a_template_that_makes_no_page_is_told(own: OwnContent, page: Path, data: bytes) -> None:
    page.write_bytes(data)
    assert only_problem(own).file == page


@pytest.mark.parametrize(
    "found", ["", "null", "[]", '["x", [], []]', '["\\ue000body7\\ue001", [], [], []]']
)
def test_what_was_kept_in_another_way_is_made_again(
    own: OwnContent, found: str, kept_in: Path, rendered: list[str]
) -> None:
    made = own.compose("log", PATTERN)
    for file in (kept_in / "skeletons").iterdir():
        file.write_text(found)
    assert own.compose("log", PATTERN) == made
    assert len(rendered) == 2
