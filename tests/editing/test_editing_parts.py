"""Parts of a file: nothing is lost, and only what was changed changes."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.editing.parts import FRONT, part_of, parts_of, tidied, with_part
from handouts.storage import paths

FILES = sorted((paths.content_dir() / "en").glob("*.md"))
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "  ",
            "---",
            "## Title {#name}",
            "## Title {#name}  ",
            "  ## {{ hip.side | capitalize }} leg {#leg}",
            "##",
            "### Below",
            "- an item",
            "  - nested",
            "1. first",
            "**bold** and {{ hip.side }}",
            "| a | b |",
            "| --- | --- |",
            "soft\u00adhyphen",
            "title: A title",
            "{page-break}",
            "\ufeff---",
            "line\u2028separator",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=12),
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Markdown with any line ends, a front or none, an end or none."""
    usual = draw(ENDS)
    front = draw(st.sampled_from([[], ["---", "title: A", 'version: "1"', "---", ""]]))
    lines = [*front, *draw(st.lists(LINES, max_size=14))]
    ends = [draw(ENDS) if draw(st.integers(0, 9)) == 0 else usual for _ in lines]
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return text if draw(st.booleans()) else text.rstrip("\r\n")


def as_sent(words: str) -> str:
    """As browsers send what stands in a text box."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


@given(files())
def test_opening_and_saving_a_part_unchanged_leaves_every_byte(text: str) -> None:
    parts = parts_of(text)
    assert "".join(part.raw for part in parts) == text
    assert len({part.id for part in parts}) == len(parts)
    for part in parts:
        assert with_part(text, part.id, part.title, as_sent(part.words)) == text


@given(files(), st.data())
def test_what_is_typed_is_what_is_read_again_and_other_parts_stay(
    text: str, data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from(parts_of(text)))
    typed = data.draw(
        st.lists(st.sampled_from(["", "New words.", "- one", "**b**", "  x "]), max_size=5)
    )
    if part.id == FRONT:
        return
    words = tidied("\n".join(typed))
    changed = with_part(text, part.id, part.title, as_sent(words))
    again = parts_of(changed)
    found = part_of(changed, part.id)
    assert found is not None
    assert found.words == words
    before = {each.id: each.raw.rstrip("\r\n") for each in parts_of(text) if each.id != part.id}
    assert {each.id: each.raw.rstrip("\r\n") for each in again if each.id != part.id} == before


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_change_is_a_diff_of_the_changed_lines_alone(file: object) -> None:
    text = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    for part in parts_of(text)[1:]:
        lines = part.words.split("\n")
        if not part.words:
            continue
        lines[-1] += " One more."
        changed = with_part(text, part.id, part.title, "\n".join(lines))
        diff = [
            line
            for line in difflib.unified_diff(
                text.split("\n"), changed.split("\n"), n=0, lineterm=""
            )
            if line[0] in "+-" and line[:3] not in ("+++", "---")
        ]
        assert len(diff) == 2, diff


def test_a_title_changes_in_its_heading() -> None:
    text = "---\ntitle: A\n---\n\n## Before {#one}\n\nWords.\n"
    changed = with_part(text, "one", "After that", "Words.")
    assert changed == text.replace("Before", "After that")
    assert with_part("## Plain\n\nW\n", "plain", "Other", "W") == "## Other {#plain}\n\nW\n"


def test_words_come_into_a_part_that_had_none_and_go_again() -> None:
    text = "---\na: b\n---\n\n## One {#one}\n\n## Two {#two}\n"
    filled = with_part(text, "one", "One", "Here.")
    assert filled == "---\na: b\n---\n\n## One {#one}\n\nHere.\n\n## Two {#two}\n"
    assert with_part(filled, "one", "One", "") == text
    assert with_part(text, "two", "Two", "End.").endswith("## Two {#two}\n\nEnd.\n")
