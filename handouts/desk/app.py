"""The desk's addresses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from handouts.desk import (
    approve_screen,
    clinic_screen,
    drafts_screen,
    email_screen,
    gallery_screen,
    library_screen,
    news_screen,
    phone_pages_screen,
    picture_forms,
    print_screen,
    remote_builds,
    words_screen,
)
from handouts.desk.asking import PATH, SIGNATURE
from handouts.desk.assets import asset
from handouts.desk.clinic_style import clinic_style, tilt_icon
from handouts.desk.context import Context
from handouts.desk.draft_pages import DraftPictures
from handouts.desk.forms import posted
from handouts.desk.guard import Guard
from handouts.desk.not_saved import not_saved
from handouts.desk.print_screen import Printing
from handouts.desk.remote_builds import Answer, Command, Desk, read_command
from handouts.desk.screen import MENU, answer
from handouts.storage.swap import DistError

_MOST_BYTES = 200_000
# Browsers and proxies take a stream for dead that is silent for long.
_HEARTBEAT = 15.0
_LAST_LOOK = 1.0  # s


def app(context: Context, desk: Desk, run: Callable[[Command], Awaitable[Answer | None]]) -> Guard:
    """The desk, for requests to this computer.

    Args:
        run: runs a command of somebody who has the key, or declines.
    """
    sessions = context.sessions
    printing, pictures = Printing(context), DraftPictures()

    async def clinic_css(_request: Request) -> Response:
        css = await run_in_threadpool(clinic_style, context.words)
        return Response(css, media_type="text/css")

    async def tilt(request: Request) -> Response:
        asked = request.path_params
        svg = await run_in_threadpool(tilt_icon, context.words, asked["side"], asked["tilt"])
        return Response(svg, media_type="image/svg+xml") if svg else nothing()

    async def events(_request: Request) -> Response:
        return StreamingResponse(_events(context), media_type="text/event-stream")

    async def help_(_request: Request) -> Response:
        return answer(context, "help.html.j2", "/help")

    async def stop(_request: Request, _form: FormData) -> Response:
        said = answer(context, "stopped.html.j2", "", menu=())
        # Not before the page has its style.
        asyncio.get_running_loop().call_later(_LAST_LOOK, context.stop)
        return said

    async def command(request: Request) -> Response:
        body = await _signed(request, desk)
        if isinstance(body, Response):
            return body
        typed = read_command(body)
        done = await run(typed) if typed else None
        if done is None:
            return PlainTextResponse("Not done here.", 409)
        return _signed_answer(desk, bytes(done))

    async def opening(request: Request) -> Response:
        body = await _signed(request, desk)
        if isinstance(body, Response):
            return body
        return _signed_answer(desk, sessions.new_key().encode())

    routes = [
        *print_screen.routes(context, printing),
        *email_screen.routes(context, printing),
        *drafts_screen.routes(context),
        *words_screen.routes(context, pictures),
        *approve_screen.routes(context, pictures),
        *library_screen.routes(context),
        pictures.route,
        *picture_forms.routes(context.content),
        *clinic_screen.routes(context),
        *gallery_screen.routes(context),
        *phone_pages_screen.routes(context),
        *news_screen.routes(context),
        Route("/assets/clinic.css", clinic_css),
        Route("/assets/tilt-{side}-{tilt}.svg", tilt),
        Route("/assets/{name}", asset),
        Route("/events", events),
        Route("/help", help_),
        Route("/stop", posted(sessions, stop), methods=["POST"]),
        Route(PATH, command, methods=["POST"]),
        Route(remote_builds.OPENING, opening, methods=["POST"]),
    ]

    async def not_done(request: Request, error: Exception) -> Response:
        what = "What you did is not saved" if request.method == "POST" else "This cannot be shown"
        said = not_saved(what, error)
        return answer(
            context, "not_saved.html.j2", "", 507, fault=said, address=_screen_of(request)
        )

    async def not_here(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        is_here = error.status_code not in (404, 405)
        said = error.detail
        if said == HTTPStatus(error.status_code).phrase:
            said = "There is no page at this address, or not any more."
        return answer(
            context,
            "not_here.html.j2",
            "",
            error.status_code,
            error.headers,
            heading="Not done" if is_here else "There is nothing here",
            said=said,
            address=_screen_of(request),
        )

    told = {DistError: not_done, OSError: not_done, HTTPException: not_here}
    return Guard(Starlette(routes=routes, exception_handlers=told), desk.port, sessions)


def _screen_of(request: Request) -> str:
    """The screen that an address belongs to."""
    path = request.url.path
    return next((each.address for each in MENU[1:] if path.startswith(each.address)), "/")


def nothing() -> Response:
    return PlainTextResponse("There is nothing here.", 404)


async def _signed(request: Request, desk: Desk) -> bytes | Response:
    """What this program has sent to itself, or the refusal of all else."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return PlainTextResponse("Too long.", 413)
    if not desk.is_signed(body, request.headers.get(SIGNATURE, "")):
        return PlainTextResponse("Only this program may ask for that.", 403)
    return body


def _signed_answer(desk: Desk, said: bytes) -> Response:
    return Response(said, headers={SIGNATURE: desk.signature(said)})


async def _events(context: Context) -> AsyncIterator[str]:
    """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    state = context.state
    sent: dict[str, str] = {}
    yield "retry: 1000\n\n"
    while not state.stopping:
        changing = state.changing
        now = {
            "status": json.dumps(
                {"phase": state.phase, "text": state.status, "progress": state.progress}
            ),
            "page": state.version,
        }
        for event, data in now.items():
            if sent.get(event) != data:
                yield f"event: {event}\ndata: {data}\n\n"
        if sent == now:
            yield ": still here\n\n"
        sent = now
        await state.wait(_HEARTBEAT, changing)
