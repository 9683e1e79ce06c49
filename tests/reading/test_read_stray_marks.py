"""Marks of other dialects are told, on their line; sentences of any language are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.errors import ContentError
from handouts.reading.findings import Findings
from handouts.reading.markdown import parse_sections
from handouts.reading.text import parse_text

STRAY = (
    *("##Title", "##\xa0Title", "\xa0## Title", "#Title", "###Title", "####### Title"),
    *("-\xa0item", "*\xa0item", "+\xa0item", "\xa0- item", "+item", "*item", "•\xa0item", "· item"),
    *("1.one", "1)one", "1.\xa0one", "2.two", "– item", "— item", "‒ item", "•item", "- • item"),
    *("[a] (https://b.org)", "(a)[https://b.org]", "(a)[b]", "[a][1]", "[a][]"),
    *("[a] https://b.org", "[a]: https://b.org", "[1]: b", "[//]: # (a private note)", "[TOC]"),
    *("a [^1]", "[^1]: a note", "a ^[a note]", "![ ]", "a ![b", "[[a]]", "[b]a[/b]", "a [@b]"),
    *("[ ] a", "[x] a", "- [ ] a", "- [X] a", "*[HTML]: a"),
    *("<br>", "a<br/>b", "<b>a</b>", "a </b>", "<!DOCTYPE html>", "<div class='a'>", "<?php a ?>"),
    *("~~a~~", "a ~~b", "H~2~O", "~a~", "==a==", "a == b", "x^2^", "++a++", "||a||", "%%a%%"),
    *(":smile:", "a :+1: b", "::: note", "a::b", "!!! note", "h2. Title", "// a", "/* a */", ": a"),
    *("$x$", "$$x$$", "a $\\alpha$", "\\newpage", "\\pagebreak", "\\textbf{a}", "a \\", "\\alpha"),
    *("{.class}", "a {b}", "{: .a}", "a }", "${a}", "{pagebreak}", "[newpage]", "<page-break/>"),
    *("'''a'''", "``a", "__a", "a__ b", "a &nbsp b &foo; c", "&#; a", "Title\n====="),
    *(
        "a) one",
        "b. two",
        "i. one",
        "iv) four",
        "(1) one",
        "(a) one",
        "1: one",
        "1 - one",
        "1.) one",
    ),
    *("1 . one", "1.-one", "-- item", "--- item", "–item", "−item", "∙ item", "→ item", "~ item"),
    *("o\titem", "§\xa0item", "&bull; item", "&#8226; item", "( ) a", "(x) a", "[-] a", "[*] a"),
    *(".Title", "= Title", ".. note:: a", ".. _label:", "bq. a", "??? note", "; a", "% a", "####"),
    *(
        "[https://b.org a]",
        "https://b.org[a]",
        "link:https://b.org[a]",
        "[size=3]",
        "[source,python]",
    ),
    *("''a''", ",,a''", "<<a>>", "a_", "_a", "@a@", "@@ a", "%a%", "a %s b", "%(a)s", "??a??"),
    *(
        "$NAME",
        "<%= a %>",
        "!a.png!",
        "a~b",
        "a -- b",
        "a--b",
        "a -> b",
        "a => b",
        "a <= b",
        "+/- a",
    ),
    *("TODO: ask", "FIXME", "XXX", '[a](https://b.org "said by nobody")'),
    *("a | b", "| a | b |\n| 1 | 2 |", "a | b\nc | d", "+---+---+\n| a | b |"),
)


def told(text: str) -> list[tuple[int, str, str]]:
    problems: list[tuple[int, str, str]] = []
    parse_sections(
        f"## A {{#a}}\n\n{text}\n", 1, Path("a.md"), lambda *problem: problems.append(problem)
    )
    return problems


@pytest.mark.parametrize("text", STRAY)
@pytest.mark.parametrize("around", ["{}", "Words.\n\n{}\n\nWords.", "Say this:\n{}"])
def test_a_stray_mark_is_told_with_its_line(text: str, around: str) -> None:
    before, _, _ = around.partition("{}")
    line = 3 + before.count("\n")
    problems = told(around.format(text) if "{}" in around else text)
    assert problems
    assert {each[0] for each in problems} <= set(range(line, line + 1 + text.count("\n")))
    assert len({each[0] for each in problems}) == len(problems)  # once for a line
    assert all(what and remedy for _, what, remedy in problems)


@pytest.mark.parametrize(
    "text",
    [
        *("2 times 2.5\n= 5 minutes", "About 20\n% of people", "Either\n(a) rest or (b) walk"),
        *("In the morning\na. m. or so", "Pause.\nz. B. im Bett", "Size XXXL"),
        *(
            "Wait.\n5 – 10 breaths.",
            "At 9:30 a.m.\n10:30 is late.",
            "A. Smith helps.",
            "1) one\n2) two",
        ),
    ],
)
def test_sentences_that_go_on_on_the_next_line_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_what_is_no_list_item_is_told_in_any_paragraph() -> None:
    assert told("Words without a full stop\n1.one")[0][0] == 4


@pytest.mark.parametrize(
    "text",
    [
        *("\\newpage", "\\pagebreak", "\\page", "{pagebreak}", "{Page Break}", "[page break]"),
        *('<div style="page-break-after: always"></div>', "<!-- pagebreak -->", "<<<newpage>>>"),
        *("%%pagebreak%%", "--- page break ---", "\f", "Words.\n{page-break} more"),
    ],
)
def test_a_page_break_of_another_kind_is_told_with_ours(text: str) -> None:
    problems = told(text)
    assert any("write {page-break} instead, on a line of its own" in each[2] for each in problems)


@pytest.mark.parametrize(
    "text", ["**a** <br>", "- a\n  - b ~~c~~", "| a | b |\n|--|--|\n| c | <b> |"]
)
def test_wherever_it_stands(text: str) -> None:
    assert len(told(text)) == 1
    assert told(text)[0][0] == 3 + text.count("\n")


@pytest.mark.parametrize("text", ["**a**", "a <br>", "~~a~~", "[a](https://b.org)", "[^1]", "{a}"])
def test_titles_and_small_words_hold_none(text: str) -> None:
    findings = Findings()
    parse_text(text, Path("words.yaml"), 7, findings.of(Path("words.yaml")))
    with pytest.raises(ContentError) as error:
        findings.raise_any()
    (problem,) = error.value.problems
    assert problem.line == 7


@pytest.mark.parametrize(
    "text", [r"\#Title", r"\[ ] a", r"\<br>", r"a \~~ b", r"\{a\}", r"a \| b", "1) one", "a. m."]
)
def test_a_backslash_prints_it(text: str) -> None:
    assert told(text) == []


WORDS = (
    "the hip bone Ihre Hüfte tipped l’os d'une el hueso ¿Duele? ¡Pare! β-blocker таз вперёд NHS Q&A"
    " B&B R&D AT&T C++ e.g. z.B. d.h. Dr. St. S.-I. SI-joint TENS® and/or"
    " he/she 24/7 km/h e-mail a@example.org first_last@example.org www.example.org"
    " https://example.org/a_b?c=1&d=2#e"
)
NUMBERS = (
    "5 5-10 5–10 1.5 1,5 1.000,50 9:30 9.30 09:30:15 9h30 16.00–17.00 $5 $5.50 US$5 5$ €5 5€ £3 20%"
    " 20°C +49 +49(0)30-123 (0)30 #5 No.5 № 5 ½ x2 2x 3x5 =5 ~5 <5 >5 ±5 ≤5 -5 −5 5' 5\" 1st 2. 1)"
    " (1) (a) a) [sic] [1] 5/10 5×3 1/2 100% 31.12.2026 2026-12-31 1. 31. §5"
)
BETWEEN = (
    " | | |, |; |: | – | — |—|–| - |-|/|… | ... | (|) | “|” | „|“ | «\xa0|\xa0» | 'a' | \"a\" |. "
    "|! |? | & | + | = | [like these], | → | > | < |\xa0| * | x | 1. May |\n"
)
PIECES = st.tuples(
    st.sampled_from((WORDS + " " + NUMBERS).split()), st.sampled_from(BETWEEN.split("|"))
)


@pytest.mark.hostile
@settings(deadline=None, max_examples=400, derandomize=True)
@given(
    st.lists(PIECES, min_size=1, max_size=12),
    st.sampled_from(["", "- ", "1. "]),
)
@example(pieces=[("the", "/"), (">5", " ")], mark="")
def test_no_sentence_is_taken_for_marks(pieces: list[tuple[str, str]], mark: str) -> None:
    text = "".join(f"{word}{joint}" for word, joint in pieces)
    lines = [f"Word {line.strip()}".rstrip() for line in text.split("\n")]
    assert told(mark + ("\n" + " " * len(mark)).join(lines)) == []
