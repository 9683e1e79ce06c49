"""Which handouts there are to write, new ones, and what was saved of each before."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handouts.approvals.words import code
from handouts.desk.context import Context
from handouts.desk.forms import posted
from handouts.desk.not_saved import not_saved
from handouts.desk.screen import answer
from handouts.desk.visit_form import languages, sentence
from handouts.editing.drafts import Draft
from handouts.editing.naming import Naming
from handouts.editing.new_handout import blank, copied, id_of
from handouts.editing.parts import parts_of
from handouts.errors import ContentError
from handouts.reading.nodes import ID
from handouts.storage.swap import DistError

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")


def routes(context: Context) -> list[Route]:
    drafts = context.drafts

    async def listed(
        _request: Request, faults: dict[str, str] | None = None, typed: dict[str, str] | None = None
    ) -> Response:
        standings = await run_in_threadpool(context.todo.look)
        try:
            library = context.words.library
        except ContentError as error:
            return answer(context, "broken.html.j2", "/words", 503, told=error.problems)
        known = {(each.lang, each.handout) for each in standings}
        new = [
            (lang, name)
            for lang in drafts.languages()
            for name in drafts.names(lang)
            if (lang, name) not in known and name != "shared"
        ]
        status = 422 if faults else 200
        return answer(
            context,
            "words_list.html.j2",
            "/words",
            status,
            standings=standings,
            new=new,
            languages=languages(library),
            faults=faults or {},
            typed=typed or {"title": "", "of": "", "lang": "", "about": "exercise"},
        )

    async def begin(request: Request, form: FormData) -> Response:
        """A new handout: a blank, or a copy of another."""
        names = ("title", "of", "lang", "about")
        typed = {name: str(form.get(name, "")).strip() for name in names}
        lang, title, of = typed["lang"], typed["title"], typed["of"]
        name = id_of(title)

        def make() -> str:
            if not title:
                return "Write its title."
            if not name:
                return "Use some letters A to Z in the title: the file is named by them."
            if lang not in context.words.library.languages:
                return "Choose a language."
            if drafts.draft(lang, name).text:
                return f"There is a handout '{name}' already. Choose another title."
            if of:
                if not ID.fullmatch(of) or not drafts.draft(lang, of).text:
                    return "There is no such handout to copy."
                text = copied(drafts.draft(lang, of).text, title, drafts.draft(lang, of).file)
            else:
                text = blank(title, exercise=typed["about"] == "exercise")
            drafts.put(lang, name, text, "new", context.now)
            return ""

        try:
            fault = await run_in_threadpool(make)
        except DistError as error:
            fault = not_saved("The new handout is not saved", error)
        except ContentError as error:
            fault = sentence(f"{error.problems[0].what}; {error.problems[0].remedy}")
        if fault:
            return await listed(request, {"title": fault}, typed)
        return RedirectResponse(f"/words/{lang}/{name}", 303)

    async def history(request: Request) -> Response:
        lang, name = request.path_params["lang"], request.path_params["name"]
        number = request.query_params.get("number", "")

        def found() -> tuple[Draft, str | None]:
            shown = None
            if number.isdecimal() and len(number) < 9:
                shown = drafts.saved_text(lang, name, int(number))
            return drafts.draft(lang, name), shown

        if not (_LANGUAGE.fullmatch(lang) and ID.fullmatch(name)):
            return answer(context, "words_broken.html.j2", "/words", 404, told=())
        try:
            draft, text = await run_in_threadpool(found)
            with context.words.alone() as (library, book):
                naming = Naming(library, lang)
                records = [
                    each for each in book.log.records if (each.lang, each.handout) == (lang, name)
                ]
        except ContentError as error:
            return answer(context, "words_broken.html.j2", "/words", 404, told=error.problems)
        if not draft.text:
            return answer(context, "words_broken.html.j2", "/words", 404, told=())
        names = {each.id: naming(each.title) for each in parts_of(draft.text)}
        return answer(
            context,
            "history.html.j2",
            "/words",
            lang=lang,
            name=name,
            draft=draft,
            number=int(number) if text is not None else None,
            lines=_compared(text or "", draft.text) if text is not None else [],
            names={each: called for each, called in names.items() if called},
            records=[(each, code(each.words)) for each in reversed(records)],
        )

    async def bring_back(request: Request, form: FormData) -> Response:
        lang, name = request.path_params["lang"], request.path_params["name"]
        number = str(form.get("number", ""))

        def put() -> None:
            text = None
            if number.isdecimal() and len(number) < 9:
                text = drafts.saved_text(lang, name, int(number))
            if text:
                drafts.put(lang, name, text, f"number {number}, brought back", context.now)

        try:
            await run_in_threadpool(put)
        except (ContentError, LookupError):
            return answer(context, "words_broken.html.j2", "/words", 404, told=())
        return RedirectResponse(f"/history/{lang}/{name}", 303)

    sessions = context.sessions
    return [
        Route("/words", listed),
        Route("/words", posted(sessions, begin), methods=["POST"]),
        Route("/history/{lang}/{name}", history),
        Route("/history/{lang}/{name}", posted(sessions, bring_back), methods=["POST"]),
    ]


def _compared(old: str, now: str) -> list[tuple[str, str]]:
    """Lines of a saved state against those of now: `same`, `gone` since, or `new` since."""
    from difflib import SequenceMatcher

    was, is_now = old.splitlines(), now.splitlines()
    lines: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, was, is_now, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [("same", line) for line in was[a:b]]
            continue
        lines += [("gone", line) for line in was[a:b]]
        lines += [("new", line) for line in is_now[c:d]]
    return lines
