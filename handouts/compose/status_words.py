"""What is filled in, in words: the clinic's links, and whether the words are approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from handouts.compose.approval import DraftReason, Status
from handouts.compose.dates import in_words
from handouts.compose.marks import Marks
from handouts.compose.wording import pattern_variables
from handouts.pattern import Pattern
from handouts.reading import ClinicLink, Language, Phrases
from handouts.reading.capitals import capitalize
from handouts.reading.links import uri

NAME_FIELD = "made_for"
"""The field that has the patient's name."""


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


def draft_text(status: Status, phrases: Phrases, *, short: bool = False) -> str:
    """`DRAFT: Do not give to patients.`, or nothing once approved.

    Of a machine translation it says that as well, and in `short` only that.
    """
    if status.is_approved:
        return ""
    marks = Marks(phrases)
    said = marks.said(phrases.text("draft.mark"), phrases.text("draft.not_for_patients"))
    if status.reason is not DraftReason.MACHINE_TRANSLATION:
        return said
    if short:
        return why_draft(status, phrases)
    whys = [phrases.text(f"draft.{status.reason.value}")]
    if status.parts:
        stale = DraftReason.TRANSLATION_STALE.value
        whys.append(phrases.text(f"draft.{stale}", parts=marks.listed(status.parts)))
    return marks.sentences((said, *(capitalize(why, phrases.lang) for why in whys)))


def why_draft(status: Status, phrases: Phrases) -> str:
    """`DRAFT: why.`"""
    assert status.reason is not None
    marks = Marks(phrases)
    approval = status.approval
    why = phrases.text(
        f"draft.{status.reason.value}",
        parts=marks.listed(status.parts),
        on=_day(approval.on, phrases) if approval else "",
        due=_day(approval.review_by, phrases) if approval else "",
    )
    return marks.said(phrases.text("draft.mark"), why)


def approval_lines(status: Status, version: str, phrases: Phrases, *, short: bool) -> list[str]:
    """Version, approval and review date, a sentence each.

    In `short`, for a page without a foot, the code of the words follows, and why it is a draft is
    left to its bar.
    """
    marks = Marks(phrases)
    lines = [phrases.text("labels.version", version=version)]
    approval = status.approval
    if status.is_approved and approval:
        by = marks.listed((approval.name, approval.role))
        on, due = (_day(day, phrases) for day in (approval.on, approval.review_by))
        lines.append(phrases.text("labels.approved", by=by, on=on))
        lines.append(phrases.text("labels.review_due", due=due))
    elif status.reason:
        lines += [] if short else [why_draft(status, phrases)]
    if short and status.code:
        lines.append(phrases.text("labels.words", code=status.code))
    return list(map(marks.sentence, lines))


def status_line(status: Status, version: str, phrases: Phrases) -> str:
    """Version, approval and the code of the words, for the foot of a page.

    That it is a draft, and why, stands there in a line of its own.
    """
    said = [phrases.text("labels.version", version=version)]
    if status.is_approved and status.approval:
        on = _day(status.approval.on, phrases)
        said.append(phrases.text("labels.approved_short", on=on))
    if status.code:
        said.append(phrases.text("labels.words", code=status.code))
    return Marks(phrases).sentences(said)


def _day(day: date, phrases: Phrases) -> str:
    return phrases.digits.of(in_words(day, phrases.lang))


def set_title(language: Language, pattern: Pattern | None, first: str) -> str:
    """The title of a print set: it says the pattern, or where there is none the `first` title."""
    phrases = language.phrases
    name = phrases.text("pattern", **pattern_variables(phrases, pattern)) if pattern else first
    return phrases.text("print_set.title", pattern=name)
