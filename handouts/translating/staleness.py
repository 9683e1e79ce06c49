"""How a language stands beside English, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from handouts.errors import Problem
from handouts.reading import Language, Library
from handouts.reading.language_tags import is_translation
from handouts.reading.library import SHARED
from handouts.reading.translation import NAME as TRANSLATION
from handouts.storage.tracking import note
from handouts.translating.parts import FIGURES, WORDS, is_safety, parts_of, parts_of_handout
from handouts.translating.records import NAME as RECORDS
from handouts.translating.records import Records, mark, read_records

_MACHINE = "machine"
_VARIABLE = re.compile(r"\{\{[^{}]*\}\}")
_MOST_NAMED = 5


class Standing(Enum):
    """How a part stands beside its English."""

    CURRENT = "current"
    MISSING = "missing"
    STALE = "stale"
    UNTRANSLATED = "the same as in English"


class PartState(NamedTuple):
    """A part of a translation.

    Attributes:
        before: the English that it was made from; None where that is not known.
        english: the English of now, `words` the translation; empty where there is none.
        needs_review: a machine has translated it, and nobody has reviewed these words.
    """

    name: str
    standing: Standing
    before: str | None
    english: str
    words: str
    needs_review: bool

    @property
    def is_safety(self) -> bool:
        return is_safety(self.name)


class TranslationState:
    """That of one language; of English itself nothing is missing, stale or to be reviewed.

    Raises:
        ContentError: what was written down is damaged.
    """

    def __init__(self, library: Library, lang: str) -> None:
        self.language: Language = library.languages[lang]
        self._english = library.english
        self.is_translation = is_translation(lang)
        self.records: Records = read_records(self.language.path) if self.is_translation else {}

    @cached_property
    def parts(self) -> Mapping[str, PartState]:
        """Each part that English has, by name."""
        if not self.is_translation:
            return {}
        own = parts_of(self.language)
        # Without English, as in a clinic that has none, only who translated it is known.
        english = parts_of(self._english) if self._english else own
        return {name: self._part(name, text, own.get(name, "")) for name, text in english.items()}

    def of_handout(self, handout: str) -> list[PartState]:
        """The parts that a handout has in English or here."""
        source = self.language.handout(handout)
        self._note(handout)
        return [self.parts[name] for name in parts_of_handout(source, self.parts)]

    def _note(self, handout: str) -> None:
        """Whoever asks depends on the English of a handout, and on what is known of it."""
        if self.is_translation:
            note(self.language.path / TRANSLATION)
            note(self.language.path / RECORDS)
        if self.is_translation and self._english:
            for file in (f"{handout}.md", SHARED, WORDS, FIGURES):
                note(self._english.path / file)

    def _part(self, name: str, english: str, words: str) -> PartState:
        record = self.records.get(name)
        before = record.english if record else None
        translator = record.translator if record else self.language.translation.translator
        standing = Standing.CURRENT
        if not words:
            standing = Standing.MISSING
        elif before is not None and before != english:
            standing = Standing.STALE
        elif words == english and _has_letters(words):
            standing = Standing.UNTRANSLATED
        by = record.reviewed if record else None
        is_reviewed = by is not None and by.words == mark(words)
        needs_review = translator.casefold() == _MACHINE and not is_reviewed
        return PartState(name, standing, before, english, words, needs_review)


def notices(library: Library) -> list[Problem]:
    """What of each language is older than its English."""
    found = []
    for lang in sorted(library.languages):
        state = TranslationState(library, lang)
        if stale := [each for each in state.parts.values() if each.standing is Standing.STALE]:
            names = ", ".join(each.name for each in stale[:_MOST_NAMED])
            more = f" and {len(stale) - _MOST_NAMED} more" if len(stale) > _MOST_NAMED else ""
            what = f"the English of these has changed since they were translated: {names}{more}"
            remedy = f"met-handouts translate {lang} shows the old and the new English"
            found.append(Problem(state.language.path / RECORDS, 0, what, remedy))
    return found


def named(parts: Iterable[PartState]) -> tuple[str, ...]:
    """Their names without the files, each once, as a page may say them."""
    return tuple(dict.fromkeys(each.name.rpartition("#")[2] for each in parts))


def _has_letters(words: str) -> bool:
    return any(char.isalpha() for char in _VARIABLE.sub("", words))
