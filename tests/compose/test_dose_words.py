"""The dose in words: boxes, sentences, and the boxes to tick that follow it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.composer import compose
from handouts.compose.dose import dose_fields, tick_note, ticks
from handouts.document import Document, Field, texts, walk
from handouts.pattern import PATTERNS, Side
from handouts.reading import Dose, DoseValue, Library, Phrases
from handouts.reading.dose import LIMITS

LOGS = ("log", "correction")


@pytest.fixture
def phrases(library: Library) -> Phrases:
    return library.languages["en"].phrases


def test_every_value_of_the_dose_has_a_box(phrases: Phrases) -> None:
    boxes = dose_fields(Dose(), phrases)
    assert [box.name for box in boxes] == list(Dose._fields)
    for box in boxes:
        assert box.value == ""  # the software never invents a number
        assert box.tip
        assert box.before or box.after


@pytest.mark.parametrize(
    ("value", "words"),
    [(DoseValue(5, 5), "5"), (DoseValue(5, 10), "5 to 10"), (None, "")],
)
def test_value_of_the_dose(phrases: Phrases, value: DoseValue | None, words: str) -> None:
    for name in Dose._fields:
        boxes = dose_fields(Dose(**{name: value}), phrases)
        assert {box.name: box.value for box in boxes if box.value} == (
            {name: words} if words else {}
        )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            DoseValue(1, 1),
            ["Hold 1 second", "Do 1 time", "Once a day", "1 day a week", "Effort: 1 of 10"],
        ),
        (
            DoseValue(2, 2),
            [
                "Hold 2 seconds",
                "Do 2 times",
                "Twice a day",
                "2 days a week",
                "Effort: 2 of 10",
            ],
        ),
        (
            DoseValue(1, 2),
            [
                "Hold 1 to 2 seconds",
                "Do 1 to 2 times",
                "1 to 2 times a day",
                "1 to 2 days a week",
                "Effort: 1 to 2 of 10",
            ],
        ),
        (None, [""] * 5),
    ],
)
def test_the_dose_in_sentences(phrases: Phrases, value: DoseValue | None, said: list[str]) -> None:
    boxes = dose_fields(Dose(*[value] * 5), phrases)
    assert [box.sentence for box in boxes] == said


def test_a_box_is_labelled_before_its_number_and_not_after(phrases: Phrases) -> None:
    """So that none says "1 times a day"."""
    for value in (None, DoseValue(1, 1), DoseValue(1, 3)):
        boxes = dose_fields(Dose(*[value] * 5), phrases)
        assert [box.before for box in boxes] == [
            "Seconds to press",
            "Repeats each leg",
            "Times a day",
            "Days a week",
            "Effort of 10",
        ]
        assert {box.after for box in boxes} == {""}


def boxes(document: Document) -> list[Field]:
    found = [each for each in walk(document.children) if isinstance(each, Field)]
    return [field for field in found if field.kind == "check" and not field.icon]


@pytest.mark.parametrize("handout", LOGS)
@pytest.mark.parametrize(
    ("times", "count"),
    [
        (None, 1),
        (DoseValue(1, 1), 1),
        (DoseValue(2, 2), 2),
        (DoseValue(1, 2), 2),
        (DoseValue(3, 3), 3),
        (DoseValue(2, 3), 3),
        (DoseValue(3, 4), 4),
        (DoseValue(4, 5), 1),
        (DoseValue(6, 6), 1),
    ],
)
def test_boxes_to_tick_follow_the_dose(
    library: Library, handout: str, times: DoseValue | None, count: int
) -> None:
    """Of a range the larger number; one where more have no room, which then says so."""
    dose = Dose(times_a_day=times)
    document = compose(library, "en", handout, PATTERNS[0], dose=dose)
    found = boxes(document)
    assert len(found) == 2 * 7 * 2 * count  # legs, days, weeks
    for side in Side:
        assert len([field for field in found if field.side is side]) == len(found) / 2
    assert len({field.name for field in found}) == len({field.tip for field in found}) == len(found)
    note = "There is one box a day for each leg. Tick it, or write how many times."
    assert (note in texts(document.children)) == (times is None or times.high > 4)


def test_a_box_says_which_time_it_is_for(library: Library) -> None:
    dose = Dose(times_a_day=DoseValue(2, 2))
    found = boxes(compose(library, "en", "log", PATTERNS[0], dose=dose))
    assert [(field.name, field.tip) for field in found[:4]] == [
        ("log-1-monday-backward-1", "Week 1, Monday, left leg, first time done"),
        ("log-1-monday-forward-1", "Week 1, Monday, right leg, first time done"),
        ("log-1-monday-backward-2", "Week 1, Monday, left leg, second time done"),
        ("log-1-monday-forward-2", "Week 1, Monday, right leg, second time done"),
    ]
    (one, other, *_) = boxes(compose(library, "en", "log", PATTERNS[0], dose=Dose()))
    assert (one.name, one.tip) == ("log-1-monday-backward", "Week 1, Monday, left leg done")
    assert (other.name, other.tip) == ("log-1-monday-forward", "Week 1, Monday, right leg done")


@given(low=st.integers(*LIMITS["times_a_day"]), high=st.integers(*LIMITS["times_a_day"]))
def test_no_time_of_the_day_is_without_a_box(library: Library, low: int, high: int) -> None:
    """Unless the page says that a box is for the whole day."""
    phrases = library.languages["en"].phrases
    dose = Dose(times_a_day=DoseValue(*sorted((low, high))))
    assert len(ticks(dose, phrases)) == max(low, high) or tick_note(dose, phrases)
