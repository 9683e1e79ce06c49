"""The words that go with a number are in the form that the language has for it (Unicode CLDR)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from content_folder import SOUND, Content
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.reading import DoseValue, Phrases
from handouts.reading.dose import LIMITS
from handouts.reading.plurals import CATEGORIES, MOST, plurals
from handouts.storage import cache

_FOLDER = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
LANGUAGES = [
    tag for name in locale_identifiers() if _FOLDER.fullmatch(tag := name.replace("_", "-"))
]
# As https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html has them.
KNOWN = {
    "en": "other one other other other other",
    "de": "other one other other other other",
    "fr": "one one other other other other",
    "ja": "other other other other other other",
    "ru": "many one few few few many",
    "pl": "many one few few few many",
    "cs": "other one few few few other",
    "sl": "other one two few few other",
    "lv": "zero one other other other other",
    "lt": "other one few few few few",
    "ga": "other one two few few few",
    "cy": "zero one two few other other",
    "ar": "zero one two few few few",
    "he": "other one two other other other",
}
A_DAY = "dose.times_a_day.sentence"


class Written(NamedTuple):
    """A text of `words.yaml` for each of some plural forms."""

    lang: str
    value: str
    part: str
    forms: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"dose.{self.value}.{self.part}"

    @property
    def yaml(self) -> str:
        of = "".join(f'      {form}: "{form} {self.number}"\n' for form in self.forms)
        return f"dose:\n  {self.value}:\n    {self.part}:\n{of}"

    @property
    def number(self) -> str:
        return "{{ n }}" if self.part == "sentence" else ""


@st.composite
def written(draw: st.DrawFn) -> Written:
    """With all the forms that are needed, in any order."""
    lang = draw(st.sampled_from(LANGUAGES))
    value = draw(st.sampled_from(sorted(LIMITS)))
    forms = draw(st.permutations(plurals(lang).needed(*LIMITS[value])))
    return Written(
        lang, value, draw(st.sampled_from(["before", "after", "sentence"])), tuple(forms)
    )


def folder(root: Path, lang: str, words: str) -> Content:
    shutil.rmtree(root, ignore_errors=True)
    content = Content(root)
    shutil.rmtree(root / "en")
    for name, text in SOUND.items():
        content.write(name.replace("en/", f"{lang}/"), text)
    content.write(f"{lang}/words.yaml", words)
    return content


def phrases(root: Path, lang: str, words: str) -> Phrases:
    return folder(root, lang, words).load().languages[lang].phrases


@pytest.mark.parametrize("lang", KNOWN)
def test_languages_have_the_categories_of_cldr(lang: str) -> None:
    assert plurals(lang).of[:6] == tuple(KNOWN[lang].split())


def test_every_language_needs_what_its_numbers_use() -> None:
    for lang in (*(tag for tag in LANGUAGES if "-" not in tag), "pt-PT", "sr-Latn", "zh-Hant"):
        rule = Locale.parse(lang, sep="-").plural_form
        found = plurals(lang)
        assert set(found.names) == {*rule.tags, "other"}
        assert found.of == tuple(rule(number) for number in range(MOST + 1))
        for limits in LIMITS.values():
            used = {rule(number) for number in range(limits[0], limits[1] + 1)}
            assert set(found.needed(*limits)) == used | {"other"}


def test_a_language_nobody_knows_has_one_form() -> None:
    assert plurals("qaa").names == ("other",)
    assert plurals("de-Latn-999").of == plurals("de").of


def test_categories_are_kept(kept_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a build need not ask for them each time; damaged ones are asked for again."""
    plurals.cache_clear()
    asked = plurals("pl")
    monkeypatch.setitem(__import__("sys").modules, "babel", None)  # cannot be imported
    plurals.cache_clear()
    assert plurals("pl") == asked
    monkeypatch.undo()
    cache.keep("plurals", "pl", "[]")
    plurals.cache_clear()
    assert plurals("pl") == asked
    assert kept_in.is_dir()


@settings(max_examples=60, deadline=None)
@given(text=written())
def test_each_number_has_the_form_of_its_category(
    tmp_path_factory: pytest.TempPathFactory, text: Written
) -> None:
    rule = Locale.parse(text.lang, sep="-").plural_form
    known = phrases(tmp_path_factory.mktemp("some"), text.lang, text.yaml)
    more = {"n": "N"} if text.part == "sentence" else {}
    lowest, highest = LIMITS[text.value]
    for number in range(lowest, highest + 1):
        said = known.counted(text.name, DoseValue(number, number), **more)
        assert said.split()[0] == rule(number)
        if number > lowest:
            ranged = known.counted(text.name, DoseValue(lowest, number), **more)
            assert ranged.split()[0] == rule(number)
    assert known.counted(text.name, None, **more).split()[0] == "other"


@settings(max_examples=60, deadline=None)
@given(text=written(), data=st.data())
def test_a_form_that_is_missing_is_told(
    tmp_path_factory: pytest.TempPathFactory, text: Written, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(text.forms))
    rest = text._replace(forms=tuple(form for form in text.forms if form != gone) or ("zero",))
    content = folder(tmp_path_factory.mktemp("some"), text.lang, rest.yaml)
    needs = ", ".join(form for form in CATEGORIES if form in text.forms)
    assert content.problems() == [
        f"{text.lang}/words.yaml:3: '{text.name}' lacks the plural form '{gone}';"
        f" '{text.lang}' needs: {needs}"
    ]


@settings(max_examples=60, deadline=None)
@given(text=written(), data=st.data())
def test_a_form_the_language_has_not_is_told(
    tmp_path_factory: pytest.TempPathFactory, text: Written, data: st.DataObject
) -> None:
    others = {"few", "many", "ones", "1"} - {*plurals(text.lang).names}
    added = data.draw(st.sampled_from(sorted(others)))
    more = text._replace(forms=(*text.forms, added))
    content = folder(tmp_path_factory.mktemp("some"), text.lang, more.yaml)
    needs = ", ".join(form for form in CATEGORIES if form in text.forms)
    assert content.problems() == [
        f"{text.lang}/words.yaml:{4 + len(text.forms)}: '{text.name}' has an unknown plural form"
        f" '{added}'; '{text.lang}' needs: {needs}"
    ]


def sentence(forms: str) -> str:
    return f"dose:\n  times_a_day:\n    sentence: {forms}\n"


def test_a_language_may_have_words_for_one_number(tmp_path: Path) -> None:
    """English has no category for 2, Japanese none for 1."""
    english = sentence('{one: Once a day, two: Twice a day, other: "{{ n }} times a day"}')
    known = phrases(tmp_path / "one", "en", english)
    assert known.counted(A_DAY, DoseValue(1, 1), n="1") == "Once a day"
    assert known.counted(A_DAY, DoseValue(2, 2), n="2") == "Twice a day"
    assert known.counted(A_DAY, DoseValue(3, 3), n="3") == "3 times a day"
    assert known.counted(A_DAY, DoseValue(1, 2), n="1 to 2") == "1 to 2 times a day"
    japanese = phrases(tmp_path / "two", "ja", sentence('{one: Ichi, other: "{{ n }} kai"}'))
    assert japanese.counted(A_DAY, DoseValue(1, 1), n="1") == "Ichi"
    assert japanese.counted(A_DAY, DoseValue(4, 4), n="4") == "4 kai"


def test_words_without_a_number_are_not_said_of_a_range(tmp_path: Path) -> None:
    """Slovenian has a category of 2, in which the range 1 to 2 is too."""
    forms = '{one: Enkrat, two: Dvakrat, few: "{{ n }}-krat few", other: "{{ n }}-krat"}'
    known = phrases(tmp_path, "sl", sentence(forms))
    assert known.counted(A_DAY, DoseValue(2, 2), n="2") == "Dvakrat"
    assert known.counted(A_DAY, DoseValue(1, 2), n="1 do 2") == "1 do 2-krat"
    assert known.counted(A_DAY, DoseValue(2, 3), n="2 do 3") == "2 do 3-krat few"


@pytest.mark.parametrize(
    ("lang", "value", "forms", "fault"),
    [
        ("en", "times_a_day", "times a day", "3: 'dose.times_a_day.sentence' would leave out"),
        (
            "en",
            "times_a_day",
            "{one: once, other: often}",
            "3: 'dose.times_a_day.sentence.other' would leave out",
        ),
        (
            "ru",
            "repeats",
            '{one: raz, few: "{{ n }} raza", many: "{{ n }} raz", other: "{{ n }} raza"}',
            "3: 'dose.repeats.sentence.one' would leave out",  # 1, 21
        ),
        (
            "en",
            "times_a_day",
            '{one: "", other: "{{ n }} times"}',
            "3: 'dose.times_a_day.sentence.one' has no words",
        ),
        (
            "en",
            "times_a_day",
            '{one: {few: once}, other: "{{ n }} times"}',
            "3: 'dose.times_a_day.sentence.one' is no text",
        ),
    ],
)
def test_a_number_is_never_left_out(
    tmp_path: Path, lang: str, value: str, forms: str, fault: str
) -> None:
    words = f"dose:\n  {value}:\n    sentence: {forms}\n"
    (problem,) = folder(tmp_path, lang, words).problems()
    assert problem.startswith(f"{lang}/words.yaml:{fault}")


def test_words_that_stay_the_same_need_no_forms(tmp_path: Path) -> None:
    known = phrases(tmp_path, "ru", "dose:\n  effort: {before: '', after: '% sil'}\n")
    assert known.counted("dose.effort.after", DoseValue(1, 1)) == "% sil"
    assert known.counted("dose.effort.after", None) == "% sil"
