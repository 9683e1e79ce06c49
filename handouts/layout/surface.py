"""What pages are painted on, and the base of everything painted on it."""

from __future__ import annotations

from typing import TypeAlias

from reportlab.platypus import Flowable

from handouts.tagged import PlainCanvas, TaggedCanvas

# With tags, or, to compare with, without.
Surface: TypeAlias = TaggedCanvas | PlainCanvas


class Block(Flowable):
    """A flowable of ours: its canvas has structure elements and fields."""

    canv: Surface
