"""From typed content and variables to markup, words and problems."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from content_folder import Content
from markupsafe import Markup

from handouts.compose.section_markup import section_markup
from handouts.errors import ContentError
from handouts.reading import Section, render_text

TITLE = "\n## Set up {#set-up}\n\n"


def section(content: Content, body: str) -> Section:
    content.handout(TITLE + body + "\n")
    return content.load().languages["en"].handouts["correction"].section("set-up")


MARKUP = {
    "paragraph": ("One\ntwo.\n\nThree.", "<p>One two.</p><p>Three.</p>"),
    "bold": ("a **b** __c__", "<p>a <strong>b</strong> <strong>c</strong></p>"),
    "hard breaks": ("a  \nb\\\nc", "<p>a<br/>b<br/>c</p>"),
    "subheading": ("### a", "<h3>a</h3>"),
    "bullets": ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    "loose bullets": ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"),
    "numbers": ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    "nested": ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
    "table": (
        "| a | b |\n|---|:-:|\n| {{ side | upper }} | c \\| d |",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>LEFT</td><td>c | d</td></tr></tbody></table>",
    ),
    "link": (
        "[**a**](https://a.org/?b=c&d=%C3%A9)",
        '<p><a href="https://a.org/?b=c&amp;d=%C3%A9" data-address="a.org/?b=c&amp;d=%C3%A9">'
        "<strong>a</strong></a></p>",
    ),
    "link of letters beyond ASCII": (
        "[a](https://a.org/é)",
        '<p><a href="https://a.org/%C3%A9" data-address="a.org/é">a</a></p>',
    ),
    "link that says where it leads": (
        "[at A.org](https://www.a.org/)",
        '<p><a href="https://www.a.org/">at A.org</a></p>',
    ),
    "address": ("<mailto:a@b.org>", '<p><a href="mailto:a@b.org">mailto:a@b.org</a></p>'),
    "phone": (
        "[a](tel:{{ phone }})",
        '<p><a href="tel:004930" data-address="0049 (30)">a</a></p>',
    ),
    "phone that is written out": (
        "[00 4930](tel:{{ phone }})",
        '<p><a href="tel:004930">00 4930</a></p>',
    ),
    "HTML, escaped, is text": (
        r"\<b>a\</b> & \<br>",
        "<p>&lt;b&gt;a&lt;/b&gt; &amp; &lt;br&gt;</p>",
    ),
    "an HTML block, escaped, is text": (
        "\\<div>\na\n\\</div>",
        "<p>&lt;div&gt; a &lt;/div&gt;</p>",
    ),
    "entities": ("&lt; &amp; &eacute;", "<p>&lt; &amp; é</p>"),
    "escapes": ("\\*a\\* \\](", "<p>*a* ](</p>"),
    "references, escaped, are text": (r"\[a]: https://b.org", "<p>[a]: https://b.org</p>"),
    "star": ("3 * 4", "<p>3 * 4</p>"),
    "variables": ("{{ side }}, {{hip.side|capitalize}}", "<p>left, Right</p>"),
    "value is not markup": ("{{ bold }}", "<p>&lt;b&gt;</p>"),
    "value is not Markdown": ("{{ stars }}", "<p>**a** {{ side }} &amp;lt;</p>"),
    "number": ("{{ five }}", "<p>5</p>"),
    "entries before methods": ("{{ entries.items }}", "<p>things</p>"),
    "composed": ("cafe\u0301", "<p>café</p>"),
    "hyphens": ("a\u2011b so\u00adft", "<p>a-b so\u00adft</p>"),
    "no-break space": ("5\u00a0s", "<p>5\u00a0s</p>"),
    "mark of another tool": ("{{ side }} 0 {{ five }}", "<p>left 0 5</p>"),
}
VARIABLES = {
    "side": "left",
    "hip": {"side": "right"},
    "phone": "0049 (30)",
    "bold": Markup("<b>"),
    "stars": "**a** {{ side }} &lt;",
    "five": 5,
    "entries": {"items": "things"},
}


@pytest.mark.parametrize(("text", "markup"), MARKUP.values(), ids=MARKUP)
def test_markup(content: Content, text: str, markup: str) -> None:
    rendered = section_markup(section(content, text), VARIABLES, "en")
    assert rendered.replace(' data-section="set-up"', "") == markup
    blocks = ElementTree.fromstring(f"<body>{rendered}</body>")
    assert [block.get("data-section") for block in blocks] == ["set-up"] * len(blocks)
    assert rendered.count("data-section") == len(blocks)


def test_sections_keep_order_titles_and_lines(content: Content) -> None:
    content.handout("\n## {{ side|capitalize }} & \\<i> {#a}\n\n## Ça va?\n\nA.\n")
    sections = content.load().languages["en"].handouts["correction"].sections
    assert [(section.id, section.line) for section in sections.values()] == [("a", 7), ("ca-va", 9)]
    assert render_text(sections["a"].title, VARIABLES, "en") == "Left & <i>"
    assert section_markup(sections["a"], VARIABLES, "en") == ""


UNKNOWN = {
    "name": ("{{ sied }}", "unknown variable {{ sied }}; did you mean {{ side }}?"),
    "far name": ("{{ zzz }}", "unknown variable {{ zzz }}; use one of: bad, hip, side, words"),
    "attribute": ("{{ hip.sde }}", "unknown variable {{ hip.sde }}; did you mean {{ hip.side }}?"),
    "entry": (
        "{{ words.lable }}",
        "unknown variable {{ words.lable }}; did you mean {{ words.label }}?",
    ),
    "of text": ("{{ side.x }}", "unknown variable {{ side.x }}; remove it"),
    "filtered": ("{{ sied|upper }}", "unknown variable {{ sied }}; did you mean {{ side }}?"),
    "group": ("{{ words }}", "{{ words }} is not words; reach into it, as in {{ words.label }}"),
    "empty": ("{{ hip.empty }}", "{{ hip.empty }} is empty; fill in its value"),
    "emoji": ("{{ bad }}", "{{ bad }}: no typeface has 😀 (U+1F600 GRINNING FACE); say it"),
    "link": ("[a](mailto:{{ side }})", "'mailto:left' is not a complete address; write mailto:"),
}


@pytest.mark.parametrize(("text", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_problem_of_a_variable_names_its_line(content: Content, text: str, said: str) -> None:
    variables = {
        "side": "left",
        "hip": {"side": "left", "empty": None},
        "words": {"label": "a"},
        "bad": "\U0001f600",
    }
    spoilt = section(content, f"One\ntwo\n**three {text}** four.")
    with pytest.raises(ContentError) as caught:
        section_markup(spoilt, variables, "en")
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{content.root}/en/correction.md:11: ")
    assert said in str(problem)


def test_render_reports_all_problems_of_a_section(content: Content) -> None:
    with pytest.raises(ContentError) as caught:
        section_markup(section(content, "{{ a }}\n\n{{ b }}"), {}, "en")
    assert [problem.line for problem in caught.value.problems] == [9, 11]
