"""The dose in words: its boxes, its sentences, and the boxes to tick that follow it."""

from __future__ import annotations

from typing import NamedTuple

from handouts.compose.marks import Marks
from handouts.reading import Dose, DoseValue, Phrases
from handouts.reading.characters import SOFT_HYPHEN


class DoseField(NamedTuple):
    """One box of the dose, and what it says as a sentence.

    `value` and `sentence` are empty where the clinic has given none.
    """

    name: str
    before: str
    after: str
    tip: str
    value: str
    sentence: str
    icon: str


_ICONS = dict(zip(Dose._fields, ("watch", "turns", "sun", "calendar", "gauge"), strict=True))


def dose_fields(dose: Dose, phrases: Phrases, *, short: bool = False) -> list[DoseField]:
    """All of them; in `short` boxes a range is `5–10`, and words have their short form."""
    return [_dose_field(key, getattr(dose, key), phrases, short) for key in Dose._fields]


def _dose_field(key: str, value: DoseValue | None, phrases: Phrases, short: bool) -> DoseField:
    """Without a sentence of its own, what stands in and beside its box is one."""
    before, after = (phrases.counted(f"dose.{key}.{part}", value) for part in ("before", "after"))
    if short and phrases.has(f"dose.{key}.short"):
        before = phrases.text(f"dose.{key}.short")
    shown = _value(value, phrases)
    sentence = ""
    if shown and phrases.has(f"dose.{key}.sentence"):
        sentence = phrases.counted(f"dose.{key}.sentence", value, n=shown)
    elif shown:
        words = Marks(phrases).space.join(filter(None, (before, shown, after)))
        sentence = words.replace(SOFT_HYPHEN, "")
    tip = phrases.text(f"dose.{key}.tip")
    boxed = _value(value, phrases, "labels.range_short") if short else shown
    return DoseField(key, before, after, tip, boxed, sentence, _ICONS[key])


def _value(value: DoseValue | None, phrases: Phrases, phrase: str = "labels.range") -> str:
    if value is None:
        return ""
    if value.low == value.high:
        return phrases.digits.of(value.low)
    return phrases.text(phrase, low=value.low, high=value.high)


class Tick(NamedTuple):
    """One of the boxes to tick of a leg and a day.

    Attributes:
        suffix: tells its name from those of the others.
        tip: the phrase a screen reader says, in which `time` is said.
        head: what its column is called.
    """

    suffix: str
    tip: str
    time: str
    head: str


_TIMES = ("first", "second", "third", "fourth")  # more boxes have no room in a day of a page


def ticks(dose: Dose, phrases: Phrases) -> list[Tick]:
    """As many as the dose has times a day, of a range the most; if those are too many, one."""
    times = _times(dose)
    if times is None or not 1 < times <= len(_TIMES):
        return [Tick("", "log.tick", "", phrases.text("log.done" if times == 1 else "log.each"))]
    return [
        Tick(
            f"-{number}",
            "log.tick_time",
            phrases.text(f"log.times.{time}"),
            phrases.text(f"log.heads.{time}"),
        )
        for number, time in enumerate(_TIMES[:times], 1)
    ]


def tick_note(dose: Dose, phrases: Phrases) -> str:
    """What a box to tick is for, where it is not for each time."""
    times = _times(dose)
    return phrases.text("log.whole_day") if times is None or times > len(_TIMES) else ""


def _times(dose: Dose) -> int | None:
    return dose.times_a_day.high if dose.times_a_day else None
