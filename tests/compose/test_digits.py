"""Numbers are in the digits of the language, and nothing that is dialled or looked up is."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from unicodedata import decimal

import pytest
from handout_help import LANGS, OwnContent, copy_content, make
from pikepdf import Pdf

from handouts.compose.approval import Approval, Status
from handouts.compose.composer import compose
from handouts.compose.dose import dose_fields
from handouts.design.digits import SYSTEMS
from handouts.design.papers import PAPERS, WEB
from handouts.errors import ContentError
from handouts.mail.body_html import html_body
from handouts.mail.body_text import text_body
from handouts.mail.phrases import EmailWords
from handouts.pattern import PATTERNS
from handouts.reading import Library, load_library
from handouts.render.backend import render
from handouts.storage.paths import content_dir
from handouts.translating.parts import is_safety, parts_of

_PERSIAN = SYSTEMS["arabext"]
_VARIABLE = re.compile(r"\{\{.*?\}\}")
_ANY_DIGIT = {digit: f"{each}" for of in SYSTEMS.values() for each, digit in enumerate(of.ten)}
_CLINIC = """\
name: Clinic 24
phone: 01632 960 001
address: 12 Station Road
web: https://www.example.org/7
country: GB
dose:
  hold_seconds: 5-10
  repeats: 3
"""
_APPROVED = Status(
    "7F3A-91C2",
    None,
    Approval("A. Clinician", "physiotherapist", date(2027, 1, 15), date(2028, 1, 15)),
)


def test_each_digit_is_what_it_counts() -> None:
    for name, digits in SYSTEMS.items():
        assert [decimal(each) for each in digits.ten] == [*range(10)], name


@lru_cache(maxsize=1)
def _library() -> Library:
    return load_library(content_dir(), langs=LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_texts_of_a_language_have_its_own_digits(lang: str) -> None:
    language = _library().languages[lang]
    own = language.phrases.digits.ten
    for part, words in parts_of(language).items():
        found = set(_VARIABLE.sub("", words)) & set(_ANY_DIGIT)
        assert found <= set(own), f"{part} has {found}"


@pytest.mark.parametrize("lang", [each for each in LANGS if each != "en"])
def test_a_translation_says_the_numbers_of_the_english(lang: str) -> None:
    """In whichever digits; a language may have more steps than English."""
    english = parts_of(_library().languages["en"])
    own = parts_of(_library().languages[lang])
    for part, words in english.items():
        if is_safety(part) and not part.endswith("#steps"):
            assert _numbers(own[part]) == _numbers(words), part


def _numbers(words: str) -> list[str]:
    latin = _VARIABLE.sub("", words).translate({ord(key): to for key, to in _ANY_DIGIT.items()})
    return sorted(re.findall(r"\d+", latin))


def _plain(words: str) -> str:
    """Without what keeps a number apart from words that run to the left."""
    return words.translate(dict.fromkeys((0x2068, 0x2069)))


@pytest.fixture
def persian(tmp_path: Path) -> Library:
    copy_content(tmp_path / "content", "fa")
    (tmp_path / "content/clinic.yaml").write_text(_CLINIC, encoding="utf-8")
    return load_library(tmp_path / "content")


def test_numbers_of_a_persian_sheet(persian: Library) -> None:
    document = compose(
        persian, "fa", "correction", PATTERNS[0], dose=persian.clinic.dose, status=_APPROVED
    )
    made = make(document, PAPERS["a4"])
    said = made.reading.document.text.replace("\xa0", " ")
    foot = " ".join(document.footer).replace("\xa0", " ")
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        fields = {f"{each.get('/T')}": f"{each.get('/V', '')}" for each in pdf.Root.AcroForm.Fields}
    assert _plain(fields["dose-hold_seconds"]) == "۵ تا ۱۰"
    assert fields["dose-repeats"] == "۳"
    assert fields["made_for"] == ""
    assert "زور: ۰ یعنی هیچ، ۱۰ یعنی" in said
    assert _plain(document.page_label) == "صفحه {page} از {pages}"
    labels = [each.text.strip() for each in made.reading.document.all("Lbl")]
    assert [each for each in labels if each != "•"] == ["۱", "۲", "۳"] * 2
    assert "۱۵ ژانویه" in foot.replace("ٔ", "")
    assert "۲۰۲۷" in foot
    # What is dialled, looked up or typed by the clinic stays as it is.
    for as_typed in ("0.2", "7F3A-91C2", "01632 960 001", "Clinic 24"):
        assert as_typed in foot
    for as_typed in ("12 Station Road", "www.example.org/7", "999", "111"):
        assert as_typed in said


def test_numbers_of_a_persian_email(persian: Library) -> None:
    phrases = persian.languages["fa"].phrases
    sentences = [_plain(each.sentence) for each in dose_fields(persian.clinic.dose, phrases)]
    assert sentences[:2] == ["۵ تا ۱۰ ثانیه فشار دهید", "۳ بار انجام دهید"]
    document = compose(persian, "fa", "card", PATTERNS[0], dose=persian.clinic.dose)
    words = EmailWords("s", (), (), "ask", "the table", "Picture: {alt}", "H", "")
    assert "\n۱. دست‌ها" in text_body(document, words)
    html = html_body(document, words, lambda _: "picture.png")
    assert html.count("list-style-type:persian") == html.count("<ol") > 0


def test_numbers_of_a_persian_phone_page(persian: Library) -> None:
    document = compose(persian, "fa", "correction", PATTERNS[0], dose=persian.clinic.dose)
    html = render(document, WEB, "standard", fillable=True).data.decode()
    assert 'aria-hidden="true">۱</span>' in html
    assert f'data-digits="{_PERSIAN.ten}"' in html
    assert "ol{list-style-type:persian}" in html
    assert 'data-usual="5-10"' in html  # which the script reads, and writes in those digits


def test_a_numbering_system_that_there_is_not(own: OwnContent) -> None:
    own.edit("en/words.yaml", "pattern:", "digits: persian\n\npattern:")
    with pytest.raises(ContentError) as caught:
        own.load()
    [problem] = caught.value.problems
    assert "no numbering system 'persian'" in problem.what
    assert "arabext" in problem.remedy
