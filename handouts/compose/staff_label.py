"""What a sheet says in English for staff, who may not read its language."""

from __future__ import annotations

from handouts.compose.approval import DraftReason, Status
from handouts.compose.language_names import language_name
from handouts.pattern import Pattern
from handouts.reading.language_tags import is_translation

_NOT_REVIEWED = "DRAFT: unreviewed machine translation."


def staff_label(lang: str, handout: str, pattern: Pattern | None, status: Status) -> str:
    """`Spanish: correction, left hip bone backward.`; nothing on sheets in English."""
    if not is_translation(lang):
        return ""
    what = handout.replace("-", " ")
    if pattern is not None:
        what += f", {pattern.backward.side.value} hip bone {pattern.backward.tilt.value}"
    label = f"{language_name(lang).english}: {what}."
    if status.reason is DraftReason.MACHINE_TRANSLATION:
        label += f" {_NOT_REVIEWED}"
    return label
