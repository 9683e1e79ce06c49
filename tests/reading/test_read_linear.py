"""However long a run of one sign is, reading takes as much longer as the text is, no more."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import every

from handouts.reading.markdown import parse_sections

BODY = "\n## A {#a}\n\n"
RUNS = {
    "spaces after a heading": ("\n## a", " ", ""),
    "spaces within a heading": ("\n## a", " ", "b"),
    "names in a heading": ("\n## a", " {#a", ""),
    "a long name": ("\n## a {#", "a", "}"),
    "headings": ("", "\n## b {#b}\n", ""),
    "dotted names in a bracket": (BODY + "[", "a.a", ""),
    "dotted names in braces": (BODY + "{ ", "a_a.", ""),
    "spaces before a bar": (BODY + "{a.b", " ", "|"),
    "brackets": (BODY, "[", ""),
    "links that are open": (BODY, "[a](", ""),
    "stars": (BODY, "**a ", ""),
    "dashes of a table": (BODY + "a\n", "-|", "x"),
    "spaces before a bar on a line below": (BODY + "a | b\n", " ", "x|"),
    "dots of a mailbox": (BODY + "[a](mailto:a@", ".", "@)"),
    "rows": (BODY + "|a|\n|--|\n", "|a|\n", ""),
    "items": (BODY, "- a\n", ""),
    "comments": (BODY, "<!--", ""),
    "entities": (BODY, "&#x41;", ""),
    "tildes": (BODY + "a", "~a", ""),
    "dollars": (BODY + "a ", "$a ", ""),
    "tags": (BODY + "a ", "< a", ""),
    "colons": (BODY + "a", " :a", ""),
    "brackets and spaces": (BODY + "a]", " ", "b"),
    "plus signs": (BODY + "a ", "++a", ""),
    "no-break spaces": (BODY, "\xa0", "a"),
    "full stops": (BODY + "a\n", ". ", "\n– b"),
    "signs that no typeface has": (BODY, "☑", ""),
}


@pytest.mark.parametrize(("before", "sign", "after"), every(2, RUNS.values()), ids=RUNS)
def test_long_runs_take_linear_time(before: str, sign: str, after: str) -> None:
    def read(length: int) -> None:
        text = before + sign * (length // len(sign)) + after
        parse_sections(text, 1, Path("a.md"), lambda *_: None)

    assert is_linear(read)


SIGNS = (
    *"#*-+_~`|[](){}<>!&;:.,/\\%$@=^'\" \t\xa01aÄ",
    *(
        "{{",
        "}}",
        "](",
        "**",
        "{#",
        "<!--",
        "https://a",
        "page",
        "www.",
        "TODO",
        "&#",
        "hip.",
        "\n",
    ),
)
PIECE = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4).map("".join)
LENGTH, MOST_SECONDS = 20_000, 2.0


@pytest.mark.hostile
@settings(deadline=None, max_examples=20)
@given(PIECE, PIECE, PIECE, st.sampled_from(["", BODY, BODY + "|a|\n|-|\n", BODY + "- "]))
def test_any_run_is_read_at_once(begin: str, unit: str, end: str, before: str) -> None:
    text = before + begin + unit * (LENGTH // len(unit)) + end
    start = process_time()
    parse_sections(text, 1, Path("a.md"), lambda *_: None)
    assert process_time() - start < MOST_SECONDS
