"""The review of all words: who approved which, what changed since, what is due, what is hard."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from handouts.approvals.approving import Comparison, comparisons
from handouts.approvals.records import Record
from handouts.approvals.status import Book
from handouts.compose.approval import Status
from handouts.compose.composer import compose
from handouts.compose.markup import parse
from handouts.compose.wording import filled_title
from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS
from handouts.readability.checklist import Item, checklist
from handouts.readability.grade import ReadingGrade, TooHard, grade_of
from handouts.reading import Library

SOON = timedelta(days=30)


def is_due(approval: Record | None, today: date) -> bool:
    """Whether words are to be read again within 30 days, or should have been."""
    by = approval.review_by if approval else None
    return by is not None and by - today <= SOON


class Row(NamedTuple):
    """One handout in one language.

    Attributes:
        title: for the first pattern, where there are several.
        status: on the day of the review.
        approval: the last one that was not withdrawn, whatever the words are now.
        changes: what has changed since; none where it is not known what was approved.
        reading: of the pattern that is harder to read.
        too_hard: how it is above the clinic's limit.
        checklist: what a program can judge of PEMAT-P and the CDC index.
    """

    lang: str
    handout: str
    title: str
    status: Status
    approval: Record | None
    changes: tuple[Comparison, ...]
    reading: ReadingGrade
    too_hard: TooHard | None
    checklist: tuple[Item, ...]

    @property
    def review_by(self) -> date | None:
        return self.approval.review_by if self.approval else None


class Review(NamedTuple):
    """All handouts on a day.

    Attributes:
        limit: the school year that none should be harder than.
        records: the whole log, as far as it counts.
        problems: what is wrong with it.
    """

    today: date
    limit: float
    rows: tuple[Row, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def overdue(self) -> tuple[Row, ...]:
        """Those whose words should have been read again by now."""
        return tuple(row for row in self.rows if row.review_by and row.review_by < self.today)

    @property
    def is_in_order(self) -> bool:
        """Whether nothing is overdue, as far as the records can tell."""
        return not self.overdue and not self.problems

    @property
    def due_soon(self) -> tuple[Row, ...]:
        """Those to be read again within 30 days."""
        return tuple(
            row
            for row in self.rows
            if row.review_by and timedelta(0) <= row.review_by - self.today <= SOON
        )


def review(
    library: Library, today: date, *, langs: Collection[str] = (), handouts: Collection[str] = ()
) -> Review:
    """Looks at handouts in languages; at all of them where none are named.

    Raises:
        ContentError: some cannot be composed.
    """
    book = Book(library)
    rows: list[Row] = []
    problems: list[Problem] = []
    for lang, language in sorted(library.languages.items()):
        for handout in sorted(language.handouts):
            if (langs and lang not in langs) or (handouts and handout not in handouts):
                continue
            try:
                rows.append(_row(book, library, lang, handout, today))
            except ContentError as error:
                problems += error.problems
    if problems:
        raise ContentError(problems)
    limit = library.clinic.reading_grade_max
    return Review(today, limit, tuple(rows), book.log.records, book.log.problems)


def _row(book: Book, library: Library, lang: str, handout: str, today: date) -> Row:
    per_pattern = library.languages[lang].handout(handout).front.per_pattern
    patterns = PATTERNS if per_pattern else (None,)
    dose, limit = library.clinic.dose, library.clinic.reading_grade_max
    documents = [compose(library, lang, handout, each, dose=dose) for each in patterns]
    grades = [grade_of(document) for document in documents]
    hardest = max(grades, key=lambda each: each.grade)
    return Row(
        lang,
        handout,
        filled_title(library, lang, handout, patterns[0]),
        book.status(lang, handout, today),
        book.approved(lang, handout),
        tuple(comparisons(book, library, lang, handout))
        if book.approved_words(lang, handout)
        else (),
        hardest,
        next(filter(None, (each.too_hard(limit) for each in grades)), None),
        checklist(parse(documents[0].markup), lang, hardest, limit),
    )
