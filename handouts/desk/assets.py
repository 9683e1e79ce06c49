"""Files that every screen may use; they say nothing of the clinic."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from handouts.design.fonts import ATKINSON
from handouts.gallery.index_page import ASSETS as GALLERY

OWN = Path(__file__).parent / "assets"
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}


async def asset(request: Request) -> Response:
    file = _assets().get(request.path_params["name"])
    if file is None:
        return PlainTextResponse("There is nothing here.", 404)
    return Response(file.read_bytes(), media_type=_TYPES[file.suffix])


@lru_cache
def _assets() -> dict[str, Path]:
    found = {file.name: file for folder in (OWN, GALLERY) for file in folder.iterdir()}
    for bold in (False, True):
        found["bold.ttf" if bold else "regular.ttf"] = ATKINSON.path(bold=bold)
    return found
