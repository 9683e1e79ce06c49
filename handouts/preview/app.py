"""The live page's addresses."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from handouts.gallery import page_cache
from handouts.gallery.entries import gallery
from handouts.gallery.index_page import ASSETS
from handouts.gallery.page import live_page
from handouts.preview.guard import Guard
from handouts.preview.remote_builds import PATH, SIGNATURE, Answer, Command, Desk, read_command
from handouts.preview.state import State
from handouts.storage.publishing import listed

# A list of all outputs on screen is far smaller.
_MOST_BYTES = 200_000
# Browsers and proxies take a stream for dead that is silent for long.
_HEARTBEAT = 15.0
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# The browser's own PDF viewer needs scripts and styles of its own, and a frame to print from.
_PDF_POLICY = "frame-ancestors 'self'"
_FOREVER = "private, max-age=31536000, immutable"


def app(
    state: State, out: Path, desk: Desk, run: Callable[[Command], Awaitable[Answer | None]]
) -> Guard:
    """The page of what is in the folder `out`, for requests to this computer.

    Args:
        run: runs a command of somebody who has the key, or declines.
    """
    assets = {file.name: file for file in ASSETS.iterdir()}

    async def page(_request: Request) -> Response:
        def html() -> str:
            return live_page(gallery(listed(out)), state)

        with state.answering():
            return HTMLResponse(await run_in_threadpool(html))

    async def asset(request: Request) -> Response:
        file = assets.get(request.path_params["name"])
        if file is None:
            return _nothing()
        return Response(file.read_bytes(), media_type=_TYPES[file.suffix])

    async def output(request: Request) -> Response:
        path = request.path_params["path"]
        with state.answering():
            data = await run_in_threadpool(page_cache.output, out, path)
        if data is None:
            return _nothing()
        how = "attachment" if "download" in request.query_params else "inline"
        name = f"filename*=UTF-8''{quote(PurePosixPath(path).name, safe='')}"
        headers = {
            "Content-Disposition": f"{how}; {name}",
            "Content-Security-Policy": _PDF_POLICY,
        }
        return Response(data, media_type="application/pdf", headers=headers)

    async def picture(request: Request) -> Response:
        asked = request.path_params
        with state.answering():
            data = await run_in_threadpool(page_cache.picture, out, asked["sha256"], asked["page"])
        if data is None:
            return _nothing()
        return Response(data, media_type="image/webp", headers={"Cache-Control": _FOREVER})

    async def events(_request: Request) -> Response:
        return StreamingResponse(_events(state), media_type="text/event-stream")

    async def command(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too long.", 413)
        if not desk.is_signed(body, request.headers.get(SIGNATURE, "")):
            return PlainTextResponse("Only this program may ask for that.", 403)
        typed = read_command(body)
        answer = await run(typed) if typed else None
        if answer is None:
            return PlainTextResponse("Not done here.", 409)
        said = json.dumps(answer._asdict()).encode()
        return Response(said, headers={SIGNATURE: desk.signature(said)})

    async def visible(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too long.", 413)
        try:
            asked = json.loads(body)
            client, paths = asked["client"], asked["paths"]
            fits = isinstance(client, str) and all(isinstance(path, str) for path in paths)
        except (ValueError, LookupError, TypeError, RecursionError):
            fits = False
        if not fits:
            return PlainTextResponse("Not understood.", 400)
        state.sees(client[:32], paths)
        return Response(status_code=204)

    routes = [
        Route("/", page),
        Route("/assets/{name}", asset),
        Route("/files/{path:path}", output),
        Route("/pages/{sha256}/{page}.webp", picture),
        Route("/events", events),
        Route("/visible", visible, methods=["POST"]),
        Route(PATH, command, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), desk.port)


async def _body(request: Request) -> bytes | None:
    """What was sent; None if it is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    return body


async def _events(state: State) -> AsyncIterator[str]:
    """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    sent: dict[str, str] = {}
    yield "retry: 1000\n\n"
    while not state.stopping:
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
        await state.wait(_HEARTBEAT)


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.", 404)
