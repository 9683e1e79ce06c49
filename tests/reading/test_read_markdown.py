"""Each slip an editor can make in a handout: named, on its line, with a remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from content_folder import Content

TITLE = "\n## Set up {#set-up}\n\n"  # the text after it begins on line 9

CASES = {
    "italics": ("One.\nTwo *three*.", 10, "italics", "**bold**"),
    "italics with underscores": ("_three_", 9, "italics", "**bold**"),
    "image": ("See ![a](b.png)", 9, "a picture that cannot be placed", "on a line of its own"),
    "block quote": ("> a", 9, "block quote", "'>'"),
    "fenced code": ("```\na\n```", 9, "code block", "```"),
    "indented code": ("    a", 9, "indented code", "spaces"),
    "code span": ("`a`", 9, "backticks", "remove"),
    "rule": ("a\n\n***", 11, "line across the page", "remove"),
    "underlined heading": ("a\n---", 10, "line across the page", "remove"),
    "heading 1": ("# a", 9, "heading of level 1", "##"),
    "heading 4": ("#### a", 9, "heading of level 4", "###"),
    "Jinja tag": ("{% raw %}", 9, "{% … %}", "only {{ variables }}"),
    "Jinja comment": ("{# a #}", 9, "{# … #}", "only {{ variables }}"),
    "bullet": ("- a\n• b", 10, "'•' begins no list item", "a hyphen and a space"),
    "hyphen without a space": ("- a\n-b", 10, "'-' begins no list item", "a hyphen and a space"),
    "hyphen before bold": ("-**b** c", 9, "'-' begins no list item", "a hyphen and a space"),
    "HTML comment": ("<!-- a -->", 9, "HTML comment", "remove"),
    "open braces": ("a\nb {{ c", 10, "'{{' is never closed", "}}"),
    "closing braces": ("a }} b", 9, "'}}' without", "{{ variable }}"),
    "empty expression": ("{{ }}", 9, "nothing between", "name a variable"),
    "no expression": ("{{ a b }}", 9, "cannot read '{{ a b }}'", "{{ hip.side }}"),
    "deep expression": ("{{ " + "(" * 150 + " }}", 9, "cannot read", "{{ hip.side }}"),
    "long expression": ("{{ " + "a" * 201 + " }}", 9, "201 characters", "200"),
    "private name": ("{{ a.__class__ }}", 9, "'__class__' is private", "not for content"),
    "call": ("{{ a.pop() }}", 9, "more than content may", "filters"),
    "arithmetic": ("{{ 9**9**9 }}", 9, "more than content may", "filters"),
    "unknown filter": ("{{ a | uper }}", 9, "unknown filter 'uper'", "'upper'"),
    "forbidden filter": ("{{ a | attr('b') }}", 9, "unknown filter 'attr'", "capitalize"),
    "short row": ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 |", 12, "row with 1 cell,", "every row"),
    "long row": ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 11, "row with 3 cells", "every row"),
    "text after table": ("| a | b |\n|---|---|\n| 1 | 2 |\nc", 12, "1 cell", "an empty line"),
    "short rule": ("| a | b |\n|---|\n| 1 | 2 |", 10, "1 cell, the heading", "same number"),
    "script link": ("[a](javascript:b)", 9, "'javascript:b'", "https://"),
    "relative link": ("[a](b.html)", 9, "'b.html'", "https://"),
    "link without host": ("[a](https://)", 9, "not a complete address", "example.org"),
    "link without number": ("[a](tel:none)", 9, "not a complete address", "number"),
    "link without words": ("[](https://a.org)", 9, "link without words", "[ and the ]"),
    "broken link": ("[a](https://a b.org)", 9, "cannot be read", "no spaces"),
    "broken bold": ("** a **", 9, "'**' that makes nothing bold", "right against"),
    "bold in bold": ("**" * 999 + "a" + "**" * 999, 9, "bold within bold", "once"),
    "third list level": ("- a\n  - b\n    - c", 11, "list in a list in a list", "two levels"),
    "list from 3": ("3. a\n4. b", 9, "starts at 3", "start at 1"),
    "two paragraphs in item": ("- a\n\n  b", 11, "more than one paragraph", "new item"),
    "empty item": ("- a\n-", 10, "item without words", "write the item"),
    "second id": ("a\n\n## B {#set-up}", 11, "a second section 'set-up'", "another {#name}"),
    "bad id": ("a\n\n## B {#Set Up}", 11, "'{#Set Up}'", "small letters"),
    "no title": ("a\n\n##\n\nb", 11, "section without a title", "after ##"),
    "no id": ("a\n\n## {{ b }} c", 11, "without a name of its own", "{#name}"),
    "bold heading": ("a\n\n## **B** {#b}", 11, "bold or a link in a heading", "plain words"),
    "emoji": ("a\nb \U0001f600", 10, "😀 (U+1F600 GRINNING FACE) at column 3", "in words"),
    "missing letter": (
        "ᏣᎳ",
        9,
        "(U+13E3 CHEROKEE LETTER TSA)",
        "letters the typefaces have",
    ),
    "missing space": ("a\u2005b", 9, "U+2005 FOUR-PER-EM SPACE", "ordinary space"),
    "entity": ("a\nb &#9745;", 10, "(U+2611 BALLOT BOX WITH CHECK)", "in words"),
    "NUL": ("a\0b", 9, "U+0000 (control character) at column 2", "delete"),
    "bidi override": ("a\u202eb", 9, "U+202E (RIGHT-TO-LEFT OVERRIDE)", "delete"),
    "zero width": ("a\u200bb", 9, "U+200B (ZERO WIDTH SPACE)", "delete"),
    "private use": ("a\ue0001\ue001b", 9, "U+E000 (private use)", "delete"),
    "private use by entity": ("{{ a }} &#xE000;", 9, "U+E000 (private use)", "delete"),
    "line separator": ("a\u2028b", 9, "U+2028 (LINE SEPARATOR)", "delete"),
}


@pytest.mark.parametrize(("text", "line", "what", "remedy"), CASES.values(), ids=CASES)
def test_slip_is_named_with_its_line_and_remedy(
    content: Content,
    only_problem: Callable[[], str],
    text: str,
    line: int,
    what: str,
    remedy: str,
) -> None:
    content.handout(TITLE + text + "\n")
    problem = only_problem()
    assert problem.startswith(f"en/correction.md:{line}: ")
    said, _, mend = problem.partition("; ")
    assert what in said
    assert remedy in mend


def test_text_before_the_first_section(content: Content, only_problem: Callable[[], str]) -> None:
    content.handout("Hello.\n" + TITLE)
    assert only_problem().startswith("en/correction.md:6: text before the first section; ")


def test_no_sections(content: Content, only_problem: Callable[[], str]) -> None:
    content.handout("\n")
    assert only_problem().startswith("en/correction.md:1: no sections; ")


def test_every_slip_of_a_file_is_reported(content: Content) -> None:
    content.handout(TITLE + "*a*\n\n> b\n\n{{ c |\n\n☑\n")
    lines = [problem.split(":")[1] for problem in content.problems()]
    assert lines == ["9", "11", "13", "15"]


def test_a_line_with_many_bad_characters_is_one_problem(
    content: Content, only_problem: Callable[[], str]
) -> None:
    content.handout(TITLE + "ᏣᎳᎩᎦᏬᏂ\n")
    assert "ELL" not in only_problem()
    assert "and 3 more at column 1" in only_problem()
