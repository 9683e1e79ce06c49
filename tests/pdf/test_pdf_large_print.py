"""Large print: a leg is never split, and no page but the last has much white."""

from __future__ import annotations

import pytest
from handout_help import Made, OwnContent, make
from samples import LOWER_PAPERS, sampled

from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS
from handouts.layout.header_footer import HeaderFooter
from handouts.layout.pages import typeface_of
from handouts.layout.step_frames import Frames
from handouts.pattern import PATTERNS

LEAST_FULL = 0.85
HANDOUTS = ("correction", "how-it-works", "log", "questions", "two-steps")
LONG = """name: Centre for Physiotherapy and Rehabilitation of a Market Town and of the Villages
phone: 0049 (0) 208 000 000 00, extension 12345
address: |
  Building 7, Second Floor, The Old Infirmary
  128 Long Street of the Market Town
web: https://www.a-rather-long-name-of-a-clinic.example.org
country: GB
"""
GERMAN_LENGTH = ("on the FRONT of", "on the FRONT of the upper part, near the knee, of")


@pytest.fixture(params=["blank", "long"])
def filled(own: OwnContent, request: pytest.FixtureRequest) -> OwnContent:
    if request.param == "long":
        own.clinic(LONG)
        own.edit(
            "en/words.yaml", f"place_loud: {GERMAN_LENGTH[0]}", f"place_loud: {GERMAN_LENGTH[1]}"
        )
    return own


def made(own: OwnContent, handout: str, paper: str) -> Made:
    pattern = None if handout == "how-it-works" else PATTERNS[0]
    return make(own.compose(handout, pattern), PAPERS[paper], "large-print")


@pytest.mark.parametrize("paper", sampled(PAPERS, LOWER_PAPERS.__contains__))
@pytest.mark.parametrize("handout", HANDOUTS)
def test_every_page_but_the_last_is_full(filled: OwnContent, handout: str, paper: str) -> None:
    found = made(filled, handout, paper)
    theme = FORMATS["handout"].themes["large-print"]
    area = HeaderFooter(found.document, PAPERS[paper], theme, typeface_of(found.document)).height
    pages = [each for each in found.drawn if each.parent < 0 and each.block.height > area / 4]
    full = {each.page: (each.top - each.bottom) / area for each in pages}
    assert len(full) >= found.rendered.pages - 1 >= 1
    most = found.rendered.pages - 1
    short = {
        page: round(part, 2) for page, part in full.items() if page <= most and part < LEAST_FULL
    }
    assert short == {}
    assert max(full.values()) <= 1.001


@pytest.mark.parametrize("paper", PAPERS)
def test_a_leg_is_never_split(filled: OwnContent, paper: str) -> None:
    found = made(filled, "correction", paper)
    legs = [each for each in found.drawn if isinstance(each.block, Frames)]
    assert len(legs) == 2
    assert {len(each.block.items) for each in legs} == {3}  # type: ignore[attr-defined]
    # Each with its bar, in its box.
    assert all(found.drawn[each.parent].page == each.page for each in legs)
    assert len({each.page for each in legs}) == 2
