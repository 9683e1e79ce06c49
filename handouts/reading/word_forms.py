"""The terms of the rule: each one word, or one with other forms, as of a gender or a case.

    sides:
      left: {name: izquierdo, f: izquierda, letter: I}

`{{ hip.side }}` is the name, `{{ hip.side.f }}` the form `f`.
"""

from __future__ import annotations

from collections.abc import Mapping

from .findings import Report
from .nodes import Text

NAME = "name"
_NO_FORM = (NAME, "letter")
OPPOSITES = (
    ("sides.left", "sides.right"),
    ("tilts.backward", "tilts.forward"),
    ("muscles.flexors.name", "muscles.extensors.name"),
    ("muscles.flexors.plain", "muscles.extensors.plain"),
    ("aspects.front", "aspects.back"),
    ("press.toward-chest", "press.away-from-chest"),
    ("press_short.toward-chest", "press_short.away-from-chest"),
    ("press_hands.toward-chest", "press_hands.away-from-chest"),
    ("resistance.front.place", "resistance.back.place"),
    ("resistance.front.place_loud", "resistance.back.place_loud"),
    ("resistance.front.hands_at", "resistance.back.hands_at"),
)
"""What patients tell apart by these words."""


def forms_of(texts: Mapping[str, Text], word: str) -> tuple[str, ...]:
    """The names of a word's other forms, in the order the file has them."""
    above = f"{word}."
    names = (key.removeprefix(above) for key in texts if key.startswith(above))
    return tuple(name for name in names if name not in _NO_FORM and "." not in name)


def check_word_forms(texts: Mapping[str, Text], lines: Mapping[str, int], report: Report) -> None:
    """Two opposites have the same forms, and no form of one says what one of the other says."""
    for pair in OPPOSITES:
        one, other = (
            {form: _key(texts, word, form) for form in _all(texts, word)} for word in pair
        )
        for word, has, lacks in ((pair[0], other, one), (pair[1], one, other)):
            for form in has.keys() - lacks.keys() if one and other else ():
                line = lines.get(word, 0)
                report(line, f"'{word}' lacks the form '{form}'", "give both the same forms")
        said: dict[str, str] = {}
        for key in one.values():
            said.setdefault(normalised(texts[key]), key)
            if not normalised(texts[key]):
                report(lines[key], f"'{key}' has no words", "write what it is called")
        for key in other.values():
            words = normalised(texts[key])
            if not words:
                report(lines[key], f"'{key}' has no words", "write what it is called")
            elif words in said:
                report(
                    lines[key],
                    f"'{key}' says the same as '{said[words]}'",
                    "patients tell the two apart by it: correct one of them",
                )


def _all(texts: Mapping[str, Text], word: str) -> tuple[str, ...]:
    """The names of all its forms; none where it has no name."""
    if word in texts:
        return (NAME,)
    return (NAME, *forms_of(texts, word)) if f"{word}.{NAME}" in texts else ()


def _key(texts: Mapping[str, Text], word: str, form: str) -> str:
    return word if word in texts else f"{word}.{form}"


def normalised(text: Text) -> str:
    """The text as typed, however it is spaced and capitalised."""
    return " ".join(text.as_typed.casefold().split())
