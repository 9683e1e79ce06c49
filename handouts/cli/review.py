"""The command `review`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.cli import console, options, output
from handouts.cli.comparisons import print_comparisons
from handouts.cli.html_file import refuse_other_files, write_page
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.approvals.review import Review, Row
    from handouts.reading import Library

_TITLE = "Review of handouts"


def add_to(new: options.NewCommand) -> None:
    review = new(
        "review",
        "Say who approved which words, what has changed since, what is due, and what is hard to"
        " read.",
    )
    review.add_argument(
        "handouts",
        metavar="HANDOUT",
        nargs="*",
        help="Only these, with what has changed and what to shorten. (default: all, as a table)",
    )
    options.add_selection(review, "lang")
    options.add_content(review)
    options.add_today(review)
    review.add_argument(
        "--strict",
        action="store_true",
        help="End with 1 if a review is past due, or the records are damaged.",
    )
    review.add_argument(
        "--html", metavar="FILE.html", type=Path, help="Write all of it to a web page."
    )
    options.add_json(review)
    review.set_defaults(run=_review)


def _review(given: options.Options) -> bool:
    """
    Raises:
        ContentError: problems in the content.
        UsageError: the options do not make sense, or the web page cannot be written.
    """
    from handouts.approvals.review import review
    from handouts.gallery.review_report import report_of
    from handouts.reading import load_library

    today = options.day_of(given)
    if given.html is not None:
        refuse_other_files("--html", given.html, _TITLE)
    library = load_library(given.content, also=given.lang)
    _check_names(library, given)
    found = review(library, today, langs=given.lang, handouts=given.handouts)
    is_good = found.is_in_order or not given.strict
    report = report_of(found, library)
    if given.html is not None:
        from handouts.gallery.page import review_page

        write_page("--html", given.html, review_page(report), "nothing is written")
    if given.as_json:
        output.print_json({"ok": is_good, **report})
    else:
        _tell(report, found, in_full=bool(given.handouts))
    return is_good


def _check_names(library: Library, given: options.Options) -> None:
    from handouts.building.plan import Selection, unknown_names

    asked = Selection(langs=tuple(given.lang), handouts=tuple(given.handouts))
    names = {"lang": "--lang", "handout": "HANDOUT"}
    faults = [(names[each.kind], f"{each}") for each in unknown_names(library, asked)]
    if faults:
        raise UsageError(faults)


def _tell(report: dict[str, Any], review: Review, *, in_full: bool) -> None:
    console.print_table(
        ("handout", "lang", "title", "words", "status", "approved by", "review by", "grade#"),
        [_cells(row) for row in review.rows],
    )
    for row in review.overdue:
        output.print_line(f"{row.handout} ({row.lang}): the review was due on {row.review_by}")
    for row in review.due_soon:
        output.print_line(f"{row.handout} ({row.lang}): to be read again by {row.review_by}")
    for row in review.rows:
        if row.too_hard and not in_full:
            output.print_line(f"{row.handout} ({row.lang}) is hard to read: {row.too_hard}")
    if in_full:
        for row, told in zip(review.rows, report["handouts"], strict=True):
            _tell_in_full(row, told)
    output.print_line(report["names"])
    output.print_drafts(
        {(row.lang, row.handout): row.status for row in review.rows if not row.status.is_approved}
    )
    output.print_notices(review.problems)


def _cells(row: Row) -> tuple[str, ...]:
    approval = row.approval
    return (
        row.handout,
        row.lang,
        row.title,
        row.status.code,
        "approved" if row.status.is_approved else "DRAFT",
        f"{approval.name}, {approval.role}" if approval else "",
        f"{row.review_by or ''}",
        f"{row.reading.grade:g}",
    )


def _tell_in_full(row: Row, told: dict[str, Any]) -> None:
    """What has changed, how hard it is to read and why, and what the checklists say."""
    output.print_line(f"{row.handout} ({row.lang}), words {row.status.code}")
    if row.approval:
        by = row.approval
        output.print_line(
            f"Approved by {by.name}, {by.role}, on {by.day} (account {by.account}, {by.door});"
            " since then:"
        )
        print_comparisons(row.changes)
    output.print_line("")
    for each in told["reading"]["measures"]:
        grade = "" if each["grade"] is None else f": school year {each['grade']:g}"
        output.print_line(f"{each['formula']} {each['value']:g}{grade} ({each['scale']})")
    for each in told["reading"]["worst"]:
        output.print_line(f"{each['file']}:{each['line']}: {each['text']} [{each['advice']}]")
    output.print_line("")
    for each in told["checklist"]:
        name = f"{each['checklist']} {each['number']}"
        output.print_line(f"{each['answer']:14} {name:10} {each['asks']}: {each['judged_by']}")
        for place in each["where"]:
            output.print_line(f"{'':26}{place['file']}:{place['line']}: {place['text']}")
    output.print_line("")
