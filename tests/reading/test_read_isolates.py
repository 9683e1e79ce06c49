"""What is filled into words that run to the left is kept apart from them (UAX 9)."""

from __future__ import annotations

from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.document import texts
from handouts.pattern import PATTERNS
from handouts.reading import render_text
from handouts.reading.text import parse_text

FSI, PDI = "\u2068", "\u2069"


def said(lang: str, typed: str, **variables: object) -> str:
    text = parse_text(typed, Path("words.yaml"), 1, lambda *fault: pytest.fail(f"{fault}"))
    return render_text(text, variables, lang)


@pytest.mark.parametrize("value", ["555-0100", "5–10", "Riverside", "2027-01-15", "(٠١٢)"])
@pytest.mark.parametrize("lang", ["ar", "fa", "he", "ur"])
def test_numbers_and_names_are_kept_apart(lang: str, value: str) -> None:
    assert said(lang, "א {{ n }} ב", n=value) == f"א {FSI}{value}{PDI} ב"


@pytest.mark.parametrize(("lang", "value"), [("en", "555-0100"), ("ru", "5"), ("he", "שמאל")])
def test_what_runs_as_the_words_do_stays(lang: str, value: str) -> None:
    assert said(lang, "a {{ n }} b", n=value) == f"a {value} b"


def test_a_text_with_what_was_kept_apart_may_be_filled_in() -> None:
    assert said("he", "{{ list }}", list=f"א {FSI}5{PDI}") == f"{FSI}א {FSI}5{PDI}{PDI}"


def test_wherever_the_clinic_is_named(own: OwnContent) -> None:
    """In words that run to the left, though the test's own are English."""
    own.path("en").rename(own.path("fa"))
    own.clinic("name: Riverside\nphone: 555-0100\nweb: https://riverside.example\n")
    for handout in ("correction", "card", "log", "how-it-works"):
        document = own.compose(
            handout, PATTERNS[0] if handout != "how-it-works" else None, lang="fa"
        )
        for text in (*texts(document.children), *document.footer):
            for value in ("555-0100", "Riverside", "https://riverside.example"):
                assert text.count(value) == text.count(f"{FSI}{value}{PDI}"), text


def test_where_a_link_leads_is_no_text(own: OwnContent) -> None:
    own.path("en").rename(own.path("fa"))
    old = "{#press}\n\n"
    own.edit("fa/correction.md", old, f"{old}[More](https://a.example/{{{{ hip.letter }}}}) ")
    assert 'href="https://a.example/L"' in own.compose("correction", PATTERNS[0], lang="fa").markup
