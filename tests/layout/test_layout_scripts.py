"""Where lines break in scripts without spaces, and how names in other scripts are set."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.approvals.status import Book
from handouts.compose.composer import compose
from handouts.design import scripts
from handouts.design.fonts import ATKINSON, register
from handouts.design.formats import FORMATS
from handouts.design.line_breaks import BREAK_HERE, with_breaks, words_in
from handouts.design.papers import PAPERS
from handouts.document import Run
from handouts.layout.header_footer import HeaderFooter
from handouts.layout.lines import text_lines
from handouts.layout.pages import typeface_of
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.reading.characters import faults, unprintable
from handouts.storage import paths
from handouts.tagged import FSI, PDI


def lines(text: str, lang: str, width: float) -> list[str]:
    typeface = register(ATKINSON.of_language(lang))
    made = text_lines((Run(text),), typeface.regular, typeface.bold, bold_links=True, joined=False)
    return [line.text for line in made.lines(12, width)]


@pytest.mark.parametrize("width", [75, 100, 150, 300])
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "请平躺，弯曲膝盖（慢慢呼吸）。如果“疼痛”加重，请停止。"),
        ("ja", "ゆっくり、あっと息を「はいて」ください。ちょっと休む。"),
        ("th", "นอนหงายงอเข่าทั้งสองข้าง แล้วกดต้นขาเบาๆ ค้างไว้"),
    ],
)
def test_no_letter_is_lost_and_none_is_added(lang: str, text: str, width: float) -> None:
    found = lines(text, lang, width)
    assert "".join(found) == text
    for line in found[1:]:
        assert line[0] not in "，。）”、」っゃゅょๆ่้็์ัิีึืุูำ"
    for line in found[:-1]:
        assert line.rstrip()[-1] not in "（“「"


def test_korean_breaks_at_its_spaces() -> None:
    text = "등을 대고 누워 무릎을 구부린 다음"
    assert with_breaks(text) == text
    assert words_in(text) == text.split()


def test_a_range_is_not_parted() -> None:
    assert "5–10" in with_breaks("保持5–10秒").replace(BREAK_HERE, " ").split()[-2]


def test_a_number_stays_with_the_whole_word_before_it() -> None:
    """“文 / 字 C4AF” stood at the foot of posters."""
    assert "文字\xa0C4AF-91C2" in with_breaks("版本\xa00.2。文字\xa0C4AF-91C2").split(BREAK_HERE)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("好些、一样、更差", "好些、|一样、|更差"),
        ("休息，给我们打电话。", "休息，|给我|们|打|电话。"),
        ("电话", "电话"),
        ("ストレッチ、です。", "スト|レッチ、|です。"),
        ("保持5秒", "保持|5|秒"),
    ],
)
def test_no_letter_of_a_phrase_stands_alone(text: str, parts: str) -> None:
    """It is mostly half a word: “一 / 样” stood in the head of the log, “电 / 话” on posters."""
    assert with_breaks(text) == parts.replace("|", BREAK_HERE)


@pytest.mark.parametrize("name", ["王诊所", "عيادة السلام (A-1)", "คลินิก", "क्लिनिक", "Клиника"])
def test_a_name_in_any_script_is_printed_in_an_english_sheet(name: str) -> None:
    assert unprintable(name) == ()
    assert lines(f"Call {name} today", "en", 500) == [f"Call {name} today"]


def test_a_missing_font_is_told_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "_folders", lambda: {})
    scripts.can_be_set.cache_clear()
    unprintable.cache_clear()
    try:
        for text, extra in (("ع", "scripts"), ("कि", "scripts"), ("王", "cjk")):
            missing = unprintable(text)
            assert missing
            (fault,) = faults((1, None, char) for char in missing)
            assert f"met-handouts[{extra}]" in fault.remedy
    finally:
        scripts.can_be_set.cache_clear()
        unprintable.cache_clear()


@pytest.mark.parametrize("text", ["a\u202eb", "a\u2066b", "a\u200cb", "क" + "ं" * 10_000])
def test_what_hides_or_heaps_is_refused(text: str) -> None:
    assert unprintable(text)


def test_joiners_belong_to_scripts_that_join() -> None:
    assert unprintable("به‌آرامی") == ()
    assert unprintable("क्‍ष") == ()


@pytest.mark.parametrize("lang", ["ar", "fa"])
def test_a_line_of_the_footer_that_goes_on_keeps_its_direction(lang: str) -> None:
    """English for staff in a page that runs to the left: its full stop stays at its end."""
    library = load_library(paths.content_dir(), langs=[lang])
    status = Book(library).status(lang, "correction", date(2027, 1, 15))
    document = compose(library, lang, "correction", PATTERNS[0], dose=Dose(), status=status)
    theme = FORMATS["handout"].themes["large-print"]
    found = HeaderFooter(document, PAPERS["a4"], theme, typeface_of(document)).footer_lines
    assert not any(document.staff in line.text for line in found), "it is on one line"
    for line in found:
        assert line.text.count(FSI) == line.text.count(PDI), line.text
