"""What a page of the web says and knows besides the words of its handout; a dose in its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.compose.approval import Status
from handouts.compose.status_words import LinkText
from handouts.document import Online, OnlineDose
from handouts.pattern import Pattern, Side
from handouts.reading import Clinic, Dose, DoseValue, HandoutSource, Language, Library
from handouts.reading.dose import LIMITS
from handouts.reading.links import uri

DOSE_FIELD = "dose-{}"
"""What the field of a value of the dose is called."""
IN_ADDRESS = dict(zip(Dose._fields, ("hold", "reps", "day", "week", "effort"), strict=True))
"""What each value of the dose is called after the `#` of an address."""
EXERCISES = "correction"
"""The handout whose page has the exercises, step by step: sheets of a pattern lead to it."""
_WORDS = (
    *("index", "skip", "still", "ask", "usual", "yours", "no_script", "private", "print"),
    *("call", "call_emergency", "timer", "timer_how", "no_time", "sound", "vibration", "stop_if"),
    *("ready", "start", "press", "enough", "rest", "stop", "stopped", "all_done"),
)


def online(
    library: Library,
    language: Language,
    handout: str,
    pattern: Pattern | None,
    variables: Mapping[str, Any],
    dose: Dose,
    status: Status,
    name: str,
) -> Online:
    """
    Args:
        variables: what its words may name.
        dose: what is shown to whoever comes without a dose in the address.
        name: what the page is called.

    Raises:
        ContentError: a word is missing.
    """
    clinic, phrases = library.clinic, language.phrases
    numbers = {each: f"{{{each}}}" for each in ("n", "of", "leg", "low", "high")}
    numbers["number"] = clinic.emergency.number
    words = {each: phrases.text(f"web.{each}", **variables, **numbers) for each in _WORDS}
    words["range"] = phrases.text("labels.range", **numbers)
    legs = []
    for correction in map(pattern.of, Side) if pattern else ():
        side, said = correction.side, variables[correction.tilt.value]
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
        site=clinic.web_handouts or "",
        pages={
            lang: page_path(lang, handout, pattern)
            for lang, each in sorted(library.languages.items())
            if handout in each.handouts
            and each.handouts[handout].front.per_pattern == (pattern is not None)
        },
    )


def page_link(
    clinic: Clinic,
    language: Language,
    source: HandoutSource,
    pattern: Pattern | None,
    dose: Dose | None,
) -> LinkText | None:
    """What opens the exercises of a sheet on a phone; None where the clinic has no pages.

    Args:
        dose: of the one patient the sheet is for, its blanks as well; None on sheets for everybody.
    """
    if clinic.web_handouts is None:
        return None
    poster = source.front.format == "poster"  # which has no page, and hangs there for everybody
    path = "" if poster else page_path(language.code, source.id, pattern)
    if pattern is not None and EXERCISES in language.handouts:
        path = page_path(language.code, EXERCISES, pattern)
    address = f"{clinic.web_handouts}/{path}"
    shown = address.removeprefix("https://").removesuffix("/")
    return LinkText(
        href=address if dose is None or poster else f"{address}#{fragment(dose)}",
        label=language.phrases.text("links.web"),
        shown=shown,
        alt=language.phrases.text("links.code", address=shown),
    )


def page_path(lang: str, handout: str, pattern: Pattern | None) -> str:
    """Where a page is in the folder of pages."""
    return f"{lang}/{handout}-{pattern.id}.html" if pattern else f"{lang}/{handout}.html"


def fragment(dose: Dose) -> str:
    """A dose as it stands after the `#` of an address, complete: what has no value is said too."""
    return "&".join(
        f"{IN_ADDRESS[each]}={in_address(getattr(dose, each))}" for each in Dose._fields
    )


def in_address(value: DoseValue | None) -> str:
    """A value of the dose as it stands in an address: `5`, `5-10`, or nothing for a blank."""
    if value is None:
        return ""
    return f"{value.low}" if value.low == value.high else f"{value.low}-{value.high}"
