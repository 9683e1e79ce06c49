"""Long words of a translation may be divided where its language does so, and nothing else is."""

from __future__ import annotations

import pytest
from handout_help import OwnContent
from hypothesis import given
from hypothesis import strategies as st

from handouts.design.formats import CARD
from handouts.design.papers import A6
from handouts.document import Run
from handouts.layout.hyphenation import bound, hyphenated
from handouts.layout.pages import Pages
from handouts.pattern import PATTERNS

SOFT = "\xad"


@pytest.mark.parametrize(
    ("lang", "word", "divided"),
    [
        ("de", "Rückenschmerzen", "Rücken|schmerzen"),
        ("es", "inmediatamente", "inme|dia|ta|mente"),
        ("de", "Rücken", "Rücken"),
        ("pl", "kilkunastokrotnie", "kilku|na|sto|krotnie"),
        ("vi", "inmediatamente", "inmediatamente"),  # it has no patterns
        ("", "immediatelyafterwards", "immediatelyafterwards"),
    ],
)
def test_long_words(lang: str, word: str, divided: str) -> None:
    (run,) = hyphenated((Run(word),), lang)
    assert run.text.replace(SOFT, "|") == divided


@given(st.text(max_size=60), st.sampled_from(["de", "es", "ru", "pt-BR", "zh-Hans", "xx"]))
def test_no_letter_is_changed(text: str, lang: str) -> None:
    (run,) = hyphenated(bound((Run(text, bold=True),), lang), lang)
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
        ("", "I lie on a mat – so", "I lie on a mat – so"),
    ],
)
def test_no_line_ends_before_a_dash_or_after_a_word_of_one_letter(
    lang: str, text: str, kept: str
) -> None:
    (run,) = bound((Run(text),), lang)
    assert run.text.replace("\xa0", "_") == kept


def test_what_somebody_typed_says_more_than_a_pattern() -> None:
    typed = (Run(f"Rücken{SOFT}schmerzen Schultergelenksbeschwerden"),)
    assert hyphenated(typed, "de") == typed


def test_headings_are_never_divided(own: OwnContent) -> None:
    own.path("en").rename(own.path("de"))
    long = "Unüberwindlichkeitsvermutung"
    own.edit("de/card.md", "## Stop if {#stop}\n\n", f"## Stop if {{#stop}}\n\n{long} {long} ")
    document = own.compose("card", PATTERNS[0], lang="de")
    pages = Pages(document, A6, CARD, fillable=True)
    assert len(pages) <= document.max_pages + 1
    title = document._replace(markup="").title
    assert SOFT not in title
