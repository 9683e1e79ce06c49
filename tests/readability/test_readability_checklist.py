"""Items of PEMAT-P and the CDC index: each has a text that passes and one that fails."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.readability import english
from handouts.readability.checklist import Item, checklist
from handouts.readability.grade import reading_grade
from handouts.readability.passages import passages

BLOCKS = "".join(
    f'<section class="box" data-block="{name}"><h2>Heading</h2><p>Call us now.</p></section>'
    for name in ("stop", "help-now", "ask-first", "known")
)
GOOD = (
    '<section class="page"><h1>Two hip exercises</h1>'
    '<section class="box"><h2>What to do</h2><ol><li>Lie on your back.</li><li>Lift your'
    " <strong>knee</strong>.</li></ol>"
    "<p>Hold it for 5 seconds. The sacrum (a bone) stays still.</p>"
    '<figure data-name="arm"><img alt="An arm."/></figure></section>'
    "<table><thead><tr><th>Week</th><th>Mon</th></tr></thead><tbody><tr><th>1</th><td><label>"
    f'<input type="check"/></label></td></tr></tbody></table>{BLOCKS}</section>'
)


def items(markup: str = GOOD, lang: str = "en", limit: float = 6) -> dict[str, Item]:
    article = ElementTree.fromstring(f"<article>{markup}</article>")
    grade = reading_grade(passages(article), lang)
    found = checklist(article, lang, grade, limit)
    return {f"{each.checklist} {each.number}": each for each in found}


def test_all_items_are_met_and_each_is_named_once() -> None:
    found = items()
    assert {name: each.judgement.answer for name, each in found.items()} == dict.fromkeys(
        found, "yes"
    )
    assert [each.number for each in found.values() if each.checklist == "PEMAT-P"] == [
        *(3, 4, 5, 6, 7, 8, 9, 12, 19, 20, 21, 22, 23)
    ]
    assert [each.number for each in found.values() if each.checklist == "CDC"] == [
        *(1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18)
    ]


EIGHT = "".join(f"<li>Rest number {number} now.</li>" for number in range(8))
FAILS = {
    "PEMAT-P 3": ("Hold it", "Contraindications necessitate individualised consideration"),
    "PEMAT-P 4": ("The sacrum (a bone)", "The sacrum"),
    "PEMAT-P 5": ("Hold it for 5 seconds.", "It is held. It was moved. It is done."),
    "PEMAT-P 6": ("5 seconds", "2.5 seconds"),
    "CDC 15": ("for 5 seconds", "1/2 seconds"),
    "PEMAT-P 7": ("Hold it for 5 seconds", "Hold it for 5 × 2 seconds"),
    "CDC 17": ("Hold it for 5 seconds", "Hold it twice as long"),
    "PEMAT-P 8": ("<li>Lie on your back.</li>", EIGHT),
    "PEMAT-P 9": ("<h2>What to do</h2>", ""),
    "CDC 9": ("<h2>What to do</h2>", ""),
    "PEMAT-P 19": ("<tr><th>1</th>", "<tr><td>1</td>"),
    "PEMAT-P 22": ("<li>Lie on your back.</li>", EIGHT),
    "PEMAT-P 23": ('<input type="check"/>', ""),
    "CDC 1": ("</h1>", "</h1><h1>Another title</h1>"),
    "CDC 2": ("<h1>", "<h2>Before</h2><h1>"),
    "CDC 4": ('<figure data-name="arm"><img alt="An arm."/></figure>', ""),
    "CDC 6": ("Two hip exercises", "How the hip is moved"),
    "CDC 11": ('data-block="known"', ""),
    "CDC 18": ('data-block="stop"', ""),
}


@pytest.mark.parametrize("name", FAILS)
def test_each_item_can_fail(name: str) -> None:
    was, now = FAILS[name]
    assert was in GOOD
    assert items(GOOD.replace(was, now, 1))[name].judgement.answer == "no"


@pytest.mark.parametrize("name", ["PEMAT-P 20", "PEMAT-P 21", "CDC 5", "CDC 10", "CDC 12"])
def test_without_a_call_to_action(name: str) -> None:
    bare = '<section class="page"><h1>Hips</h1><p>A muscle has two ends.</p></section>'
    assert items(bare)[name].judgement.answer == "no"


@pytest.mark.parametrize("name", ["PEMAT-P 12", "PEMAT-P 22", "CDC 8", "CDC 14"])
def test_without_lists_or_bold_words(name: str) -> None:
    assert items("<section><h1>Hips</h1><p>Rest.</p></section>")[name].judgement.answer == "no"


def test_where_an_item_fails_is_said() -> None:
    markup = GOOD.replace("The sacrum (a bone)", "The sacrum")
    (finding,) = items(markup)["PEMAT-P 4"].judgement.findings
    assert finding.text == "The sacrum stays still."
    markup = GOOD.replace("<li>Lie on your back.</li>", EIGHT).replace(
        "<ol>", '<ol data-section="do">'
    )
    (finding,) = items(markup)["PEMAT-P 8"].judgement.findings
    assert (finding.text, finding.passage.section) == ("Rest number 7 now.", "do")


def test_a_word_of_medicine_is_explained_where_it_comes_first() -> None:
    markup = GOOD.replace("stays still.", "stays still. The sacrum is a bone.")
    assert items(markup)["PEMAT-P 4"].judgement.answer == "yes"


def test_what_is_not_there_need_not_be_clear() -> None:
    found = items("<section><h1>Hips</h1><p>Rest.</p></section>")
    for name in ("PEMAT-P 6", "PEMAT-P 19", "CDC 15", "CDC 16"):
        assert found[name].judgement.answer == "does not apply"


def test_another_language_is_judged_by_what_needs_no_understanding() -> None:
    german = GOOD.replace("Lie on your back.", "Legen Sie sich auf den Rücken.")
    answers = {name: each.judgement.answer for name, each in items(german, "de").items()}
    not_judged = {name for name, answer in answers.items() if answer == "not judged"}
    assert not_judged == {
        *("PEMAT-P 4", "PEMAT-P 5", "PEMAT-P 7", "PEMAT-P 20", "PEMAT-P 21"),
        *("CDC 5", "CDC 6", "CDC 10", "CDC 12", "CDC 17"),
    }
    assert {answers[name] for name in answers.keys() - not_judged} == {"yes"}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
@settings(deadline=None)
def test_any_words_are_judged(text: str) -> None:
    article = ElementTree.Element("article")
    ElementTree.SubElement(article, "h1").text = text
    ElementTree.SubElement(article, "p").text = text
    for lang in ("en", "de"):
        grade = reading_grade(passages(article), lang)
        assert len(checklist(article, lang, grade, 6)) == 29


@pytest.mark.parametrize(
    "sentence",
    [
        "The hip bone is pulled forward.",
        "You were told to rest.",
        "It is not always drawn.",
        "It has been gently moved.",
    ],
)
def test_passive(sentence: str) -> None:
    assert english.is_passive(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The muscle pulls the hip bone.", "You are tired.", "It is red.", "He was at ease."],
)
def test_active(sentence: str) -> None:
    assert not english.is_passive(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hold still.",
        "Then call us.",
        "Gently push your thigh.",
        "If it hurts, stop.",
        "Don’t do more.",
        "Do not lift it.",
        "Never bounce.",
        "“Stop.”",
    ],
)
def test_calls_to_action(sentence: str) -> None:
    assert english.is_call_to_action(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The muscle pulls.", "It hurts.", "have weak bones", "If it hurts.", "", "Helping hands."],
)
def test_no_calls_to_action(sentence: str) -> None:
    assert not english.is_call_to_action(sentence)


@pytest.mark.parametrize("hard", ["if ", "then ", "do not ", "if a, ", "1.", "is not "])
def test_no_sentence_takes_long(hard: str) -> None:
    sentence = "I" + hard * 3000
    assert not english.is_call_to_action(sentence)
    assert not english.is_passive(sentence)
