"""A side of the body that is typed, where both patterns would say the same, stops the reading."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from content_folder import FRONT, SOUND, Content
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.reading.findings import Findings
from handouts.reading.typed_sides import MEANT, Passage, Typed, check_typed_sides

WORDS = """sides:
  left: {name: left, letter: L, more: {f: lefty}}
  right: {name: right, letter: R}
labels:
  page: "Page {{ page }}"
"""
FIGURES = SOUND["en/figures.yaml"]
LISTED = f"list them under '{MEANT}:' at the top of the file"
FILES = {
    "title": ("en/correction.md", FRONT.replace("Two exercises", "@") + "\n## A {#a}\n\nB.\n", 2),
    "subject": (
        "en/correction.md",
        FRONT.replace("pages: 2", "subject: @\npages: 2") + "\n## A {#a}\n\nB.\n",
        4,
    ),
    "heading": ("en/correction.md", FRONT + "\n## @ {#set-up}\n\nLie down.\n", 7),
    "paragraph": ("en/correction.md", FRONT + "\n## A {#a}\n\nLie down.\nMove\n@ a bit.\n", 11),
    "list": ("en/correction.md", FRONT + "\n## A {#a}\n\n- Lie\n- @\n", 10),
    "table": ("en/correction.md", FRONT + "\n## A {#a}\n\n|a|b|\n|-|-|\n|1|@|\n", 11),
    "link": ("en/correction.md", FRONT + "\n## A {#a}\n\n[@](https://example.org)\n", 9),
    "beside a variable": (
        "en/correction.md",
        FRONT + "\n## A {#a}\n\nYour {{ hip.side }} knee, @ leg.\n",
        9,
    ),
    "shared": ("en/shared.md", SOUND["en/shared.md"] + "\nThen @.\n", 9),
    "words": ("en/words.yaml", WORDS + "  other: @\n", 6),
    "plural forms": (
        "en/words.yaml",
        WORDS + "dose:\n  repeats: {before: '', after: {one: @, other: times}}\n",
        7,
    ),
    "title of a figure": ("en/figures.yaml", FIGURES.replace("Tilt", "@"), 2),
    "figure in words": ("en/figures.yaml", FIGURES.replace("The", "The @"), 3),
    "label": ("en/figures.yaml", FIGURES + "  labels:\n    thigh: @\n", 5),
    "link of the clinic": (
        "clinic.yaml",
        "links:\n  knee:\n    address: https://example.org\n    label: @\n",
        4,
    ),
}
"""A place in a file for words, and its line."""


@pytest.fixture
def two_sided(content: Content) -> Content:
    content.write("en/words.yaml", WORDS)
    return content


def told(line: int, named: str, name: str) -> str:
    return (
        f"{name}:{line}: '{named}' is typed, so both patterns say it; write a side of the body like"
        " {{ hip.side }} or {{ backward.side }}; where these words are right for both,"
        f" {LISTED}"
    )


@pytest.mark.parametrize("place", FILES)
@pytest.mark.parametrize("name", ["left", "right", "lefty"])
def test_a_side_is_told_wherever_it_is_typed(two_sided: Content, place: str, name: str) -> None:
    file, text, line = FILES[place]
    two_sided.write(file, text.replace("@", "bright"))
    assert two_sided.problems() == []
    two_sided.write(file, text.replace("@", f"the {name} one"))
    assert two_sided.problems() == [told(line, name, file)]


@pytest.mark.parametrize("place", FILES)
def test_listed_words_are_meant(two_sided: Content, place: str) -> None:
    file, text, _ = FILES[place]
    text = text.replace("@", "do it right now")
    listed = f"{MEANT}:\n  - Do it  right\n"
    text = text.replace("---\n", f"---\n{listed}", 1) if file.endswith(".md") else listed + text
    two_sided.write(file, text)
    assert two_sided.notices() == ()


@pytest.mark.parametrize(
    "typed",
    [
        "LEFT",
        "Left",
        "**left**",
        "le**ft**",
        "le\xadft",
        "left-hand",
        "(left)",
        "“left”",
        "2left",
        "&#108;eft",
        "l&#101;ft",
        "l’left",
    ],
)
def test_however_it_is_typed(two_sided: Content, typed: str) -> None:
    two_sided.handout(f"\n## A {{#a}}\n\nMove the {typed} leg.\n")
    assert two_sided.problems() == [told(9, "left", "en/correction.md")]


@pytest.mark.parametrize(
    "typed",
    [
        "leftover",
        "bright",
        "{{ hip.left }}",
        "[here](https://example.org/left)",
        "[here](https://example.org/{{ left }}/left)",
        "https://example.org/left",
        "L",
    ],
)
def test_what_names_no_side(two_sided: Content, typed: str) -> None:
    two_sided.handout(f"\n## A {{#left}}\n\nMove {typed} up.\n")
    two_sided.write("en/figures.yaml", f"# left, then right\n{FIGURES}")
    assert two_sided.problems() == []


def test_what_is_the_same_for_everyone_may_name_sides(two_sided: Content) -> None:
    alone = FRONT.replace("pages: 2", "pages: 2\nper_pattern: false")
    two_sided.write("en/walk.md", f"{alone}\n## A {{#a}}\n\nLook left.\n")
    assert two_sided.problems() == []
    two_sided.write("en/shared.md", SOUND["en/shared.md"] + "\nLook right.\n")
    assert two_sided.problems() == [told(9, "right", "en/shared.md")]
    two_sided.write("en/correction.md", f"{alone}\n## A {{#a}}\n\nLook left.\n")
    assert two_sided.problems() == []  # no handout is of both patterns


def test_all_lines_are_told_at_once(two_sided: Content) -> None:
    two_sided.handout("\n## A {#a}\n\nLeft, right, left.\n\nUp.\n\nRight.\n")
    two_sided.write("en/shared.md", SOUND["en/shared.md"] + "\nLeft.\n")
    both, one, shared = two_sided.problems()
    assert both.startswith("en/correction.md:9: 'left' and 'right' are typed, so both patterns say")
    assert one == told(13, "right", "en/correction.md")
    assert shared == told(9, "left", "en/shared.md")


@pytest.mark.parametrize("entry", ["do it right", "do it right, lift your righ"])
def test_only_the_listed_words_are_meant(two_sided: Content, entry: str) -> None:
    """Another side on the same line is still told."""
    listed = FRONT.replace("pages: 2", f'pages: 2\n{MEANT}: ["{entry}"]')
    text = "\n## A {#a}\n\nIf you do it right, lift your right leg.\n"
    two_sided.write("en/correction.md", listed + text)
    assert two_sided.problems() == [told(10, "right", "en/correction.md")]


def test_listed_words_go_on_on_the_next_line(two_sided: Content) -> None:
    listed = FRONT.replace(
        "pages: 2", f'pages: 2\n{MEANT}: ["- **do** it right {{{{ hip.side }}}}"]'
    )
    text = "\n## A {#a}\n\n- **do**\n  it right {{ hip.side }}\n"
    two_sided.write("en/correction.md", listed + text)
    assert two_sided.problems() == []


@pytest.mark.parametrize("entry", ["do it right", "walk on"])
def test_listed_words_that_name_no_side_are_noticed(two_sided: Content, entry: str) -> None:
    listed = FRONT.replace("pages: 2", f"pages: 2\n{MEANT}:\n  - {entry}")
    two_sided.write("en/correction.md", listed + "\n## A {#a}\n\nNow walk on.\n")
    (notice,) = two_sided.notices()
    assert (notice.file, notice.line) == (two_sided.root / "en/correction.md", 6)
    assert notice.what == f"'{entry}', listed under '{MEANT}', names no side in this file"


@pytest.mark.parametrize(
    ("listed", "line", "fault"),
    [
        ("sides_meant: do it right", 5, "'sides_meant' is no list"),
        ("sides_meant:\n  a: do it right", 5, "'sides_meant' is no list"),
        ("sides_meant:\n  - do it: right", 6, "'sides_meant' has something in it that is no text"),
        ("sides_meant:\n  - right\n  -", 7, "'sides_meant' has something in it that is no text"),
        ('sides_meant: [" "]', 5, "'sides_meant' has something in it that is no text"),
    ],
)
def test_a_list_that_is_none(two_sided: Content, listed: str, line: int, fault: str) -> None:
    text = FRONT.replace("pages: 2", f"pages: 2\n{listed}") + "\n## A {#a}\n\nUp.\n"
    two_sided.write("en/correction.md", text)
    (problem,) = two_sided.problems()
    assert problem.startswith(f"en/correction.md:{line}: {fault}; write ")


def found(text: str, *names: str) -> list[int]:
    """The lines of a text that name a side."""
    findings = Findings()
    file = Path("a.md")
    folded = frozenset(unicodedata.normalize("NFD", name.casefold()) for name in names)
    check_typed_sides([Typed(file, (Passage(text, 1),))], folded, findings)
    return [problem.line for problem in findings.problems]


def test_accents_and_cases_of_every_language() -> None:
    for form in ("NFC", "NFD"):
        assert found(unicodedata.normalize(form, "Die\nGAUCHË Seite"), "gauchë") == [2]
        assert found(unicodedata.normalize(form, "gauché, gauche"), "gauchë") == []
        assert found(unicodedata.normalize(form, "gauché"), "gauch") == []
    assert found("ΑΡΙΣΤΕΡΟΣ ώμος", "αριστερος") == [1]
    assert found("на ПРАВОЙ ноге, правойка", "правой") == [1]
    assert found("STRASSE", "straße") == [1]
    assert found("a\nmain\n  gauche", "main gauche") == [2]


def test_a_word_that_may_be_divided() -> None:
    assert found("le\xadft", "left") == found("le&shy;ft", "left") == [1]


def test_scripts_without_spaces() -> None:
    assert found("あなたの右脚を", "左", "右") == [1]
    assert found("בצד הימני", "ימני") == [1]


_WORD = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F), min_size=1, max_size=9)


@settings(max_examples=100, deadline=None)
@given(
    lines=st.lists(st.lists(_WORD, min_size=1, max_size=6), min_size=1, max_size=8),
    data=st.data(),
    side=st.sampled_from(["left", "Right", "LEFT"]),
)
def test_a_side_among_any_words_is_found_on_its_line(
    lines: list[list[str]], data: st.DataObject, side: str
) -> None:
    names = ("left", "right")
    lines = [[word for word in line if word.casefold() not in names] for line in lines]
    at = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[at])))
    before = "\n".join(map(" ".join, lines))
    assert found(before, *names) == []
    lines[at].insert(place, side)
    assert found("\n".join(map(" ".join, lines)), *names) == [at + 1]


@pytest.mark.parametrize(
    "sign",
    ["right ", "do it right ", "{{ a }}", "{{", "](", "[a]({{ a }}", "](a{", "{#", "https://"],
)
def test_long_runs_take_linear_time(sign: str) -> None:
    def read(length: int) -> None:
        typed = Typed(
            Path("a.md"),
            (Passage(sign * (length // len(sign)) + " left", 1),),
            (Passage("do it right", 1), Passage("right", 2)),
        )
        check_typed_sides([typed], frozenset(["left", "right"]), Findings())

    assert is_linear(read)
