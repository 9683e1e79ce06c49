"""What is kept of parsed texts from one run to the next: the same as what is parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.reading import parse_cache
from handouts.reading.findings import Findings
from handouts.reading.handout import read_shared
from handouts.reading.markdown import parse_sections as parse
from handouts.reading.parse_cache import packed, read_once, read_sections, read_yaml, unpacked
from handouts.reading.yamlparser import parse_yaml
from handouts.storage import cache, paths

EVERYTHING = """
## Title with {{ hip.side }} {#one}

Some **bold {{ hip.press }}** and a [link](https://example.org/{{ clinic.name }}).\\
A new line, *as it were*.

### A smaller heading

1. One
2. Two
   - nested {{ clinic.phone | upper }}

| a | {{ hip.side }} |
|---|---|
| 1 | 2 |

## Second
"""


def no_problem(line: int, what: str, remedy: str) -> None:
    raise AssertionError((line, what, remedy))


@pytest.mark.parametrize(
    "text",
    [
        EVERYTHING.replace(", *as it were*", ""),
        *(
            path.read_text(encoding="utf-8").split("---\n", 2)[2]
            for path in sorted((paths.content_dir() / "en").glob("*.md"))
        ),
    ],
)
def test_unpacked_is_what_was_packed(text: str) -> None:
    sections = parse(text, 5, Path("here.md"), no_problem)
    assert sections
    again = unpacked(packed(sections), Path("here.md"))
    assert again == sections
    assert repr(again) == repr(sections)
    assert list(again) == list(sections)


@pytest.mark.usefixtures("kept_in")
def test_kept_sections_belong_to_the_file_that_asks() -> None:
    text = "\n## A {#a}\n\nWords {{ clinic.name }}.\n"
    first = dict(read_sections(text, 3, Path("one.md"), no_problem))
    other = dict(read_sections(text, 3, Path("other.md"), no_problem))
    assert other == parse(text, 3, Path("other.md"), no_problem)
    assert first == parse(text, 3, Path("one.md"), no_problem)
    assert read_sections(text, 4, Path("one.md"), no_problem)["a"].line == first["a"].line + 1


@pytest.mark.usefixtures("kept_in")
def test_faulty_sections_are_told_each_time() -> None:
    told: list[str] = []
    for number in (1, 2):
        read_sections(
            "## A {#a}\n\n<!-- no -->\n", 1, Path("x.md"), lambda _l, what, _r: told.append(what)
        )
        assert len(told) == number
        assert "comment" in told[-1]


@pytest.mark.usefixtures("kept_in")
@pytest.mark.parametrize(
    "found", ["", "{}", "[99]", "[1]", "[11, 1]", "null", "[-2]", '{"a": 1}', '[0, "a", 1]', "0"]
)
def test_what_was_kept_in_another_way_is_made_again(
    found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse_cache, "_in_memory", {})
    text = "## A {#a}\n\nWords.\n"
    cache.keep("sections", f"1\n{text}", found)
    assert list(read_sections(text, 1, Path("x.md"), no_problem)) == ["a"]
    cache.keep("yaml", "name: a", found)
    tree = read_yaml("name: a", no_problem)
    assert tree == parse_yaml("name: a", no_problem)


@pytest.mark.parametrize(
    "path", [paths.content_dir() / "clinic.yaml", *sorted(paths.content_dir().glob("en/*.yaml"))]
)
def test_unpacked_yaml_is_what_was_packed(path: Path) -> None:
    tree = parse_yaml(path.read_text(encoding="utf-8"), no_problem)
    again = unpacked(packed(tree), path)
    assert again == tree
    assert repr(again) == repr(tree)


def test_unpacked_lists_and_blanks_are_what_was_packed() -> None:
    tree = parse_yaml("a: [b, {c: ~}]\nd:\n", no_problem)
    assert repr(unpacked(packed(tree), Path("x.yaml"))) == repr(tree)


SHARED = '---\nversion: "{version}"\n---\n## A {{#a}}\n\n{words}\n'


def read(file: Path, draft: str | None = None) -> tuple[str, list[str]]:
    """The version that is read, and what is told."""
    findings = Findings()
    found = read_once(read_shared, file, findings, draft.encode() if draft is not None else None)
    return found.version if found else "", [problem.what for problem in findings.problems]


@pytest.mark.usefixtures("kept_in")
def test_a_file_is_read_again_once_it_says_something_else(tmp_path: Path) -> None:
    file = tmp_path / "shared.md"
    for version in ("1", "1", "2", "1"):  # of one size
        file.write_text(SHARED.format(version=version, words="Words."), encoding="utf-8")
        assert read(file) == (version, [])
    assert read(file, SHARED.format(version="9", words="A draft.")) == ("9", [])
    assert read(file) == ("1", [])
    file.unlink()
    assert read(file) == ("", ["'shared.md' is missing"])


@pytest.mark.usefixtures("kept_in")
def test_a_fault_is_told_each_time_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "shared.md"
    file.write_text(SHARED.format(version="1", words="<!-- no -->"), encoding="utf-8")
    assert read(file) == read(file)
    assert read(file)[1]
