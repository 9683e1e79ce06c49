"""The rule in words: what templates, content and figures may say of a hip or a pattern.

Every word derives from a `Correction`, so no text can contradict the rule or its picture.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from handouts.pattern import PATTERNS, Correction, Pattern
from handouts.reading import Clinic, Library, Phrases, render_text


class Day(NamedTuple):
    """A day of the week: `id` is its English name in lower case."""

    id: str
    name: str


def days_of_week(phrases: Phrases) -> list[Day]:
    """The days of the week, in the order the file has them."""
    return [Day(day, phrases.text(f"log.days.{day}")) for day in phrases.names_below("log.days")]


def neutral_hip(phrases: Phrases, correction: Correction) -> dict[str, str]:
    """The words that follow from the tilt alone, for handouts that name no side."""
    muscles = f"muscles.{correction.muscles.value}"
    resistance = f"resistance.{correction.resistance_at.value}"
    return {
        "tilt": phrases.word(f"tilts.{correction.tilt.value}"),
        "drawn": phrases.word(f"tilts.{correction.drawn.value}"),
        "muscles": phrases.text(f"{muscles}.name"),
        "muscles_plain": phrases.text(f"{muscles}.plain"),
        "at": phrases.text(f"aspects.{correction.muscles_at.value}"),
        "press": phrases.text(f"press.{correction.press.value}"),
        "place": phrases.text(f"{resistance}.place"),
        "place_loud": phrases.text(f"{resistance}.place_loud"),
        "hands": phrases.text(f"{resistance}.hands"),
    }


def hip(phrases: Phrases, correction: Correction) -> dict[str, str]:
    """The words of one hip of one patient."""
    side, other = correction.side.value, correction.side.other.value
    return neutral_hip(phrases, correction) | {
        "side": phrases.word(f"sides.{side}"),
        "other": phrases.word(f"sides.{other}"),
        "letter": phrases.text(f"sides.{side}.letter"),
    }


def pattern_variables(phrases: Phrases, pattern: Pattern | None) -> dict[str, dict[str, str]]:
    """`backward` and `forward`: the two hips of a pattern, or what is true of both patterns."""
    if pattern is None:
        either = PATTERNS[0]
        return {
            "backward": neutral_hip(phrases, either.backward),
            "forward": neutral_hip(phrases, either.forward),
        }
    return {"backward": hip(phrases, pattern.backward), "forward": hip(phrases, pattern.forward)}


def content_variables(clinic: Clinic, phrases: Phrases, pattern: Pattern | None) -> dict[str, Any]:
    """The variables of handouts and figures: the two hips of a pattern, and the clinic."""
    return {
        **pattern_variables(phrases, pattern),
        "clinic": {
            "name": clinic.name or phrases.text("clinic.name"),
            "phone": clinic.phone or phrases.text("clinic.phone"),
        },
    }


def filled_title(library: Library, lang: str, handout: str, pattern: Pattern | None) -> str:
    """The title of a handout for a pattern, its variables filled in.

    Raises:
        ContentError: it names a variable that is unknown.
    """
    language = library.languages[lang]
    variables = content_variables(library.clinic, language.phrases, pattern)
    return render_text(language.handout(handout).front.title, variables, lang)
