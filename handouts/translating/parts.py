"""The parts of a language: what is translated, goes stale and is reviewed as one.

A part is a section or the first lines of a handout, an entry of `words.yaml`, or a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from handouts.reading import HandoutSource, Language
from handouts.reading.library import SHARED

WORDS, FIGURES = "words.yaml", "figures.yaml"
_NOT_TRANSLATED = ("marks", "digits")
# What tells a patient which leg, which way, when to stop and whom to ask.
_SAFETY_SECTIONS = (
    *("answer", "checked-first", "dose", "stop", "ask-first", "help-now", "doctor-today"),
    *("get-ready", "press", "rest", "which-leg", "steps", "summary"),
)
_SAFETY_WORDS = (
    *("sides", "tilts", "press", "press_short", "press_hands", "resistance", "aspects"),
    *("muscles", "emergency", "ask_about", "dose"),
)


def section_part(file: str, section: str) -> str:
    return f"{file}#{section}"


def parts_of(language: Language) -> Mapping[str, str]:
    """The text of each part as typed, by its name: `card.md#stop`, `words.yaml#labels.page`."""
    parts: dict[str, str] = {}
    for name, source in {**language.handouts, **language.incomplete}.items():
        file, front = f"{name}.md", source.front
        said = filter(None, (front.title, front.subject))
        parts[file] = "\n".join(text.as_typed for text in said)
        for section in source.sections.values():
            parts[section_part(file, section.id)] = "\n".join(section.lines)
    for section in language.shared.sections.values():
        parts[section_part(SHARED, section.id)] = "\n".join(section.lines)
    for name, text in language.phrases.texts.items():
        part, rest = word_part(name)
        if part not in _NOT_TRANSLATED:
            line = f"{rest}: {text.as_typed}" if rest else text.as_typed
            key = section_part(WORDS, part)
            parts[key] = f"{parts[key]}\n{line}" if key in parts else line
    for name, figure in language.figures.items():
        labels = [f"{key}: {label.as_typed}" for key, label in figure.labels.items()]
        lines = (figure.title.as_typed, figure.alt.as_typed, *labels)
        parts[section_part(FIGURES, name)] = "\n".join(lines)
    return parts


@lru_cache(maxsize=1024)
def word_part(name: str) -> tuple[str, str]:
    """The part that a phrase is of, and the rest of its dotted name: `labels.page` of `labels`."""
    above, *rest = name.split(".")
    if above in _NOT_TRANSLATED or not rest:
        return above, ".".join(rest)
    return f"{above}.{rest[0]}", ".".join(rest[1:])


def parts_of_handout(source: HandoutSource, names: Iterable[str]) -> list[str]:
    """Those of some parts that a handout has.

    They are its own, the shared ones that it has no words of its own for, and all small words and
    figures.
    """
    file = f"{source.id}.md"
    own = set(source.sections)
    return [
        name
        for name in names
        if name.partition("#")[0] in (file, WORDS, FIGURES)
        or (name.startswith(f"{SHARED}#") and name.partition("#")[2] not in own)
    ]


def is_safety(part: str) -> bool:
    """Whether a patient may come to harm where a part says something else than it should."""
    file, _, name = part.partition("#")
    if file == WORDS:
        return name.partition(".")[0] in _SAFETY_WORDS
    return name in _SAFETY_SECTIONS
