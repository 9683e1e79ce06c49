"""What should be known of what was made, in words: the terminal and the page say the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.compose.approval import DraftReason, Status
from handouts.errors import Problem
from handouts.render.rendered import LARGE_PAGE
from handouts.storage import built_in, publishing
from handouts.storage.paths import shown_path
from handouts.storage.publishing import Value

if TYPE_CHECKING:
    from handouts.readability.grade import TooHard

NEVER = "nobody has approved it"
MORE_PAGES = "more-pages"
_MOST = 6
MACHINE = "a machine translation that no qualified person has reviewed"
_WHY_DRAFT = {
    DraftReason.NEVER_APPROVED: NEVER,
    DraftReason.WORDS_CHANGED: "words have changed since the approval of {on} ({parts})",
    DraftReason.SHORT_FORMS: "the shared words of {parts} have changed since {on}: the short ones"
    " must be read again",
    DraftReason.REVIEW_PAST_DUE: "the review was due on {due}",
    DraftReason.NOT_YET_VALID: "the approval only starts on {on}",
    DraftReason.WITHDRAWN: "the approval was withdrawn",
    DraftReason.TEXT_MISSING: "the text that was approved on {on} is missing or was changed",
    DraftReason.RECORDS_DAMAGED: "the records of approvals are damaged",
    DraftReason.MACHINE_TRANSLATION: MACHINE,
    DraftReason.TRANSLATION_STALE: "the English words of {parts} have changed since they were"
    " translated",
}
LANGUAGE_LEFT_OUT = (
    "languages with problems are left out, and their handouts are as they were before; the others"
    " are built"
)
_LEFT_OUT = {
    "links": "the links of clinic.yaml",
    "clinic-line": "the clinic's address, web and email",
    "logo": "the clinic's logo",
    "kicker": "the line that says what a card is",
    "foot": "the clinic at the foot of each page, which has it at its head",
}
_TOLD = {
    MORE_PAGES: "more pages than usual, as their words are long",
    LARGE_PAGE: "more than 150 kB, which a phone may wait for; make the pictures of yours that"
    " they show smaller",
}


def why_draft(status: Status) -> str:
    """Why a handout is a DRAFT, in a clause; empty if it is none."""
    if status.reason is None:
        return ""
    approval = status.approval
    return _WHY_DRAFT[status.reason].format(
        on=approval.on if approval else "",
        due=approval.review_by if approval else "",
        parts=", ".join(status.parts),
    )


def of_drafts(drafts: Mapping[tuple[str, str], str]) -> list[str]:
    """Which handouts are DRAFT, and why; those that nobody ever approved in one line.

    Args:
        drafts: why, by language and handout.
    """
    said, never, machine = [], [], []
    for (lang, handout), why in drafts.items():
        if why == NEVER:
            never.append(f"{handout} ({lang})")
            continue
        if why == MACHINE:
            machine.append(f"{handout} ({lang})")
            continue
        approve = f"to approve it again: met-handouts approve {handout} --lang {lang}"
        said.append(f"{handout} ({lang}) is a DRAFT: {why}; {approve}")
    if never:
        said.append(
            f"nobody has approved these yet, so they are marked DRAFT: {', '.join(never)};"
            " to approve one: met-handouts approve NAME"
        )
    if machine:
        said.append(
            "a machine has translated these and no qualified person has reviewed them, so they are"
            f" marked DRAFT: {', '.join(machine)}"
        )
    return said


def of_hard(hard: Mapping[tuple[str, str], TooHard]) -> list[str]:
    """Which handouts, by language, are harder to read than the clinic wants."""
    return [
        f"{handout} ({lang}) is hard to read: {why}; what to shorten: met-handouts review {handout}"
        f" --lang {lang}"
        for (lang, handout), why in hard.items()
    ]


def of_left_out(documents: Mapping[str, Collection[str]]) -> list[str]:
    """What had no room on which documents; see `handouts.layout.pages.GIVES_WAY`."""
    named = {
        words: [name for name, left_out in documents.items() if kind in left_out]
        for kind, words in _LEFT_OUT.items()
    }
    said = [
        f"no room for {words}, left out on: {', '.join(names)}"
        for words, names in named.items()
        if names
    ]
    for kind, words in _TOLD.items():
        if so := [name for name, kinds in documents.items() if kind in kinds]:
            more = f" and {len(so) - _MOST} more" if len(so) > _MOST else ""
            said.append(f"{words}: {', '.join(so[:_MOST])}{more}")
    return said


def of_problems(problems: Iterable[Problem]) -> list[str]:
    """What should be known of the content and stops nothing."""
    return [str(each._replace(file=shown_path(each.file))) for each in problems]


def new_parts(content: Path) -> list[Problem]:
    """What the program's own words have that a content folder has not: it may be older."""
    if not (names := [part.name for part in built_in.new_parts(content)]):
        return []
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    what = f"the program has words that this content has not: {', '.join(names[:3])}{more}"
    remedy = f"met-handouts whats-new --content {shown_path(content)} shows them; --seen ends this"
    return [Problem(content, 0, what, remedy)]


def strangers(out: Path, listed: Collection[str]) -> list[Problem]:
    """PDFs among the outputs that nothing makes any more, or somebody else has put there."""
    if not (names := publishing.strangers(out, listed)):
        return []
    more = f" and {len(names) - 10} more" if len(names) > 10 else ""
    what = f"holds what is not of this build: {', '.join(names[:10])}{more}"
    return [Problem(out, 0, what, "remove what nobody needs")]


def foreign_index(out: Path) -> str:
    """That there is a page of somebody else's where the gallery would be."""
    return f"{out / 'index.html'} is not from here, so it was left as it is"


def of_listed(listed: Mapping[str, Mapping[str, Value]]) -> list[str]:
    """What should be known of all outputs that a manifest lists."""
    drafts = {
        (f"{entry.get('lang')}", f"{entry.get('handout')}"): f"{entry['draft']}"
        for entry in listed.values()
        if entry.get("draft")
    }
    left_out = {path: f"{entry.get('left_out') or ''}".split() for path, entry in listed.items()}
    return [*of_drafts(drafts), *of_left_out(left_out)]
