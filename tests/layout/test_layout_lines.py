"""Words measured before they are set: the measure is what is set."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from handouts.document import Run, Runs
from handouts.fonts import ATKINSON
from handouts.layout.lines import fragments, set_paragraph
from handouts.layout.type import Type, paragraph
from handouts.theme import STANDARD

TYPE = Type(STANDARD, 14, STANDARD.openings[0], ATKINSON)
STYLE = TYPE.style(14)
LINKED: Runs = (
    Run("Ask "),
    Run("your therapist", bold=True),
    Run(", or read\nmore at "),
    Run("example.org", href="https://example.org"),
    Run(" <b>& more</b>"),
)


@pytest.mark.parametrize("runs", [LINKED, (Run("word " * 40),), (Run("w" * 90),), (Run(""),)])
@pytest.mark.parametrize("width", [60.0, 123.4, 400.0])
def test_a_paragraph_is_as_high_as_its_lines(runs: Runs, width: float) -> None:
    measured = paragraph(runs, STYLE)
    _, height = measured.wrapOn(Canvas(BytesIO()), width, 1000)
    made = set_paragraph(runs, STYLE)
    made.wrap(width, 1000)
    assert height == len(made.blPara.lines) * STYLE.leading


def test_runs_become_what_they_say_and_nothing_else() -> None:
    made = fragments(LINKED, STYLE)
    text = "".join("\n" if hasattr(each, "lineBreak") else each.text for each in made)
    assert text == "".join(run.text for run in LINKED)
    looks = {each.text: each.fontName for each in made}
    assert looks["your therapist"] == looks["example.org"] == ATKINSON.bold
    assert looks["Ask "] == looks[" <b>& more</b>"] == ATKINSON.regular
    links = [each.link for each in made if each.link]
    assert links == [[(3, "https://example.org")]]


def test_blanks_are_one_and_none_at_the_ends() -> None:
    made = fragments((Run("  a  b\t c "), Run(" d  ")), STYLE)
    assert [each.text for each in made] == ["a b c ", " d"]


def test_a_no_break_space_stays() -> None:
    (made,) = fragments((Run("5\u00a0 s"),), STYLE)
    assert made.text == "5\u00a0 s"
