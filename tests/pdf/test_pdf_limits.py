"""What cannot be set is told with file, line and cure; what can is set the same every time."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from handout_help import TODAY, OwnContent, make, unpacked
from spoken import told_by_document, told_by_tree
from visible import words

from handouts.approvals.status import Book
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, Tiled
from handouts.errors import ContentError, Problem
from handouts.layout import extents, figures
from handouts.layout.lines import text_lines
from handouts.layout.svg_operators import figure_operators
from handouts.pattern import PATTERNS
from handouts.reading import Dose, DoseValue, Library
from handouts.render.pdf import render_pdf

PATTERN = PATTERNS[0]


def only_problem(own: OwnContent, handout: str, paper: str = "a4") -> Problem:
    document = own.compose(handout, PATTERN)
    with pytest.raises(ContentError) as error:
        render_pdf(document, PAPERS[paper])
    (problem,) = error.value.problems
    return problem


# --- text without room --------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "name"), [("a4", "A4"), ("letter", "US Letter")])
def test_too_many_words_say_how_much_and_where(own: OwnContent, paper: str, name: str) -> None:
    more = "Circle a face at night. "
    own.edit("en/log.md", more.strip(), more * 90)
    problem = only_problem(own, "log", paper)
    line = (
        own.path("en/log.md")
        .read_text(encoding="utf-8")
        .split("\n")
        .index("## How to fill it in {#log}")
    )
    assert (problem.file, problem.line) == (own.path("en/log.md"), line + 1)
    told = re.fullmatch(
        rf"the text is (\d+) mm too long for its page on {name}, set as small as allowed \(12 pt\)",
        problem.what,
    )
    assert told is not None, problem.what
    assert int(told[1]) > 20
    assert "{#log}" in problem.remedy


# --- words without room -------------------------------------------------------------------------

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def with_days(own: OwnContent, days: tuple[str, ...]) -> int:
    """A table of the days in `questions.md`; the line of its head."""
    table = f"| {' | '.join(days)} |\n|{'---|' * 7}\n| {'| ' * 7}\n\n## Where should I lie?"
    own.edit("en/questions.md", "## Where should I lie?", table)
    lines = own.path("en/questions.md").read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith("| Mon"))


def test_days_without_room_are_told_with_their_line(own: OwnContent) -> None:
    line = with_days(own, DAYS)
    document = own.compose("questions", PATTERN)
    with pytest.raises(ContentError) as error:
        render_pdf(document, PAPERS["a4"], "large-print")
    problems = error.value.problems
    assert {problem.line for problem in problems} == {line}
    assert {problem.file for problem in problems} == {own.path("en/questions.md")}
    told = {problem.what.split("'")[1] for problem in problems}
    assert "Donnerstag" in told <= set(DAYS)
    for problem in problems:
        assert "is too wide for its line on A4" in problem.what
        assert "soft hyphen (U+00AD)" in problem.remedy


def test_days_with_soft_hyphens_are_divided_there(own: OwnContent) -> None:
    with_days(own, tuple(f"{day[:-3]}\xad{day[-3:]}" for day in DAYS))
    made = make(own.compose("questions", PATTERN), PAPERS["a4"], "large-print")
    heads = [cell.text.replace("\xad", "") for cell in made.reading.document.all("TH")]
    assert heads == list(DAYS)
    # On paper there is a hyphen where a word is divided, and nowhere else.
    seen = " ".join(words(made.pdf))
    assert "Donners" in seen
    for day in DAYS:
        assert day in seen or re.search(f"{day[:-3]}[-\xad\x02\ufffe] ?{day[-3:]}", seen), day


def test_a_long_word_of_the_clinic_is_told_where_it_stands(own: OwnContent) -> None:
    own.clinic(f"name: {'Donaudampfschiff' * 7}\n")
    document = own.compose("card", PATTERN)
    with pytest.raises(ContentError) as error:
        render_pdf(document, FORMATS["card"].stock("standard", "a6"))
    assert {(each.file, each.line) for each in error.value.problems} == {
        (own.path("clinic.yaml"), 1)
    }


def test_a_long_word_on_the_sheets_of_a_poster_is_told(own: OwnContent) -> None:
    document = own.compose("poster", PATTERN)
    word = "Klebe" * 30
    document = document._replace(sheets={**document.sheets, "how": word})
    stocks = FORMATS["poster"].stocks["standard"]
    tiled = next(each for each in stocks if isinstance(each, Tiled))
    with pytest.raises(ContentError, match=word):
        render_pdf(document, tiled)


def test_soft_hyphens_are_in_no_title_bookmark_or_property(own: OwnContent) -> None:
    own.edit("en/questions.md", "title: Questions about", "title: Ques\xadtions about")
    own.edit(
        "en/questions.md", "## Where should I lie?", "## Where should I lie on the sur\xadface?"
    )
    made = make(own.compose("questions", PATTERN), PAPERS["a4"])
    with pikepdf.open(BytesIO(made.pdf)) as opened, opened.open_outline() as outline:
        assert str(opened.docinfo["/Title"]) == "Questions about your hip exercise"
        titles = [entry.title for entry in _entries(outline.root)]
    assert "Where should I lie on the surface?" in titles


def _entries(entries: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for entry in entries:
        yield entry
        yield from _entries(entry.children)


def test_more_words_are_more_too_long(own: OwnContent) -> None:
    more = "Circle a face at night."
    too_long = []
    for times in (60, 120):
        own.edit("en/log.md", more, f"{more} " * times)
        too_long.append(int(only_problem(own, "log").what.split(" mm")[0].split()[-1]))
        own.edit("en/log.md", f"{more} " * times, more)
    assert too_long[1] > too_long[0] + 30


def test_several_pages_are_told_as_such(own: OwnContent) -> None:
    own.edit("en/correction.md", "pages: 2", "pages: 1")
    problem = only_problem(own, "correction")
    assert "'pages: 1' is too few" in problem.what
    assert "'pages: 2'" in problem.remedy
    own.edit("en/correction.md", "pages: 1", "pages: 2")
    step = "Keep breathing. "
    own.edit("en/correction.md", step.strip(), step * 60)
    problem = only_problem(own, "correction")
    assert problem.what.startswith("part 1 of the text is ")
    assert "too long for its 2 pages on A4" in problem.what
    assert problem.remedy.startswith("shorten {#press}, ")


def test_what_is_too_long_is_told_by_its_part_and_warnings_last(own: OwnContent) -> None:
    own.edit("en/correction.md", "We drew the tilt large.", "We drew the tilt large. " * 80)
    problem = only_problem(own, "correction")
    assert problem.what.startswith("part 2 of the text is ")
    assert problem.remedy.startswith("shorten {#why}, ")
    warnings = {"checked-first", "stop", "help-now", "ask-first", "doctor-today"}
    for part in own.compose("card", PATTERN).sections:
        late = [name in warnings for name, _ in part]
        assert late == sorted(late)
        assert "help-now" in {name for name, _ in part}


def test_a_label_without_room_in_its_figure(own: OwnContent) -> None:
    label = "    hip_bone: Hip bone\n    muscle"
    own.edit("en/figures.yaml", label, label.replace("Hip bone", "Hip bone " * 12))
    problem = only_problem(own, "correction")
    assert problem.file == own.path("en/figures.yaml")
    assert problem.line > 0
    assert "hip_bone" in problem.what


# --- the same every time ------------------------------------------------------------------------


def test_rendering_again_makes_the_same_bytes(library: Library) -> None:
    """Whether the drawings are still at hand or have to be made again."""
    document = compose(library, "en", "questions", PATTERN, dose=Dose())
    first = render_pdf(document, PAPERS["a4"]).data
    assert render_pdf(document, PAPERS["a4"]).data == first
    for cached in (figures.drawing, figures.plan, figure_operators, text_lines, extents._known):
        cached.cache_clear()
    again = compose(library, "en", "questions", PATTERN, dose=Dose())
    assert render_pdf(again, PAPERS["a4"]).data == first


def test_the_folder_of_the_content_leaves_no_trace(own: OwnContent, library: Library) -> None:
    ours = make(own.compose("log", PATTERN), PAPERS["a4"]).pdf
    status = Book(library).status("en", "log", TODAY)
    theirs = compose(library, "en", "log", PATTERN, dose=Dose(), status=status)
    assert ours == render_pdf(theirs, PAPERS["a4"]).data
    assert str(own.root).encode() not in unpacked(ours)


# --- without form fields ------------------------------------------------------------------------


def test_flat_handouts_show_their_values(own: OwnContent) -> None:
    document = own.compose("log", PATTERN, dose=Dose(repeats=DoseValue(3, 5)))
    flat = render_pdf(document, PAPERS["a4"], fillable=False).data
    with pikepdf.open(BytesIO(flat)) as opened:
        assert "/AcroForm" not in opened.Root
    assert "3 to 5" in " ".join(words(flat))


# --- another language ---------------------------------------------------------------------------


def test_a_second_language(own: OwnContent) -> None:
    shutil.copytree(own.path("en"), own.path("nl"))
    own.edit("nl/log.md", "title: My two-week log", "title: Übungen für zwei Wochen, größer, Höhe")
    own.edit("nl/words.yaml", "left: {name: left, letter: L}", "left: {name: linke, letter: L}")
    own.edit("nl/words.yaml", "right: {name: right, letter: R}", "right: {name: rechte, letter: R}")
    own.edit("nl/log.md", "## Stop if {#stop}", "## Hör auf, wenn {#stop}")
    assert own.load().languages.keys() >= {"nl", "en"}
    german = make(own.compose("log", PATTERN, lang="nl"), PAPERS["a4"])
    assert told_by_tree(german.reading) == told_by_document(german.document)
    seen = Counter(words(german.pdf))
    assert seen["größer,"] == 1
    assert seen["Hör"] == 1
    assert sum(seen[word] for word in ("linke", "Linke", "rechte", "Rechte")) > 2
    assert (seen["left"], seen["right"]) == (1, 0)  # what it is, for staff
    english = make(own.compose("log", PATTERN), PAPERS["a4"])
    assert "Übungen" not in words(english.pdf)
