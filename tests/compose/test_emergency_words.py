"""In an emergency patients read the words and numbers of their country, which are never guessed."""

from __future__ import annotations

import pytest
from handout_help import OwnContent

from handouts.approvals.words import words_of
from handouts.document import texts
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading.emergency import COUNTRIES

HANDOUTS = (
    *("card", "correction", "how-it-works", "log", "poster", "poster-overview", "questions"),
    "two-steps",
)
NUMBERS = {"999", "911", "112", "000", "111"}


def said(own: OwnContent, handout: str) -> str:
    pattern = None if handout in ("how-it-works", "poster-overview") else PATTERNS[0]
    return " ".join(texts(own.compose(handout, pattern).children))


@pytest.mark.parametrize("handout", HANDOUTS)
@pytest.mark.parametrize(
    ("country", "place"),
    [
        ("GB", "A&E or 999"),
        ("us", "the emergency room or 911"),
        ("IE", "the emergency department or 112"),
        ("AU", "the emergency department or 000"),
        ("", "your emergency number"),
    ],
)
def test_words_of_the_country(own: OwnContent, handout: str, country: str, place: str) -> None:
    own.clinic(f"country: {country}\n")
    found = said(own, handout)
    assert place in found or place[0].upper() + place[1:] in found
    others = NUMBERS - set(place.split()) - ({"111"} if country == "GB" else set())
    assert not others & {word.strip(".,:?()") for word in found.split()}


def test_advice_on_the_same_day_has_a_number_where_the_country_has_one(own: OwnContent) -> None:
    own.clinic("country: GB\n")
    assert "Call a doctor or 111 today" in said(own, "correction")
    own.clinic("country: US\n")
    assert "Call a doctor today" in said(own, "correction")


def test_the_clinics_own_words_come_first(own: OwnContent) -> None:
    own.clinic("country: GB\nemergency: the night desk on 5555\n")
    found = said(own, "correction")
    assert "Get help now (the night desk on 5555) if" in found
    assert "999" not in found


def test_a_country_that_is_not_known_is_told_and_not_guessed(own: OwnContent) -> None:
    own.clinic("country: Atlantis\n")
    with pytest.raises(ContentError, match="the emergency number of 'Atlantis' is not known"):
        own.load()


def test_every_country_has_a_number_and_words(own: OwnContent) -> None:
    language = own.load().languages["en"]
    for of in COUNTRIES.values():
        assert of.number in NUMBERS
        assert language.phrases.text(f"emergency.departments.{of.department}")


@pytest.mark.parametrize(
    "setting",
    ["country: GB", "emergency: the night desk", "ask_about:\n  hernia: no"],
)
def test_what_changes_the_words_changes_what_was_approved(own: OwnContent, setting: str) -> None:
    before = words_of(own.load(), "en", "correction").fingerprint
    own.clinic(f"{setting}\n")
    assert words_of(own.load(), "en", "correction").fingerprint != before


def test_patients_are_told_to_ask_unless_a_clinician_says_not_to(own: OwnContent) -> None:
    whole = (
        "Also heart or blood pressure trouble, high eye pressure (glaucoma), a hernia "
        "(bulge), or hand or shoulder pain."
    )
    assert whole in said(own, "correction")
    own.clinic("ask_about:\n  heart: no\n  arms: no\n")
    assert "Also high eye pressure (glaucoma) or a hernia" in said(own, "card")
    own.clinic("ask_about:\n  heart: no\n  glaucoma: no\n  hernia: no\n  arms: no\n")
    assert "Also" not in said(own, "correction")


def test_a_sheet_says_what_a_card_names(own: OwnContent) -> None:
    """In languages that have a form for where there is little room."""
    forms = "{name: high eye pressure (glaucoma), short: glaucoma}"
    own.edit("en/words.yaml", "glaucoma: high eye pressure (glaucoma)", f"glaucoma: {forms}")
    assert "high eye pressure (glaucoma), a hernia" in said(own, "correction")
    for handout in ("card", "log", "two-steps"):
        assert "blood pressure trouble, glaucoma, a hernia" in said(own, handout)
