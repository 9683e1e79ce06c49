"""The boxes to tick follow the dose: as large as ever, none over another, on no more pages."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import combinations
from typing import NamedTuple

import pikepdf
import pytest
from collisions import faults
from handout_help import NOT_APPROVED, Made, OwnContent, make
from mirror import swapped
from samples import LOWER_PAPERS, every, sampled
from spoken import told_by_document, told_by_tree

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS, mm
from handouts.pattern import PATTERNS, Pattern, Side
from handouts.reading import Dose, DoseValue, Library, load_library
from handouts.storage import paths

LEFT, RIGHT = PATTERNS
ONE, TWO, THREE = DoseValue(1, 1), DoseValue(2, 2), DoseValue(3, 3)
UP_TO_THREE, FOUR, SIX = DoseValue(2, 3), DoseValue(4, 4), DoseValue(6, 6)
ALL = [
    *(
        (name, edition, paper, times)
        for name in ("log", "correction")
        for edition, paper in (
            ("standard", "a4"),
            ("standard", "letter"),
            ("large-print", "a4"),
            ("large-print", "letter"),
            ("mono", "letter"),
        )
        for times in (TWO, THREE)
    ),
    ("log", "standard", "letter", UP_TO_THREE),
    ("log", "standard", "letter", SIX),
    ("log", "mono", "letter", FOUR),
    ("correction", "standard", "letter", FOUR),
    ("correction", "standard", "letter", SIX),
]
CASES = sampled(ALL, lambda case: case[2] in LOWER_PAPERS)


class Widget(NamedTuple):
    """A box to tick as the PDF has it; lengths in pt."""

    name: str
    tip: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


@lru_cache
def library() -> Library:
    return load_library(paths.content_dir(), langs=["en"])


@lru_cache
def made_with(
    handout: str, edition: str, paper: str, times: DoseValue | None, pattern: Pattern = LEFT
) -> Made:
    dose = Dose(times_a_day=times)
    document = compose(library(), "en", handout, pattern, dose=dose, status=NOT_APPROVED)
    return make(document, PAPERS[paper], edition)


def ticks(made: Made) -> list[Widget]:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        return [
            Widget(str(widget.T), str(widget.TU), number, *map(float, widget.Rect))
            for number, page in enumerate(pdf.pages, 1)
            for widget in page.obj.get("/Annots", [])
            if widget.get("/FT") == "/Btn" and "leg" in str(widget.TU)  # not the faces
        ]


def overlap(one: Widget, other: Widget) -> bool:
    return (
        one.page == other.page
        and min(one.right, other.right) > max(one.left, other.left)
        and min(one.top, other.top) > max(one.bottom, other.bottom)
    )


@pytest.mark.parametrize(("handout", "edition", "paper", "times"), every(3, ALL))
def test_each_time_of_the_day_has_its_box(
    handout: str, edition: str, paper: str, times: DoseValue
) -> None:
    made = made_with(handout, edition, paper, times)
    usual = made_with(handout, edition, paper, None)
    assert faults(made) == []
    assert told_by_tree(made.reading) == told_by_document(made.document)

    found = ticks(made)
    boxes = times.high if times.high <= 4 else 1
    assert len(found) == len(ticks(usual)) * boxes
    assert len({box.name for box in found}) == len({box.tip for box in found}) == len(found)
    assert not [pair for pair in combinations(found, 2) if overlap(*pair)]
    sizes = {round(box.right - box.left) for box in ticks(usual)}
    assert {round(box.right - box.left) for box in found} == sizes
    assert min(box.right - box.left for box in found) >= mm(5)


@pytest.mark.parametrize(("handout", "edition", "paper", "times"), CASES)
def test_no_more_pages(handout: str, edition: str, paper: str, times: DoseValue) -> None:
    """But for large print, which takes as many as it needs: the exercises may get one more."""
    pages = made_with(handout, edition, paper, times).rendered.pages
    usual = made_with(handout, edition, paper, None).rendered.pages
    if (handout, edition) == ("correction", "large-print"):
        assert usual <= pages <= usual + 1
    else:
        assert pages == usual


@pytest.mark.parametrize("times", [ONE, TWO, THREE])
@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_the_left_leg_stands_left_or_above(edition: str, times: DoseValue) -> None:
    for pattern in PATTERNS:
        found = ticks(made_with("log", edition, "a4", times, pattern))
        each = 2
        for start in range(0, len(found), each):  # those of a time
            legs = {
                side: [box for box in found[start : start + each] if f"{side.value} leg" in box.tip]
                for side in Side
            }
            assert [len(boxes) for boxes in legs.values()] == [1, 1]
            left, right = legs[Side.LEFT], legs[Side.RIGHT]
            beside = max(box.right for box in left) < min(box.left for box in right)
            above = min(box.bottom for box in left) > max(box.top for box in right)
            assert beside or above


@pytest.mark.parametrize("times", [TWO, THREE])
def test_the_two_patterns_stay_mirrors(times: DoseValue) -> None:
    left, right = (made_with("log", "standard", "a4", times, pattern) for pattern in PATTERNS)
    said = told_by_tree(left.reading)
    assert [swapped(text) for text in said] == told_by_tree(right.reading)

    def places(made: Made) -> list[tuple[int, int]]:
        return sorted(
            (round(box.left + box.right), round(box.bottom + box.top)) for box in ticks(made)
        )

    assert places(left) == places(right)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_full_log_fits(own: OwnContent, paper: str) -> None:
    """With every value a range, of a clinic that has filled in everything, and not approved."""
    own.clinic(
        "name: Riverside Physiotherapy\nphone: 01632 960 001\naddress: 12 River Street, Wells\n"
        "web: https://riverside.example\nemail: us@riverside.example\n"
        "dose:\n  hold_seconds: 5-10\n  repeats: 3-5\n  times_a_day: 2-3\n"
        "  days_a_week: 5-7\n  effort_of_10: 2-3\n"
    )
    made = make(own.compose("log", LEFT), PAPERS[paper])
    assert made.rendered.pages == 1
    assert faults(made) == []
    assert set(made.rendered.left_out) <= {"clinic-line"}


@pytest.mark.parametrize("names", ["Woche mit sehr langem Namen", "W"])
def test_names_of_weeks_keep_their_room(own: OwnContent, names: str) -> None:
    """Words of another language are not pushed out of the table by the boxes."""
    own.edit("en/words.yaml", '  week: "Week {{ number }}"', f'  week: "{names} {{{{ number }}}}"')
    own.clinic("dose:\n  times_a_day: 3\n")
    made = make(own.compose("log", LEFT), PAPERS["a4"])
    assert faults(made) == []
