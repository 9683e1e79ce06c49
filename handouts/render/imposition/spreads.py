"""Two pages side by side on a sheet: in order, or as a booklet to fold in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from handouts.design.papers import Paper
from handouts.render.imposition.cut_marks import Rectangle


class Imposition(Enum):
    """How the pages of a set are put onto sheets."""

    SINGLE = "single"
    TWO_UP = "2-up"
    BOOKLET = "booklet"

    @property
    def suffix(self) -> str:
        """What the name of a file printed that way ends with."""
        return "" if self is Imposition.SINGLE else f"-{self.value}"


class Placement(NamedTuple):
    """Where a page goes: its sheet side, counted from 1, and the part of it."""

    side: int
    part: Rectangle


def placements(
    imposition: Imposition, count: int, paper: Paper, *, to_left: bool = False
) -> list[Placement]:
    """The place of each of so many pages, in their order, on sides of `paper`.

    Pages written `to_left` are read from the right one to the left one: they are bound there.
    """
    if imposition is Imposition.SINGLE:
        whole = Rectangle(0, 0, paper.width, paper.height)
        return [Placement(side, whole) for side in range(1, count + 1)]
    sheet = paper.turned
    edges = (sheet.width / 2, 0) if to_left else (0, sheet.width / 2)
    halves = [Rectangle(x, 0, sheet.width / 2, sheet.height) for x in edges]
    if imposition is Imposition.TWO_UP:
        return [Placement(1 + page // 2, halves[page % 2]) for page in range(count)]
    placed = dict(_booklet(count))
    return [Placement(side, halves[half]) for side, half in (placed[page] for page in range(count))]


def sides(imposition: Imposition, count: int) -> int:
    """How many sheet sides so many pages take; a booklet's sheets have four pages each."""
    if imposition is Imposition.SINGLE:
        return count
    return -(-count // 2) if imposition is Imposition.TWO_UP else -(-count // 4) * 2


def _booklet(count: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Page from 0, then its side from 1 and its half, the first 0 and the second 1.

    Folded sheets lie inside one another: the outer side of the first one bears the last page
    and the first, its inner side the second and the last but one, and so on.
    """
    pages = -(-count // 4) * 4
    for side in range(pages // 2):
        low, high = side, pages - 1 - side
        left, right = (high, low) if side % 2 == 0 else (low, high)
        yield left, (side + 1, 0)
        yield right, (side + 1, 1)
