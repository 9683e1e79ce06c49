"""What stands between braces: words, or a problem with its line; never anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import is_linear
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.errors import ContentError, Problem
from handouts.reading import Text, render_text
from handouts.reading.capitals import capitalize, lower, upper
from handouts.reading.expressions import FILTERS, MAX_LENGTH
from handouts.reading.nodes import Literal, Variable
from handouts.reading.text import parse_text

VARIABLES = {
    "hip": {"side": "left", "tilt": "rückwärts geneigt", "items": "its own", "empty": ""},
    "clinic": {"name": "Ward 5", "phone": None, "more": {"beds": 12}, "none": {}},
    "count": 3,
    "if": "not reserved",
    "flag": True,
    "share": 0.5,
    "thing": object(),
    "emoji": "\U0001f600",
    "_hidden": "private",
}
WORDS = {
    "hip.side": "left",
    "hip.tilt": "rückwärts geneigt",
    "hip.items": "its own",
    "hip.empty": "",
    "clinic.name": "Ward 5",
    "clinic.more.beds": "12",
    "count": "3",
    "if": "not reserved",
}
PIECES = st.sampled_from(
    [
        *("hip", "side", "clinic", "more", "count", "flag", "share", "thing", "emoji", "none"),
        *("_hidden", "__class__", "mro", "nothing", "true", "None", "1e400", "9**9", "0", "é"),
        *(".", ".", "|", "|", " ", "upper", "lower", "capitalize", "attr", "length", "(", ")"),
        *("[", "]", "'", '"', "{", "}", "{{", "}}", "%}", "if", "else", "~", "+", "\\", "\t", ","),
    ]
)
INSIDE = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


def read(source: str) -> tuple[Text, list[tuple[int, str, str]]]:
    """The text, and the problems told of it."""
    told: list[tuple[int, str, str]] = []
    return parse_text(source, Path("f.md"), 7, lambda *problem: told.append(problem)), told


def said(expression: str, lang: str = "en") -> str:
    text, told = read(f"{{{{{expression}}}}}")
    assert told == []
    return render_text(text, VARIABLES, lang)


@pytest.mark.hostile
@given(INSIDE)
@example("1e400")
@example("a + b")
@example("x.__class__")
@example("'x' * 10**9")
@example("hip.side if count else hip.tilt")
def test_anything_between_braces_is_words_or_a_problem(inside: str) -> None:
    source = f"{{{{{inside}}}}}".replace("\n", " ")
    text, told = read(source)
    assert all(number == 7 and what and remedy for number, what, remedy in told)
    words, problems = rendered(text)
    assert all((each.file.name, each.line) == ("f.md", 7) for each in problems)
    if not told and not problems:
        assert "".join(text.as_typed.split()) == "".join(source.split())
        assert words.casefold() == "".join(map(expected, text.parts)).casefold()


def rendered(text: Text) -> tuple[str, tuple[Problem, ...]]:
    """Its words, or the problems of its variables."""
    try:
        return render_text(text, VARIABLES, "en"), ()
    except ContentError as error:
        return "", error.problems


def expected(part: Literal | Variable) -> str:
    return part.text if isinstance(part, Literal) else WORDS[".".join(part.expression.names)]


@given(st.sampled_from(sorted(WORDS)), st.lists(st.sampled_from(sorted(FILTERS)), max_size=4))
def test_filters_follow_one_another(name: str, filters: list[str]) -> None:
    words = WORDS[name]
    for each in filters:
        words = {"upper": upper, "lower": lower, "capitalize": capitalize}[each](words, "de")
    assert said(" | ".join((name, *filters)), "de") == words
    assert said("  |".join((name, *filters)), "de") == words


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert said("hip.tilt | capitalize") == "Rückwärts geneigt"
    assert said("clinic.name | capitalize") == "Ward 5"
    assert said("hip.tilt | upper | capitalize", "de") == "RÜCKWÄRTS GENEIGT"


REFUSED = {
    "1e400": ("cannot read '{{ 1e400 }}'", "hip.side"),
    "a + b": ("cannot read '{{ a + b }}'", "upper"),
    "x.__class__": ("'__class__' is private", "start with _"),
    "'words'": ("cannot read", "hip.side"),
    "a if b else c": ("cannot read", "hip.side"),
    "a.b()": ("cannot read", "hip.side"),
    "a[0]": ("cannot read", "hip.side"),
    "a.1": ("cannot read", "hip.side"),
    "a..b": ("cannot read", "hip.side"),
    "hüfte.seite": ("cannot read", "hip.side"),
    "a | ": ("cannot read", "capitalize, lower, upper"),
    "a | upper()": ("cannot read", "capitalize, lower, upper"),
    "a | title": ("unknown filter 'title'", "capitalize, lower, upper"),
    "a | trim | upper": ("unknown filter 'trim'", "capitalize, lower, upper"),
    "a" * (MAX_LENGTH + 1): (f"an expression of {MAX_LENGTH + 1} characters", "200"),
}


@pytest.mark.parametrize("expression", REFUSED)
def test_more_than_a_name_and_filters_is_told_with_what_is_allowed(expression: str) -> None:
    _, ((line, what, remedy),) = read(f"One\ntwo {{{{ {expression} }}}} three")
    said, allowed = REFUSED[expression]
    assert line == 8
    assert said in what
    assert allowed in remedy


WITHOUT_WORDS = {
    "clinic.phone": "{{ clinic.phone }} is empty; fill in",
    "clinic.more": "{{ clinic.more }} is not words; reach into it, as in {{ clinic.more.beds }}",
    "clinic.none": "{{ clinic.none }} is not words; remove it",
    "flag": "{{ flag }} is not words; remove it",
    "share": "{{ share }} is not words; remove it",
    "thing": "{{ thing }} is not words; remove it",
    "thing.mro": "unknown variable {{ thing.mro }}; remove it",
    "hip.side.upper": "unknown variable {{ hip.side.upper }}; remove it",
    "hip.nowhere": "use one of: hip.empty, hip.items, hip.side, hip.tilt",
    "hip.sde": "unknown variable {{ hip.sde }}; did you mean {{ hip.side }}?",
    "hpi.sde": "unknown variable {{ hpi }}; did you mean {{ hip }}?",
    "emoji | upper": "{{ emoji | upper }}: no typeface has 😀 (U+1F600 GRINNING FACE); say it",
}


@pytest.mark.parametrize("expression", WITHOUT_WORDS)
def test_what_has_no_words_is_told(expression: str) -> None:
    with pytest.raises(ContentError, match=r"^f\.md:7: ") as error:
        said(expression)
    assert WITHOUT_WORDS[expression] in str(error.value)


@pytest.mark.parametrize(
    "piece", ["{", "}", "{{", "}}", "{{ ", "{{a", "{{a}}", "a.", "|", "_", "'"]
)
@pytest.mark.parametrize("around", ["", "{{"])
def test_long_runs_are_read_in_linear_time(piece: str, around: str) -> None:
    def work(length: int) -> None:
        read(around + piece * (length // len(piece)) + around.replace("{", "}"))

    assert is_linear(work)


def test_words_beside_braces_stay() -> None:
    text, told = read("a ({{ hip.side|upper }})( b")
    assert (told, text.parts[0], text.parts[2]) == ([], Literal("a ("), Literal(")( b"))
    assert render_text(text, VARIABLES, "en") == "a (LEFT)( b"
