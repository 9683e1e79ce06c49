"""The library screen: how all handouts stand, which words a patient got, what an auditor asks."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handouts.approvals.approving import compared
from handouts.approvals.given import found as found_given
from handouts.approvals.records import Record, read_words
from handouts.approvals.review import review
from handouts.approvals.words import Words, code, from_text
from handouts.desk.context import Context
from handouts.desk.part_changes import PartChange, Reader
from handouts.desk.screen import answer
from handouts.desk.todo import HandoutState
from handouts.desk.visit_form import languages
from handouts.errors import ContentError
from handouts.gallery.review_pdf import review_pdf
from handouts.gallery.review_report import report_of
from handouts.patient import USUAL_PAPER

_CODE = re.compile(r"\s*([0-9a-fA-F]{4})\s*[-\u2010\u2013\u2014]?\s*([0-9a-fA-F]{4})\s*")
_DAYS_SHOWN = 40


class Found(NamedTuple):
    """Words that a code stands for.

    Attributes:
        records: who approved them, and who took that back, in order.
        words: the exact ones; None if their text is missing.
        read: the same, part by part, as people read them; none of a language that is gone.
        is_given: whether copies were handed out as a draft.
        is_now: whether they are what is printed now.
        changes: what is not the same now.
    """

    lang: str
    handout: str
    title: str
    code: str
    records: tuple[Record, ...]
    words: Words | None
    read: tuple[PartChange, ...]
    is_given: bool
    is_now: bool
    changes: tuple[PartChange, ...]

    @property
    def version(self) -> str:
        return self.words.about("version") if self.words else ""


def routes(context: Context) -> list[Route]:
    async def screen(request: Request) -> Response:
        asked = request.query_params.get("code", "")
        standings = await run_in_threadpool(context.todo.look)
        typed = _CODE.fullmatch(asked)
        found = await run_in_threadpool(find, _code(asked), standings) if typed else []
        library = None
        with suppress(ContentError):
            library = await run_in_threadpool(lambda: context.words.library)
        names = {each.value: each.words for each in languages(library)} if library else {}
        return answer(
            context,
            "library.html.j2",
            "/library",
            handouts=_by_handout(standings),
            standings=standings,
            copies=context.copies.by_day()[-_DAYS_SHOWN:],
            today=context.today(),
            asked=asked,
            is_code=bool(typed),
            found=found,
            names=names,
        )

    def find(code_: str, standings: list[HandoutState]) -> list[Found]:
        """Every handout whose words have, or had, that code."""
        with context.words.alone() as (library, book):
            by_words: dict[tuple[str, str, str], list[Record]] = {}
            for record in book.log.records:
                if code(record.words) == code_:
                    key = (record.lang, record.handout, record.words)
                    by_words.setdefault(key, []).append(record)
            for each in standings:
                with suppress(ContentError):
                    printed = book.words(each.lang, each.handout).fingerprint
                    if code(printed) == code_:
                        by_words.setdefault((each.lang, each.handout, printed), [])
            given = found_given(library.root, code_)
            for fingerprint, draft in given.items():
                key = (draft.about("language"), draft.about("handout"), fingerprint)
                by_words.setdefault(key, [])
            titles = {(each.lang, each.handout): each.title for each in standings}
            made = []
            for (lang, handout, fingerprint), records in by_words.items():
                text = read_words(library.root, fingerprint)
                words = from_text(text) if text is not None else given.get(fingerprint)
                changes: tuple[PartChange, ...] = ()
                read: tuple[PartChange, ...] = ()
                is_now, now = False, None
                with suppress(ContentError, LookupError):
                    now = book.words(lang, handout)
                    is_now = now.fingerprint == fingerprint
                    words = now if is_now else words
                if words and lang in library.languages:
                    reader, nothing = Reader(library, lang, handout), Words(())
                    read = tuple(reader.first(compared(nothing, words, library, lang)))
                    if now:
                        changes = tuple(reader.changes(compared(words, now, library, lang)))
                title = titles.get((lang, handout), handout)
                made.append(
                    Found(
                        lang,
                        handout,
                        title,
                        code_,
                        tuple(records),
                        words,
                        read,
                        fingerprint in given,
                        is_now,
                        changes,
                    )
                )
            return made

    async def words(request: Request) -> Response:
        typed = request.path_params["code"]
        standings = await run_in_threadpool(context.todo.look)
        found = await run_in_threadpool(find, _code(typed), standings)
        status = 200 if found else 404
        return answer(context, "code.html.j2", "/library", status, found=found, asked=_code(typed))

    def report() -> dict[str, Any]:
        """
        Raises:
            ContentError: some words cannot be composed.
        """
        library = context.words.library  # it takes long: whoever prints is not kept waiting
        return report_of(review(library, context.day), library)

    async def report_page(_request: Request) -> Response:
        try:
            found = await run_in_threadpool(report)
        except ContentError as error:
            return answer(context, "broken.html.j2", "/library", 503, told=error.problems)
        return answer(context, "report.html.j2", "/library", report=found)

    async def report_file(_request: Request) -> Response:
        try:
            clinic = context.words.library.clinic
            paper = clinic.paper or USUAL_PAPER
            made = await run_in_threadpool(lambda: review_pdf(report(), clinic.name or "", paper))
        except ContentError as error:
            return answer(context, "broken.html.j2", "/library", 503, told=error.problems)
        name = f"review-{context.today()}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(made, media_type="application/pdf", headers=headers)

    return [
        Route("/library", screen),
        Route("/library/code/{code}", words),
        Route("/library/report", report_page),
        Route("/library/report.pdf", report_file),
    ]


def _code(typed: str) -> str:
    """As it is printed; what was typed, if it is none."""
    found = _CODE.fullmatch(typed)
    return f"{found[1]}-{found[2]}".upper() if found else typed


def _by_handout(standings: list[HandoutState]) -> list[list[HandoutState]]:
    """Those of one handout together, the first language first; the usual ones first."""
    groups: dict[str, list[HandoutState]] = {}
    for each in sorted(standings, key=lambda each: (each.lang != "en", each.lang)):
        groups.setdefault(each.handout, []).append(each)
    formats = ["handout", "card", "poster"]
    return sorted(groups.values(), key=lambda group: formats.index(group[0].format))
