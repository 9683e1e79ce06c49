"""Items of two checklists for health material, as far as a program can judge them.

PEMAT-P: Patient Education Materials Assessment Tool for printable materials (AHRQ 2013).
CDC: Clear Communication Index (Centers for Disease Control and Prevention 2014).

Both have items that only people can judge; those are not among these.
"""

from __future__ import annotations

from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from handouts.readability.grade import ReadingGrade
from handouts.readability.look import Finding, Judgement, Look, answer_of

_RISK_BLOCKS = ("stop", "help-now", "ask-first")


class Item(NamedTuple):
    """An item of a checklist, by its number there, with the answer."""

    checklist: Literal["PEMAT-P", "CDC"]
    number: int
    asks: str
    judgement: Judgement


def checklist(article: Element, lang: str, grade: ReadingGrade, limit: float) -> tuple[Item, ...]:
    """Every item that can be judged, of a handout's markup in a language (BCP 47).

    Args:
        limit: the school year that `grade` should not be above.
    """
    look = Look(article, lang)
    title, easy = look.title(), _easy(grade, limit)
    calls, active, steps = look.calls(), look.active(), look.steps()
    numbers, maths, parts = look.numbers(), look.maths(), look.headings()
    pemat = (
        (3, "uses common, everyday language", easy),
        (4, "explains medical words", look.medical_words()),
        (5, "uses the active voice", active),
        (6, "has clear numbers", numbers),
        (7, "expects no calculations", maths),
        (8, "breaks information into short sections", look.chunks()),
        (9, "has headers for its sections", parts),
        (12, "draws attention to key points", look.cues()),
        (19, "has simple tables with short headings", look.tables()),
        (20, "names at least one action", calls),
        (21, "addresses the user directly", look.directly()),
        (22, "breaks an action into steps", steps),
        (23, "provides a tool, as a checklist", look.tool()),
    )
    cdc = (
        (1, "has one main message", title),
        (2, "has the main message at the top", title),
        (4, "has a picture that supports the main message", look.picture()),
        (5, "has a call to action", calls),
        (6, "main message and call to action use the active voice", look.active_message()),
        (7, "uses words the audience uses", easy),
        (8, "uses bulleted or numbered lists", look.lists()),
        (9, "is organised in chunks with headings", _both(look.chunks(), parts)),
        (10, "has the most important information first", look.action_first()),
        (11, "says what is known and not known", look.blocks(("known",))),
        (12, "has a recommendation for behaviour", calls),
        (14, "has directions how to do it", steps),
        (15, "has numbers the audience uses", numbers),
        (16, "explains what the numbers mean", numbers),
        (17, "needs no calculations", maths),
        (18, "explains the risks", look.blocks(_RISK_BLOCKS)),
    )
    return (
        *(Item("PEMAT-P", *each) for each in pemat),
        *(Item("CDC", *each) for each in cdc),
    )


def _both(one: Judgement, other: Judgement) -> Judgement:
    answer = answer_of(one.answer == other.answer == "yes")
    return Judgement(answer, f"{one.by}; {other.by}", (*one.findings, *other.findings))


def _easy(grade: ReadingGrade, limit: float) -> Judgement:
    by = f"a reading grade of {limit:g} at most"
    if not grade.measures:
        return Judgement("does not apply", by)
    if not grade.too_hard(limit):
        return Judgement("yes", by)
    return Judgement("no", by, tuple(Finding(each.text, each.passage) for each in grade.worst))
