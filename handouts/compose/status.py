"""What the clinic filled in, in words: the dose, and whether the content is approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from handouts.compose.wording import Lexicon, variables
from handouts.pattern import Pattern
from handouts.reading import Approved, ClinicLink, Dose, DoseValue, Draft, Language
from handouts.reading.capitals import of_language
from handouts.reading.links import tidy_link


class DoseField(NamedTuple):
    """One box of the dose; `value` is empty where the clinic has given none."""

    name: str
    before: str
    after: str
    tip: str
    value: str


def dose_fields(dose: Dose, lexicon: Lexicon) -> list[DoseField]:
    return [
        DoseField(
            name=key,
            before=lexicon.text(f"dose.{key}.before"),
            after=lexicon.text(f"dose.{key}.after"),
            tip=lexicon.text(f"dose.{key}.tip"),
            value=_value(getattr(dose, key), lexicon),
        )
        for key in Dose._fields
    ]


def _value(value: DoseValue | None, lexicon: Lexicon) -> str:
    if value is None:
        return ""
    if value.low == value.high:
        return str(value.low)
    return lexicon.text("labels.range", low=value.low, high=value.high)


class LinkWords(NamedTuple):
    """One of the clinic's links: where it leads, and the words beside its QR code."""

    href: str
    label: str
    shown: str
    alt: str


def link_words(links: Sequence[ClinicLink], lexicon: Lexicon) -> list[LinkWords]:
    return [
        LinkWords(
            href=tidy_link(link.address),
            label=link.label or lexicon.text(f"links.{link.name}"),
            shown=link.address.removeprefix("https://").removesuffix("/"),
            alt=lexicon.text("links.code", address=link.address),
        )
        for link in links
    ]


def draft_words(status: Approved | Draft, lexicon: Lexicon) -> str:
    """`DRAFT: why. Do not give to patients.`, or nothing once approved."""
    if isinstance(status, Approved):
        return ""
    return f"{_why(status, lexicon)} {lexicon.text('draft.not_for_patients')}"


def short_draft_words(status: Approved | Draft, lexicon: Lexicon) -> str:
    """`DRAFT: Do not give to patients.`, or nothing once approved."""
    if isinstance(status, Approved):
        return ""
    return f"{lexicon.text('draft.mark')}: {lexicon.text('draft.not_for_patients')}"


def _why(status: Draft, lexicon: Lexicon) -> str:
    """`DRAFT: why.`"""
    approval = status.approval
    why = lexicon.text(
        f"draft.{status.reason.value}",
        version=status.version,
        approved=approval.version,
        on=_day(approval.approved_on),
        due=_day(approval.review_due),
    )
    return f"{lexicon.text('draft.mark')}: {why}"


def approval_lines(status: Approved | Draft, version: str, lexicon: Lexicon) -> list[str]:
    """Version, approval and review date, a sentence each."""
    lines = [lexicon.text("labels.version", version=version)]
    if isinstance(status, Approved):
        lines.append(lexicon.text("labels.approved", by=status.by, on=_day(status.on)))
        lines.append(lexicon.text("labels.review_due", due=_day(status.due)))
    else:
        lines.append(_why(status, lexicon))
    return [line if line.endswith(".") else f"{line}." for line in lines]


def status_line(status: Approved | Draft, version: str, lexicon: Lexicon) -> str:
    """Version, and approval or DRAFT, for the foot of a page."""
    words = lexicon.text("labels.version", version=version)
    if isinstance(status, Approved):
        return f"{words}. {lexicon.text('labels.approved_short', on=_day(status.on))}."
    return f"{words}. {_why(status, lexicon)}"


def set_title(language: Language, pattern: Pattern) -> str:
    """The title of a print set."""
    lexicon = Lexicon(language.words)
    with of_language(language.code):
        name = lexicon.text("pattern", **variables(lexicon, pattern))
        return lexicon.text("print_set.title", pattern=name)


def _day(day: date | None) -> str:
    """A date as YYYY-MM-DD (ISO 8601): the same in every language and never read the wrong way."""
    return day.isoformat() if day else ""
