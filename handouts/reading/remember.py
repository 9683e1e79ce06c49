"""The `remember` group of `clinic.yaml`: what the desk writes down of each print."""

from __future__ import annotations

from typing import NamedTuple

from .findings import quoted
from .mapping import Fields

WAYS = ("nothing", "copies", "visits")


class Remember(NamedTuple):
    """What is written down of each print.

    Attributes:
        prints: `nothing`; `copies`, how many of each handout a day; or `visits`, also the side, the
            time and the number of the patient's chart.
        days: after how many days visits are removed.
    """

    prints: str = "copies"
    days: int = 30


def read_remember(group: Fields | None) -> Remember:
    """The group, if there is one; every problem is reported."""
    if group is None:
        return Remember()
    usual = Remember()
    remember = Remember(
        group.parsed("prints", _way) or usual.prints, group.whole("days", 1, 3650) or usual.days
    )
    group.finish()
    return remember


def _way(text: str) -> str:
    if text not in WAYS:
        raise ValueError(f"{quoted(text)} is none of these; write one of: {', '.join(WAYS)}")
    return text
