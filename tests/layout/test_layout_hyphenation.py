"""Long words of a translation may be divided where its language does so, and nothing else is."""

from __future__ import annotations

import pytest
from handout_help import OwnContent
from hypothesis import given
from hypothesis import strategies as st

from handouts.design.fonts import ATKINSON, register
from handouts.design.formats import CARD
from handouts.design.papers import A6
from handouts.design.theme import LARGE_PRINT, STANDARD
from handouts.document import Run
from handouts.layout.hyphenation import bound, hyphenated, list_bound, name_bound, words_of_names
from handouts.layout.pages import Pages
from handouts.layout.typography import ParagraphBlock, TypeScale, paragraph
from handouts.pattern import PATTERNS

SOFT = "\xad"


@pytest.mark.parametrize(
    ("lang", "word", "divided"),
    [
        ("de", "Rückenschmerzen", "Rücken|schmerzen"),
        ("es", "inmediatamente", "inme|dia|ta|mente"),
        ("de", "Rücken", "Rücken"),
        ("de", "Blutdruckleiden", "Blut|druck|leiden"),  # and not druc|k
        ("pl", "kilkunastokrotnie", "kilku|na|sto|krotnie"),
        ("vi", "inmediatamente", "inmediatamente"),  # it has no patterns
        ("", "immediatelyafterwards", "immediatelyafterwards"),
    ],
)
def test_long_words(lang: str, word: str, divided: str) -> None:
    (run,) = hyphenated((Run(word),), lang, 12)
    assert run.text.replace(SOFT, "|") == divided


def test_what_a_clinic_fills_in_is_not_divided_by_the_patterns_of_another_language() -> None:
    runs = (Run("Fragen? Riverside Physiotherapy, Krankenhausstraße"),)
    (run,) = hyphenated(runs, "de", 12, words_of_names(["Riverside Physiotherapy"]))
    assert run.text.replace(SOFT, "|") == "Fragen? Riverside Physiotherapy, Kran|ken|hausstraße"


def test_a_name_too_long_for_a_line_is_divided() -> None:
    name = "Krankengymnastikpraxis"
    (run,) = hyphenated((Run(name),), "de", 12, words_of_names([name]))
    assert SOFT in run.text


def test_large_print_divides_only_words_that_would_not_fit() -> None:
    runs = (Run("Oberschenkel Krankengymnastikverordnung"),)
    (run,) = hyphenated(runs, "de", LARGE_PRINT.divided)
    assert run.text.startswith("Oberschenkel Kran\xad")


@given(st.text(max_size=60), st.sampled_from(["de", "es", "ru", "pt-BR", "zh-Hans", "xx"]))
def test_no_letter_is_changed(text: str, lang: str) -> None:
    (run,) = hyphenated(bound((Run(text, bold=True),), lang), lang, 12)
    plain = run.text.replace(SOFT, "").replace("\xa0", " ")
    assert plain == text.replace(SOFT, "").replace("\xa0", " ")
    assert run.bold


@pytest.mark.parametrize(
    ("lang", "text", "kept"),
    [
        (
            "pl",
            "Połóż dłonie z tyłu, a nie i w (z przodu).",
            "Połóż dłonie z_tyłu, a_nie i_w_(z_przodu).",
        ),
        ("uk", "Опора — у стегні", "Опора_— у_стегні"),
        ("ru", "К груди и от неё", "К_груди и_от неё"),
        ("fr", "Il y a la jambe – ici", "Il y a la jambe_– ici"),
        ("de", "Kraft: 0 ist keine, 10 (viel), 2", "Kraft: 0_ist keine, 10 (viel), 2"),
        ("", "I lie on a mat – so", "I lie on a mat – so"),
    ],
)
def test_no_line_ends_before_a_dash_or_after_a_number_or_a_word_of_one_letter(
    lang: str, text: str, kept: str
) -> None:
    (run,) = bound((Run(text),), lang)
    assert run.text.replace("\xa0", "_") == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Week 1", "Week_1"),
        ("第 1 周", "第_1_周"),
        ("الأسبوع \u20681\u2069", "الأسبوع_\u20681\u2069"),
        ("Times a day", "Times a day"),
    ],
)
def test_the_number_of_a_row_stays_with_its_words(name: str, kept: str) -> None:
    assert name_bound(name).replace("\xa0", "_") == kept


def test_no_word_is_divided_between_pages() -> None:
    register(ATKINSON)
    style = TypeScale(STANDARD, 12, STANDARD.spacings[0], ATKINSON).style(12)
    words = hyphenated((Run("Das ist die Krankengymnastikverordnung. " * 9),), "de", 12)
    found = 0
    for width in range(90, 220, 5):
        block = paragraph(words, style)
        block.wrap(width, 1000)
        ends = [line.text[-1] for line in block.lines]
        for taken in range(3, len(ends) - 2):
            found += ends[taken - 1] in "-\xad"
            for above in block.split(width, taken * style.leading)[:1]:
                assert isinstance(above, ParagraphBlock)
                above.wrap(width, 1000)
                assert above.lines[-1].text[-1] not in "-\xad"
    assert found > 20


def test_what_somebody_typed_says_more_than_a_pattern() -> None:
    typed = (Run(f"Rücken{SOFT}schmerzen Schultergelenksbeschwerden"),)
    assert hyphenated(typed, "de", 12) == typed


def test_headings_are_never_divided(own: OwnContent) -> None:
    own.path("en").rename(own.path("de"))
    long = "Unüberwindlichkeitsvermutung"
    own.edit("de/card.md", "## Stop if {#stop}\n\n", f"## Stop if {{#stop}}\n\n{long} {long} ")
    document = own.compose("card", PATTERNS[0], lang="de")
    pages = Pages(document, A6, CARD, fillable=True)
    assert len(pages) <= document.max_pages + 1
    title = document._replace(markup="").title
    assert SOFT not in title


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Lepiej, tak samo, gorzej", "Lepiej, tak_samo, gorzej"),
        ("أحسن، كما هو، أسوأ", "أحسن، كما_هو، أسوأ"),
        ("Better, the same, worse than it was", "Better, the_same, worse than it was"),
        ("Times a day", "Times a day"),
    ],
)
def test_what_is_one_of_a_list_stays_together(name: str, kept: str) -> None:
    assert list_bound(name).replace("\xa0", "_") == kept
