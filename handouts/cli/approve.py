"""The commands `approve` and `withdraw`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from handouts.building.request import NO_DAY, day
from handouts.cli import options, output
from handouts.cli.comparisons import print_comparisons
from handouts.errors import ContentError, UsageError
from handouts.storage.account_name import account_name

if TYPE_CHECKING:
    from handouts.approvals.approving import Signature
    from handouts.approvals.status import Book
    from handouts.reading import Library


def add_to(new: options.NewCommand) -> None:
    approve = new(
        "approve",
        "Approve the words of handouts as they are now: shows what has changed, and asks.",
    )
    approve.add_argument("handouts", metavar="HANDOUT", nargs="+", help="Which ones.")
    _add_signature(approve)
    approve.add_argument(
        "--review-by",
        metavar="YYYY-MM-DD",
        help="When to read them again at the latest. (default: in two years)",
    )
    approve.add_argument(
        "--yes",
        action="store_true",
        help="Approve without asking, for scripts; needs --words for each handout.",
    )
    approve.add_argument(
        "--words",
        metavar="7F3A-91C2",
        action="append",
        default=[],
        help="With --yes: the code of the words that were read, in the order of the handouts.",
    )
    approve.set_defaults(run=_approve)

    withdraw = new("withdraw", "Take the approval of a handout back: it is marked DRAFT again.")
    withdraw.add_argument("handout", metavar="HANDOUT", help="Which one.")
    _add_signature(withdraw)
    withdraw.set_defaults(run=_withdraw)


def _add_signature(parser: options.ArgumentParser) -> None:
    parser.add_argument(
        "--lang", metavar="ID", default="en", help="In which language. (%(default)s)"
    )
    parser.add_argument("--name", metavar="TEXT", required=True, help="Who says so.")
    parser.add_argument("--role", metavar="TEXT", required=True, help="What they are, as printed.")
    options.add_content(parser)
    options.add_today(parser)
    options.add_json(parser)


def _approve(given: options.Options) -> bool:
    """Shows what has changed in each handout, asks, and writes the approvals down: all or none.

    Raises:
        ContentError: problems in the content, or in the records; nothing is written.
        UsageError: the options do not make sense.
    """
    from handouts.approvals import approving
    from handouts.approvals.records import RecordError
    from handouts.approvals.status import Book
    from handouts.approvals.words import code
    from handouts.reading import load_library

    by = _signature(given, door="--yes" if given.yes else "command")
    library = load_library(given.content, also=[given.lang])
    handouts = list(dict.fromkeys(given.handouts))
    _check_names(library, given.lang, handouts)
    book = Book(library)
    if given.yes:
        shown = _named(book, given, handouts)
    elif given.as_json or not sys.stdin.isatty():
        fault = "nobody is there to ask; use --yes with the code of the words that were read"
        raise UsageError([("approve", fault)])
    else:
        shown = [
            (handout, words)
            for handout in handouts
            if (words := _asked(book, library, given.lang, handout, by))
        ]
    if not shown:
        output.print_line("Nothing is approved.")
        return False
    try:
        approving.approve(given.content, given.lang, shown, by)
    except RecordError as error:
        raise ContentError([error.problem]) from error
    if given.as_json:
        rows = [
            {"handout": each, "words": code(words), "lang": given.lang} for each, words in shown
        ]
        output.print_json({"ok": True, "approved": rows, "review_by": f"{by.review_by}"})
        return True
    for handout, words in shown:
        output.print_line(
            f"{handout} ({given.lang}), words {code(words)}: approved by {by.name}, {by.role};"
            f" to be read again by {by.review_by}"
        )
    output.print_line("Build again, so that the printed handouts say so.")
    return True


def _signature(given: options.Options, door: str) -> Signature:
    from handouts.approvals.approving import Signature, usual_review

    faults = []
    today = day(given.today) if given.today else date.today()
    if today is None:
        faults.append(("--today", NO_DAY.format(given.today)))
    typed = getattr(given, "review_by", None)
    review_by = day(typed) if typed else usual_review(today) if today else None
    if typed and review_by is None:
        faults.append(("--review-by", NO_DAY.format(typed)))
    if faults:
        raise UsageError(faults)
    assert today is not None
    return Signature(given.name, given.role, today, review_by, account_name(), door)


def _check_names(library: Library, lang: str, handouts: Sequence[str]) -> None:
    if lang not in library.languages:
        there = ", ".join(library.languages)
        raise UsageError([("--lang", f"there is no language '{lang}'; use one of: {there}")])
    known = library.languages[lang].handouts
    faults = [
        ("HANDOUT", f"there is no handout '{name}'; use one of: {', '.join(sorted(known))}")
        for name in handouts
        if name not in known
    ]
    if faults:
        raise UsageError(faults)


def _named(book: Book, given: options.Options, handouts: Sequence[str]) -> list[tuple[str, str]]:
    """Each handout with its words, which must be those whose codes were typed."""
    from handouts.approvals.words import code

    if len(given.words) != len(handouts):
        fault = f"{len(handouts)} are needed, one for each handout; the footer of each page has it"
        raise UsageError([("--words", fault)])
    shown, faults = [], []
    for handout, typed in zip(handouts, given.words, strict=True):
        words = book.words(given.lang, handout).fingerprint
        if typed.strip().upper() != code(words):
            faults.append(
                ("--words", f"{handout} says {code(words)} now, not {typed}; read it again")
            )
        shown.append((handout, words))
    if faults:
        raise UsageError(faults)
    return shown


def _asked(book: Book, library: Library, lang: str, handout: str, by: Signature) -> str | None:
    """The words of a handout, if whoever was asked has read and approves them."""
    from handouts.approvals.approving import comparisons
    from handouts.approvals.words import code

    words = book.words(lang, handout).fingerprint
    changes = comparisons(book, library, lang, handout)
    last = book.approved(lang, handout)
    since = f"since {last.name}, {last.role}, approved it on {last.day}" if last else "all is new"
    output.print_line(f"{handout} ({lang}), words {code(words)}: {since}")
    print_comparisons(changes)
    question = f"Approve as {by.name}, {by.role}, until {by.review_by}? Type yes: "
    output.print_line("")
    try:
        answer = input(question)
    except EOFError:
        return None
    return words if answer.strip().lower() == "yes" else None


def _withdraw(given: options.Options) -> bool:
    """
    Raises:
        ContentError: problems in the content, or in the records; nothing is written.
        UsageError: the options do not make sense.
    """
    from handouts.approvals import approving
    from handouts.approvals.records import RecordError
    from handouts.approvals.words import code
    from handouts.reading import load_library

    by = _signature(given, door="command")
    _check_names(load_library(given.content, also=[given.lang]), given.lang, [given.handout])
    try:
        taken_back = approving.withdraw(given.content, given.lang, given.handout, by)
    except RecordError as error:
        raise ContentError([error.problem]) from error
    words = code(taken_back.words)
    if given.as_json:
        output.print_json({"ok": True, "withdrawn": given.handout, "words": words})
    else:
        said = f"{given.handout} ({given.lang}), words {words}: no longer approved"
        output.print_line(f"{said}. Build again, so that the printed handouts say DRAFT.")
    return True
