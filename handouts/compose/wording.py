"""The rule in words: what templates, content and figures may say of a hip or a pattern.

Every word derives from a `Correction`, so no text can contradict the rule or its picture.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from handouts.pattern import PATTERNS, Correction, Pattern
from handouts.reading import Clinic, Library, Phrases, render_text
from handouts.reading.expressions import Word

SHORT = "short"
"""The form of a word where there is little room, in languages that have one."""


class Day(NamedTuple):
    """A day of the week: `id` is its English name in lower case."""

    id: str
    name: str
    short: str


class Face(NamedTuple):
    """A face to circle: how it went."""

    icon: str
    name: str


def days_of_week(phrases: Phrases) -> list[Day]:
    """The days of the week, in the order the file has them."""
    return [
        Day(day, phrases.text(f"log.days.{day}"), phrases.text(f"log.days_short.{day}"))
        for day in phrases.names_below("log.days")
    ]


def faces(phrases: Phrases) -> list[Face]:
    """How a day may have gone, the best first."""
    return [Face(icon, phrases.text(f"log.faces.{icon}")) for icon in ("smile", "flat", "frown")]


def neutral_hip(phrases: Phrases, correction: Correction) -> dict[str, str]:
    """The words that follow from the tilt alone, for handouts that name no side."""
    muscles = f"muscles.{correction.muscles.value}"
    resistance = f"resistance.{correction.resistance_at.value}"
    return {
        "tilt": phrases.word(f"tilts.{correction.tilt.value}"),
        "drawn": phrases.word(f"tilts.{correction.drawn.value}"),
        "muscles": phrases.word(f"{muscles}.name"),
        "muscles_plain": phrases.word(f"{muscles}.plain"),
        "at": phrases.word(f"aspects.{correction.muscles_at.value}"),
        "press": phrases.word(f"press.{correction.press.value}"),
        "press_short": phrases.word(f"press_short.{correction.press.value}"),
        "press_hands": phrases.word(f"press_hands.{correction.press.value}"),
        "place": phrases.word(f"{resistance}.place"),
        "place_loud": phrases.word(f"{resistance}.place_loud"),
        "hands_at": phrases.word(f"{resistance}.hands_at"),
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
        "emergency": emergency(clinic, phrases),
    }


def emergency(clinic: Clinic, phrases: Phrases) -> dict[str, str]:
    """`help_now`: where to get it, as a heading; `place`: but where; `doctor`: the same day."""
    of = clinic.emergency
    place = phrases.word("emergency.unknown")
    if of.department:
        department = phrases.word(f"emergency.departments.{of.department}")
        place = phrases.word("emergency.place", department=department, number=of.number)
    if of.words:  # they stand for all forms that a text may ask for
        forms = (*place.forms, *phrases.word("emergency.unknown").forms)
        place = Word(of.words, dict.fromkeys(forms, of.words))
    help_now = phrases.word("emergency.help_now", place=place)
    if not (of.department or of.words):  # a place in brackets would look like a gap to fill in
        unknown = phrases.text("emergency.help_now_unknown")
        help_now = Word(unknown, dict.fromkeys(help_now.forms, unknown))
    doctor = phrases.word("emergency.doctor")
    if of.advice:
        doctor = phrases.word("emergency.doctor_or", advice=of.advice)
    return {"help_now": help_now, "place": place, "doctor": doctor}


def asked_about(clinic: Clinic, phrases: Phrases, *, short: bool = False) -> str:
    """A sentence of what patients should ask about besides; empty where the clinic wants none.

    Args:
        short: in their form `short`, of those that have one.
    """
    words = [phrases.word(f"ask_about.{name}") for name in clinic.asks_about]
    names = [word.forms.get(SHORT, word) if short else word for word in words]
    if not names:
        return ""
    said, *others = names
    for number, one in enumerate(others, start=2):
        joint = "next" if number < len(names) else "two" if number == 2 else "last"
        said = phrases.text(f"ask_about.{joint}", list=said, one=one)
    return phrases.text("ask_about.all", list=said)


def filled_title(library: Library, lang: str, handout: str, pattern: Pattern | None) -> str:
    """The title of a handout for a pattern, its variables filled in.

    Raises:
        ContentError: it names a variable that is unknown.
    """
    language = library.languages[lang]
    variables = content_variables(library.clinic, language.phrases, pattern)
    return render_text(language.handout(handout).front.title, variables, lang)
