"""What a sheet says in English for staff, who may not read its language."""

from __future__ import annotations

from handouts.compose.approval import DraftReason, Status
from handouts.compose.language_names import language_name
from handouts.pattern import Pattern
from handouts.reading.language_tags import is_translation

_NOT_REVIEWED = "DRAFT: unreviewed machine translation."
_MACHINE = "Unreviewed machine"  # Spanish, as one says: a whole sentence takes a second line


def staff_label(
    lang: str, handout: str, pattern: Pattern | None, status: Status, *, compact: bool = False
) -> str:
    """`Spanish: correction, left hip bone backward.`; nothing on sheets in English.

    In `compact`, where every line counts: `Spanish: L hip back.`, which ends no line within the
    name of the hip: a letter alone at its end would be missed.
    """
    if not is_translation(lang):
        return ""
    what = handout.replace("-", " ")
    if pattern is not None:
        hip, tilt = pattern.backward.side.value, pattern.backward.tilt.value
        what = f"{hip[0].upper()}\xa0hip back" if compact else f"{what}, {hip} hip bone {tilt}"
    label = f"{language_name(lang).english}: {what}."
    if status.reason is not DraftReason.MACHINE_TRANSLATION:
        return label
    return f"{_MACHINE} {label}" if compact else f"{label} {_NOT_REVIEWED}"
