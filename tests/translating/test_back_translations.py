"""`docs/back-translations` is of today's words: what has changed since must be read again.

`UPDATE_GOLDEN=1` writes today's words into the tables, without a back-translation where they are
new: it is to be written by somebody who reads them alone, and only then compares.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from handout_help import LANGS

from handouts.compose.language_names import language_name
from handouts.reading import Library, load_library
from handouts.storage import paths
from handouts.translating.parts import FIGURES, WORDS, is_safety, parts_of

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "back-translations"
TRANSLATED = [lang for lang in LANGS if lang != "en"]
HEAD = """\
# {name} ({lang}), translated back into English

A trial by a machine, not by a qualified reviewer. It finds gross errors and nothing else: only a
qualified reviewer who speaks the language can say that a translation is right. Each part was put
back into English from the words beside it alone, then compared with the English it was made from.

All parts that warn are here, and all that name a side or a direction. `/` stands between a heading,
its lines and the points of a list; words in braces are filled in. An empty last column: no
difference of meaning was seen.

| part | words | back-translation | English | difference of meaning |
|---|---|---|---|---|
"""
_SIDE = re.compile(r"\{\{ (hip|backward|forward)\.|\b(left|right|forward|backward)\b")
_FILTER = re.compile(r" \| \w+(?= \}\})")


class Row(NamedTuple):
    part: str
    words: str
    back: str
    english: str
    difference: str


def told(library: Library, lang: str) -> Iterator[tuple[str, str, str]]:
    """The parts that are translated back, with their words and the English, each pair once."""
    english = _units(library, "en")
    words = _units(library, lang)
    pairs: dict[tuple[str, str], list[str]] = {}
    for part, said in english.items():
        pairs.setdefault((words[part], said), []).append(part)
    for (in_lang, said), parts in pairs.items():
        yield "<br>".join(f"`{part}`" for part in parts), in_lang, said


def _units(library: Library, lang: str) -> dict[str, str]:
    """What warns or names a side, by part; small words together as the file has them."""
    english, parts = (parts_of(library.languages[each]) for each in ("en", lang))
    units: dict[str, str] = {}
    for part, text in english.items():
        file, _, name = part.partition("#")
        named = bool(_SIDE.search(text)) and name and file != WORDS
        if not is_safety(part) and not named:
            continue
        said = _FILTER.sub("", parts[part])
        if file == WORDS:
            group, _, rest = name.partition(".")
            unit, said = f"{WORDS}#{group}", f"{rest}: {said}"
            units[unit] = f"{units[unit]}\n{said}" if unit in units else said
        elif file == FIGURES:
            units[part] = "\n".join(said.split("\n")[:2])  # labels say less than the words
        else:
            units[part] = said
    lines = {part: text.split("\n") for part, text in units.items()}
    return {part: " / ".join(line for line in of if line) for part, of in lines.items()}


def rows(lang: str) -> list[Row]:
    path = FOLDER / f"{lang}.md"
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = [line.strip("|").split("|") for line in lines if line.startswith("| `")]
    return [Row(*(cell.strip() for cell in line)) for line in cells]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(paths.content_dir(), langs=["en", *TRANSLATED])


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_part_that_warns_is_translated_back_as_it_is(library: Library, lang: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        _update(library, lang)
    kept = {(row.part, row.words, row.english) for row in rows(lang)}
    today = list(told(library, lang))
    assert [each for each in today if each not in kept] == [], "UPDATE_GOLDEN=1, then read them"
    assert len(rows(lang)) == len(today)
    assert [row.part for row in rows(lang) if not row.back] == []


def _update(library: Library, lang: str) -> None:
    backs = {row.words: row.back for row in rows(lang)}
    differences = {(row.words, row.english): row.difference for row in rows(lang)}
    text = HEAD.format(name=language_name(lang).english, lang=lang)
    for part, words, english in told(library, lang):
        back, difference = backs.get(words, ""), differences.get((words, english), "")
        text += f"| {part} | {words} | {back} | {english} | {difference} |\n"
    (FOLDER / f"{lang}.md").write_text(text, encoding="utf-8")
