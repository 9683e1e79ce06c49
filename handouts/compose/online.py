"""What a page of the web says and knows besides the words of its handout; a dose in its address."""

from __future__ import annotations

from handouts.compose.approval import Status
from handouts.compose.wording import content_variables, hip
from handouts.document import Online, OnlineDose
from handouts.pattern import Pattern, Side
from handouts.reading import Clinic, Dose, DoseValue, Phrases
from handouts.reading.dose import LIMITS
from handouts.reading.links import uri

DOSE_FIELD = "dose-{}"
"""What the field of a value of the dose is called."""
IN_ADDRESS = dict(zip(Dose._fields, ("hold", "reps", "day", "week", "effort"), strict=True))
"""What each value of the dose is called after the `#` of an address."""
_WORDS = (
    *(
        "skip",
        "still",
        "ask",
        "usual",
        "yours",
        "no_script",
        "private",
        "print",
        "call",
        "call_emergency",
    ),
    *("timer", "timer_how", "no_time", "sound", "vibration", "stop_if"),
    *("ready", "start", "press", "enough", "rest", "stop", "stopped", "all_done"),
)


def online(
    clinic: Clinic,
    phrases: Phrases,
    pattern: Pattern | None,
    dose: Dose,
    status: Status,
    name: str,
) -> Online:
    """
    Args:
        dose: what is shown to whoever comes without a dose in the address.
        name: what the page is called.

    Raises:
        ContentError: a word is missing.
    """
    known = content_variables(clinic, phrases, pattern)
    numbers = {each: f"{{{each}}}" for each in ("n", "of", "leg", "low", "high")}
    numbers["number"] = clinic.emergency.number
    words = {each: phrases.text(f"web.{each}", **known, **numbers) for each in _WORDS}
    words["range"] = phrases.text("labels.range", **numbers)
    legs = []
    for correction in map(pattern.of, Side) if pattern else ():
        side, said = correction.side, hip(phrases, correction)
        legs.append((side, phrases.text("web.leg", hip=said)))
        words[f"{side.value}_done"] = phrases.text("web.leg_done", hip=said)
    approval = status.approval if status.is_approved else None
    return Online(
        name=name,
        words=words,
        legs=tuple(legs),
        dose=tuple(
            OnlineDose(
                DOSE_FIELD.format(each),
                IN_ADDRESS[each],
                in_address(getattr(dose, each)),
                *LIMITS[each],
            )
            for each in Dose._fields
        ),
        phone=uri(f"tel:{clinic.phone}") if clinic.phone else "",
        emergency=clinic.emergency.number if not clinic.emergency.words else "",
        reviewed=approval.on.isoformat() if approval else "",
    )


def in_address(value: DoseValue | None) -> str:
    """A value of the dose as it stands in an address: `5`, `5-10`, or nothing for a blank."""
    if value is None:
        return ""
    return f"{value.low}" if value.low == value.high else f"{value.low}-{value.high}"
