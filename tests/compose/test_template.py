"""A faulty template is told with its line; what it is given it may place as it likes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from handout_help import OwnContent
from samples import every

from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS
from handouts.storage import paths

PATTERN = PATTERNS[0]


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


FAULTS = {
    "braces": ("{{{ }}", 3),
    "a name": ("{{ nosuch }}", 3),
    "another template": ('{% include "nosuch.j2" %}', 3),
    "no such tag": ("{% endfi %}", 3),
    "words and a number": ("{{ title + 1 }}", 3),
    "division by zero": ("{{ 1 // 0 }}", 3),
    "no such section": ('{{ section("nope").body }}', 0),
    "no such heading": ('{{ heading("nope") }}', 0),
    "no such words": ('{{ text("nope") }}', 0),
    "too few arguments": ("{{ section() }}", 3),
    "a macro in itself": ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 3),
    "a large text": ("{{ 'x' * 10**9 }}", 3),
    "a larger text": ("{{ ['x'] * 99999999999 }}", 3),
    "a large number": ("{{ 9**9**9 }}", 3),
    "a padded text": ("{{ '%0999999999d' % 1 }}", 3),
    "a text with a method": ("{{ 'x'.ljust(10**9) }}", 3),
    "a format": ("{{ '{:>999999999}'.format(1) }}", 3),
    "an unknown filter": ("{{ 'x' | center(10**9) }}", 3),
    "filler": ("{{ lipsum(10**9) }}", 3),
    "a long range": ("{% for a in range(10**9) %}{% endfor %}", 3),
    "loops in loops": (
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        3,
    ),
    "doubling": (
        "{% set n = namespace(x='x') %}{% for a in range(99) %}"
        "{% set n.x = n.x ~ n.x %}{% endfor %}",
        3,
    ),
    "doubling by plus": (
        "{% set n = namespace(x='x') %}{% for a in range(99) %}"
        "{% set n.x = n.x + n.x %}{% endfor %}",
        3,
    ),
    "doubling by blocks": (
        "{% set n = namespace(x='x') %}{% for a in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}"
        "{% endset %}{% endfor %}",
        3,
    ),
    "twice in itself": (
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}"
        "{% endmacro %}{{ a(99) }}",
        3,
    ),
    "including itself": ('{% include "correction.xml.j2" %}', 1),
    "what Python has": ("{{ ''.__class__.__mro__ }}", 3),
    "what functions have": ("{{ section.__globals__ }}", 3),
}


@pytest.mark.parametrize("fault", every(2, FAULTS))
def test_a_fault_in_a_template_is_told_with_its_line(
    own: OwnContent, page: Path, fault: str
) -> None:
    words, line = FAULTS[fault]
    lines = page.read_text().splitlines()
    page.write_text("\n".join([*lines[: line - 1], words, *lines[line - 1 :]]))
    problem = only_problem(own)
    if line:
        assert (problem.file, problem.line) == (page, line)
        assert "a fault in this template" in problem.what
    else:  # it asks for words that are not there
        assert "'nope'" in problem.what
        assert problem.file.is_relative_to(own.root)


def test_a_template_may_look_into_words(own: OwnContent, page: Path) -> None:
    page.write_text(page.read_text().replace("{{ why.body }}", "{{ why.body | upper }}", 1))
    with pytest.raises(ContentError, match="what this template makes is no page"):
        own.compose("correction", PATTERN)
    page.write_text(
        page.read_text().replace("{{ why.body | upper }}", "<p>{{ why.body|length }}</p>")
    )
    assert "<p>" in own.compose("correction", PATTERN).markup


def test_problems_of_sections_are_told_with_that_of_the_template(
    own: OwnContent, page: Path
) -> None:
    own.edit("en/correction.md", "So your effort pulls", "So {{ hip.nothing }} pulls")
    page.write_text(page.read_text().replace("{{ set_up.title }}", "{{ nosuch }}"))
    with pytest.raises(ContentError) as error:
        own.compose("correction", PATTERN)
    assert {each.file.name for each in error.value.problems} == {page.name, "correction.md"}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"<p>words</p>"])
def test_a_template_that_makes_no_page_is_told(own: OwnContent, page: Path, data: bytes) -> None:
    page.write_bytes(data)
    assert only_problem(own).file == page


MARKUP = {
    "empty columns": '<div class="columns"></div>',
    "an empty part": '<section class="panel"></section>',
    "an empty heading": "<h2></h2>",
    "an empty list": "<ul></ul>",
    "an empty table": "<table></table>",
    "a field without a name": '<label>a <input type="text" title="a"/></label>',
    "a field without a tip": '<label>a <input type="text" name="a"/></label>',
    "a field twice": '<label>a <input type="text" name="a" title="a"/></label>' * 2,
    "an unknown side": '<ul data-side="up"><li>a</li></ul>',
    "a number beyond all": "{{ 1e400 }}",
    "a figure of nothing": '<figure data-name="tilt-icon" data-of="up"/>',
    "a code without an address": '<img class="code" alt="a"/>',
    "a picture without words": "<img/>",
    "a logo that is not there": '<img alt="a"/>',
    "words beside nothing": '<div class="beside"><p>a</p></div>',
    "a link without a code": '<div class="link"><p>a</p><p>b</p></div>',
    "a skipped heading": "<h4>a</h4>",
    "a link without an address": "<p><a>a</a></p>",
    "uneven rows": "<table><thead><tr><th>a</th></tr></thead>"
    "<tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
}


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_markup_that_is_no_page_is_told(own: OwnContent, page: Path, markup: str) -> None:
    start = '<section class="page">'
    page.write_text(page.read_text().replace(start, f"{start}<h1>a</h1>{markup}", 1))
    problem = only_problem(own)
    assert problem.file == page
    assert "is no page" in problem.what
