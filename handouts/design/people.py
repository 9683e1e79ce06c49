"""Who the drawings show: one of a few bodies, or another in each handout."""

from __future__ import annotations

from zlib import crc32

BODIES = ("base", "older_woman", "broad_man", "slim", "large")
"""By the names of their outlines; the first where a clinic chooses none."""

ROTATING = "rotating"


def body_of(chosen: str, handout: str) -> str:
    """The body of a handout; always the same one, whatever other handouts there are."""
    if chosen != ROTATING:
        return chosen
    return BODIES[crc32(handout.encode()) % len(BODIES)]
