"""How text breaks into lines: as ReportLab's paragraphs do, which were here before."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from handouts.design.fonts import ATKINSON
from handouts.design.theme import STANDARD
from handouts.document import Run, Runs
from handouts.layout.breaking import (
    SHRINKAGE,
    SOFT_HYPHEN,
    BrokenLine,
    Span,
    WordTooWideError,
    break_lines,
    is_address,
    words_of,
)
from handouts.layout.lines import spans, text_lines
from handouts.layout.typography import TypeScale, paragraph
from handouts.tagged import width_of

TYPE = TypeScale(STANDARD, 14, STANDARD.spacings[0], ATKINSON)
STYLE = TYPE.style(14)
LINKED: Runs = (
    Run("Ask "),
    Run("your therapist", bold=True),
    Run(", or read\nmore at "),
    Run("example.org", href="https://example.org"),
    Run(" <b>& more</b>"),
)


def lines(runs: Runs, width: float, *, joined: bool = False) -> list[str]:
    known = text_lines(runs, STYLE.font, STYLE.bold, bold_links=STYLE.bold_links, joined=joined)
    return [line.text for line in known.lines(STYLE.size, width)]


def set_lines(spans: tuple[Span, ...], width: float, *, joined: bool = False) -> list[BrokenLine]:
    """The lines of some spans in a size of 14 pt."""
    return [line.set(14) for line in break_lines(words_of(spans, joined=joined), width / 14)]


def by_reportlab(runs: Runs, width: float) -> list[tuple[str, float]]:
    """The lines that ReportLab makes of some runs, and what is left of the width in each."""
    for bold in (0, 1):
        addMapping(ATKINSON.regular, bold, 0, ATKINSON.face(bold=bool(bold)))
    frags: list[Any] = []
    for number, run in enumerate(runs):
        for place, text in enumerate(run.text.split("\n")):
            look = ParaFrag(
                text="" if place else text,
                fontName=ATKINSON.face(bold=run.bold),
                fontSize=14,
                textColor=None,
                rise=0,
                us_lines=[],
                link=[(number, run.href)] if run.href else [],
            )
            if place:
                look.lineBreak = True
                frags += (look, look.clone(text=text))
                del frags[-1].lineBreak
            else:
                frags.append(look)
    frags = [frag for frag in frags if frag.text or hasattr(frag, "lineBreak")]
    style = ParagraphStyle("", fontName=ATKINSON.regular, fontSize=14, splitLongWords=1)
    made: Any = Paragraph("", style, frags=frags)
    made.wrap(width, 1000)
    if made.blPara.kind == 0:
        return [(" ".join(words), room) for room, words in made.blPara.lines]
    return [
        ("".join(getattr(part, "text", "") for part in line.words), line.extraSpace)
        for line in made.blPara.lines
    ]


LETTERS = st.sampled_from(["a", "i", "W", "-", "é", "(", "\xa0", "m"])
SYLLABLE = st.lists(LETTERS, min_size=1, max_size=7).map("".join).filter(lambda word: word.strip())
UNMARKED = SYLLABLE.filter(lambda word: {"-", "\xa0"}.isdisjoint(word))
DIVISIBLE = st.lists(SYLLABLE, min_size=1, max_size=4).map(SOFT_HYPHEN.join)
BOOL = st.booleans()


def _runs(text: st.SearchStrategy[str]) -> st.SearchStrategy[Runs]:
    run = st.builds(lambda text, bold, apart: Run(" " * apart + text, bold), text, BOOL, BOOL)
    runs = st.lists(run, min_size=1, max_size=4).map(tuple)
    return runs.filter(lambda runs: any(run.text.strip() for run in runs))


# In text of several looks ReportLab overlooks soft hyphens, and doubles spaces after them.
RUNS = st.one_of(
    st.lists(DIVISIBLE, min_size=1, max_size=40).map(lambda words: (Run(" ".join(words)),)),
    _runs(st.lists(st.one_of(SYLLABLE, st.just("\n")), min_size=1, max_size=25).map(" ".join)),
)


def _fit_in(runs: Runs, width: float) -> bool:
    """Whether ReportLab need not cut a word of some runs, which nobody could read."""
    words = "".join(run.text for run in runs).split(" ")
    parts = [
        part
        for word in words
        for part in (word.split("\xad") if {"-", "\xa0"}.isdisjoint(word) else [word])
    ]
    return all(width_of(f"{part}-", ATKINSON.bold, 14) <= width for part in parts)


def _hyphenated(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "-").strip(" ")


@pytest.mark.sweep
@settings(max_examples=150, deadline=None)
@given(runs=RUNS, width=st.floats(40, 400))
def test_lines_break_where_reportlab_breaks_them(runs: Runs, width: float) -> None:
    assume(_fit_in(runs, width))
    made = set_lines(spans(runs, ATKINSON.regular, ATKINSON.bold, bold_links=True), width)
    theirs = by_reportlab(runs, width)
    # ReportLab lets what is left of a divided word run over the edge.
    assume(all(room > -SHRINKAGE * 5 * text.count(" ") - 1e-6 for text, room in theirs))
    assert [_hyphenated(line.text) for line in made] == [_hyphenated(text) for text, _ in theirs]
    over = [min(room, 0) for _, room in theirs]
    assert [min(line.room, 0) for line in made] == pytest.approx(over, abs=1e-6)


@pytest.mark.parametrize("runs", [LINKED, (Run("word " * 40),), (Run("w." * 90),), (Run(""),)])
@pytest.mark.parametrize("width", [80.0, 123.4, 400.0])
def test_a_paragraph_is_as_high_as_its_lines(runs: Runs, width: float) -> None:
    _, height = paragraph(runs, STYLE).wrap(width, 1000)
    assert height == len(by_reportlab(runs, width)) * STYLE.leading


def test_runs_become_what_they_say_and_nothing_else() -> None:
    made = spans(LINKED, STYLE.font, STYLE.bold, bold_links=True)
    assert "".join(span.text for span in made) == "".join(run.text for run in LINKED)
    looks = {span.text: span.font for span in made}
    assert looks["your therapist"] == looks["example.org"] == ATKINSON.bold
    assert looks["Ask "] == looks[" <b>& more</b>"] == ATKINSON.regular
    assert [span.link for span in made if span.link] == [(3, "https://example.org")]


def test_blanks_are_one_and_none_at_the_ends() -> None:
    assert lines((Run("  a  b\t c "), Run(" d  ")), 400) == ["a b c d"]


def test_a_no_break_space_stays() -> None:
    assert lines((Run("5\u00a0 s"),), 400) == ["5\u00a0 s"]


def test_a_line_between_words_ends_in_a_space_and_others_do_not() -> None:
    assert lines((Run("one two\nthree"),), 40) == ["one ", "two ", "three"]
    assert lines((Run("two-\nfold"),), 400) == ["two-", "fold"]
    assert lines((Run("example.org/\na"),), 400, joined=True) == ["example.org/", "a"]


def test_a_word_is_divided_at_its_last_soft_hyphen_that_fits() -> None:
    word = "Sacro\xadiliac\xadjoint"
    room = width_of("Sacroiliac-", STYLE.font, STYLE.size) + 0.01
    assert lines((Run(word),), room) == ["Sacroiliac\xad", "joint"]
    assert lines((Run(word),), room - 0.02) == ["Sacro\xad", "iliacjoint"]
    assert lines((Run("Sacroiliacjoint"),), 400) == lines((Run(word),), 400)


@pytest.mark.parametrize("address", ["w." * 30 + "org", "a" * 40 + "@example.org", "x/" * 60])
def test_an_address_longer_than_a_line_is_cut_and_read_as_one(address: str) -> None:
    found = lines((Run(f"see {address}"),), 60)
    assert "".join(found).split() == ["see", address]
    assert len(found) > 5


def test_words_longer_than_a_line_are_told_all_of_them() -> None:
    with pytest.raises(WordTooWideError) as caught:
        lines((Run("“Sacroiliacjoint” is the long word for Iliosacralgelenk."),), 90)
    assert caught.value.words == ("Sacroiliacjoint", "Iliosacralgelenk")


@pytest.mark.parametrize("mark", ["-", "–", "—", "/", "\xa0"])
def test_a_word_longer_than_a_line_goes_on_after_its_own_mark(mark: str) -> None:
    head = f"self{mark}treat{mark}"
    room = width_of(head, STYLE.font, STYLE.size) + 0.01
    assert lines((Run(f"{head}ment"),), room) == [head, "ment"]
    assert lines((Run(f"a {head}ment"),), room)[0] == f"a self{mark}"
    whole = width_of(f"{head}ment", STYLE.font, STYLE.size) + 0.01
    assert lines((Run(f"a {head}ment"),), whole) == ["a ", f"{head}ment"]


def test_a_soft_hyphen_is_a_way_out_only_where_its_parts_fit() -> None:
    room = width_of("Donners-", STYLE.font, STYLE.size) + 0.01
    assert lines((Run("Donners\xadtag"),), room) == ["Donners\xad", "tag"]
    with pytest.raises(WordTooWideError, match="Donnerstag"):
        lines((Run("Donners\xadtag"),), room - 0.02)


@given(word=st.lists(UNMARKED, min_size=1, max_size=5), bold=st.lists(BOOL, min_size=5, max_size=5))
def test_the_least_width_of_a_text_is_the_least_that_is_not_told(
    word: list[str], bold: list[bool]
) -> None:
    parts = [*(part + SOFT_HYPHEN for part in word[:-1]), word[-1]]
    runs = tuple(Run(part, look) for part, look in zip(parts, bold, strict=False))
    known = text_lines(runs, STYLE.font, STYLE.bold, bold_links=True, joined=False)
    assume(not is_address("".join(word)))
    least = known.least_width * STYLE.size
    known.count(STYLE.size, least + 1e-3)
    with pytest.raises(WordTooWideError):
        known.count(STYLE.size, least - 1e-3)


def test_spaces_are_at_most_a_twentieth_narrower() -> None:
    text = "word " * 60
    for width in range(150, 200):
        for line in set_lines((Span(text, STYLE.font),), width):
            assert line.spread >= -0.05 * width_of(" ", STYLE.font, 14) - 1e-9
            words = line.text.strip().count(" ")
            natural = width_of(line.text.strip(), STYLE.font, 14)
            assert natural + line.spread * words <= width + 1e-6


def test_words_of_one_look_are_one_piece() -> None:
    linked = spans(LINKED, STYLE.font, STYLE.bold, bold_links=True)
    for line in set_lines(linked, 90, joined=True):
        looks = [span[1:] for span in line.spans]
        assert [look for look, _ in groupby(looks)] == looks
