"""No word stands alone on the last line of a heading, an item or a paragraph."""

from __future__ import annotations

from handout_help import Made
from hypothesis import given
from hypothesis import strategies as st

from handouts.design.fonts import ATKINSON, register
from handouts.document import Run
from handouts.layout.lines import text_lines
from handouts.layout.typography import ParagraphBlock

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=4, max_size=40)


def test_no_word_stands_alone_on_the_last_line(made: Made) -> None:
    """Over all last lines of every document."""
    alone = []
    for drawn in made.drawn:
        block = drawn.block
        if not isinstance(block, ParagraphBlock) or not block.height:
            continue
        lines = [line.text.split() for line in block.lines]
        words = sum(map(len, lines))
        # With hardly more words than lines there is no other way.
        if len(lines) > 1 and len(lines[-1]) == 1 and words > 2 * len(lines):
            alone.append(" ".join(word for line in lines for word in line))
    assert alone == []


@given(words=WORDS, width=st.floats(8, 60))
def test_no_more_lines_than_before_and_no_word_lost(words: list[str], width: float) -> None:
    register(ATKINSON)
    runs = (Run(" ".join(words)),)
    lines = text_lines(runs, ATKINSON.regular, ATKINSON.bold, bold_links=True, joined=False)
    found = [line.text.split() for line in lines.lines(12, width * 12)]
    assert [word for line in found for word in line] == words
    greedy = 1
    used = 0.0
    from handouts.tagged import width_of

    space = width_of(" ", ATKINSON.regular, 1)
    for word in words:
        wide = width_of(word, ATKINSON.regular, 1)
        if used and used + space + wide > width:
            greedy, used = greedy + 1, wide
        else:
            used += wide + (space if used else 0.0)
    assert len(found) <= greedy


def test_a_word_goes_down_where_the_line_before_is_not_the_widest() -> None:
    """All lines narrower would be one more."""
    register(ATKINSON)
    runs = (Run("Linker Oberschenkel drückt von der Brust weg"),)
    lines = text_lines(runs, ATKINSON.bold, ATKINSON.bold, bold_links=True, joined=False)
    widest = lines.lines(16, 400)[0]
    assert widest.text.strip() == runs[0].text
    found = {
        tuple(line.text.strip() for line in lines.lines(16, width)) for width in range(150, 180)
    }
    assert ("Linker Oberschenkel", "drückt von der", "Brust weg") in found
    assert not [each for each in found if each[-1] == "weg"]


@given(width=st.floats(60, 200))
def test_the_number_of_a_step_stands_on_the_line_of_its_words(width: float) -> None:
    register(ATKINSON)
    steps = (Run("Lift it. "), Run("2", bold=True), Run(" Press. "), Run("3", bold=True))
    runs = (*steps, Run(" Slowly stop. Effort "), Run("of 10", bold=True), Run(" at most."))
    lines = text_lines(runs, ATKINSON.regular, ATKINSON.bold, bold_links=True, joined=False)
    found = [line.text.strip() for line in lines.lines(12, width)]
    assert not [line for line in found if line.endswith((" 2", " 3")) or line in ("2", "3")]
