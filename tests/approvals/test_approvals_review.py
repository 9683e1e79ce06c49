"""The review: who approved which words, what has changed since, what is due, what is hard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from handout_help import TODAY, OwnContent

from handouts.approvals.approving import Signature, withdraw
from handouts.approvals.records import log_file, read_log, text_file
from handouts.approvals.review import Review, Row, review
from handouts.compose.approval import DraftReason
from handouts.errors import ContentError

DUE = TODAY + timedelta(days=60)


def looked_at(own: OwnContent, on: date = TODAY, *handouts: str) -> Review:
    return review(own.load(), on, handouts=handouts)


def row(own: OwnContent, handout: str = "log", on: date = TODAY) -> Row:
    (found,) = looked_at(own, on, handout).rows
    return found


def due(found: Review) -> tuple[list[str], list[str]]:
    return [each.handout for each in found.overdue], [each.handout for each in found.due_soon]


def test_every_handout_of_every_language_has_a_row(own: OwnContent) -> None:
    own.path("de").mkdir()
    for name in ("log.md", "shared.md", "words.yaml", "figures.yaml"):
        own.write(f"de/{name}", own.path(f"en/{name}").read_bytes())
    found = looked_at(own)
    assert [(each.lang, each.handout) for each in found.rows] == [
        ("de", "log"),
        *(
            ("en", name)
            for name in ("card", "correction", "how-it-works", "log", "poster", "poster-overview")
        ),
        ("en", "questions"),
        ("en", "two-steps"),
    ]
    assert {each.lang for each in review(own.load(), TODAY, langs=["de"]).rows} == {"de"}


def test_nobody_has_approved_anything(own: OwnContent) -> None:
    found = looked_at(own)
    assert {each.status.reason for each in found.rows} == {DraftReason.NEVER_APPROVED}
    assert {(each.approval, each.review_by, each.changes) for each in found.rows} == {
        (None, None, ())
    }
    assert due(found) == ([], [])
    assert found.is_in_order
    assert found.records == ()


def test_titles_are_filled_in_for_the_first_pattern(own: OwnContent) -> None:
    assert row(own, "poster").title == "Exercise: left hip tipped back"
    assert row(own, "how-it-works").title == "How your hip exercise works"


@pytest.mark.parametrize(
    ("days", "overdue", "soon"),
    [
        (0, False, False),
        (29, False, False),
        (30, False, True),
        (60, False, True),
        (61, True, False),
        (400, True, False),
    ],
)
def test_what_is_due(own: OwnContent, days: int, overdue: bool, soon: bool) -> None:
    own.approve("log", review_by=DUE)
    found = looked_at(own, TODAY + timedelta(days=days))
    assert due(found) == (["log"] if overdue else [], ["log"] if soon else [])
    assert found.is_in_order is not overdue


def test_words_that_changed_since_are_still_overdue(own: OwnContent) -> None:
    own.approve("log", review_by=DUE)
    own.edit("en/log.md", "My two-week log", "My fortnight log")
    assert due(looked_at(own, DUE + timedelta(days=1))) == (["log"], [])


def test_what_has_changed_since(own: OwnContent) -> None:
    own.approve("questions", "card")
    own.edit("en/shared.md", "- it hurts or", "- it hurts much or")
    found = row(own, "questions")
    assert found.status.reason is DraftReason.WORDS_CHANGED
    assert found.approval is not None
    assert found.approval.name == "A. Clinician"
    assert [each.head for each in found.changes] == [
        "left-backward / stop",
        "right-backward / stop",
    ]
    assert len(found.changes[0].handouts) == 8  # the short forms of it too
    assert row(own, "card").status.reason is DraftReason.SHORT_FORMS
    assert [each.head for each in row(own, "card").changes] == ["long form of stop"]


def test_a_text_that_is_gone_says_nothing_of_what_has_changed(own: OwnContent) -> None:
    own.approve("log")
    text_file(own.root, row(own).approval.words).unlink()  # type: ignore[union-attr]
    found = row(own)
    assert found.status.reason is DraftReason.TEXT_MISSING
    assert found.changes == ()


def test_withdrawn(own: OwnContent) -> None:
    own.approve("log", review_by=DUE)
    by = Signature("B. Clinician", "physiotherapist", TODAY, None, "tester", "command")
    withdraw(own.root, "en", "log", by)
    found = looked_at(own, DUE + timedelta(days=1))
    assert due(found) == ([], [])
    assert [each.action for each in found.records] == ["approve", "withdraw"]
    assert row(own).approval is None
    assert row(own).status.reason is DraftReason.WITHDRAWN


def test_damaged_records_are_not_in_order(own: OwnContent) -> None:
    own.approve("log", "card")
    log_file(own.root).write_bytes(log_file(own.root).read_bytes().replace(b"card", b"cart"))
    found = looked_at(own)
    assert [each.handout for each in found.records] == ["log"]
    assert found.problems == read_log(own.root).problems != ()
    assert not found.is_in_order


def test_a_handout_is_as_hard_as_its_harder_pattern(own: OwnContent) -> None:
    hard = "individualised considerations notwithstanding contraindications"
    own.edit("en/words.yaml", "left: {name: left,", f"left: {{name: {hard},")
    easy, found = (row(each, "correction") for each in (OwnContent(own.root.parent / "easy"), own))
    assert found.reading.grade > easy.reading.grade
    assert easy.too_hard is None


def test_the_limit_is_the_clinics(own: OwnContent) -> None:
    sentence = "Individualised considerations necessitate comprehensive examination. " * 20
    own.edit("en/log.md", "Circle a face", f"{sentence}Circle a face")
    assert row(own).too_hard is not None
    assert row(own).too_hard.limit == 6  # type: ignore[union-attr]
    own.clinic("reading_grade_max: 12\n")
    assert looked_at(own).limit == 12
    harder = row(own).too_hard
    assert harder is None or harder.limit == 12


def test_all_that_cannot_be_composed_is_told_at_once(own: OwnContent) -> None:
    for name in ("log", "card"):
        text = own.path(f"en/{name}.md").read_text(encoding="utf-8")
        own.write(f"en/{name}.md", f"{text}\n## New {{#new}}\n\nNo place for this.\n")
    with pytest.raises(ContentError) as error:
        looked_at(own)
    assert {problem.file.name for problem in error.value.problems} == {"log.md", "card.md"}
