"""More than any handout holds is told within seconds, whatever it is made of."""

from __future__ import annotations

from time import process_time

import pytest
from handout_help import OwnContent

from handouts.design.papers import A4
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.render.pdf import render_pdf

LONGEST = 5.0  # seconds of work
TOO_MUCH = {
    "words": "word " * 15_000,
    "bold": "**a** " * 12_000,
    "links": "[a](https://a.org) " * 4_000,
    "items": "- a\n" * 1_400,
    "rows": "| a |\n|--|\n" + "| 1 |\n" * 1_400,
    "long words": ("a-" * 450 + " ") * 90,
    "more items": "- a\n" * 18_000,
    "a word": "w" * 80_000,
    "an address": "https://example.org/" + "a/" * 35_000,
    "soft hyphens": "wo\xad" * 20_000,
    "no-break spaces": "a\xa0" * 25_000,
    "page breaks": "a\n{page-break}\n" * 1_000,
}


@pytest.mark.sweep
@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
def test_it_is_told_soon(own: OwnContent, text: str) -> None:
    good = own.path("en/questions.md").read_text(encoding="utf-8")
    own.write("en/questions.md", f"{good}\n{text}\n")
    start = process_time()
    with pytest.raises(ContentError) as caught:
        render_pdf(own.compose("questions", PATTERNS[0]), A4)
    assert process_time() - start < LONGEST
    assert all(each.what and each.remedy for each in caught.value.problems)
