"""What is said in each language's own way: marks between words, names of languages, labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handout_help import LANGS, OwnContent

from handouts.compose import language_names
from handouts.compose.approval import UNKNOWN, DraftReason, Status
from handouts.compose.composer import compose
from handouts.compose.language_names import language_name
from handouts.compose.marks import Marks
from handouts.compose.staff_label import staff_label
from handouts.document import texts
from handouts.pattern import PATTERNS, Pattern
from handouts.reading import Dose, Phrases, load_library
from handouts.reading.findings import Findings
from handouts.reading.nodes import Strong
from handouts.reading.phrases import read_phrases
from handouts.storage import paths

CHINESE = 'marks: {stop: "。", space: "", comma: "、", colon: "："}\n'


@pytest.fixture
def chinese(tmp_path: Path) -> Phrases:
    file = tmp_path / "zh-Hans" / "words.yaml"
    file.parent.mkdir()
    file.write_text(CHINESE, encoding="utf-8")
    return read_phrases(file, Findings())


def test_marks_of_a_language(chinese: Phrases) -> None:
    marks = Marks(chinese)
    assert marks.sentences(["版本 1", "", "已批准。", "真的？"]) == "版本 1。已批准。真的？"
    assert marks.listed(["名字", "", "电话"]) == "名字、电话"
    assert marks.said("草稿", "请勿使用") == "草稿：请勿使用"


def test_marks_where_a_language_says_nothing_of_them(tmp_path: Path) -> None:
    marks = Marks(Phrases(tmp_path, "xx"))
    assert marks.sentences(["Eins", "zwei!", "„drei.“", "vier (?)"]) == (
        "Eins. zwei! „drei.“ vier (?)"
    )
    assert marks.said("a", marks.listed("bc")) == "a: b, c"


def _inside(part: object) -> Iterator[object]:
    yield part
    for each in part if isinstance(part, tuple) else ():
        yield from _inside(each)


def test_bold_words_end_where_they_should() -> None:
    """`**停。**然后` goes on being bold: a mark before the stars and a letter after them open."""
    library = load_library(paths.content_dir(), langs=LANGS)
    wrong = [
        f"{lang}/{name}.md#{section.id}"
        for lang, language in library.languages.items()
        for name, handout in language.handouts.items()
        for section in handout.sections.values()
        for bold in _inside(section.body)
        if isinstance(bold, Strong) and any(isinstance(each, Strong) for each in _inside(bold[0]))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("lang", "english", "own"),
    [
        ("es", "Spanish", "Español"),
        ("pt-BR", "Portuguese (Brazil)", "Português (Brasil)"),
        ("ht", "Haitian Creole", "Kreyòl ayisyen"),
        ("ar", "Arabic", "العربية"),
        ("zz", "zz", "zz"),
    ],
)
def test_names_of_languages(lang: str, english: str, own: str) -> None:
    assert language_name(lang) == (english, own)


@pytest.mark.parametrize(
    ("lang", "pattern", "reason", "said"),
    [
        ("en", PATTERNS[0], DraftReason.NEVER_APPROVED, ""),
        ("en-GB", None, None, ""),
        ("es", PATTERNS[0], None, "Spanish: two steps, left hip bone backward."),
        ("pl", PATTERNS[1], None, "Polish: two steps, right hip bone backward."),
        ("es", None, DraftReason.NEVER_APPROVED, "Spanish: two steps."),
        (
            "es",
            None,
            DraftReason.MACHINE_TRANSLATION,
            "Spanish: two steps. DRAFT: unreviewed machine translation.",
        ),
    ],
)
def test_staff_read_what_a_sheet_is(
    lang: str, pattern: Pattern | None, reason: DraftReason | None, said: str
) -> None:
    assert staff_label(lang, "two-steps", pattern, Status("", reason)) == said


def test_on_a_card_staff_are_told_in_one_line_that_nobody_reviewed_it() -> None:
    status = Status("", DraftReason.MACHINE_TRANSLATION)
    said = staff_label("es", "card", PATTERNS[0], status, compact=True)
    assert said == "Unreviewed machine Spanish: L\N{NO-BREAK SPACE}hip back."


def test_every_term_may_have_forms(own: OwnContent) -> None:
    own.edit("en/words.yaml", "  front: front\n", "  front: {name: front, of: of the front}\n")
    own.edit("en/words.yaml", "  back: back\n", "  back: {name: back, of: of the back}\n")
    own.edit(
        "en/words.yaml", "  doctor: a doctor\n", "  doctor: {name: a doctor, to: to a doctor}\n"
    )
    old = "## Press, leg still {#press}\n\n"
    own.edit(
        "en/correction.md", old, f"{old}{{{{ hip.at.of }}}}, {{{{ emergency.doctor.to }}}}\n\n"
    )
    library = own.load()
    document = compose(library, "en", "correction", PATTERNS[0], dose=Dose(), status=UNKNOWN)
    said = texts(document.children)
    assert "of the front, to a doctor" in said
    assert "of the back, to a doctor" in said


def test_a_clinics_own_emergency_words_stand_for_every_form(own: OwnContent) -> None:
    own.clinic("country: GB\nemergency: our own number\n")
    place = '  place: "{{ department }} or {{ number }}"\n'
    forms = '  place: {name: "{{ department }} or {{ number }}", to: "to {{ department }}"}\n'
    own.edit("en/words.yaml", place, forms)
    own.edit("en/shared.md", "## {{ emergency.help_now }}", "## {{ emergency.place.to }}")
    said = texts(own.compose("correction", PATTERNS[0]).children)
    assert "our own number if" in said


def test_the_usual_names_are_those_of_cldr() -> None:
    for lang, usual in language_names._USUAL.items():
        assert language_names._asked(lang) == usual
