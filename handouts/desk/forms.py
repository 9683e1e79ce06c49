"""Forms as browsers send them: small ones, and only from a page of this very run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handouts.desk.sessions import Sessions

MOST_BYTES = 200_000
_MOST_FIELDS = 100
_KINDS = (b"application/x-www-form-urlencoded", b"multipart/form-data")


def posted(
    sessions: Sessions,
    handle: Callable[[Request, FormData], Awaitable[Response]],
    most_bytes: int = MOST_BYTES,
) -> Callable[[Request], Awaitable[Response]]:
    """Answers forms that are not too long and have the token; of others it raises what is wrong."""

    async def answer(request: Request) -> Response:
        kind, _ = parse_options_header(request.headers.get("content-type"))
        if kind not in _KINDS:
            raise HTTPException(415, "This is no form.")
        length = request.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            raise HTTPException(411, "Its length is missing.")
        if int(length) > most_bytes:
            raise HTTPException(413, "What was sent is too long.")
        async with request.form(
            max_files=1, max_fields=_MOST_FIELDS, max_part_size=most_bytes
        ) as form:
            token = form.get("token", "")
            if not isinstance(token, str) or not sessions.is_token(token):
                raise HTTPException(403, "Open this page again, and send it from there.")
            return await handle(request, form)

    return answer
