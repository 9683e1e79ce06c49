"""The page of all outputs: the gallery, live."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handouts.desk.context import Context
from handouts.desk.forms import MOST_BYTES
from handouts.desk.print_screen import PDF_POLICY
from handouts.desk.screen import answer
from handouts.gallery import page_cache
from handouts.gallery.entries import gallery
from handouts.storage.publishing import listed

_FOREVER = "private, max-age=31536000, immutable"


def routes(context: Context) -> list[Route]:
    state, out = context.state, context.out

    async def page(_request: Request) -> Response:
        version = state.version  # what is read from here on is no older
        with state.answering():
            found = await run_in_threadpool(lambda: gallery(listed(out)))
            return answer(
                context,
                "all_pages.html.j2",
                "/library",
                gallery=found,
                live=state,
                version=version,
                room="/assets",
            )

    async def output(request: Request) -> Response:
        path = request.path_params["path"]
        with state.answering():
            data = await run_in_threadpool(page_cache.output, out, path)
        if data is None:
            return _nothing()
        how = "attachment" if "download" in request.query_params else "inline"
        name = f"filename*=UTF-8''{quote(PurePosixPath(path).name, safe='')}"
        headers = {"Content-Disposition": f"{how}; {name}", "Content-Security-Policy": PDF_POLICY}
        kind = "application/pdf" if path.endswith(".pdf") else "text/html"
        return Response(data, media_type=kind, headers=headers)

    async def picture(request: Request) -> Response:
        asked = request.path_params
        with state.answering():
            data = await run_in_threadpool(page_cache.picture, out, asked["sha256"], asked["page"])
        if data is None:
            return _nothing()
        return Response(data, media_type="image/webp", headers={"Cache-Control": _FOREVER})

    async def visible(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return PlainTextResponse("Too long.", 413)
        try:
            asked = json.loads(body)
            client, paths, token = asked["client"], asked["paths"], asked["token"]
            texts = (client, token, *paths)
            fits = all(isinstance(each, str) for each in texts) and not isinstance(paths, str)
        except (ValueError, LookupError, TypeError, RecursionError):
            fits = False
        if not fits:
            return PlainTextResponse("Not understood.", 400)
        if not context.sessions.is_token(token):
            return PlainTextResponse("Open this page again.", 403)
        state.sees(client[:32], paths)
        return Response(status_code=204)

    return [
        Route("/pages", page),
        Route("/files/{path:path}", output),
        Route("/pages/{sha256}/{page}.webp", picture),
        Route("/visible", visible, methods=["POST"]),
    ]


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.", 404)
