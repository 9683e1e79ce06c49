"""The rule in words: what templates, content and figures may say of a hip or a pattern.

Every word derives from a `Correction`, so no text can contradict the rule or its picture.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.pattern import PATTERNS, Correction, Pattern
from handouts.reading import Words, render_text


class Day(NamedTuple):
    """A day of the week: `id` is its English name in lower case."""

    id: str
    name: str


class Lexicon:
    """The small words of one language: `words.yaml` by dotted key."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def text(self, key: str, **known: object) -> str:
        """The words behind a key, its variables filled in from `known`.

        Raises:
            ContentError: there is no such entry, or it names an unknown variable.
        """
        return render_text(self._words.text(key), known)

    def days(self) -> list[Day]:
        """The days of the week, in the order the file has them."""
        return [Day(day, self.text(f"log.days.{day}")) for day in self._words.group("log.days")]


def neutral_hip(lexicon: Lexicon, correction: Correction) -> dict[str, str]:
    """The words that follow from the tilt alone, for handouts that name no side."""
    muscles = f"muscles.{correction.muscles.value}"
    resistance = f"resistance.{correction.resistance_at.value}"
    return {
        "tilt": lexicon.text(f"tilts.{correction.tilt.value}"),
        "drawn": lexicon.text(f"tilts.{correction.drawn.value}"),
        "muscles": lexicon.text(f"{muscles}.name"),
        "muscles_plain": lexicon.text(f"{muscles}.plain"),
        "at": lexicon.text(f"aspects.{correction.muscles_at.value}"),
        "press": lexicon.text(f"press.{correction.press.value}"),
        "place": lexicon.text(f"{resistance}.place"),
        "place_loud": lexicon.text(f"{resistance}.place_loud"),
        "hands": lexicon.text(f"{resistance}.hands"),
    }


def hip(lexicon: Lexicon, correction: Correction) -> dict[str, str]:
    """The words of one hip of one patient."""
    side, other = correction.side.value, correction.side.other.value
    return neutral_hip(lexicon, correction) | {
        "side": lexicon.text(f"sides.{side}.name"),
        "other": lexicon.text(f"sides.{other}.name"),
        "letter": lexicon.text(f"sides.{side}.letter"),
    }


def variables(lexicon: Lexicon, pattern: Pattern | None) -> dict[str, dict[str, str]]:
    """`backward` and `forward`: the two hips of a pattern, or what is true of both patterns."""
    if pattern is None:
        either = PATTERNS[0]
        return {
            "backward": neutral_hip(lexicon, either.backward),
            "forward": neutral_hip(lexicon, either.forward),
        }
    return {"backward": hip(lexicon, pattern.backward), "forward": hip(lexicon, pattern.forward)}
