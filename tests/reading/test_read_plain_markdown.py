"""Plain Markdown, read without a parser: exactly as the parser reads it, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.reading.markdown import read_sections as parse
from handouts.reading.plain_markdown import read_plain
from handouts.storage import paths

FILE = Path("here.md")
PIECES = st.sampled_from(
    [
        *("Words", "a", "It’s", "é", "5", "10", "-", "*", "**", "***", "_", "__", "#", "##", "###"),
        *(" ", " ", " ", "  ", "\t", "\u00a0", ".", ":", "!", "?", ",", ")", "(", "1.", "2.", "1)"),
        *("\n", "\n", "\n\n", "\n\n", "- ", "1. ", "2. ", "## ", "### ", " {#b}", "\n## B {#b}\n"),
        *("{{ hip.side }}", "{{ hip.side | upper }}", "{{", "}}", "[", "](x)", "<", ">", "&amp;"),
        *("|", "`", "~", "\\", "!", "=", "---", "+", "**bold**", "**bold.**", " **{{ hip.x }}**"),
    ]
)


def faults_and_sections(text: str) -> tuple[list[str], object]:
    told: list[str] = []
    sections = parse(text, 4, FILE, lambda _line, what, _remedy: told.append(what))
    return told, sections


@given(st.lists(PIECES, max_size=12).map("".join))
@example("One\n\n- Two\n- Three\n\nFour **five** six.\n\n1. A\n2. B\n\n### Seven\nEight")
@example("- One\n\n- Two")
@example("One\n- Two")
@example("1. One\n3. Two")
@example("1. One\n1. Two")
@example("a **b** c **{{ hip.side }}**.")
@example("a**b**c")
@example("**a**\n\n(**b**)")
@example("A\n===")
def test_as_the_parser_reads_it_or_not_at_all(body: str) -> None:
    text = f"\n## A {{#a}}\n\n{body}\n"
    plain = read_plain(text, 4, FILE)
    if plain is not None:
        told, sections = faults_and_sections(text)
        assert not told
        assert repr(plain) == repr(sections)
        assert plain == sections


@pytest.mark.parametrize(
    "path", sorted((paths.content_dir() / "en").glob("*.md")), ids=lambda path: str(path.stem)
)
def test_our_own_handouts_are_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    plain = read_plain(text, 4, FILE)
    if path.stem == "log":  # has bold signs
        assert plain is None
    else:
        assert (plain, []) == faults_and_sections(text)[::-1]


@pytest.mark.parametrize(
    "body",
    [
        "Two\nlines",
        "- a\n\n- b",
        "*italics*",
        "a [link](https://example.org)",
        "| a |\n|---|",
        "<b>",
        "&nbsp;",
        "  indented",
        "> quoted",
        "5 times",
        "{% if x %}",
        "{{ open",
        "# One",
        "## No name",
        "- a\n  - b",
        "- - a",
    ],
)
def test_all_else_is_left_to_the_parser(body: str) -> None:
    assert read_plain(f"\n## A {{#a}}\n\n{body}\n", 4, FILE) is None
