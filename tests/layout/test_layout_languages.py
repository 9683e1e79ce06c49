"""Handouts in other languages: longer words, umlauts, another code."""

from __future__ import annotations

import re
import shutil
from io import BytesIO

import pikepdf
import pytest
from collisions import faults
from handout_help import OwnContent, make
from pseudo import longer, write_longer

from handouts.design.formats import CARD
from handouts.design.papers import A6, PAPERS
from handouts.design.theme import STANDARD
from handouts.errors import ContentError
from handouts.layout.pages import MORE_PAGES, Pages
from handouts.pattern import PATTERNS

HANDOUTS = ("correction", "questions", "log", "how-it-works")


def test_longer() -> None:
    text = "Put **both hands** {{ hip.place }} your thigh. L {#now}"
    assert longer(text) == "Püüt **böööth hääänds** {{ hip.place }} yyyöür thiiigh. L {#now}"


@pytest.fixture
def longer_words(own: OwnContent) -> OwnContent:
    """The content in the language `de`, its words two fifths longer and its pages twice as many."""
    write_longer(own.path("en"), own.path("de"))
    for file in own.path("de").glob("*.md"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"(?m)^pages: (\d)", lambda match: f"pages: {int(match[1]) * 2}", text)
        file.write_text(text, encoding="utf-8")
    shutil.rmtree(own.path("en"))
    return own


@pytest.mark.parametrize("handout", HANDOUTS)
def test_longer_words_find_room(longer_words: OwnContent, handout: str) -> None:
    """On the lower of the two sheets."""
    pattern = None if handout == "how-it-works" else PATTERNS[1]
    document = longer_words.compose(handout, pattern, lang="de")
    made = make(document, PAPERS["letter"])
    assert faults(made) == []
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "de"


def test_a_translation_takes_another_page_and_says_so(own: OwnContent) -> None:
    write_longer(own.path("en"), own.path("de"))
    document = own.compose("correction", PATTERNS[0], lang="de")
    pages = Pages(document, PAPERS["letter"], STANDARD, fillable=True)
    assert len(pages) == document.max_pages + 1
    assert pages.left_out == (MORE_PAGES,)
    with pytest.raises(ContentError, match="too long for its"):
        Pages(document._replace(may_go_on=False), PAPERS["letter"], STANDARD, fillable=True)


def test_all_labels_of_all_figures_are_told_at_their_own_lines(own: OwnContent) -> None:
    """Not only the first."""
    long = "Unüberwindlichkeitsvermutungsbegründungsversuche"
    own.edit("en/figures.yaml", "    hip_bone: Hip bone\n", f"    hip_bone: {long}\n")
    text = own.path("en/figures.yaml").read_text(encoding="utf-8")
    at = text.index("    thigh: thigh\n", text.index("\npress:\n"))
    own.write("en/figures.yaml", text[:at] + text[at:].replace("thigh: thigh", f"thigh: {long}", 1))
    document = own.compose("correction", PATTERNS[0])
    with pytest.raises(ContentError) as raised:
        Pages(document, PAPERS["a4"], STANDARD, fillable=True)
    lines = own.path("en/figures.yaml").read_text(encoding="utf-8").split("\n")
    told = {lines[each.line - 1].strip(): each.what for each in raised.value.problems}
    assert set(told) == {f"hip_bone: {long}", f"thigh: {long}"}
    assert all(" mm, and there are " in what for what in told.values())


def test_a_soft_hyphen_divides_a_label_of_the_dose(own: OwnContent) -> None:
    own.edit(
        "en/words.yaml", "    before: Repeats each leg\n", '    before: "Wiederho\\u00adlungen"\n'
    )
    own.edit("en/words.yaml", "  picture: ", '  table_more: "a\\u00adb"\n  picture: ')
    document = own.compose("card", PATTERNS[0])
    assert "Wiederho\xadlungen" in document.markup
    assert own.load().languages["en"].phrases.text("email.table_more") == "ab"
    Pages(document, A6, CARD, fillable=True)  # it has room
