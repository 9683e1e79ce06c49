"""What `review` tells, as one JSON value: the web page and the table are made of the same."""

from __future__ import annotations

from typing import Any

from handouts.approvals.approving import Comparison
from handouts.approvals.records import Record
from handouts.approvals.review import Review, Row
from handouts.approvals.words import code
from handouts.building.changes import redline
from handouts.building.warnings import why_draft
from handouts.errors import Problem
from handouts.readability.checklist import Item
from handouts.readability.grade import ReadingGrade
from handouts.readability.passages import Passage, place_of
from handouts.reading import Language, Library
from handouts.storage.paths import shown_path

AS_TYPED = (
    "Nobody is authenticated on a clinic's own computer: names and roles are as they were typed."
    " The account is that of the system, and the door is how it was said."
)


def report_of(review: Review, library: Library) -> dict[str, Any]:
    """Everything there is to tell, dates as YYYY-MM-DD."""
    return {
        "today": f"{review.today}",
        "content": f"{shown_path(library.root)}",
        "names": AS_TYPED,
        "reading_grade_max": review.limit,
        "overdue": [_id(row) for row in review.overdue],
        "due_within_30_days": [_id(row) for row in review.due_soon],
        "handouts": [_handout(row, review, library.languages[row.lang]) for row in review.rows],
        "records": [_record(each) for each in review.records],
        "problems": [_problem(each) for each in review.problems],
    }


def _id(row: Row) -> dict[str, str]:
    return {"handout": row.handout, "lang": row.lang, "review_by": f"{row.review_by}"}


def _handout(row: Row, review: Review, language: Language) -> dict[str, Any]:
    status = row.status
    return {
        "handout": row.handout,
        "lang": row.lang,
        "title": row.title,
        "words": status.code,
        "status": "approved" if status.is_approved else "draft",
        "reason": status.reason.value if status.reason else None,
        "why": why_draft(status),
        "approval": _record(row.approval) if row.approval else None,
        "days_left": (row.review_by - review.today).days if row.review_by else None,
        "changes": [_change(each) for each in row.changes],
        "reading": {
            "grade": row.reading.grade,
            "too_hard": f"{row.too_hard}" if row.too_hard else None,
            **_reading(row.reading, language, row.handout),
        },
        "checklist": [_item(each, language, row.handout) for each in row.checklist],
    }


def _change(change: Comparison) -> dict[str, Any]:
    was = change.before.lines if change.before else ()
    now = change.now.lines if change.now else ()
    return {
        "part": change.head,
        "shared_by": list(change.handouts),
        "redline": [[piece.kind, piece.text] for piece in redline(was, now)],
    }


def _reading(reading: ReadingGrade, language: Language, handout: str) -> dict[str, Any]:
    return {
        "sentences": reading.sentence_count,
        "words_a_sentence": reading.words_a_sentence,
        "measures": [
            {
                "formula": each.formula.name,
                "value": each.value,
                "scale": each.formula.scale,
                "grade": each.grade,
            }
            for each in reading.measures
        ],
        "worst": [
            {**_place(each.text, each.passage, language, handout), "advice": each.advice}
            for each in reading.worst
        ],
    }


def _item(item: Item, language: Language, handout: str) -> dict[str, Any]:
    judgement = item.judgement
    return {
        "checklist": item.checklist,
        "number": item.number,
        "asks": item.asks,
        "answer": judgement.answer,
        "judged_by": judgement.by,
        "where": [
            _place(each.text, each.passage, language, handout) for each in judgement.findings
        ],
    }


def _place(text: str, passage: Passage, language: Language, handout: str) -> dict[str, Any]:
    place = place_of(text, passage, language, handout)
    return {"text": text, "file": f"{shown_path(place.file)}", "line": place.line}


def _record(record: Record) -> dict[str, Any]:
    return {
        **record._asdict(),
        "words": code(record.words),
        "fingerprint": record.words,
        "day": f"{record.day}",
        "review_by": f"{record.review_by}" if record.review_by else None,
        "read": list(record.read),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {**problem._asdict(), "file": f"{shown_path(problem.file)}"}
