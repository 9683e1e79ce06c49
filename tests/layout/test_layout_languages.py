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

from handouts.design.papers import PAPERS
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
    document = own.compose("log", PATTERNS[0], lang="de")
    pages = Pages(document, PAPERS["letter"], STANDARD, fillable=True)
    assert len(pages) == document.max_pages + 1
    assert pages.left_out == (MORE_PAGES,)
    with pytest.raises(ContentError, match="too long for its page"):
        Pages(document._replace(may_go_on=False), PAPERS["letter"], STANDARD, fillable=True)
