"""The folder of phone pages for the clinic's web site, as one file to save."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handouts.desk.context import Context
from handouts.errors import ContentError

_NAME = "phone-pages.zip"
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the same pages, the same bytes


def routes(context: Context) -> list[Route]:
    async def folder(_request: Request) -> Response:
        from handouts.phone_pages import phone_pages  # it loads what nothing else here needs

        try:
            made = await run_in_threadpool(
                context.words.make, lambda words: phone_pages(words.library, context.day)
            )
        except ContentError as error:
            said = "\n".join(f"{each.what}; {each.remedy}" for each in error.problems)
            return PlainTextResponse(said, 409)
        headers = {"Content-Disposition": f'attachment; filename="{_NAME}"'}
        return Response(zipped(made.files), media_type="application/zip", headers=headers)

    return [Route(f"/{_NAME}", folder)]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by path as a ZIP archive."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(ZipInfo(path, _NO_TIME), data, ZIP_DEFLATED)
    return target.getvalue()
