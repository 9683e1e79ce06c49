"""The screen of what is new in the built-in words since the clinic took its copy."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handouts.desk.context import Context
from handouts.desk.forms import posted
from handouts.desk.screen import answer
from handouts.storage.built_in import new_parts, settle


def routes(context: Context) -> list[Route]:
    async def screen(_request: Request) -> Response:
        found = await run_in_threadpool(new_parts, context.content)
        return answer(context, "news.html.j2", "/clinic", news=found)

    async def decide(_request: Request, form: FormData) -> Response:
        chosen, take = str(form.get("part", "")), form.get("act") == "take"
        await run_in_threadpool(lambda: settle(context.content, chosen, take=take))
        return RedirectResponse("/news", 303)

    return [
        Route("/news", screen),
        Route("/news", posted(context.sessions, decide), methods=["POST"]),
    ]
