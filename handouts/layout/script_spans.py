"""Paragraphs in scripts without spaces between words, or of which some text runs to the left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from handouts.design.line_breaks import BREAK_HERE, break_places, is_unspaced
from handouts.layout.breaking import Span
from handouts.tagged import levels, registered

_TO_THE_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U0001efff]"
)
"""Letters that run to the left, and what says that some text does, or does not."""


def with_breaks(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same text with `BREAK_HERE` wherever scripts without spaces may be broken."""
    if not any(is_unspaced(span.text) for span in spans):
        return spans
    places = break_places("".join(span.text for span in spans))
    made, at = [], 0
    for span in spans:
        letters = (
            BREAK_HERE + letter if at + place in places else letter
            for place, letter in enumerate(span.text)
        )
        made.append(span._replace(text="".join(letters)))
        at += len(span.text)
    return tuple(made)


def by_direction(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same text, each span with its level, which is that in the whole paragraph (UAX 9).

    Nothing changes where all runs to the right.
    """
    if not spans:
        return spans
    base = int(registered(spans[0].font).scripts.right_to_left)
    if not base and not any(_TO_THE_LEFT.search(span.text) for span in spans):
        return spans
    return tuple(_levelled(spans, base))


def _levelled(spans: tuple[Span, ...], base: int) -> Iterator[Span]:
    known = levels("".join(span.text for span in spans), base)
    at = 0
    for span in spans:
        own = zip(known[at : at + len(span.text)], span.text, strict=True)
        at += len(span.text)
        for level, letters in groupby(own, lambda each: each[0]):
            yield span._replace(text="".join(letter for _, letter in letters), level=level)
