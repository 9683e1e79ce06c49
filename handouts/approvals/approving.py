"""Approving words, and taking an approval back: one way in for every door."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handouts.approvals.records import Record, RecordError, add, log_file
from handouts.approvals.status import Book
from handouts.approvals.words import LONG_FORM, SMALL_WORDS, Part, Words, code
from handouts.errors import Problem, UsageError
from handouts.reading import Library, load_library
from handouts.reading.characters import remedy, unprintable
from handouts.reading.library import NO_DRAFTS, Drafts
from handouts.storage import paths
from handouts.storage.swap import swap

MOST_LETTERS = 120
MOST_IN_A_WORD = 30
USUAL_YEARS = 2


class Comparison(NamedTuple):
    """A part of a handout's words as it was approved last and as it is now, None where it is not.

    `handouts` are those that have the same part, where it is a shared one.
    """

    before: Part | None
    now: Part | None
    handouts: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        part = self.now or self.before
        assert part is not None
        return part.head


class Signature(NamedTuple):
    """Who says so, as typed, on which day; and how it was said.

    Attributes:
        review_by: the last day on which the approval holds.
        account: the account of the system.
        door: "command", "desk" or "--yes".
    """

    name: str
    role: str
    day: date
    review_by: date | None
    account: str
    door: str


def comparisons(book: Book, library: Library, lang: str, handout: str) -> list[Comparison]:
    """What has changed since the last approval, part by part; all, if there was none.

    Raises:
        ContentError: the handout cannot be composed.
    """
    before = book.approved_words(lang, handout) or Words(())
    return compared(before, book.words(lang, handout), library, lang)


def compared(before: Words, now: Words, library: Library, lang: str) -> list[Comparison]:
    """What is not the same in two states of a handout's words, part by part."""
    was = {part.head: part for part in before.parts}
    is_now = {part.head: part for part in now.parts}
    heads = [*is_now, *(head for head in was if head not in is_now)]
    return [
        Comparison(was.get(head), is_now.get(head), _shared_by(library, lang, head))
        for head in heads
        if was.get(head) != is_now.get(head)
    ]


def _shared_by(library: Library, lang: str, head: str) -> tuple[str, ...]:
    """The handouts that have a shared part in its usual words, or short ones in its place."""
    name = head.rpartition(" / ")[2]
    language = library.languages[lang]
    if name == SMALL_WORDS:
        return tuple(sorted(language.handouts))
    name = name.removeprefix(f"{LONG_FORM} of ")
    return tuple(sorted(language.handouts)) if name in language.shared.sections else ()


def usual_review(day: date) -> date:
    """The day by which words are usually read again."""
    try:
        return day.replace(year=day.year + USUAL_YEARS)
    except ValueError:  # the 29th of February, or the end of time
        return day.replace(year=min(day.year + USUAL_YEARS, date.max.year), day=28)


def approve(
    content: Path,
    lang: str,
    shown: Sequence[tuple[str, str]],
    by: Signature,
    drafts: Drafts = NO_DRAFTS,
) -> None:
    """Writes down that handouts are approved, all or none.

    Args:
        shown: each handout with the fingerprint of the words that were read.
        drafts: files that were read in the place of those there.  They take it once the approval is
            written down: until then, what is printed are the words before.

    Raises:
        ContentError: the content has problems; nothing is written.
        DistError: it is written down, but the drafts could not take their place.
        RecordError: the words have changed meanwhile, or it cannot be written down.
        UsageError: a name, a role or a day makes no sense.
    """
    _check(content, by)
    library = load_library(content, also=[lang], drafts=drafts)
    book = Book(library)
    records, texts = [], []
    for handout, fingerprint in shown:
        words = book.words(lang, handout)
        if words.fingerprint != fingerprint:
            file = library.languages[lang].handout(handout).path
            what = f"the words of {handout} have changed while they were read"
            now = code(words.fingerprint)
            remedy = f"nothing is approved; read them again (they are {now} now)"
            raise RecordError(Problem(file, 0, what, remedy))
        read = tuple(each.head for each in comparisons(book, library, lang, handout))
        records.append(_record("approve", lang, handout, fingerprint, by, read))
        texts.append(words)
    add(content, records, texts)
    publish(content, drafts)


def publish(content: Path, drafts: Drafts) -> None:
    """Puts drafts in the place of their files.

    Raises:
        DistError: they cannot be written; nothing has changed.
    """
    if drafts:
        swap(content, {path.relative_to(content).as_posix(): each for path, each in drafts.items()})


def withdraw(content: Path, lang: str, handout: str, by: Signature) -> Record:
    """Takes the approvals of a handout back, and returns the last of them.

    Raises:
        ContentError: the content has problems; nothing is written.
        RecordError: there is none, or it cannot be written down.
        UsageError: a name or a role makes no sense.
    """
    _check(content, by)
    library = load_library(content, also=[lang])
    library.languages[lang].handout(handout)
    approved = Book(library).approved(lang, handout)
    if approved is None:
        what = f"{handout} ({lang}) is not approved, so there is nothing to take back"
        raise RecordError(Problem(log_file(content), 0, what, "`review` shows what is approved"))
    add(content, [_record("withdraw", lang, handout, approved.words, by, ())], [])
    return approved


def _record(
    action: str, lang: str, handout: str, words: str, by: Signature, read: tuple[str, ...]
) -> Record:
    return Record(
        "approve" if action == "approve" else "withdraw",
        lang,
        handout,
        words,
        by.name.strip(),
        by.role.strip(),
        by.day,
        by.review_by if action == "approve" else None,
        read,
        by.account,
        by.door,
    )


def _check(content: Path, by: Signature) -> None:
    faults = []
    if paths.goes_with_next_version(content):
        faults.append(
            (
                "--content",
                "these words came with the program, and go with its next version; copy them first:"
                " met-handouts new-content DIR, then name that folder with --content DIR",
            )
        )
    for option, text in (("--name", by.name), ("--role", by.role)):
        if not text.strip():
            faults.append((option, "is missing; write who answers for this, and what they are"))
        elif len(text) > MOST_LETTERS:
            faults.append((option, f"has {len(text)} letters; shorten it to {MOST_LETTERS}"))
        elif not text.strip().isprintable():
            faults.append((option, "has a line end or a sign that cannot be printed; leave it out"))
        elif missing := unprintable(text.strip()):
            faults.append((option, f"has letters no typeface has; {remedy(missing[0])}"))
        elif (longest := max(map(len, re.split(r"[\s-]", text)))) > MOST_IN_A_WORD:
            what = f"has a word of {longest} letters, for which no card has a line"
            faults.append((option, f"{what}; divide it by a space or a hyphen"))
    if by.review_by is not None and by.review_by < by.day:
        faults.append(
            ("--review-by", f"{by.review_by} is before today, {by.day}; name a later day")
        )
    if faults:
        raise UsageError(faults)
