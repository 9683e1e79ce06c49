"""Pictures of the clinic's own on the desk: seen, chosen, and taken in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handouts.approvals.words import KeptPicture
from handouts.desk.not_saved import not_saved
from handouts.desk.visit_form import sentence
from handouts.document import OwnPicture
from handouts.editing.own_pictures import MOST_BYTES, data_of, found, keep, line_of, listed
from handouts.reading.own_pictures import PictureError
from handouts.render.own_images import BROWSER, kind_of_image, own_image
from handouts.storage.swap import DistError

_FILE = re.compile(r"([0-9a-f]{64})(\.png|\.svg)")
_PLACE = re.compile(r'data-picture="([^"]*)" data-line="\d+"><img ')
_WIDTH = 320
# What it shows never changes; nothing of a patient.
_KEPT = {"Cache-Control": "private, max-age=600"}


class NotPlacedError(Exception):
    """Why a picture is not placed, as a sentence."""


async def placed(content: Path, form: FormData) -> str:
    """The line of the picture that a form names or brings.

    Raises:
        NotPlacedError: it names none, it is none, it has no words, or it cannot be kept.
    """
    upload, chosen, alt = (form.get(name) for name in ("file", "picture", "alt"))
    if not isinstance(alt, str) or not alt.strip():
        raise NotPlacedError("Write what it shows, for who cannot see it.")
    if isinstance(upload, UploadFile) and upload.filename:
        return line_of(await _kept(content, upload), alt)
    known = await run_in_threadpool(listed, content)
    if not any(each.name == chosen and not each.fault for each in known):
        raise NotPlacedError("Choose a picture, or a file.")
    return line_of(str(chosen), alt)


async def _kept(content: Path, upload: UploadFile) -> str:
    data, name = await upload.read(), Path(upload.filename or "").name
    if len(data) > MOST_BYTES:
        raise NotPlacedError("The file is larger than 1 MB. Make it smaller.")
    try:
        return await run_in_threadpool(keep, content, name, data)
    except PictureError as error:
        raise NotPlacedError(sentence(f"this file {error}")) from error
    except DistError as error:
        raise NotPlacedError(not_saved("The picture is not kept", error)) from error


def pictured(body: Markup) -> Markup:
    """Words as HTML, with the addresses of the pictures in them."""
    return Markup(
        _PLACE.sub(lambda found: f'{found[0]}src="/picture/{quote(unescape(found[1]))}" ', body)
    )


def routes(content: Path) -> list[Route]:
    """Where pictures are seen: one of now by its name, any that words show by what it is."""

    def drawn(name: str, data: bytes | None) -> bytes | None:
        try:
            return own_image(OwnPicture(name, data, ""), _WIDTH, 2, BROWSER) if data else None
        except PictureError:
            return None

    def image(image: bytes | None, kept: Mapping[str, str]) -> Response:
        if image is None:
            return PlainTextResponse("There is nothing here.", 404)
        return Response(image, media_type=f"image/{kind_of_image(image)}", headers=kept)

    async def named(request: Request) -> Response:
        name = request.path_params["name"]
        return image(await run_in_threadpool(lambda: drawn(name, data_of(content, name))), {})

    async def any_one(request: Request) -> Response:
        asked = _FILE.fullmatch(request.path_params["file"])
        if asked is None:
            return image(None, {})
        kept = KeptPicture(asked[1], asked[2])
        return image(await run_in_threadpool(lambda: drawn(kept.file, found(content, kept))), _KEPT)

    return [Route("/picture/{name}", named), Route("/pictures/{file}", any_one)]
