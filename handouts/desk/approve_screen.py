"""The approve screen: what changed, part by part, and a clinician's word for it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handouts.approvals.approving import Signature, approve, publish, usual_review, withdraw
from handouts.approvals.records import RecordError
from handouts.building.request import day
from handouts.desk.context import Context
from handouts.desk.draft_pages import DraftPages, DraftPictures, draft_pages
from handouts.desk.forms import posted
from handouts.desk.not_saved import not_saved
from handouts.desk.page_frames import Frame
from handouts.desk.proposals import Proposal, as_approved, proposal, waiting_drafts
from handouts.desk.screen import answer
from handouts.desk.todo import HandoutState
from handouts.desk.visit_form import sentence
from handouts.errors import ContentError, UsageError
from handouts.pattern import PATTERNS
from handouts.storage.account_name import account_name
from handouts.storage.swap import DistError

_FIELDS = {"--name": "name", "--role": "role", "--review-by": "review", "--content": ""}
_SUBJECTS = {"name": "your name", "role": "your role", "review": "the review"}


class Seen(NamedTuple):
    """The pages of one pattern, before and as they would be, with frames round what changed.

    `other` are those of the other pattern, where all must be read.
    """

    pattern: str
    per_pattern: bool
    before: DraftPages | None
    now: DraftPages
    other: DraftPages | None
    frames: list[Frame]
    before_key: str = ""
    now_key: str = ""
    other_key: str = ""

    @property
    def order(self) -> list[int]:
        """The numbers of the pages: those with what changed first."""
        changed = {each.page for each in self.frames}
        return sorted(range(1, self.now.pages + 1), key=lambda page: page not in changed)


def routes(context: Context, pictures: DraftPictures) -> list[Route]:
    async def listed(request: Request) -> Response:
        found = await run_in_threadpool(context.todo.look)

        def named(asked: str | None) -> list[HandoutState]:
            return [each for each in found if f"{each.lang}/{each.handout}" == asked]

        asked = request.query_params
        return answer(
            context,
            "approve_list.html.j2",
            "/approve",
            standings=found,
            done=named(asked.get("done")),
            back=named(asked.get("back")),
            returned=named(asked.get("returned")),
        )

    def look(lang: str, handout: str, pattern: str) -> tuple[Proposal, Seen | None]:
        """
        Raises:
            ContentError: the words cannot be composed.
        """
        with context.words.alone() as words:
            found = proposal(words, context.drafts, lang, handout, context.day)
            before = None
            if found.comparisons and (was := as_approved(words, lang, handout)):
                with suppress(ContentError):  # they fit no page any more
                    before = draft_pages(was.library, was.book, lang, handout, pattern, context.day)
            front = found.library.languages[lang].handout(handout).front
            both = found.is_whole and front.per_pattern
            shown = [each.id for each in PATTERNS] if both else [pattern]
            now, *others = (
                draft_pages(found.library, found.book, lang, handout, each, context.day)
                for each in shown
            )
        lines = [
            line
            for change in found.comparisons
            if change.now and change.now.of in ("", pattern) and change.before
            for line in change.now.lines
            if line not in change.before.lines
        ]
        variants = (variant for change in found.changes for variant in change.variants)
        lines += [each.alt for variant in variants for each in variant.now]
        frames = [] if found.is_whole else now.frames(lines)
        other = others[0] if others else None
        return found, Seen(pattern, front.per_pattern, before, now, other, frames)

    async def screen(
        lang: str,
        handout: str,
        pattern: str,
        values: Mapping[str, Any],
        faults: Mapping[str, str],
        status: int = 200,
        *,
        is_sent: bool = False,
    ) -> Response:
        try:
            found, seen = await run_in_threadpool(look, lang, handout, pattern)
        except (ContentError, LookupError) as error:
            told = error.problems if isinstance(error, ContentError) else ()
            return answer(context, "approve_broken.html.j2", "/approve", 404, told=told)
        if seen:
            seen = seen._replace(
                before_key=pictures.keep(seen.before) if seen.before else "",
                now_key=pictures.keep(seen.now),
                other_key=pictures.keep(seen.other) if seen.other else "",
            )
        return answer(
            context,
            "approve.html.j2",
            "/approve",
            status,
            of=found,
            seen=seen,
            patterns=PATTERNS,
            values=values,
            faults=faults,
            is_sent=is_sent,
            drafts=list(waiting_drafts(context.drafts, lang, handout).values()),
            today=context.today(),
            reviews=_reviews(context.day),
        )

    async def empty(request: Request) -> Response:
        asked = request.path_params
        pattern = request.query_params.get("pattern", PATTERNS[0].id)
        # Who approves writes their name each time: others work at this computer, too.
        values = {"read": (), "also": True, "name": "", "role": "", "review": ""}
        is_sent = "sent" in request.query_params
        return await screen(asked["lang"], asked["handout"], pattern, values, {}, is_sent=is_sent)

    async def give(request: Request, form: FormData) -> Response:
        lang, handout = request.path_params["lang"], request.path_params["handout"]
        values = _typed(form)
        faults: dict[str, str] = {}
        try:
            await run_in_threadpool(approved, lang, handout, values)
        except UsageError as error:
            faults = _told(error)
        except RecordError as error:
            if isinstance(error.__cause__, OSError):
                faults = {"": not_saved("Nothing is approved", error)}
            else:
                faults = {"words": sentence(f"{error.problem.what}; {error.problem.remedy}")}
        except DistError as error:
            faults = {"": not_saved("It is approved, but the words before still print", error)}
        except (ContentError, LookupError):
            return await screen(lang, handout, PATTERNS[0].id, values, {})
        if faults:
            values = values if "words" not in faults else {**values, "read": ()}
            status = 409 if "words" in faults else 422
            return await screen(lang, handout, str(values["pattern"]), values, faults, status)
        await run_in_threadpool(context.todo.look)
        return RedirectResponse(f"/approve?done={quote(f'{lang}/{handout}')}", 303)

    def approved(lang: str, handout: str, values: Mapping[str, Any]) -> None:
        """
        Raises:
            ContentError, RecordError, DistError: as `approve` does.
            UsageError: what is missing, by field.
        """
        with context.words.alone() as words:
            found = proposal(words, context.drafts, lang, handout, context.day)
        faults = []
        unread = [each for each in found.changes if each.id not in values["read"]]
        if unread and values["words"] == found.words:
            faults.append(("read", f"still to be read: {', '.join(each.name for each in unread)}"))
        review = usual_review(context.day) if not values["review"] else day(values["review"])
        if review is None:
            faults.append(("--review-by", "is no day; write it like 2028-11-29"))
        by = Signature(values["name"], values["role"], context.day, review, account_name(), "desk")
        if faults:
            raise UsageError(faults)
        also = found.also if values["also"] else ()
        approve(context.content, lang, [(handout, values["words"]), *also], by, found.drafts)
        with suppress(DistError):  # it is approved all the same
            context.drafts.remember(lang, handout, f"words {found.code}", context.now)

    async def back(request: Request, form: FormData) -> Response:
        lang, handout = request.path_params["lang"], request.path_params["handout"]

        def send_back() -> None:
            for each in waiting_drafts(context.drafts, lang, handout).values():
                context.drafts.send_back(lang, each.file.stem, str(form.get("note", ""))[:2000])
            context.todo.look()

        await run_in_threadpool(send_back)
        return RedirectResponse(f"/approve?returned={quote(f'{lang}/{handout}')}", 303)

    async def take_back(request: Request, form: FormData) -> Response:
        lang, handout = request.path_params["lang"], request.path_params["handout"]
        values = _typed(form)
        by = Signature(values["name"], values["role"], context.day, None, account_name(), "desk")
        faults: dict[str, str] = {}
        try:
            await run_in_threadpool(withdraw, context.content, lang, handout, by)
        except UsageError as error:
            faults = {f"w-{field}": fault for field, fault in _told(error).items()}
        except RecordError as error:
            faults = {"": sentence(f"{error.problem.what}; {error.problem.remedy}")}
            if isinstance(error.__cause__, OSError):
                faults = {"": not_saved("The approval is not taken back", error)}
        except (ContentError, LookupError):
            pass
        if faults:
            return await screen(lang, handout, PATTERNS[0].id, values, faults, 422)
        await run_in_threadpool(context.todo.look)
        return RedirectResponse(f"/approve?back={quote(f'{lang}/{handout}')}", 303)

    async def use(request: Request, _form: FormData) -> Response:
        """Words that were approved already take their place."""
        lang, handout = request.path_params["lang"], request.path_params["handout"]

        def put() -> None:
            with context.words.alone() as words:
                found = proposal(words, context.drafts, lang, handout, context.day)
            if found.status.is_approved:
                publish(context.content, found.drafts)
            context.todo.look()

        with suppress(ContentError):
            await run_in_threadpool(put)
        return RedirectResponse("/approve", 303)

    sessions, here = context.sessions, "/approve/{lang}/{handout}"
    return [
        Route("/approve", listed),
        Route(here, empty),
        Route(here, posted(sessions, give), methods=["POST"]),
        Route(f"{here}/back", posted(sessions, back), methods=["POST"]),
        Route(f"{here}/withdraw", posted(sessions, take_back), methods=["POST"]),
        Route(f"{here}/use", posted(sessions, use), methods=["POST"]),
    ]


def _told(error: UsageError) -> dict[str, str]:
    """What is wrong, by field."""
    found = {}
    for option, fault in error.faults:
        field = _FIELDS.get(option, option)
        found[field] = sentence(f"{_SUBJECTS[field]} {fault}" if field in _SUBJECTS else fault)
    return found


def _typed(form: FormData) -> dict[str, Any]:
    names = ("words", "name", "role", "review", "pattern")
    typed = {name: str(form.get(name, "")).strip() for name in names}
    read = tuple(each for each in form.getlist("read") if isinstance(each, str))
    return {**typed, "read": read, "also": "also" in form}


def _reviews(today: date) -> list[date]:
    """Days by which words are read again: in two years, in one, in half a year."""
    in_a_year = usual_review(today).replace(year=today.year + 1)
    return [usual_review(today), in_a_year]
