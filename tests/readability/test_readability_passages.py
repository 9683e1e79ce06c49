"""What is graded: what a patient reads, once, and where it stands."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from handout_help import OwnContent
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.markup import parse
from handouts.pattern import PATTERNS
from handouts.readability.passages import Passage, passages, place_of, sentences, words

ANY_TEXT = st.text(max_size=300)


def said(markup: str) -> list[Passage]:
    return passages(ElementTree.fromstring(f"<article>{markup}</article>"))


def test_paragraphs_items_and_pictures_are_said() -> None:
    assert said(
        '<section class="page"><h1>Title</h1><p class="kicker">Small heading</p>'
        '<p data-section="a">Hold <strong>still</strong>.<br/>Then rest.</p>'
        '<ul data-section="b"><li>it hurts</li><li>one<ul><li>inner</li></ul> two</li></ul>'
        '<figure data-name="muscles"><img alt="A hip."/></figure></section>'
    ) == [
        Passage("Hold still. Then rest.", "a"),
        Passage("it hurts", "b"),
        Passage("one two", "b"),
        Passage("inner", "b"),
        Passage("A hip.", figure="muscles"),
    ]


def test_what_is_filled_in_and_who_says_it_are_not_said() -> None:
    assert (
        said(
            '<table><tr><th>Week</th><td>Mon</td></tr></table><label>Hold <input title="How long"/>'
            '</label><section data-block="approval"><p>Approved by</p></section>'
            '<section data-block="clinic"><p>Riverside Physiotherapy</p></section>'
        )
        == []
    )


def test_what_is_said_of_a_picture_counts_once() -> None:
    picture = '<figure data-name="arm"><img alt="An arm."/></figure>'
    assert said(picture * 3) == [Passage("An arm.", figure="arm")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("…", []),
        ("Hold. Rest!  Breathe?", ["Hold.", "Rest!", "Breathe?"]),
        ("Rest, e.g. on a mat. Then go on.", ["Rest, e.g. on a mat.", "Then go on."]),
        ("Hold 2.5 seconds. Rest.", ["Hold 2.5 seconds.", "Rest."]),
        ("He said “Stop.” Then we did.", ["He said “Stop.”", "Then we did."]),
        ("Stop… Call us", ["Stop…", "Call us"]),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(ANY_TEXT)
def test_no_word_is_lost_or_made_up(text: str) -> None:
    assert [word for each in sentences(text) for word in words(each)] == words(text)


def test_words() -> None:
    assert words("Don’t over-do it – 5 times (at most).") == [
        *("Don’t", "over-do", "it", "5", "times", "at", "most")
    ]


@pytest.mark.parametrize(
    ("handout", "text", "file", "line"),
    [
        ("correction", "Put both hands on the FRONT of your thigh.", "correction.md", 26),
        ("correction", "your leg hurts or tingles", "shared.md", 17),
        ("card", "Call us.", "card.md", 30),
    ],
)
def test_where_a_sentence_stands(
    own: OwnContent, handout: str, text: str, file: str, line: int
) -> None:
    article = parse(own.compose(handout, PATTERNS[0]).markup)
    (passage,) = [each for each in passages(article) if text in each.text][:1]
    place = place_of(text, passage, own.load().languages["en"], handout)
    assert (place.text, place.file.name, place.line) == (text, file, line)
    typed = place.file.read_text(encoding="utf-8").split("\n")[line - 1]
    assert set(words(text)[-1:]) <= set(words(typed))


def test_the_words_of_a_picture_stand_in_figures_yaml(own: OwnContent) -> None:
    language = own.load().languages["en"]
    place = place_of("A hip.", Passage("A hip.", figure="hip-inside"), language, "correction")
    assert place.file.name == "figures.yaml"
    lines = place.file.read_text(encoding="utf-8").split("\n")
    assert lines[place.line - 1].lstrip().startswith("alt:")


def test_a_file_that_has_gone_is_still_named(own: OwnContent, tmp_path: Path) -> None:
    language = own.load().languages["en"]
    line = language.handout("card").sections["stop"].line
    own.path("en/card.md").rename(tmp_path / "gone.md")
    place = place_of("Call us.", Passage("Call us.", "stop"), language, "card")
    assert (place.file.name, place.line) == ("card.md", line)
