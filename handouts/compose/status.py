"""What the clinic filled in, in words: the dose, and whether the content is approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from handouts.compose.wording import pattern_variables
from handouts.pattern import Pattern
from handouts.reading import Approved, ClinicLink, Dose, DoseValue, Draft, Language, Phrases
from handouts.reading.links import uri


class DoseField(NamedTuple):
    """One box of the dose; `value` is empty where the clinic has given none."""

    name: str
    before: str
    after: str
    tip: str
    value: str


def dose_fields(dose: Dose, phrases: Phrases) -> list[DoseField]:
    return [
        DoseField(
            name=key,
            before=phrases.text(f"dose.{key}.before"),
            after=phrases.text(f"dose.{key}.after"),
            tip=phrases.text(f"dose.{key}.tip"),
            value=_value(getattr(dose, key), phrases),
        )
        for key in Dose._fields
    ]


def _value(value: DoseValue | None, phrases: Phrases) -> str:
    if value is None:
        return ""
    if value.low == value.high:
        return str(value.low)
    return phrases.text("labels.range", low=value.low, high=value.high)


class LinkText(NamedTuple):
    """One of the clinic's links: where it leads, and the words beside its QR code."""

    href: str
    label: str
    shown: str
    alt: str


def link_texts(links: Sequence[ClinicLink], phrases: Phrases) -> list[LinkText]:
    return [
        LinkText(
            href=uri(link.address),
            label=link.label or phrases.text(f"links.{link.name}"),
            shown=link.address.removeprefix("https://").removesuffix("/"),
            alt=phrases.text("links.code", address=link.address),
        )
        for link in links
    ]


def draft_text(status: Approved | Draft, phrases: Phrases) -> str:
    """`DRAFT: why. Do not give to patients.`, or nothing once approved."""
    if isinstance(status, Approved):
        return ""
    return f"{_why(status, phrases)} {phrases.text('draft.not_for_patients')}"


def short_draft_text(status: Approved | Draft, phrases: Phrases) -> str:
    """`DRAFT: Do not give to patients.`, or nothing once approved."""
    if isinstance(status, Approved):
        return ""
    return f"{phrases.text('draft.mark')}: {phrases.text('draft.not_for_patients')}"


def _why(status: Draft, phrases: Phrases) -> str:
    """`DRAFT: why.`"""
    approval = status.approval
    why = phrases.text(
        f"draft.{status.reason.value}",
        version=status.version,
        approved=approval.version,
        on=_day(approval.approved_on),
        due=_day(approval.review_due),
    )
    return f"{phrases.text('draft.mark')}: {why}"


def approval_lines(status: Approved | Draft, version: str, phrases: Phrases) -> list[str]:
    """Version, approval and review date, a sentence each."""
    lines = [phrases.text("labels.version", version=version)]
    if isinstance(status, Approved):
        lines.append(phrases.text("labels.approved", by=status.by, on=_day(status.on)))
        lines.append(phrases.text("labels.review_due", due=_day(status.due)))
    else:
        lines.append(_why(status, phrases))
    return [line if line.endswith(".") else f"{line}." for line in lines]


def status_line(status: Approved | Draft, version: str, phrases: Phrases) -> str:
    """Version, and approval or DRAFT, for the foot of a page."""
    words = phrases.text("labels.version", version=version)
    if isinstance(status, Approved):
        return f"{words}. {phrases.text('labels.approved_short', on=_day(status.on))}."
    return f"{words}. {_why(status, phrases)}"


def set_title(language: Language, pattern: Pattern) -> str:
    """The title of a print set."""
    phrases = language.phrases
    name = phrases.text("pattern", **pattern_variables(phrases, pattern))
    return phrases.text("print_set.title", pattern=name)


def _day(day: date | None) -> str:
    """A date as YYYY-MM-DD (ISO 8601): the same in every language and never read the wrong way."""
    return day.isoformat() if day else ""
