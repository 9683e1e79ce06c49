"""The stripes that tell the right side without colour never give way to words."""

from __future__ import annotations

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from handouts.design.fonts import ATKINSON
from handouts.design.formats import FORMATS
from handouts.design.papers import mm
from handouts.document import Heading, Paragraph, Run
from handouts.layout.answers import Answer
from handouts.layout.breaking import WordTooWideError
from handouts.layout.headings import unsigned_heading
from handouts.layout.panels import Bar
from handouts.layout.typography import TypeScale, paragraph
from handouts.pattern import Side

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=30)
THEMES = [theme for each in FORMATS.values() for theme in each.themes.values()]


@settings(deadline=None)
@given(
    words=WORDS,
    note=WORDS,
    theme=st.sampled_from(THEMES),
    width=st.floats(230, 560),
    side=st.sampled_from(Side),
)
def test_only_the_right_side_is_striped_whatever_it_says(
    words: list[str], note: list[str], theme: object, width: float, side: Side
) -> None:
    type_ = TypeScale(theme, theme.bodies[-1], theme.spacings[-1], ATKINSON)  # type: ignore[attr-defined,arg-type]
    heading = unsigned_heading(Heading(2, (Run(" ".join(words)),)), type_, side, "bar")
    beside = Paragraph((Run(" ".join(note)),))
    bar = Bar(heading, paragraph(beside.runs, type_.style(type_.body)), side, "R", type_)
    answer = Answer(heading, [], side, "R", type_, boxed=True)
    try:
        bar.wrap(width, 0)
        answer.wrap(width, 0)
    except WordTooWideError:  # which is told
        reject()
    for striped in (bar.stripe_width, answer.hatch):
        assert striped >= (mm(8) if side is Side.RIGHT else 0.0)
        assert bool(striped) is (side is Side.RIGHT)
    assert heading.width <= width - bar.stripe_width
