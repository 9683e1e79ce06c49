"""Which languages of a folder of content are read: those that clinic.yaml lists, or are named."""

from __future__ import annotations

import pytest
from content_folder import SOUND, Content

from handouts.reading import load_library
from handouts.reading.language_tags import languages_named


@pytest.fixture
def three(content: Content) -> Content:
    for name, text in SOUND.items():
        if name.startswith("en/"):
            for lang in ("es", "pt-BR"):
                content.write(f"{lang}/{name.removeprefix('en/')}", text)
    return content


def test_all_there_are_where_none_is_listed(three: Content) -> None:
    library = three.load()
    assert list(library.languages) == ["en", "es", "pt-BR"]
    assert library.usual_language == ""


def test_english_is_first_where_none_is_listed(content: Content) -> None:
    for name, text in SOUND.items():
        if name.startswith("en/"):
            content.write(f"ca/{name.removeprefix('en/')}", text)
    library = content.load()
    assert list(library.languages) == ["en", "ca"]
    assert library.first_language == "en"


def test_those_that_are_listed_and_those_that_are_named_too(three: Content) -> None:
    three.write("clinic.yaml", "languages: es, en\n")
    library = three.load()
    assert list(library.languages) == ["es", "en"]
    assert library.usual_language == "es"
    also = load_library(three.root, also=["pt-BR", "es", "xx"])
    assert list(also.languages) == ["es", "en", "pt-BR"]
    assert list(load_library(three.root, langs=["pt-BR"]).languages) == ["pt-BR"]


def test_a_listed_language_that_is_not_there_is_told(three: Content) -> None:
    three.write("clinic.yaml", "languages: en, de\n")
    assert three.problems() == [
        "clinic.yaml:1: no content for the language 'de'; use one of: en, es, pt-BR"
    ]


@pytest.mark.parametrize("typed", ["en, pt-BR", "en pt-BR", "en;pt-BR,", " en ,  pt-BR , en"])
def test_a_list_of_languages(typed: str) -> None:
    assert languages_named(typed) == ("en", "pt-BR")


@pytest.mark.parametrize("typed", ["English", "en, ../x", "pt_BR", "EN"])
def test_what_is_no_language_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is no language; write them like this"):
        languages_named(typed)


def test_who_translated_a_language(three: Content) -> None:
    three.write("es/translation.yaml", "translator: Machine\n")
    three.write("pt-BR/translation.yaml", "translator: M. Silva\n")
    found = three.load().languages
    translators = [found[lang].translation.translator for lang in found]
    assert translators == ["", "Machine", "M. Silva"]
    three.write("es/translation.yaml", "translater: machine\n")
    assert any("did you mean 'translator'" in each for each in three.problems())
